import type { BatchOptions, BatchProblem, BatchResult } from "./problem";

export type {
  BatchClinic,
  BatchOptions,
  BatchPlan,
  BatchProblem,
  BatchProgress,
  BatchResult,
} from "./problem";

/** Plans all courses at once, as well as can be in the time that is given. */
export function planMany(problem: BatchProblem, options: BatchOptions): BatchResult {
  throw new Error(`not written: ${problem.plans.length} plans in ${options.seconds} s`);
}
