import { addDays, type Day } from "../day";
import type { GapRange } from "../gap";

/** One course, and everything that was known of it when: what a forecast learns from, and what it is held against. */
export interface CourseHistory {
  id: string;
  /** Which row of the forecast it belongs to: its clinic and guidance. */
  group: string;
  startedDay: Day;
  /** Completed, stopped or put on hold; null while it goes on. */
  endedDay: Day | null;
  plannedSessions: number;
  range: GapRange;
  sessions: readonly HistorySession[];
}

export interface HistorySession {
  day: Day;
  bookedDay: Day;
  /** Cancelled or missed; null where it stands or was performed. */
  releasedDay: Day | null;
  performed: boolean;
}

/** A course as it stood at the end of a day, with nothing that came later. */
export interface CourseThen {
  group: string;
  plannedSessions: number;
  range: GapRange;
  /** The days of those that were performed, in order. */
  performed: Day[];
  /** The days of those that were booked ahead, in order. */
  booked: Day[];
}

/** The courses under way at the end of a day. */
export function underWay(courses: readonly CourseHistory[], at: Day): CourseThen[] {
  return courses.flatMap((course) => {
    if (course.startedDay > at || (course.endedDay !== null && course.endedDay <= at)) return [];
    const known = course.sessions.filter(({ bookedDay }) => bookedDay <= at);
    const performed = known.filter(({ day, performed: done }) => done && day <= at).map(({ day }) => day);
    const booked = known
      .filter(({ day, releasedDay }) => day > at && (releasedDay === null || releasedDay > at))
      .map(({ day }) => day);
    const { group, plannedSessions, range } = course;
    return [{ group, plannedSessions, range, performed: performed.sort(), booked: booked.sort() }];
  });
}

/** How many sessions were performed in each of some weeks after a day, by group. */
export function performedAfter(
  courses: readonly CourseHistory[],
  at: Day,
  weeks: number,
): Map<string, number[]> {
  const ends = Array.from({ length: weeks }, (_, week) => addDays(at, 7 * (week + 1)));
  const counts = new Map<string, number[]>();
  for (const { group, sessions } of courses) {
    const row = counts.get(group) ?? new Array<number>(weeks).fill(0);
    counts.set(group, row);
    for (const { day, performed } of sessions) {
      if (!performed || day <= at) continue;
      const week = ends.findIndex((end) => day <= end);
      if (week >= 0) row[week] = (row[week] ?? 0) + 1;
    }
  }
  return counts;
}
