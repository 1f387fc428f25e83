import type { CoursePlan, CourseSession } from "~/domain/course";
import type { PlanFacts } from "~/domain/plan";
import type { SessionFacts } from "~/domain/session";
import { addDays, instantAt, type Day } from "~/domain/time";
import { clockToMinutes } from "~/domain/words-of-time";

/** A Tuesday in winter, at a clinic in Berlin: the day and place of whatever a test does not say. */
export const TODAY: Day = "2026-11-24";
export const ZONE = "Europe/Berlin";

/** at("09:00") on `TODAY` in Berlin, or on another day or in another zone. */
export function at(clock: string, day: Day = TODAY, zone: string = ZONE): Date {
  const minutes = clockToMinutes(clock);
  if (minutes === null) throw new Error(`${clock} is no clock time`);
  return instantAt(day, minutes, zone);
}

/** Booked for 09:00 to 09:30. */
export function aSession(known: Partial<SessionFacts> = {}): SessionFacts {
  const startsAt = known.startsAt ?? at("09:00");
  return {
    status: "booked",
    startsAt,
    endsAt: new Date(startsAt.getTime() + 30 * 60_000),
    zone: ZONE,
    displaced: false,
    planStatus: "active",
    ...known,
  };
}

/** Active, after its first session. */
export function aPlan(known: Partial<PlanFacts> = {}): PlanFacts {
  return { status: "active", performedSessions: 1, sessionUnderWay: false, ...known };
}

/** Four sessions, 14 to 28 days apart. */
export function aCoursePlan(known: Partial<CoursePlan> = {}): CoursePlan {
  return {
    status: "active",
    plannedSessions: 4,
    range: { min: 14, target: 21, max: 28 },
    unansweredReports: 0,
    ...known,
  };
}

/** A session of a course, so many days from `TODAY` at nine; negative days are past and performed. */
export function aCourseSession(daysFromToday: number, known: Partial<CourseSession> = {}): CourseSession {
  const day = addDays(TODAY, daysFromToday);
  return {
    id: `session ${day}`,
    ordinal: 1,
    status: daysFromToday < 0 ? "performed" : "booked",
    startsAt: at("09:00", day),
    day,
    displaced: false,
    gapExplained: false,
    ...known,
  };
}
