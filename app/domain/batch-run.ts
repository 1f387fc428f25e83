import type { CourseFacts } from "./composer/compose";
import type { CourseSession } from "./course";
import type { RefusalCode } from "./refusals";
import { isLive } from "./session";
import type { BatchStatus } from "./vocabulary";

/** Planned before it is looked at: nothing of it is booked yet. */
export const isUnderWay = (status: BatchStatus) => status === "queued" || status === "running";

export const whyNotCancel = (status: BatchStatus): RefusalCode | null =>
  isUnderWay(status) ? null : "batch-over";

/** Also after some of it was applied: the rest can follow. */
export const whyNotApply = (status: BatchStatus): RefusalCode | null =>
  status === "ready" || status === "applied" ? null : "batch-not-ready";

type Standing = Pick<CourseSession, "status" | "displaced">;

/** It lost its place and can be given another; who has come already stays. */
export const isDisplaced = ({ status, displaced }: Standing) => displaced && status === "booked";

/** The sessions that a course keeps, and how many it lacks: those that lost their place, and those not booked. */
export function lackOf<T extends Standing>(plannedSessions: number, sessions: readonly T[]) {
  const displaced = sessions.filter(isDisplaced);
  const standing = sessions.filter((one) => isLive(one.status) && !isDisplaced(one));
  return { displaced, standing, lacking: Math.max(displaced.length, plannedSessions - standing.length) };
}

/** So far ahead its last session may lie at the most, with room to choose; never over a year. */
export function daysAhead(courses: readonly Pick<CourseFacts, "count" | "range">[]): number {
  const longest = Math.max(0, ...courses.map(({ count, range }) => START_WITHIN + count * range.max));
  return Math.min(MOST_DAYS, Math.max(LEAST_DAYS, longest));
}

const START_WITHIN = 28;
/** Half a year holds the longest usual course at the longest gap; a year is the farthest that anyone books. */
const [LEAST_DAYS, MOST_DAYS] = [182, 366];

/** By how much the best that is known may at the most be worse than the best there is. */
export const gapToBound = (cost: number, bound: number) =>
  bound > 0 ? Math.max(0, cost - bound) / bound : 0;
