import { db } from "db/client";
import type { Asking } from "db/command";
import { checkpointAt, checkpointDue, responseSoFar, type CheckpointFacts } from "~/domain/checkpoint";
import { courseOf } from "~/domain/course";
import { clinicalDrift, driftKinds, driftOf, type DriftFacts } from "~/domain/drift";
import { may } from "~/domain/permissions";
import { whyNotEnter } from "~/domain/report";
import { dayOf, daysBetween, type Day } from "~/domain/time";
import { driftFacts, maySeeResponse, readCourses } from "./read.server";
import type { CheckpointView, DriftRow, DriftSection, Seen } from "./view";

const SHOWN = 50;

/** Every active course at these clinics that drifts, under each of its reasons; with `ownOnly`, the actor's own patients. */
export async function findDrift(
  asking: Asking,
  clinicIds: readonly string[],
  ownOnly: boolean,
): Promise<DriftSection[]> {
  const { actor, now } = asking;
  const courses = await readCourses(db, actor, { clinicIds }, now);
  const seesResponse = maySeeResponse(actor);
  const rows = courses.flatMap((found) => {
    const { plan, zone } = found;
    if (ownOnly && plan.physicianId !== actor.id) return [];
    const today = dayOf(now, zone);
    const facts = driftFacts(found);
    const { progress, next } = courseOf(facts, facts.sessions, today);
    const subject = { clinicIds: [plan.clinicId], physicianId: plan.physicianId };
    const mayEnter =
      may(actor, "report.enter", { clinicIds: [plan.clinicId] }) &&
      whyNotEnter(actor.id, [plan.physicianId, ...found.treatedBy]) === null;
    return driftOf(facts, today)
      .filter(({ kind }) => seesResponse || !clinicalDrift.has(kind))
      .map((drift) => ({
        kind: drift.kind,
        row: {
          planId: plan.id,
          patient: found.patient,
          recordNumber: found.recordNumber,
          region: plan.region,
          side: plan.side,
          physician: found.physician,
          progress,
          next: next?.day ?? null,
          count: drift.count,
          checkpoint: drift.checkpoint,
          seen: clinicalDrift.has(drift.kind) ? seenOf(facts, today) : null,
          reportId: mayEnter ? found.reportId : null,
          mayBook: plan.patientActive && may(actor, "session.write", subject),
        } satisfies DriftRow,
      }));
  });
  return driftKinds.flatMap((kind) => {
    const own = rows.filter((one) => one.kind === kind).map(({ row }) => row);
    if (own.length === 0) return [];
    const sorted = own.sort(
      (a, b) => b.count - a.count || a.patient.localeCompare(b.patient) || (a.planId < b.planId ? -1 : 1),
    );
    return [{ kind, rows: sorted.slice(0, SHOWN), more: Math.max(0, own.length - SHOWN) }];
  });
}

/** A course at its checkpoint, with what is known of the response; null where it is not for this actor. */
export async function findCheckpoint({ actor, now }: Asking, planId: string): Promise<CheckpointView | null> {
  if (!maySeeResponse(actor)) return null;
  const [found] = await readCourses(db, actor, { planId }, now);
  return found ? checkpointView(found, now) : null;
}

/** The checkpoints that are due in a patient's courses; none for who may not read responses. */
export async function findCheckpointsDue(
  { actor, now }: Asking,
  patientId: string,
): Promise<CheckpointView[]> {
  if (!maySeeResponse(actor)) return [];
  const courses = await readCourses(db, actor, { patientId }, now);
  return courses.map((found) => checkpointView(found, now)).filter(({ due }) => due);
}

function checkpointView(found: Awaited<ReturnType<typeof readCourses>>[number], now: Date): CheckpointView {
  const { plan, zone, patient, recordNumber, physician, decisions } = found;
  const today = dayOf(now, zone);
  const facts = driftFacts(found);
  const { counts, next } = courseOf(facts, facts.sessions, today);
  const point = pointOf(facts, today);
  return {
    plan: {
      id: plan.id,
      patient,
      recordNumber,
      region: plan.region,
      side: plan.side,
      physician,
      plannedSessions: plan.plannedSessions,
      zone,
    },
    kind: checkpointAt(point),
    due: checkpointDue(point) !== null,
    performed: counts.performed,
    seen: seenOf(facts, today),
    next: next?.day ?? null,
    ahead: counts.booked,
    earlier: [...decisions].reverse(),
  };
}

export function pointOf(facts: DriftFacts, today: Day): CheckpointFacts {
  const { counts, lastPerformed } = courseOf(facts, facts.sessions, today);
  return {
    ...facts,
    planStatus: facts.status,
    performed: counts.performed,
    lastPerformedDay: lastPerformed?.day ?? null,
  };
}

function seenOf(facts: DriftFacts, today: Day): Seen {
  const point = pointOf(facts, today);
  const kind = checkpointAt(point);
  return {
    response: responseSoFar(point, (day) => daysBetween(day, today)),
    baselinePain: facts.baselinePain,
    latest: facts.latest,
    inReview: facts.decisions.findLast((one) => one.kind === kind)?.decision === "review",
  };
}
