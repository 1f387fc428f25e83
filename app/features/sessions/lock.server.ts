import { sql } from "drizzle-orm";
import type { Tx } from "db/client";
import type { Actor } from "~/domain/actor";
import { may } from "~/domain/permissions";
import { refuse } from "~/domain/refusals";
import type { SessionFacts } from "~/domain/session";
import type { Zone } from "~/domain/time";
import type { PlanStatus, SessionStatus } from "~/domain/vocabulary";

export interface LockedSession extends SessionFacts {
  id: string;
  planId: string;
  patientId: string;
  clinicId: string;
  roomId: string;
  physicianId: string;
  deviceId: string;
  treatFrom: Date;
  treatTo: Date;
  gapReason: string | null;
  displacedAt: Date | null;
  displacedBy: string | null;
  version: number;
}

/** Every change of a course takes its plan's row first, so that two of them take turns. */
export async function lockPlan(tx: Tx, planId: string): Promise<void> {
  await tx.execute(sql`select 1 from plans where id = ${planId} for no key update`);
}

/** The session under its plan's lock, if this actor may change it; looks missing at another clinic. */
export async function lockSession(tx: Tx, actor: Actor, sessionId: string): Promise<LockedSession> {
  const [session] = await lockSessions(tx, actor, [sessionId]);
  return session ?? refuse("not-found");
}

/** The same for several, in the order of their ids as given. Plans are locked first, in the order of theirs. */
export async function lockSessions(
  tx: Tx,
  actor: Actor,
  sessionIds: readonly string[],
): Promise<LockedSession[]> {
  const asked = sql`${sql.param(`{${sessionIds.join(",")}}`)}::uuid[]`;
  await tx.execute(sql`
    select 1 from plans where id in (select plan_id from sessions where id = any(${asked}))
    order by id for no key update`);
  const rows = await tx.execute<Row>(sql`
    select s.id, s.plan_id, s.patient_id, s.clinic_id, s.room_id, s.physician_id, s.device_id, s.status, s.version,
      s.gap_reason, c.zone,
      extract(epoch from s.starts_at)::float8 * 1000 as starts,
      extract(epoch from s.treat_from)::float8 * 1000 as treat_from,
      extract(epoch from s.treat_to)::float8 * 1000 as treat_to,
      extract(epoch from s.ends_at)::float8 * 1000 as ends,
      extract(epoch from s.displaced_at)::float8 * 1000 as displaced, s.displaced_by, p.status as plan_status, p.physician_id as plan_physician_id
    from sessions s join clinics c on c.id = s.clinic_id join plans p on p.id = s.plan_id
    where s.id = any(${asked}) order by s.id for no key update of s`);
  const byId = new Map(rows.map((row) => [row.id, row]));
  return sessionIds.map((id) => {
    const row = byId.get(id);
    if (!row || !may(actor, "calendar.read", { clinicIds: [row.clinic_id] })) return refuse("not-found");
    if (!may(actor, "session.write", { clinicIds: [row.clinic_id], physicianId: row.plan_physician_id })) {
      return refuse("not-allowed");
    }
    return lockedOf(row);
  });
}

interface Row extends Record<string, unknown> {
  id: string;
  plan_id: string;
  patient_id: string;
  clinic_id: string;
  room_id: string;
  physician_id: string;
  device_id: string;
  starts: number;
  treat_from: number;
  treat_to: number;
  ends: number;
  status: SessionStatus;
  displaced: number | null;
  displaced_by: string | null;
  gap_reason: string | null;
  version: number;
  zone: Zone;
  plan_status: PlanStatus;
  plan_physician_id: string;
}

const lockedOf = (row: Row): LockedSession => ({
  id: row.id,
  planId: row.plan_id,
  patientId: row.patient_id,
  clinicId: row.clinic_id,
  roomId: row.room_id,
  physicianId: row.physician_id,
  deviceId: row.device_id,
  startsAt: new Date(row.starts),
  treatFrom: new Date(row.treat_from),
  treatTo: new Date(row.treat_to),
  endsAt: new Date(row.ends),
  status: row.status,
  displaced: row.displaced !== null,
  displacedAt: row.displaced === null ? null : new Date(row.displaced),
  displacedBy: row.displaced_by,
  gapReason: row.gap_reason,
  version: row.version,
  zone: row.zone,
  planStatus: row.plan_status,
});
