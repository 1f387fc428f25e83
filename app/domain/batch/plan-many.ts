import { randomOf } from "../random";
import { Board } from "./board";
import { Dual } from "./dual";
import { planInTurn } from "./greedy";
import { tryChange } from "./neighbourhood";
import { practiceOf } from "./practice";
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
  const begun = options.elapsedMs();
  const share = () => Math.min(1, (options.elapsedMs() - begun) / (options.seconds * 1000));
  const practice = practiceOf(problem);
  const random = randomOf(1);
  const board = new Board(practice);
  const order = practice.courses.map((_, index) => index);
  planInTurn(board, order);
  const dual = new Dual(practice, random);
  dual.evaluate();
  for (let step = 0.5, pass = 1; share() < 0.4; step *= 0.97, pass++) {
    dual.pass(step);
    if (pass % 5 === 0) dual.evaluate();
  }
  order.forEach((index) => board.lift(index));
  board.setPrices(dual.best, 1, 3);
  planInTurn(board, order);
  while (share() < 1) tryChange(board, order.length, 1 - share() + 0.01, random);
  const plans = practice.courses.map((course, index) => {
    const placed = board.of(index);
    return { planId: course.plan.id, proposal: placed && course.propose(placed.seats) };
  });
  const unplanned = plans.flatMap(({ planId, proposal }) => (proposal ? [] : [planId]));
  const cost = plans.reduce((sum, { proposal }) => sum + (proposal?.cost ?? practice.penalty), 0);
  return { plans, cost, bound: dual.bound, unplanned };
}
