import { compose } from "~/domain/composer/compose";
import { defaultWeights } from "~/domain/composer/weights";
import { bestByForce, bestOf } from "tests/support/every-course";
import { benchBatch } from "./batch";
import { benchForecast } from "./forecast";
import { aClinic, anyWishes, aSmallProblem } from "./instances";
import { measure, percentile, type Tell } from "./measure";
import { benchRepair } from "./repair";

const SMALL_CASES = 200;
const COURSES = 200;
/** Rounds that a server has behind it when its day begins. */
const WARM_UP = 10;

/** The composer: how long three whole courses take in a large clinic, and how often the best one is the best. */
export function benchCourses({ tell }: { tell: Tell }) {
  let optimal = 0;
  for (let seed = 1; seed <= SMALL_CASES; seed++) {
    const problem = aSmallProblem(seed);
    optimal += Number((bestOf(problem)?.cost ?? Infinity) === bestByForce(problem));
  }
  tell(measure("composer.optimal", optimal / SMALL_CASES, "share"));

  const large = { physicians: 20, rooms: 10, devices: 8, weeks: 26, load: 0.6, sessions: 6 };
  const times: number[] = [];
  const instances = [1, 2, 3, 4, 5].map((seed) => aClinic(seed, large));
  for (let round = -WARM_UP; round < COURSES / instances.length; round++) {
    for (const { facts, clinics } of instances) {
      const from = performance.now();
      compose(facts, clinics, anyWishes, defaultWeights, 3);
      if (round >= 0) times.push(performance.now() - from);
    }
  }
  tell(measure("composer.p95.ms", percentile(times, 0.95), "ms"));
  tell(measure("composer.p50.ms", percentile(times, 0.5), "ms"));
  benchRepair({ tell });
  benchForecast({ tell });
  benchBatch({ tell });
}
