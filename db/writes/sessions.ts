import { inArray, sql } from "drizzle-orm";
import { sessions } from "../schema";
import type { Tx } from "../client";
import { releaseClaims, type HeldClaim } from "./claims";

export interface Standing {
  id: string;
  patientId: string;
  roomId: string;
  physicianId: string;
  deviceId: string;
  startsAt: Date;
  treatFrom: Date;
  treatTo: Date;
  endsAt: Date;
}

type Booked = Pick<
  typeof sessions.$inferSelect,
  | ("id" | "planId" | "patientId" | "clinicId" | "roomId" | "physicianId" | "deviceId" | "ordinal")
  | ("startsAt" | "treatFrom" | "treatTo" | "endsAt" | "gapReason" | "bookedAt" | "bookedBy")
> & { overbookReason?: string | null };

/** In plain SQL, since it is the app's hottest write: Drizzle builds all of a session's thirty columns anew each time. */
export async function insertSessions(tx: Tx, rows: readonly Booked[]): Promise<void> {
  const values = rows.map(
    (
      row,
    ) => sql`(${row.id}::uuid, ${row.planId}::uuid, ${row.patientId}::uuid, ${row.clinicId}::uuid, ${row.roomId}::uuid,
      ${row.physicianId}::uuid, ${row.deviceId}::uuid, ${row.ordinal}::smallint, ${row.startsAt.toISOString()}::timestamptz,
      ${row.treatFrom.toISOString()}::timestamptz, ${row.treatTo.toISOString()}::timestamptz,
      ${row.endsAt.toISOString()}::timestamptz, ${row.gapReason}, ${row.overbookReason ?? null},
      ${row.bookedAt.toISOString()}::timestamptz, ${row.bookedBy}::uuid)`,
  );
  await tx.execute(sql`
    insert into sessions (id, plan_id, patient_id, clinic_id, room_id, physician_id, device_id, ordinal, starts_at,
      treat_from, treat_to, ends_at, gap_reason, overbook_reason, booked_at, booked_by)
    values ${sql.join(values, sql`, `)}`);
}

/** What a standing session holds: room and patient for all of it, physician and device for the treatment. */
export function claimsOf(session: Standing): HeldClaim[] {
  const whole = { from: session.startsAt, until: session.endsAt, sessionId: session.id };
  const treatment = { from: session.treatFrom, until: session.treatTo, sessionId: session.id };
  return [
    { resourceId: session.roomId, ...whole },
    { resourceId: session.patientId, ...whole },
    { resourceId: session.physicianId, ...treatment },
    { resourceId: session.deviceId, ...treatment },
  ];
}

/** Gives the plan's standing sessions their places again, by time. Callers hold the plan's row. */
export async function renumberPlan(tx: Tx, planId: string): Promise<void> {
  await tx.execute(sql`
    update sessions s set ordinal = r.place
    from (
      select id, row_number() over (order by starts_at, id) as place from sessions
      where plan_id = ${planId} and status in ('booked', 'arrived', 'in-treatment', 'performed')
    ) r
    where s.id = r.id and s.ordinal <> r.place`);
}

/** Releases sessions for one reason: their claims go, the rows stay and say by whom and why. */
export async function releaseSessions(
  tx: Tx,
  sessionIds: string[],
  release: {
    status: "cancelled-by-patient" | "cancelled-by-clinic" | "no-show";
    reason: string;
    by: string;
    at: Date;
  },
): Promise<void> {
  if (sessionIds.length === 0) return;
  await releaseClaims(
    tx,
    sessionIds.map((sessionId) => ({ sessionId })),
  );
  await tx
    .update(sessions)
    .set({
      status: release.status,
      releasedAt: release.at,
      releasedBy: release.by,
      releaseReason: release.reason,
      displacedAt: null,
      displacedBy: null,
      arrivedAt: null,
      version: sql`${sessions.version} + 1`,
    })
    .where(inArray(sessions.id, sessionIds));
}
