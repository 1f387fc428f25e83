import type { Asking } from "db/command";
import { primary, type Reader } from "db/reader";
import type { Actor } from "~/domain/actor";
import { courseOf, type CourseSession } from "~/domain/course";
import { gapDays, needsReason, type GapRange } from "~/domain/gap";
import { may } from "~/domain/permissions";
import { movesFrom, whyNot } from "~/domain/plan";
import { whyNotEnter, whyNotReport } from "~/domain/report";
import { isLive, whyNotMove } from "~/domain/session";
import { wallClock } from "~/domain/wall-clock";
import { minutesToClock } from "~/domain/words-of-time";
import { readPlan, readPlansOf, type ReadReport, type ReadSession } from "./plan.server";
import type { PlanReport, PlanRights, PlanSession, PlanView } from "./plan";
import { offWords } from "./row";

type ReadPlan = NonNullable<Awaited<ReturnType<typeof readPlan>>>;

/** The plan's page, and what its reader may do there; null where there is no such plan for them. */
export async function findPlan(
  asking: Asking,
  id: string,
): Promise<{ plan: PlanView; rights: PlanRights } | null> {
  const { actor, now } = asking;
  const plan = await readPlan(actor, id);
  if (!plan) return null;
  return { plan: asView(plan, actor, now), rights: rightsTo(plan, actor) };
}

/** As many courses as one picture holds. */
const MOST_PLANS = 8;

/**
 * Every plan of a patient that its reader may open, as on its own page, those under way first: for a picture of them all.
 * None for those who may not read what is clinical.
 */
export async function findPlansOf(
  asking: Asking,
  patientId: string,
  run: Reader = primary,
): Promise<PlanView[]> {
  const { actor, now } = asking;
  if (!may(actor, "plan.read-clinical")) return [];
  const plans = await readPlansOf(actor, patientId, MOST_PLANS, run);
  return plans.map((plan) => asView(plan, actor, now));
}

function asView(plan: ReadPlan, actor: Actor, now: Date): PlanView {
  const { zone, sessions } = plan;
  const today = wallClock(now, zone).day;
  const range = { min: plan.min, target: plan.target, max: plan.max };
  const course = courseOf(
    { status: plan.status, plannedSessions: plan.plannedSessions, range, unansweredReports: 0 },
    sessions.map(asCourseSession),
    today,
  );
  const dayOf = (ms: number | null) => (ms === null ? null : wallClock(new Date(ms), zone).day);
  const latestMove = plan.moves[0];
  return {
    id: plan.id,
    version: plan.version,
    patient: {
      id: plan.patientId,
      name: plan.patient,
      recordNumber: plan.recordNumber,
      active: plan.patientActive,
    },
    region: plan.region,
    side: plan.side,
    guidance: plan.guidance,
    physician: plan.physician,
    physicianId: plan.physicianId,
    clinic: { id: plan.clinicId, name: plan.clinic, zone },
    status: plan.status,
    since: dayOf(latestMove?.atMs ?? plan.endedAtMs ?? plan.startedAtMs ?? plan.createdAtMs) ?? today,
    plannedSessions: plan.plannedSessions,
    usual:
      plan.usualMin === null || plan.usualMax === null
        ? null
        : { min: plan.usualMin, max: plan.usualMax, assumed: plan.usualAssumed ?? false },
    range,
    startedOn: dayOf(plan.startedAtMs),
    today,
    course: {
      beads: course.beads.map(({ kind, ordinal, day }) => ({ kind, ordinal, day })),
      counts: course.counts,
      gap: course.gap,
      nextId: course.next?.id ?? null,
      previousOrdinal: course.lastPerformed?.ordinal ?? null,
    },
    sessions: withGaps(sessions, range).map(({ session, gap }) => asSession(session, gap, plan, actor, now)),
    reports: plan.reports.map((report) => asReport(report, plan, actor, today)),
    moves: plan.moves.map(({ id, from, to, atMs, by, reason, released }) => {
      const { day, minutes } = wallClock(new Date(atMs), zone);
      return { id, from, to, on: day, clock: minutesToClock(minutes), by, reason, released };
    }),
    clinical: plan.clinical,
  };
}

/** The same rule that the command asks, so that a button and a refusal never differ. */
function rightsTo(plan: ReadPlan, actor: Actor): PlanRights {
  const subject = { clinicIds: [plan.clinicId, ...plan.sessions.map(({ clinicId }) => clinicId)] };
  const mayWrite = may(actor, "plan.write", subject);
  const mayHold = may(actor, "plan.hold", subject);
  const facts = {
    status: plan.status,
    performedSessions: plan.sessions.filter(({ status }) => status === "performed").length,
    sessionUnderWay: plan.sessions.some(({ status }) => status === "arrived" || status === "in-treatment"),
  };
  const allMoves = movesFrom(plan.status)
    .filter((move) => mayWrite || (mayHold && (move === "hold" || move === "resume")))
    .map((move) => ({ move, whyNot: whyNot(facts, move) }));
  return {
    edit: mayWrite && (plan.status === "draft" || plan.status === "active" || plan.status === "on-hold"),
    book:
      plan.status === "active" &&
      plan.patientActive &&
      may(actor, "session.write", { ...subject, physicianId: plan.physicianId }),
    moves: allMoves.flatMap(({ move, whyNot }) => (whyNot === null ? [move] : [])),
    allMoves,
  };
}

function asSession(
  session: ReadSession,
  gap: SessionGap,
  plan: ReadPlan,
  actor: Actor,
  now: Date,
): PlanSession {
  const { day, minutes } = wallClock(new Date(session.startsAtMs), session.zone);
  const moved = session.moved && wallClock(new Date(session.moved.fromMs), session.moved.fromZone);
  const facts = {
    status: session.status,
    startsAt: new Date(session.startsAtMs),
    endsAt: new Date(session.endsAtMs),
    zone: session.zone,
    displaced: session.displaced,
    planStatus: plan.status,
  };
  return {
    id: session.id,
    ordinal: session.ordinal,
    status: session.status,
    day,
    clock: minutesToClock(minutes),
    clinic: session.clinic,
    room: session.room,
    physician: session.physician,
    displaced: session.displaced ? offWords[session.off ?? "leave"] : null,
    ...gap,
    gapReason: session.gapReason,
    releaseReason: session.releaseReason,
    releasedBy: session.releasedBy,
    movedFrom:
      session.moved && moved
        ? {
            day: moved.day,
            clock: minutesToClock(moved.minutes),
            on: wallClock(new Date(session.moved.atMs), plan.zone).day,
            by: session.moved.by,
          }
        : null,
    isAhead: session.status === "booked" && facts.startsAt > now,
    mayMove:
      whyNotMove(facts, "move", now) === null &&
      may(actor, "session.write", { clinicIds: [session.clinicId], physicianId: plan.physicianId }),
  };
}

type SessionGap = Pick<PlanSession, "gapDays" | "gapState">;

/** Each session with its gap to the one before it that stands. */
function withGaps(sessions: readonly ReadSession[], range: GapRange) {
  let previous: string | null = null;
  return sessions.map((session) => {
    const stands = isLive(session.status) && !session.displaced;
    const { day } = wallClock(new Date(session.startsAtMs), session.zone);
    const days = stands && previous !== null ? gapDays(previous, day) : null;
    const outside = needsReason(days, null, range)[0]?.kind;
    const gapState =
      days === null ? null : outside === "too-short" ? "early" : outside === "too-long" ? "late" : "in-range";
    if (stands) previous = day;
    return { session, gap: { gapDays: days, gapState } satisfies SessionGap };
  });
}

function asReport(report: ReadReport, plan: ReadPlan, actor: Actor, today: string): PlanReport {
  const treatedBy = [
    plan.physicianId,
    ...plan.sessions.filter(({ status }) => status === "performed").map(({ physicianId }) => physicianId),
  ];
  const { answers, answeredAtMs } = report;
  return {
    id: report.id,
    timePoint: report.timePoint,
    ordinal: plan.sessions.find(({ id }) => id === report.sessionId)?.ordinal ?? null,
    dueOn: report.dueOn,
    windowFrom: report.windowFrom,
    windowTo: report.windowTo,
    status: report.status,
    answeredOn: answeredAtMs === null ? null : wallClock(new Date(answeredAtMs), plan.zone).day,
    mayTake:
      may(actor, "report.enter", { clinicIds: [plan.clinicId] }) &&
      whyNotEnter(actor.id, treatedBy) === null &&
      whyNotReport(report, "answer", today) === null,
    answers: answers && {
      ...answers,
      activities: answers.activities ?? [],
      adverseEffects: answers.adverseEffects ?? "",
      redFlags: answers.redFlags ?? [],
      remarks: answers.remarks ?? "",
    },
  };
}

const asCourseSession = (session: ReadSession): CourseSession => {
  const startsAt = new Date(session.startsAtMs);
  return {
    id: session.id,
    ordinal: session.ordinal,
    status: session.status,
    startsAt,
    day: wallClock(startsAt, session.zone).day,
    displaced: session.displaced,
    gapExplained: Boolean(session.gapReason),
  };
};
