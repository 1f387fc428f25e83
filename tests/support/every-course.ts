import { firstsOf } from "~/domain/composer/firsts";
import {
  changeCost,
  gapCost,
  solve,
  type CourseProblem,
  type Node,
  type Solution,
  type Standing,
} from "~/domain/composer/solve";

/** By trying everything: what a course of these sessions costs, or Infinity where it is not legal. */
export function costOf(problem: CourseProblem, nodes: readonly Node[]): number {
  const { previous, lanes, costs, range, weights, lateDays } = problem;
  let cost = 0;
  let before: (Standing & { isNew: boolean }) | null = previous && { ...previous, isNew: false };
  for (const [index, node] of nodes.entries()) {
    cost += node.isNew ? (costs[node.day * lanes.length + node.lane] ?? NaN) : 0;
    if (before) {
      const days = node.day - before.day;
      const most = range.max + (index === 0 ? lateDays : 0);
      if ((node.isNew || before.isNew) && (index > 0 || node.isNew) && (days < range.min || days > most)) {
        return Infinity;
      }
      const [from, to] = [lanes[before.lane], lanes[node.lane]];
      if (!from || !to) throw new Error("no such lane");
      cost += gapCost(days, problem) + changeCost(from, to, weights);
    } else if (node.isNew) cost += node.day * weights.startDay;
    before = node;
  }
  return cost;
}

/** Every way of adding the sessions that are to be booked, on any day and lane. */
export function* everyCourse(problem: CourseProblem): Generator<Node[]> {
  const stays = problem.standing.map((one) => ({ ...one, isNew: false }));
  const taken = new Set(stays.map(({ day }) => day));
  function* choose(from: number, left: number, chosen: Node[]): Generator<Node[]> {
    if (left === 0) {
      yield [...stays, ...chosen].sort((a, b) => a.day - b.day);
      return;
    }
    for (let day = from; day < problem.dayCount; day++) {
      if (taken.has(day)) continue;
      for (let lane = 0; lane < problem.lanes.length; lane++) {
        if (problem.costs[day * problem.lanes.length + lane] === Infinity) continue;
        yield* choose(day + 1, left - 1, [...chosen, { day, lane, isNew: true }]);
      }
    }
  }
  yield* choose(0, problem.count, []);
}

export function bestByForce(problem: CourseProblem): number {
  let least = Infinity;
  for (const nodes of everyCourse(problem)) least = Math.min(least, costOf(problem, nodes));
  return least;
}

/** The composer's best of all; null where it finds none. */
export function bestOf(problem: CourseProblem): Solution | null {
  const solved = solve(problem);
  const [first] = firstsOf(solved, problem.dayCount, problem.lanes.length);
  return first ? solved.from(first.day, first.lane) : null;
}
