import { changeCost, type Standing } from "~/domain/composer/solve";
import { OUT_OF_RANGE_DAY, type PathNode, type PathProblem } from "~/domain/repair/path";

/** Every way of having so many of a course's sessions ahead: each day nothing, one that stays there, or one that moves to it. */
export function* everyPath(problem: PathProblem, most: number): Generator<PathNode[]> {
  const { dayCount, lanes, costs, sessions } = problem;
  const fixed = sessions.filter(({ hold }) => hold === "pinned" || hold === "placed");
  function* from(day: number, chosen: PathNode[]): Generator<PathNode[]> {
    if (chosen.length === most) {
      if (!fixed.some((one) => one.day >= day)) yield chosen;
      return;
    }
    if (day === dayCount) return;
    const stays = sessions.findIndex((one) => one.day === day && one.hold !== "displaced");
    const one = sessions[stays];
    if (one) yield* from(day + 1, [...chosen, { day, lane: one.lane, kept: stays }]);
    if (one && fixed.includes(one)) return;
    for (let lane = 0; lane < lanes.length; lane++) {
      if (costs[day * lanes.length + lane] === Infinity) continue;
      yield* from(day + 1, [...chosen, { day, lane, kept: null }]);
    }
    yield* from(day + 1, chosen);
  }
  yield* from(0, []);
}

/** What those cost, or Infinity where they are not legal: read off the rules, one pair of neighbours after another. */
export function costOfPath(problem: PathProblem, nodes: readonly PathNode[]): number {
  const { previous, sessions, lanes, costs, range, lateDays, weights } = problem;
  const behind = previous && { ...previous, kept: -1 };
  let cost = 0;
  nodes.forEach((node, index) => {
    if (node.kept === null) cost += (costs[node.day * lanes.length + node.lane] ?? NaN) + weights.moved;
    const before = nodes[index - 1] ?? behind;
    if (before) cost += stepCost(before, node);
    else cost += Math.abs(node.day - (sessions[0]?.day ?? NaN)) * weights.startDay;
  });
  return cost;

  function stepCost(before: Standing & { kept: number | null }, here: PathNode): number {
    const days = here.day - before.day;
    const [from, to] = [lanes[before.lane], lanes[here.lane]];
    if (!from || !to) throw new Error("no such lane");
    const usual = Math.abs(days - range.target) * weights.gapDay + changeCost(from, to, weights);
    const outside = days < range.min ? range.min - days : days > range.max ? days - range.max : 0;
    if (outside === 0) return usual;
    if (before.kept !== null && here.kept !== null) {
      const between = sessions.slice(before.kept + 1, here.kept);
      const holds = [sessions[before.kept]?.hold, sessions[here.kept]?.hold];
      if (between.length === 0 && !holds.includes("placed")) return usual;
      if (between.every(({ hold }) => hold === "displaced")) return usual + outside * OUT_OF_RANGE_DAY;
    }
    return days > range.max && outside <= lateDays ? usual + outside * OUT_OF_RANGE_DAY : Infinity;
  }
}

/** As many as have a place, and what they cost at the least. */
export function bestPathByForce(problem: PathProblem): { count: number; cost: number } {
  for (let count = problem.sessions.length; count > 0; count--) {
    let least = Infinity;
    for (const nodes of everyPath(problem, count)) least = Math.min(least, costOfPath(problem, nodes));
    if (isFinite(least)) return { count, cost: least };
  }
  return { count: 0, cost: 0 };
}
