import { emptyReach, get, groupsOf, reachOf } from "../composer/reach";
import { changeCost, gapCost, type Lane, type Standing } from "../composer/solve";
import type { Weights } from "../composer/weights";
import type { GapRange } from "../gap";

/**
 * Whether a session may move: `pinned` and `placed` ones may not, and a placed one's gaps are new; a `free` one stays or
 * moves; a `displaced` one has lost its place.
 */
export type Hold = "pinned" | "placed" | "free" | "displaced";

export interface Held extends Standing {
  hold: Hold;
}

/** A course ahead, of which some sessions may or must move. Days are counted from the first that is searched. */
export interface PathProblem {
  dayCount: number;
  lanes: readonly Lane[];
  /** What the best session that could be had costs: `day * lanes.length + lane`; Infinity where there is none. */
  costs: Float64Array;
  range: GapRange;
  /** The last session that stands behind; null where the course begins. */
  previous: Standing | null;
  /** In order of days, no two of those that have their place on the same. */
  sessions: readonly Held[];
  /** By how many days a gap to or from a session that moves may exceed the maximum. */
  lateDays: number;
  weights: Pick<Weights, "startDay" | "gapDay" | "physicianChange" | "clinicChange" | "moved">;
}

/** Where a session is to be; `kept` is the index of the one that stays there, null where one moves to. */
export interface PathNode extends Standing {
  kept: number | null;
}

export interface Path {
  cost: number;
  nodes: PathNode[];
}

/** A day out of range that nobody has agreed to: nothing but a lost session is worse. */
export const OUT_OF_RANGE_DAY = 1000;

/**
 * The cheapest course of as many of the sessions as have a place. A session that stays is a node that costs nothing, one
 * that moves any other node, for `moved` more: so that a course is a path of so many nodes, whichever session is which,
 * and the least is found from the last back to the first as in `solve`. Between sessions that stay a gap may be out of
 * range: as it was booked, or because what was between them is displaced.
 */
export function bestPath(problem: PathProblem): Path {
  const layers = layersOf(problem);
  for (let most = problem.sessions.length; most > 0; most--) {
    const path = pathOf(problem, layers, most);
    if (path) return path;
  }
  return { cost: 0, nodes: [] };
}

/** The days, within the range or beyond, by which a gap costs. */
export const outsideBy = (days: number, { min, max }: GapRange) => Math.max(0, min - days, days - max);

/** For a session anywhere with so many after it: the least that those cost, and which comes next. */
interface Layers {
  own: Float64Array;
  rest: Float64Array[];
  steps: Int32Array[];
  firstFixed: number;
  standing: ReturnType<typeof edgesBetween>;
}

const at = (lanes: readonly Lane[], { day, lane }: Standing) => day * lanes.length + lane;

function layersOf(problem: PathProblem): Layers {
  const { dayCount, lanes, sessions, range, lateDays, weights } = problem;
  const width = lanes.length;
  const size = dayCount * width;
  const fixed = sessions.filter(({ hold }) => hold === "pinned" || hold === "placed").map(({ day }) => day);
  const firstFixed = fixed[0] ?? dayCount;
  const own = ownCosts(problem, new Set(fixed));
  const barriers = nextAfter(fixed, dayCount);
  const longest = range.max + lateDays;
  const gaps = Float64Array.from({ length: longest + 1 }, (_, days) => newGapCost(days, problem));
  const standing = edgesBetween(problem);
  const groups = groupsOf(lanes);

  const rest: Float64Array[] = [];
  const steps: Int32Array[] = [];
  const last = new Float64Array(size).fill(Infinity);
  const from = Math.max(fixed.at(-1) ?? 0, 0);
  for (let i = from * width; i < size; i++) if (isFinite(get(own, i))) last[i] = 0;
  rest.push(last);
  steps.push(new Int32Array(0));

  const total = new Float64Array(size);
  const reach = emptyReach(size);
  for (let left = 1; left < sessions.length; left++) {
    const later = rest[left - 1] ?? last;
    for (let i = 0; i < size; i++) total[i] = get(own, i) + get(later, i);
    reachOf(total, dayCount, groups, weights, reach);
    const cost = new Float64Array(size).fill(Infinity);
    const step = new Int32Array(size).fill(-1);
    for (let day = 0; day < dayCount; day++) {
      const first = day + Math.max(range.min, 1);
      const until = Math.min(day + longest, get(barriers, day), dayCount - 1);
      for (let lane = 0; lane < width; lane++) {
        const here = day * width + lane;
        if (!isFinite(get(own, here))) continue;
        let least = Infinity;
        let to = -1;
        for (let other = first, i = first * width + lane; other <= until; other++, i += width) {
          const sum = get(reach.cost, i) + get(gaps, other - day);
          if (sum < least) {
            least = sum;
            to = get(reach.index, i);
          }
        }
        cost[here] = least;
        step[here] = to;
      }
    }
    for (const edge of standing.between) {
      const sum = edge.cost + get(total, edge.to);
      if (sum < get(cost, edge.from)) {
        cost[edge.from] = sum;
        step[edge.from] = edge.to;
      }
    }
    rest.push(cost);
    steps.push(step);
  }
  return { own, rest, steps, firstFixed, standing };
}

/** The cheapest course of so many; null where there is none. */
function pathOf(problem: PathProblem, layers: Layers, most: number): Path | null {
  const { dayCount, lanes, sessions } = problem;
  const { own, rest, steps, firstFixed, standing } = layers;
  const width = lanes.length;
  const whole = rest[most - 1] ?? new Float64Array(0);
  let best = { cost: Infinity, index: -1 };
  const offer = (index: number, cost: number) => {
    const sum = cost + get(own, index) + get(whole, index);
    if (sum < best.cost) best = { cost: sum, index };
  };
  for (let day = 0; day <= Math.min(firstFixed, dayCount - 1); day++) {
    for (let lane = 0; lane < width; lane++) {
      offer(day * width + lane, beginning({ day, lane }, problem));
    }
  }
  if (standing.first) offer(standing.first.to, standing.first.cost);
  if (!isFinite(best.cost)) return null;

  const keptAt = new Map(
    sessions.flatMap((one, index) => (keepsPlace(one) ? [[at(lanes, one), index] as const] : [])),
  );
  const nodes: PathNode[] = [];
  let index = best.index;
  for (let left = most - 1; left >= 0; left--) {
    nodes.push({ day: Math.floor(index / width), lane: index % width, kept: keptAt.get(index) ?? null });
    index = get(steps[left] ?? noSteps, index);
  }
  return { cost: best.cost, nodes };
}

export const keepsPlace = ({ hold }: Held) => hold !== "displaced";

/** What it costs to have a session there: nothing for one that stays. On a fixed one's day it is the only one. */
function ownCosts({ costs, lanes, sessions, weights }: PathProblem, fixed: ReadonlySet<number>) {
  const width = lanes.length;
  const own = costs.map((cost) => cost + weights.moved);
  for (const day of fixed) own.fill(Infinity, day * width, (day + 1) * width);
  for (const one of sessions) if (keepsPlace(one)) own[one.day * width + one.lane] = 0;
  return own;
}

/** A gap of which an end moves. Without end where it is too short, or longer than may be. */
export function newGapCost(days: number, { range, lateDays, weights }: PathProblem): number {
  if (days < Math.max(range.min, 1) || days > range.max + lateDays) return Infinity;
  return gapCost(days, { range, weights }) + outsideBy(days, range) * OUT_OF_RANGE_DAY;
}

/** From the session behind to the first ahead; where there is none, how far that is from where the course was to begin. */
function beginning(first: Standing, problem: PathProblem): number {
  const { previous, sessions, weights } = problem;
  if (!previous) return Math.abs(first.day - (sessions[0]?.day ?? first.day)) * weights.startDay;
  return newGapCost(first.day - previous.day, problem) + changeBetween(previous, first, problem);
}

function changeBetween(from: Standing, to: Standing, { lanes, weights }: PathProblem): number {
  const [before, here] = [lanes[from.lane], lanes[to.lane]];
  return before && here ? changeCost(before, here, weights) : 0;
}

/**
 * The gaps out of range between two that stay: as they were booked, which costs no more than its days off the target; or
 * new because nothing stays between them, or one was just given its place.
 */
function edgesBetween(problem: PathProblem) {
  const { previous, sessions, range, lanes, weights } = problem;
  const kept = sessions.map((one, index) => ({ ...one, index })).filter(keepsPlace);
  const cost = (before: Standing & { index: number; hold: Hold }, here: (typeof kept)[number]) => {
    const days = here.day - before.day;
    const isAsBooked = here.index === before.index + 1 && before.hold !== "placed" && here.hold !== "placed";
    const outside = isAsBooked ? 0 : outsideBy(days, range) * OUT_OF_RANGE_DAY;
    return gapCost(days, { range, weights }) + outside + changeBetween(before, here, problem);
  };
  const [first] = kept;
  const behind = previous && { ...previous, index: -1, hold: "pinned" as const };
  return {
    between: kept.flatMap((before, place) => {
      const here = kept[place + 1];
      return here ? [{ from: at(lanes, before), to: at(lanes, here), cost: cost(before, here) }] : [];
    }),
    first: behind && first ? { to: at(lanes, first), cost: cost(behind, first) } : null,
  };
}

/** For each day the next fixed one after it, over which no course may step. */
function nextAfter(fixed: readonly number[], dayCount: number): Int32Array {
  const next = new Int32Array(dayCount).fill(dayCount);
  for (const day of fixed) {
    for (let before = day - 1; before >= 0 && next[before] === dayCount; before--) next[before] = day;
  }
  return next;
}

const noSteps = new Int32Array(0);
