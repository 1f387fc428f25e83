import type { AuditedRead } from "db/writes/audit-reads";
import type { Actor } from "~/domain/actor";
import { courseOf, neighboursOf, type CourseSession } from "~/domain/course";
import { gapDays, needsReason } from "~/domain/gap";
import { may } from "~/domain/permissions";
import { isLive, movesFrom, whyNotMove, type SessionFacts } from "~/domain/session";
import { dayOf } from "~/domain/time";
import { isFreshMove } from "./undo-move.server";
import { readSession, type ReadSession } from "./read.server";
import type { SessionGap, SessionView } from "./view";

/** A session as its card shows it; null where it is missing or at another clinic, which look alike. */
export async function findSession(actor: Actor, id: string, now: Date): Promise<SessionView | null> {
  const row = await readSession(actor, id);
  if (!row) return null;
  const facts = factsOf(row);
  const course = row.course.map(asCourseSession);
  const range = { min: row.min, target: row.target, max: row.max };
  const plan = { status: row.planStatus, plannedSessions: row.plannedSessions, range, unansweredReports: 0 };
  const { beads, counts } = courseOf(plan, course, dayOf(now, row.zone));
  const mayWrite = may(actor, "session.write", {
    clinicIds: [row.clinicId],
    physicianId: row.planPhysicianId,
  });
  const stands = isLive(row.status) && !row.displaced;
  const next = course.find(
    (other) => isLive(other.status) && !other.displaced && other.startsAt > facts.startsAt,
  );
  return {
    id: row.id,
    version: row.version,
    status: row.status,
    ordinal: row.ordinal,
    plan: {
      id: row.planId,
      status: row.planStatus,
      region: row.region,
      side: row.side,
      guidance: row.guidance,
      plannedSessions: row.plannedSessions,
      range,
      counts: { performed: counts.performed, planned: counts.planned },
      beads: beads.map(({ kind }) => kind),
    },
    patient: {
      id: row.patientId,
      name: row.patient,
      recordNumber: row.recordNumber,
      birthDate: row.birthDate,
      phone: may(actor, "patient.read", { clinicIds: [row.clinicId] }) ? row.phone : "",
    },
    clinic: { id: row.clinicId, name: row.clinic, zone: row.zone },
    room: row.room,
    physician: row.physician,
    physicianId: row.physicianId,
    roomId: row.roomId,
    deviceId: row.deviceId,
    device: row.device,
    startsAt: facts.startsAt,
    treatFrom: new Date(row.treatFromMs),
    treatTo: new Date(row.treatToMs),
    endsAt: facts.endsAt,
    since: row.sinceMs === null ? null : new Date(row.sinceMs),
    confirmed: row.confirmed,
    displaced: displacementOf(row),
    released: isLive(row.status) ? null : { by: row.releasedBy, reason: row.releaseReason ?? "" },
    gap: stands ? gapOf(row, course) : null,
    moved: row.moved && {
      from: new Date(row.moved.fromMs),
      fromZone: row.moved.fromZone,
      at: new Date(row.moved.atMs),
      by: row.moved.by,
      mayUndo:
        mayWrite &&
        whyNotMove(facts, "move", now) === null &&
        isFreshMove({ movedAt: new Date(row.moved.atMs), movedBy: row.moved.byId }, actor, now),
    },
    next: next ? { ordinal: next.ordinal, startsAt: next.startsAt, zone: next.zone } : null,
    moves: mayWrite
      ? movesFrom(row.status).map((move) => ({ move, whyNot: whyNotMove(facts, move, now) }))
      : [],
    mayBookNext: mayWrite && row.planStatus === "active" && row.patientActive && !next,
    overbooked: isLive(row.status) ? row.overbookReason : null,
    mayRefill: mayWrite && row.status.startsWith("cancelled") && facts.startsAt > now,
    record: recordOf(actor, row),
    today: dayOf(now, row.zone),
  };
}

function recordOf(actor: Actor, row: ReadSession): SessionView["record"] {
  const mayRead = may(actor, "record.read", { clinicIds: [row.clinicId] });
  if (!mayRead || !["arrived", "in-treatment", "performed"].includes(row.status)) return null;
  return {
    state: row.record ?? "none",
    mayWrite: may(actor, "record.write", { clinicIds: [row.clinicId], physicianId: row.physicianId }),
  };
}

export const sessionRead = ({ id, clinic, patient }: SessionView): AuditedRead => ({
  ...{ action: "session.read", noun: "session", recordId: id, clinicId: clinic.id },
  patients: [patient.id],
});

const factsOf = (row: ReadSession): SessionFacts => ({
  status: row.status,
  startsAt: new Date(row.startsMs),
  endsAt: new Date(row.endsMs),
  zone: row.zone,
  displaced: row.displaced,
  planStatus: row.planStatus,
});

function asCourseSession({ startsMs, zone, explained, ...session }: ReadSession["course"][number]) {
  const startsAt = new Date(startsMs);
  return { ...session, startsAt, zone, day: dayOf(startsAt, zone), gapExplained: explained };
}

function gapOf(row: ReadSession, course: readonly CourseSession[]): SessionGap | null {
  const startsAt = new Date(row.startsMs);
  const { previousDay } = neighboursOf(course, startsAt, row.id);
  if (previousDay === null) return null;
  const days = gapDays(previousDay, dayOf(startsAt, row.zone));
  const [outside] = needsReason(days, null, row);
  return {
    previousDay,
    days,
    state: !outside ? "in-range" : outside.kind === "too-short" ? "early" : "late",
    byDays: outside?.byDays ?? 0,
    reason: row.gapReason,
  };
}

/** Who or what was taken away; a closure takes the clinic itself. */
function displacementOf({ displaced, off, ...row }: ReadSession): SessionView["displaced"] {
  if (!displaced || !off) return null;
  const names = new Map([
    [row.physicianId, row.physician],
    [row.roomId, row.room],
    [row.deviceId, row.device],
  ]);
  const who = (off.resourceId && names.get(off.resourceId)) || row.clinic;
  return { kind: off.kind, who, until: new Date(off.untilMs) };
}
