import type { AttentionKind } from "~/domain/attention";
import type { Actor } from "~/domain/actor";
import { courseOf, type CourseSession } from "~/domain/course";
import { may } from "~/domain/permissions";
import { dayAndMonth } from "~/domain/words-of-time";
import { wallClock } from "~/domain/wall-clock";
import { minutesToClock } from "~/domain/words-of-time";
import type { PlanStatus, Region, SessionStatus, Side, TimeOffKind } from "~/domain/vocabulary";
import { offWords, type LastReport, type PlanRow } from "./row";

/** A plan as the query found it: its sessions with it, so that the domain says how its course stands. */
export interface FoundPlan extends Record<string, unknown> {
  id: string;
  patient: string;
  recordNumber: string;
  region: Region;
  side: Side;
  physician: string;
  physicianId: string;
  clinic: string;
  clinicId: string;
  zone: string;
  status: PlanStatus;
  plannedSessions: number;
  min: number;
  target: number;
  max: number;
  sinceMs: number;
  unanswered: number;
  sessions: FoundSession[];
  report: LastReport | null;
  pain: { from: number | null; to: number | null } | null;
}

interface FoundSession {
  id: string;
  ordinal: number;
  status: SessionStatus;
  startsAtMs: number;
  clinicId: string;
  zone: string;
  displaced: boolean;
  off: TimeOffKind | null;
  gapExplained: boolean;
}

export function planRow(found: FoundPlan, actor: Actor, now: Date): PlanRow {
  const { min, target, max, sessions, plannedSessions, unanswered, zone, sinceMs, ...rest } = found;
  const today = wallClock(now, zone).day;
  const range = { min, target, max };
  const courseSessions = sessions.map(asCourseSession);
  const course = courseOf(
    { status: found.status, plannedSessions, range, unansweredReports: unanswered },
    courseSessions,
    today,
  );
  const attention = course.attention[0]?.kind ?? null;
  const next = course.next && {
    id: course.next.id,
    status: course.next.status,
    day: course.next.day,
    clock: minutesToClock(wallClock(course.next.startsAt, zoneOf(sessions, course.next.id, zone)).minutes),
  };
  return {
    id: rest.id,
    patient: rest.patient,
    recordNumber: rest.recordNumber,
    region: rest.region,
    side: rest.side,
    physician: rest.physician,
    clinic: rest.clinic,
    status: rest.status,
    since: wallClock(new Date(sinceMs), zone).day,
    beads: course.beads.map(({ kind }) => kind),
    counts: course.counts,
    next,
    gap: course.gap,
    range,
    attention,
    note: attention ? noteOf(attention, sessions, courseSessions, course.counts) : "",
    report: rest.report,
    pain: rest.pain,
    today,
    mayBook: may(actor, "session.write", {
      clinicIds: sessions
        .filter(({ id }) => !next || id === next.id)
        .map(({ clinicId }) => clinicId)
        .concat(next ? [] : found.clinicId),
      physicianId: found.physicianId,
    }),
  };
}

const asCourseSession = (session: FoundSession): CourseSession => {
  const startsAt = new Date(session.startsAtMs);
  return {
    id: session.id,
    ordinal: session.ordinal,
    status: session.status,
    startsAt,
    day: wallClock(startsAt, session.zone).day,
    displaced: session.displaced,
    gapExplained: session.gapExplained,
  };
};

const zoneOf = (sessions: readonly FoundSession[], id: string, otherwise: string) =>
  sessions.find((session) => session.id === id)?.zone ?? otherwise;

/** What needs a hand, where it is not the gap. */
function noteOf(
  kind: AttentionKind,
  sessions: readonly FoundSession[],
  inCourse: readonly CourseSession[],
  counts: PlanRow["counts"],
): string {
  switch (kind) {
    case "displaced":
      return offWords[sessions.find(({ displaced }) => displaced)?.off ?? "leave"];
    case "no-show": {
      const missed = inCourse.findLast(({ status }) => status === "no-show");
      return missed ? `No-show ${dayAndMonth(missed.day)}` : "No-show";
    }
    case "not-closed":
      return "A past session is not closed";
    case "review-due":
      return "All performed: review";
    case "past-planned-count":
      return `${counts.performed + counts.booked} sessions, ${counts.planned} planned`;
    default:
      return "";
  }
}
