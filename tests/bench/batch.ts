import { planMany } from "~/domain/batch/plan-many";
import { aBatch, sizes } from "./instances-of-many";
import { measure, type Tell } from "./measure";

const SECONDS = 10;

/** Which instances are planned, under which name; of a gap the worst is told, of the unplanned the sum. */
const runs = [
  { name: "normal", size: sizes["normal-200"], seeds: [1, 2, 3] },
  { name: "tight", size: sizes["tight-100"], seeds: [1, 2, 3] },
  { name: "normal-100", size: sizes["normal-100"], seeds: [1] },
  { name: "tight-200", size: sizes["tight-200"], seeds: [1] },
];

/** Many courses at once: how much more than a proven bound they cost, against one course after the other. */
export function benchBatch({ tell }: { tell: Tell }) {
  const elapsedMs = () => performance.now();
  for (const { name, size, seeds } of runs) {
    let [worst, unplanned, worstInTurn, unplannedInTurn] = [0, 0, 0, 0];
    for (const seed of seeds) {
      const problem = aBatch(seed, size);
      const inTurn = planMany(problem, { seconds: 0, elapsedMs });
      const found = planMany(problem, { seconds: SECONDS, elapsedMs });
      worst = Math.max(worst, (found.cost - found.bound) / found.bound);
      unplanned += found.unplanned.length;
      worstInTurn = Math.max(worstInTurn, (inTurn.cost - found.bound) / found.bound);
      unplannedInTurn += inTurn.unplanned.length;
    }
    tell(measure(`batch.${name}.gap`, worst, "share"));
    tell(measure(`batch.${name}.unplanned`, unplanned, "plans"));
    tell(measure(`batch.${name}.greedy.gap`, worstInTurn, "share"));
    tell(measure(`batch.${name}.greedy.unplanned`, unplannedInTurn, "plans"));
  }
}
