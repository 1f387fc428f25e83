import type { GapRange } from "../gap";
import { emptyReach, get, groupsOf, reachOf } from "./reach";
import type { Weights } from "./weights";

/** One physician at one clinic: what a course may change from session to session. */
export interface Lane {
  physicianId: string;
  clinicId: string;
}

/** A session that stays where it is: its day, counted from the problem's first, and its lane's index. */
export interface Standing {
  day: number;
  lane: number;
}

/**
 * Where and with whom `count` more sessions of a course could be. Days are counted from the first that is searched, each
 * on the calendar of its lane's clinic.
 */
export interface CourseProblem {
  dayCount: number;
  lanes: readonly Lane[];
  /** What the best session of a lane on a day costs: `day * lanes.length + lane`; Infinity where there is none. */
  costs: Float64Array;
  count: number;
  range: GapRange;
  /** The last session before the first day, on a day below zero, or today's; null where the course begins. */
  previous: Standing | null;
  /** Sessions that stay, ahead of the first day, in order. New ones stand around them. */
  standing: readonly Standing[];
  /**
   * By how many days the first new gap may exceed the maximum: an overdue course has no legal day left, and the least
   * late one is the best.
   */
  lateDays: number;
  weights: Pick<Weights, "startDay" | "gapDay" | "physicianChange" | "clinicChange">;
}

export interface Node extends Standing {
  /** False for one that stood there before. */
  isNew: boolean;
}

/** One whole course: every session ahead, new and standing, in order, and what it costs. */
export interface Solution {
  cost: number;
  nodes: Node[];
}

/** What is cheapest for each possible first new session. */
export interface Solved {
  /** The least that a course costs whose first new session is that one; Infinity where none is. */
  costFrom(day: number, lane: number): number;
  /** The best course whose first new session is that one. */
  from(day: number, lane: number): Solution | null;
}

/**
 * Every course by dynamic programming, from the last session back to the first: exact, in
 * O(sessions · days · lanes · (max − min)). `rest[i]` holds, for a session on a day with a lane as the i-th, the least that
 * those after it cost. What a change of physician or clinic costs needs no loop over pairs of lanes: the least of a day,
 * of its physician, of its clinic and of all are enough.
 */
export function solve(problem: CourseProblem): Solved {
  const { dayCount, lanes, count, standing, range } = problem;
  const width = lanes.length;
  const size = dayCount * width;
  const layers = count + standing.length;
  const at = (day: number, lane: number) => day * width + lane;
  const stays = new Map(standing.map((one) => [one.day, one.lane]));
  const lastStanding = standing.at(-1)?.day ?? -1;
  const nextStandingAfter = nextOf(standing, dayCount);
  const own = ownCosts(problem, stays);
  const groups = groupsOf(lanes);
  const gaps = Float64Array.from({ length: range.max + 1 }, (_, days) => gapCost(days, problem));

  const rest: Float64Array[] = [];
  const next: Int32Array[] = [];
  const last = new Float64Array(size).fill(Infinity);
  for (let day = Math.max(lastStanding, 0); day < dayCount; day++) {
    for (let lane = 0; lane < width; lane++) if (isFinite(get(own, at(day, lane)))) last[at(day, lane)] = 0;
  }
  rest[layers] = last;

  const total = new Float64Array(size);
  const reach = emptyReach(size);
  for (let layer = layers - 1; layer >= 1; layer--) {
    const later = rest[layer + 1] ?? last;
    for (let i = 0; i < size; i++) total[i] = get(own, i) + get(later, i);
    reachOf(total, dayCount, groups, problem.weights, reach);
    const cost = new Float64Array(size).fill(Infinity);
    const step = new Int32Array(size).fill(-1);
    const [earliest, latest] = daysOf(layer, problem);
    for (let day = earliest; day <= latest; day++) {
      const barrier = get(nextStandingAfter, day);
      const from = day + range.min;
      const until = Math.min(day + range.max, barrier, dayCount - 1);
      // What was booked keeps the gap that it was booked with, whatever that is.
      const keepsGap = stays.has(day) && barrier < dayCount && (barrier < from || barrier > until);
      for (let lane = 0; lane < width; lane++) {
        if (!isFinite(get(own, at(day, lane)))) continue;
        let least = Infinity;
        let to = -1;
        for (let other = from, i = at(from, lane); other <= until; other++, i += width) {
          const sum = get(reach.cost, i) + get(gaps, other - day);
          if (sum < least) {
            least = sum;
            to = i;
          }
        }
        if (keepsGap) {
          const sum = get(reach.cost, at(barrier, lane)) + gapCost(barrier - day, problem);
          if (sum < least) {
            least = sum;
            to = at(barrier, lane);
          }
        }
        cost[at(day, lane)] = least;
        step[at(day, lane)] = to < 0 ? to : get(reach.index, to);
      }
    }
    rest[layer] = cost;
    next[layer] = step;
  }

  const before = beginnings(problem);
  const passedBy = Array.from(
    { length: dayCount },
    (_, day) => standing.filter((one) => one.day < day).length,
  );
  const costFrom = (day: number, lane: number): number => {
    const passed = passedBy[day] ?? 0;
    const beginning = before[passed];
    if (!beginning || stays.has(day)) return Infinity;
    const till = beginning.cost + costAfter(problem, beginning.last, passed === 0, { day, lane });
    return till + get(own, at(day, lane)) + get(rest[passed + 1] ?? last, at(day, lane));
  };
  const from = (day: number, lane: number): Solution | null => {
    const cost = costFrom(day, lane);
    if (!isFinite(cost)) return null;
    const nodes: Node[] = standing.slice(0, passedBy[day]).map((one) => ({ ...one, isNew: false }));
    let index = at(day, lane);
    for (let layer = nodes.length + 1; layer <= layers; layer++) {
      const here = Math.floor(index / width);
      nodes.push({ day: here, lane: index % width, isNew: !stays.has(here) });
      if (layer < layers) index = get(next[layer] ?? noSteps, index);
    }
    return { cost, nodes };
  };
  return { costFrom, from };
}

/** Between which days the n-th session ahead can be at all: around sessions that stand, with whatever gaps, anywhere. */
function daysOf(
  nth: number,
  { dayCount, count, range, previous, standing, lateDays }: CourseProblem,
): [earliest: number, latest: number] {
  if (standing.length > 0) return [0, dayCount - 1];
  const first = previous ? Math.max(0, previous.day + range.min) : 0;
  const lastFirst = previous ? previous.day + range.max + lateDays : dayCount;
  const roomAfter = dayCount - 1 - (count - nth) * range.min;
  return [first + (nth - 1) * range.min, Math.min(lastFirst + (nth - 1) * range.max, roomAfter)];
}

/** What the course costs up to its n-th standing session, where no new one comes before that; and where it then is. */
function beginnings(problem: CourseProblem): { cost: number; last: Standing | null }[] {
  const { previous, standing, lanes, weights } = problem;
  let cost = 0;
  let last = previous;
  return [
    { cost, last },
    ...standing.map((one) => {
      if (last) {
        const [before, here] = [lanes[last.lane], lanes[one.lane]];
        cost += gapCost(one.day - last.day, problem);
        cost += before && here ? changeCost(before, here, weights) : 0;
      }
      last = one;
      return { cost, last };
    }),
  ];
}

/** From the session before to the first new one, or how long the course waits to begin; Infinity where not legal. */
function costAfter(
  problem: CourseProblem,
  last: Standing | null,
  mayBeLate: boolean,
  first: Standing,
): number {
  const { range, lanes, weights, lateDays } = problem;
  if (!last) return first.day * weights.startDay;
  const days = first.day - last.day;
  if (days < range.min || days > range.max + (mayBeLate ? lateDays : 0)) return Infinity;
  const [before, here] = [lanes[last.lane], lanes[first.lane]];
  return gapCost(days, problem) + (before && here ? changeCost(before, here, weights) : 0);
}

/** What a gap costs, be it in range or one that stood before. */
export const gapCost = (days: number, { range, weights }: Pick<CourseProblem, "range" | "weights">): number =>
  Math.abs(days - range.target) * weights.gapDay;

/** What it costs to go from one lane to another. */
export function changeCost(from: Lane, to: Lane, weights: CourseProblem["weights"]): number {
  return (
    (from.physicianId === to.physicianId ? 0 : weights.physicianChange) +
    (from.clinicId === to.clinicId ? 0 : weights.clinicChange)
  );
}

/** On a day that is taken by a session that stays, that session is the only one. */
function ownCosts({ costs, dayCount, lanes }: CourseProblem, stays: ReadonlyMap<number, number>) {
  const own = costs.slice();
  for (const [day, lane] of stays) {
    if (day < 0 || day >= dayCount) continue;
    own.fill(Infinity, day * lanes.length, (day + 1) * lanes.length);
    own[day * lanes.length + lane] = 0;
  }
  return own;
}

/** For each day the next one after it on which a session stays: no course may step over it. */
function nextOf(standing: readonly Standing[], dayCount: number): Int32Array {
  const next = new Int32Array(dayCount).fill(dayCount);
  for (const { day } of standing) {
    for (let before = day - 1; before >= 0 && next[before] === dayCount; before--) next[before] = day;
  }
  return next;
}

const noSteps = new Int32Array(0);
