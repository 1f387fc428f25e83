import type { CourseSession } from "./course";
import { neighboursOf } from "./course";
import { daysBetween, weekdayOf, type Day } from "./day";
import { gapDays, needsReason, type GapRange } from "./gap";
import { isLive } from "./session";
import type { WeekdaySpan } from "./working-hours";

/** A place that fell free, on its clinic's calendar and clock. */
export interface FreedPlace {
  startsAt: Date;
  day: Day;
  /** Minutes since the clinic's midnight. */
  startsMinute: number;
  endsMinute: number;
  physicianId: string;
}

/** What somebody on the waitlist said: when they can come, and how soon they can be there. */
export interface WaitlistWish {
  /** Null is any time. */
  times: readonly WeekdaySpan[] | null;
  noticeMinutes: number;
  notBefore: Day | null;
  notAfter: Day | null;
  samePhysician: boolean;
}

export interface WaitingCourse {
  planId: string;
  physicianId: string;
  range: GapRange;
  plannedSessions: number;
  sessions: readonly CourseSession[];
  /** Null for who waits without having been asked: an overdue course waits by itself. */
  wish: WaitlistWish | null;
}

/**
 * Why a course could use the place, the most pressing first: it lost the place it had; it is past its maximum gap with
 * nothing booked; its patient asked for a place; it is due with nothing booked; it is booked later than is good for it.
 */
export const refillKinds = ["displaced", "overdue", "asked", "due", "earlier"] as const;
export type RefillKind = (typeof refillKinds)[number];

export interface Candidate {
  planId: string;
  kind: RefillKind;
  /** The session that would move to the place; null where one more would be booked. */
  movesId: string | null;
  /** To the session before, were it there; null for a course's first. */
  gapDays: number | null;
  /** By how many days that is more than the maximum: only an overdue course may, since it cannot do better. */
  lateDays: number;
  /** How much sooner than it is booked; for one with nothing booked, how long it could have gone on already. */
  daysGained: number;
  otherPhysician: boolean;
  /** They can be there in time. */
  inTime: boolean;
}

/** Who never said how soon they can be there is taken to need two hours. */
export const USUAL_NOTICE_MINUTES = 120;

/** What a course would gain by the place; null where it may not or need not have it. */
export function candidateFor(
  place: FreedPlace,
  course: WaitingCourse,
  { now, today }: { now: Date; today: Day },
): Candidate | null {
  const { range, wish } = course;
  if (wish && !suits(place, course, wish)) return null;
  const how = howItWouldGo(place, course);
  if (!how) return null;
  const { moving, isDisplaced, previousDay, nextDay } = how;
  const before = previousDay === null ? null : gapDays(previousDay, place.day);
  const after = nextDay === null ? null : gapDays(place.day, nextDay);
  const sinceBefore = previousDay === null ? null : daysBetween(previousDay, today);
  const isOverdue = sinceBefore !== null && sinceBefore > range.max;
  const outside = needsReason(before, after, range);
  const isOnlyLate = outside.every(({ side, kind }) => side === "before" && kind === "too-long");
  if (outside.length > 0 && !(isOverdue && isOnlyLate)) return null;
  const kind = isDisplaced ? "displaced" : kindOf(place, course, { moving, before, isOverdue });
  if (!kind) return null;
  const noticeMinutes = (place.startsAt.getTime() - now.getTime()) / 60_000;
  return {
    planId: course.planId,
    kind,
    movesId: moving?.id ?? null,
    gapDays: before,
    lateDays: outside[0]?.byDays ?? 0,
    daysGained:
      moving && !isDisplaced
        ? daysBetween(place.day, moving.day)
        : Math.max(0, sinceBefore === null ? 0 : sinceBefore - range.min),
    otherPhysician: place.physicianId !== course.physicianId,
    inTime: noticeMinutes >= (wish?.noticeMinutes ?? USUAL_NOTICE_MINUTES),
  };
}

/** The most pressing first; of those who can be there in time who gains most, and rather with their own physician. */
export function inOrderOfNeed(candidates: readonly Candidate[]): Candidate[] {
  const kind = ({ kind: one }: Candidate) => refillKinds.indexOf(one);
  return [...candidates].sort(
    (a, b) =>
      Number(b.inTime) - Number(a.inTime) ||
      kind(a) - kind(b) ||
      b.daysGained - a.daysGained ||
      Number(a.otherPhysician) - Number(b.otherPhysician) ||
      (a.planId < b.planId ? -1 : 1),
  );
}

function suits(place: FreedPlace, course: WaitingCourse, wish: WaitlistWish): boolean {
  if (wish.notBefore !== null && place.day < wish.notBefore) return false;
  if (wish.notAfter !== null && place.day > wish.notAfter) return false;
  if (wish.samePhysician && place.physicianId !== course.physicianId) return false;
  const weekday = weekdayOf(place.day);
  return (
    wish.times === null ||
    wish.times.some(
      (time) =>
        time.weekday === weekday &&
        time.startsMinute <= place.startsMinute &&
        place.endsMinute <= time.endsMinute,
    )
  );
}

/** A displaced session first; else one more where the course lacks one there; else the next one, sooner. */
function howItWouldGo(place: FreedPlace, course: WaitingCourse) {
  const live = course.sessions.filter(({ status }) => isLive(status));
  const standing = live.filter(({ displaced }) => !displaced);
  const displaced = live.find((session) => session.displaced);
  if (displaced) {
    return {
      moving: displaced,
      isDisplaced: true,
      ...neighboursOf(standing, place.startsAt, displaced.id),
    };
  }
  const around = neighboursOf(standing, place.startsAt, null);
  const isHole =
    around.nextDay === null ||
    (around.previousDay !== null && daysBetween(around.previousDay, around.nextDay) > course.range.max);
  if (live.length < course.plannedSessions && isHole) {
    return { moving: null, isDisplaced: false, ...around };
  }
  const next = [...standing]
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
    .find(({ startsAt, status }) => status === "booked" && startsAt > place.startsAt);
  if (!next) return null;
  return { moving: next, isDisplaced: false, ...neighboursOf(standing, place.startsAt, next.id) };
}

function kindOf(
  place: FreedPlace,
  { range, wish, sessions }: WaitingCourse,
  { moving, before, isOverdue }: { moving: CourseSession | null; before: number | null; isOverdue: boolean },
): RefillKind | null {
  if (!moving) return isOverdue ? "overdue" : wish ? "asked" : "due";
  if (wish) return "asked";
  // Booked later than is good for it: nearer to the target where it is late, and not otherwise.
  const previous = neighboursOf(sessions, place.startsAt, moving.id).previousDay;
  if (previous === null || before === null) return null;
  const standsAt = gapDays(previous, moving.day);
  return standsAt > range.max && before <= range.max ? "earlier" : null;
}
