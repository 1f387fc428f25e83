import { randomOf } from "../random";
import { Board, type Placed } from "./board";
import { Dual } from "./dual";
import { planInTurn } from "./greedy";
import { Search } from "./neighbourhood";
import { practiceOf, type Practice } from "./practice";
import type { BatchOptions, BatchProblem, BatchResult } from "./problem";

export type {
  BatchClinic,
  BatchOptions,
  BatchPlan,
  BatchProblem,
  BatchProgress,
  BatchResult,
} from "./problem";

/** The share of the time that goes into prices and bound. */
const PRICING = 0.4;
/** And of that, the share in which bounds are proved. */
const PROVING = 0.2;
const TELLS_EVERY_MS = 200;
/** In days that a course waits: how prices move at the least at first, and at last. */
const [FIRST_STEP, LAST_STEP] = [0.5, 0.0005];
/** What may get worse, at first and at last. */
const [WARM, COLD] = [0.3, 0.01];
/** What it costs at first glance to push another aside. */
const SURCHARGE = 1;

/**
 * Plans all courses at once, as well as can be in the time that is given: prices for everybody's and everything's time, at
 * which few want the same; then one plan after the other at those prices; then again and again some of them anew. What
 * was found is legal at any moment, so it may be stopped at any. Given no time it plans one after the other.
 */
export function planMany(problem: BatchProblem, options: BatchOptions): BatchResult {
  const practice = practiceOf(problem);
  const { courses, penalty } = practice;
  const everyone = courses.map((_, index) => index);
  const random = randomOf(1);
  const clock = clockOf(options);
  const day = Math.max(problem.weights.startDay, problem.weights.gapDay) || penalty / 100;

  const dual = new Dual(practice, random);
  const alone = dual.values;
  const board = new Board(practice);
  planInTurn(board, everyone);
  let search = new Search(board, courses.length, penalty, alone, dual, random);
  const goesOn = () =>
    search.best.cost > dual.bound + 1e-6 &&
    clock.goesOn(() => ({
      planned: search.best.placed.filter((one) => one !== null).length,
      cost: search.best.cost,
      bound: dual.bound,
    }));

  const begun = clock.share();
  // Where it is tight, a price has far to climb: about as far as one after the other costs more, spread over what they take.
  const firstStep = Math.max(day * FIRST_STEP, (2 * (search.best.cost - dual.bound)) / practice.unitCount);
  let proving = 0;
  while (clock.share() < PRICING && goesOn()) {
    const done = (clock.share() - begun) / (PRICING - begun);
    dual.improve(between(firstStep, day * LAST_STEP, done));
    if (proving > PROVING * (clock.share() - begun)) continue;
    const from = clock.share();
    dual.prove();
    proving += clock.share() - from;
  }

  if (goesOn()) {
    dual.prove();
    const inTurn = search.best;
    everyone.forEach((index) => board.lift(index));
    board.setPrices(dual.best, day * SURCHARGE);
    planInTurn(board, dearestFirst(dual.values));
    search = new Search(board, courses.length, penalty, alone, dual, random);
    if (inTurn.cost < search.best.cost) search.best = inTurn;
  }
  while (goesOn()) {
    search.tryChange(day * between(WARM, COLD, (clock.share() - PRICING) / (1 - PRICING)));
  }
  return resultOf(practice, search.best.placed, dual.bound);
}

/** Who has little choice chooses before those who have more. */
const dearestFirst = (values: readonly number[]) =>
  values.map((_, index) => index).sort((a, b) => (values[b] ?? 0) - (values[a] ?? 0));

function resultOf(
  { courses, penalty }: Practice,
  placed: readonly (Placed | null)[],
  bound: number,
): BatchResult {
  const plans = courses.map((course, index) => {
    const seats = placed[index]?.seats;
    return { planId: course.plan.id, proposal: seats ? course.propose(seats) : null };
  });
  return {
    plans,
    cost: plans.reduce((sum, { proposal }) => sum + (proposal?.cost ?? penalty), 0),
    bound,
    unplanned: plans.flatMap(({ planId, proposal }) => (proposal ? [] : [planId])),
  };
}

/** From the first to the last, by the same factor in the same time. */
const between = (first: number, last: number, share: number) =>
  first * (last / first) ** Math.min(1, Math.max(0, share));

function clockOf(options: BatchOptions) {
  const elapsedMs = () => options.elapsedMs();
  const { seconds } = options;
  const begun = elapsedMs();
  let told = begun;
  let isStopped = false;
  const share = () => (seconds > 0 ? Math.min(1, (elapsedMs() - begun) / (seconds * 1000)) : 1);
  return {
    share,
    goesOn: (state: () => { planned: number; cost: number; bound: number }) => {
      const now = elapsedMs();
      if (options.onProgress && now - told >= TELLS_EVERY_MS) {
        told = now;
        isStopped ||= options.onProgress({ share: share(), ...state() }) === "stop";
      }
      return !isStopped && share() < 1;
    },
  };
}
