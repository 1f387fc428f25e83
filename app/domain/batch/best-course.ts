import { firstsOf } from "../composer/firsts";
import { reachesOf, type Near } from "./near";
import { int, real } from "./typed";
import { changeCost, gapCost, solve, type CourseProblem, type Node, type Solution } from "../composer/solve";

/**
 * The cheapest course of a problem whose costs change: what `solve` finds, several times faster, since nobody asks for
 * alternatives and everything but the costs is known beforehand. Where sessions stand ahead, which few plans have, `solve`
 * itself does it. What costs more than the limit need not be found.
 */
export function bestCourseOf(problem: CourseProblem): (limit: number) => Solution | null {
  const { count, standing } = problem;
  return count > 0 && standing.length === 0 ? fast(problem) : () => bySolving(problem);
}

function bySolving(problem: CourseProblem): Solution | null {
  if (problem.count === 0) return null;
  const solved = solve(problem);
  const [first] = firstsOf(solved, problem.dayCount, problem.lanes.length);
  return first ? solved.from(first.day, first.lane) : null;
}

function fast(problem: CourseProblem): (limit: number) => Solution | null {
  const { dayCount, lanes, count, range, costs } = problem;
  const width = lanes.length;
  const gaps = Float64Array.from({ length: range.max + 1 }, (_, days) => gapCost(days, problem));
  const beginnings = beginningsOf(problem);
  const reach = reachesOf(problem);

  const spansUpTo = spansOf(problem, beginnings);

  return (limit) => {
    const spans = spansUpTo(limit);
    const { total, days, steps, near } = scratchOf(count, costs.length);
    let usable = 0;
    for (let day = 0; day < dayCount; day++) {
      let i = day * width;
      while (i < (day + 1) * width && real(costs, i) === Infinity) i++;
      if (i < (day + 1) * width) days[usable++] = day;
    }
    total.set(costs);
    // Of the usable days those on which the session that comes after can be.
    let [from, until] = placesOf(days, usable, spans[count]);
    for (let layer = count - 1; layer >= 1; layer--) {
      const step = steps[layer] ?? none;
      near.used = 0;
      for (let n = from; n < until; n++) reach(n, int(days, n) * width, total, near);
      near.from[until] = near.used;
      const [first, end] = placesOf(days, usable, spans[layer]);
      let soonest = until;
      for (let n = end - 1; n >= first; n--) {
        const day = int(days, n);
        const here = day * width;
        while (soonest > from && int(days, soonest - 1) >= day + range.min) soonest--;
        let last = soonest;
        let least = Infinity;
        let to = -1;
        for (; last < until && int(days, last) <= day + range.max; last++) {
          const sum = real(near.anyCost, last) + real(gaps, int(days, last) - day);
          if (sum >= least) continue;
          least = sum;
          to = int(near.any, last);
        }
        total.fill(least, here, here + width);
        step.fill(to, here, here + width);
        for (let m = soonest; m < last; m++) {
          const gap = real(gaps, int(days, m) - day);
          for (let k = int(near.from, m), stop = int(near.from, m + 1); k < stop; k++) {
            const i = here + int(near.lane, k);
            const sum = real(near.cost, k) + gap;
            if (sum >= real(total, i)) continue;
            total[i] = sum;
            step[i] = int(near.to, k);
          }
        }
        for (let i = here; i < here + width; i++) total[i] = real(total, i) + real(costs, i);
      }
      [from, until] = [first, end];
    }
    let least = Infinity;
    let first = -1;
    for (let n = from; n < until; n++) {
      for (let i = int(days, n) * width, end = i + width; i < end; i++) {
        const sum = real(total, i) + real(beginnings, i);
        if (sum >= least) continue;
        least = sum;
        first = i;
      }
    }
    if (first < 0) return null;
    const nodes: Node[] = [];
    for (let i = first, layer = 1; layer <= count; layer++) {
      nodes.push({ day: Math.floor(i / width), lane: i % width, isNew: true });
      if (layer < count) i = int(steps[layer] ?? none, i);
    }
    return { cost: least, nodes };
  };
}

/**
 * Between which days each session of a course can be, counted from one: so that those before and after it find room, and
 * the beginning alone does not cost more than the limit.
 */
function spansOf({ dayCount, lanes, count, range }: CourseProblem, beginnings: Float64Array) {
  const width = lanes.length;
  const byDay = Array.from({ length: dayCount }, (_, day) =>
    beginnings
      .subarray(day * width, (day + 1) * width)
      .reduce((least, one) => Math.min(least, one), Infinity),
  );
  const first = byDay.findIndex(isFinite);
  const spans = Array.from({ length: count + 1 }, (_, layer) => ({
    from: first + (layer - 1) * range.min,
    to: -1,
  }));
  return (limit: number) => {
    let last = dayCount - 1;
    while (last >= 0 && !((byDay[last] ?? Infinity) <= Math.min(limit, Number.MAX_VALUE))) last--;
    spans.forEach((span, layer) => {
      span.to =
        last < 0
          ? last
          : Math.min(last + (layer - 1) * range.max, dayCount - 1 - (count - layer) * range.min);
    });
    return spans;
  };
}

/** Which of the days lie in a span. */
function placesOf(
  days: Int32Array,
  used: number,
  span: { from: number; to: number } | undefined,
): [number, number] {
  let from = 0;
  let until = used;
  while (from < until && int(days, from) < (span?.from ?? 0)) from++;
  while (until > from && int(days, until - 1) > (span?.to ?? -1)) until--;
  return [from, until];
}

/** What it costs that a course begins with a session: its waiting or its first gap, and the change to it. */
function beginningsOf(problem: CourseProblem): Float64Array {
  const { dayCount, lanes, previous, range, lateDays, weights } = problem;
  const before = previous && lanes[previous.lane];
  return Float64Array.from({ length: dayCount * lanes.length }, (_, i) => {
    const day = Math.floor(i / lanes.length);
    const lane = lanes[i % lanes.length];
    if (!previous) return day * weights.startDay;
    const days = day - previous.day;
    if (days < range.min || days > range.max + lateDays || !before || !lane) return Infinity;
    return gapCost(days, problem) + changeCost(before, lane, weights);
  });
}

const none = new Int32Array(0);

/** One course is searched at a time, thousands a second: they share their arrays. */
let scratch = scratchFor(0, 0);

function scratchOf(layers: number, size: number) {
  if (scratch.total.length < size || scratch.steps.length < layers) {
    scratch = scratchFor(Math.max(layers, scratch.steps.length), Math.max(size, scratch.total.length));
  }
  return scratch;
}

function scratchFor(layers: number, size: number) {
  const near: Near = {
    anyCost: new Float64Array(size),
    any: new Int32Array(size),
    from: new Int32Array(size + 1),
    lane: new Int32Array(size),
    cost: new Float64Array(size),
    to: new Int32Array(size),
    used: 0,
  };
  return {
    total: new Float64Array(size),
    days: new Int32Array(size),
    steps: Array.from({ length: layers }, () => new Int32Array(size)),
    near,
  };
}
