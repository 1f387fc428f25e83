import { daysBetween, type Day } from "./day";
import { attentionFor, type Attention } from "./attention";
import { gapState, isDue, isOverdue, type GapRange, type GapState } from "./gap";
import { isLive } from "./session";
import type { PlanStatus, SessionStatus } from "./vocabulary";

/** How one plan's course stands today: what its strip, its row in the table and its page all show. */
export interface CoursePlan {
  status: PlanStatus;
  plannedSessions: number;
  range: GapRange;
  /** Reports that are due or sent and past their due date. */
  unansweredReports: number;
}

export interface CourseSession {
  id: string;
  ordinal: number;
  status: SessionStatus;
  startsAt: Date;
  /** In its clinic's zone. */
  day: Day;
  displaced: boolean;
  /** A gap outside the range was booked knowingly, with a reason. */
  gapExplained: boolean;
}

export type BeadKind =
  "performed" | "now" | "booked" | "displaced" | "no-show" | "due" | "overdue" | "not-booked";

export interface Bead {
  kind: BeadKind;
  ordinal: number;
  /** Null for what is not booked. */
  day: Day | null;
}

export interface Course {
  beads: Bead[];
  counts: { performed: number; booked: number; planned: number };
  /** "2 of 4": performed of planned. */
  progress: string;
  next: CourseSession | null;
  lastPerformed: CourseSession | null;
  gap: GapState;
  /** From the first to the last session that stands; null before there are any. */
  lengthDays: number | null;
  /** The gravest first; empty when the course needs no hand. */
  attention: Attention[];
}

export function courseOf(plan: CoursePlan, sessions: readonly CourseSession[], today: Day): Course {
  const byTime = inOrder(sessions);
  const live = byTime.filter((session) => isLive(session.status));
  const performed = live.filter((session) => session.status === "performed");
  const ahead = live.filter((session) => session.status !== "performed" && !session.displaced);
  const lastPerformed = performed.at(-1) ?? null;
  const next = ahead[0] ?? null;
  const gap = gapState({
    previousDay: lastPerformed?.day ?? null,
    nextDay: next?.day ?? null,
    today,
    range: plan.range,
    nothingLeftToDo: plan.status !== "active" || performed.length >= plan.plannedSessions,
  });
  const first = live[0];
  const last = live.at(-1);
  return {
    beads: [...byTime.flatMap(beadOf), ...missingBeads(plan, live.length, gap)],
    counts: { performed: performed.length, booked: ahead.length, planned: plan.plannedSessions },
    progress: `${performed.length} of ${plan.plannedSessions}`,
    next,
    lastPerformed,
    gap,
    lengthDays: first && last ? daysBetween(first.day, last.day) : null,
    attention: attentionFor({
      planStatus: plan.status,
      plannedSessions: plan.plannedSessions,
      range: plan.range,
      unansweredReports: plan.unansweredReports,
      sessions: byTime,
      gap,
      nextGapExplained: next?.gapExplained ?? false,
      today,
    }),
  };
}

/** Each standing session's place in the course, by time; released ones keep their last. */
export function renumber(
  sessions: readonly Pick<CourseSession, "id" | "status" | "startsAt">[],
): Map<string, number> {
  const live = inOrder(sessions.filter((session) => isLive(session.status)));
  return new Map(live.map((session, index) => [session.id, index + 1]));
}

/** The days of the sessions between which one at this instant would stand, itself and displaced ones aside. */
export function neighboursOf(
  sessions: readonly CourseSession[],
  startsAt: Date,
  exceptId: string | null,
): { previousDay: Day | null; nextDay: Day | null } {
  const others = inOrder(sessions).filter(
    (session) => isLive(session.status) && !session.displaced && session.id !== exceptId,
  );
  const before = others.filter((session) => session.startsAt <= startsAt);
  const after = others.filter((session) => session.startsAt > startsAt);
  return { previousDay: before.at(-1)?.day ?? null, nextDay: after[0]?.day ?? null };
}

/**
 * The days between which the next session to book belongs: the first hole ahead that is longer than the gap may be, as a
 * cancellation leaves one; else after the last that stands.
 */
export function placeToFill(
  sessions: readonly CourseSession[],
  range: GapRange,
  today: Day,
): { previousDay: Day | null; nextDay: Day | null } {
  const days = inOrder(sessions)
    .filter((session) => isLive(session.status) && !session.displaced)
    .map(({ day }) => day);
  const before = days.findIndex((day, index) => {
    const next = days[index + 1];
    return next !== undefined && next > today && daysBetween(day, next) > range.max;
  });
  const previousDay = days.at(before) ?? null;
  return { previousDay, nextDay: before < 0 ? null : (days[before + 1] ?? null) };
}

function inOrder<S extends Pick<CourseSession, "id" | "startsAt">>(sessions: readonly S[]): S[] {
  return [...sessions].sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime() || (a.id < b.id ? -1 : 1));
}

function beadOf(session: CourseSession): Bead[] {
  const kind = beadKind(session);
  return kind ? [{ kind, ordinal: session.ordinal, day: session.day }] : [];
}

/** The strip of a course whose gaps nobody asked about: sessions in their order, then what is not booked. */
export function plainBeads(
  sessions: readonly Pick<CourseSession, "status" | "displaced">[],
  plannedSessions: number,
): BeadKind[] {
  const beads = sessions.flatMap((session) => beadKind(session) ?? []);
  const live = sessions.filter(({ status }) => isLive(status)).length;
  return [...beads, ...Array<BeadKind>(Math.max(0, plannedSessions - live)).fill("not-booked")];
}

function beadKind({ status, displaced }: Pick<CourseSession, "status" | "displaced">): BeadKind | null {
  switch (status) {
    case "performed":
    case "no-show":
      return status;
    case "booked":
      return displaced ? "displaced" : "booked";
    case "arrived":
    case "in-treatment":
      return displaced ? "displaced" : "now";
    case "cancelled-by-patient":
    case "cancelled-by-clinic":
      return null;
  }
}

/** What is planned and not booked. A course that ended early lacks nothing. */
function missingBeads(plan: CoursePlan, liveCount: number, gap: GapState): Bead[] {
  if (plan.status === "completed" || plan.status === "stopped") return [];
  const first = isOverdue(gap) ? "overdue" : isDue(gap, plan.range) ? "due" : "not-booked";
  return Array.from({ length: Math.max(0, plan.plannedSessions - liveCount) }, (_, index) => ({
    kind: index === 0 ? first : "not-booked",
    ordinal: liveCount + index + 1,
    day: null,
  }));
}
