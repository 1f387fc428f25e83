import { withLanesOf, wishedCells, type Clinic, type Wishes } from "../composer/wished";
import type { Weights } from "../composer/weights";
import { needsReason, type GapOutside, type GapRange } from "../gap";
import type { Choice } from "../openings";
import { addDays, daysBetween, type Day } from "../time";
import { assign } from "./assign";
import { bestPath, type Hold, type Path } from "./path";

export interface Place {
  day: Day;
  physicianId: string;
  clinicId: string;
}

/** A session ahead: where it stands, or stood until it was displaced; and whether it may move. */
export interface SessionAhead extends Place {
  id: string;
  hold: Hold;
  /** On its clinic's clock: where it must move, the nearest to it is taken; where none is given, the earliest. */
  minute?: number;
}

/** One course, to be put right with few changes. */
export interface RespaceFacts {
  /** The first day that is searched. */
  today: Day;
  range: GapRange;
  /** The last session that stands behind; null where the course begins. */
  before: Place | null;
  /** Those ahead in order of days, and displaced ones whose day is past. */
  sessions: readonly SessionAhead[];
}

export interface RespacedSession extends Place {
  id: string;
  /** To the session before; null for a course's first. */
  gapDays: number | null;
  /** How that gap is out of range, where it is and nobody has agreed to it: it needs a reason. */
  outside: GapOutside | null;
  /** Where and when it is to be; null where it stays. */
  choice: Choice | null;
}

export interface Respaced {
  cost: number;
  /** In their new order. */
  sessions: RespacedSession[];
  /** Those that have no place, not even a late one. */
  lost: string[];
}

/** Late is better than never, but not without end. */
export const MOST_LATE_DAYS = 56;

/**
 * The course with the least of what moves, off-target gaps, changes and unmet preferences cost, in which every session
 * has a place where that can be had. One that stays costs nothing, and a gap that was booked out of range is left. No new
 * gap is out of range unless a session would be lost, or nothing that may move can mend it; then it is as little out of
 * range as can be. `clinics` tell what is taken without the sessions that may move.
 */
export function respace(
  facts: RespaceFacts,
  clinics: readonly Clinic[],
  wishes: Wishes,
  weights: Weights,
): Respaced {
  const { today, range, before, sessions } = facts;
  const cells = wishedCells(clinics, wishes, weights, today);
  const places = before ? [before, ...sessions] : sessions;
  const { lanes, costs, laneIndexes } = withLanesOf(cells, places);
  const standing = places.map(({ day }, index) => ({
    day: daysBetween(today, day),
    lane: laneIndexes[index] ?? 0,
  }));
  const dayCount = Math.max(cells.dayCount, ...standing.map(({ day }) => day + 1));
  const held = sessions.map(({ hold }, index) => ({
    hold,
    day: 0,
    lane: 0,
    ...standing[index + (before ? 1 : 0)],
  }));
  const problem = {
    dayCount,
    lanes,
    costs: longer(costs, dayCount * lanes.length),
    range,
    previous: before && (standing[0] ?? null),
    sessions: held,
    weights,
  };
  let path = bestPath({ ...problem, lateDays: 0 });
  if (path.nodes.length < sessions.length) path = bestPath({ ...problem, lateDays: MOST_LATE_DAYS });

  const { byNode, lost } = assign(held, path.nodes);
  return {
    cost: path.cost,
    sessions: path.nodes.map(({ day, lane, kept }, index) => {
      const here = addDays(today, day);
      const gap = gapBefore(path, index, facts);
      const { physicianId = "", clinicId = "" } = lanes[lane] ?? {};
      const session = sessions[byNode[index] ?? -1];
      return {
        id: session?.id ?? "",
        day: here,
        physicianId,
        clinicId,
        ...gap,
        choice: kept === null ? cells.choice(day, lane, session?.minute) : null,
      };
    }),
    lost: lost.map((index) => sessions[index]?.id ?? ""),
  };
}

function gapBefore({ nodes }: Path, index: number, { today, before, range, sessions }: RespaceFacts) {
  const [last, here] = [nodes[index - 1], nodes[index]];
  const from = last ? last.day : before ? daysBetween(today, before.day) : null;
  if (from === null || !here) return { gapDays: null, outside: null };
  const gapDays = here.day - from;
  const left = last ? last.kept : -1;
  const isAsBooked =
    left !== null &&
    here.kept === left + 1 &&
    sessions[left]?.hold !== "placed" &&
    sessions[here.kept]?.hold !== "placed";
  const [outside = null] = needsReason(gapDays, null, range);
  return { gapDays, outside: isAsBooked ? null : outside };
}

function longer(costs: Float64Array, length: number): Float64Array {
  if (costs.length === length) return costs;
  const long = new Float64Array(length).fill(Infinity);
  long.set(costs);
  return long;
}
