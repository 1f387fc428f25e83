import { defaultWeights } from "~/domain/composer/weights";
import { repairMany } from "~/domain/repair/many";
import { aWeekOff } from "./instances-of-repair";
import { measure, percentile, type Tell } from "./measure";

/** 200 active courses with two physicians, three quarters of whose time is taken: about thirty sessions lose their place. */
const size = { courses: 200, physicians: 2, rooms: 4, devices: 3, load: 0.75, offFrom: 7 };
/** The same courses with one physician, who alone has to take back all that a week off displaced: about sixty sessions. */
const alone = { ...size, physicians: 1, rooms: 2, devices: 2 };
const SEEDS = [1, 2, 3, 4, 5];
const WARM_UP = 3;

/** One physician's week off: how many sessions move for each that must, how many are lost, and how long it takes. */
export function benchRepair({ tell }: { tell: Tell }) {
  const both = [...SEEDS.map((seed) => aWeekOff(seed, size)), ...SEEDS.map((seed) => aWeekOff(seed, alone))];
  let [forced, made, lost] = [0, 0, 0];
  const times: number[] = [];
  for (let round = -WARM_UP; round < 4; round++) {
    for (const { courses, clinics } of both) {
      const from = performance.now();
      const repaired = repairMany(courses, clinics, defaultWeights);
      if (round >= 0) times.push(performance.now() - from);
      if (round !== 0) continue;
      forced += courses.flatMap(({ sessions }) => sessions).filter(({ hold }) => hold === "displaced").length;
      made += repaired.flatMap(({ sessions }) => sessions).filter(({ choice }) => choice !== null).length;
      lost += repaired.flatMap((course) => course.lost).length;
    }
  }
  tell(measure("repair.moves", made / forced, "made per forced"));
  tell(measure("repair.lost", lost, "sessions"));
  tell(measure("repair.p95.ms", percentile(times, 0.95), "ms"));
  tell(measure("repair.p50.ms", percentile(times, 0.5), "ms"));
}
