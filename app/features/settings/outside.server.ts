import { sql } from "drizzle-orm";
import { db, type Run } from "db/client";
import type { Standing } from "db/writes/sessions";
import type { Day } from "~/domain/day";
import { isWithinWeek, type WeekdaySpan } from "~/domain/working-hours";

/** A booked session whose treatment a new week would leave outside the physician's hours. */
export interface Outside extends Standing {
  planId: string;
  /** Put over another on purpose: what it holds is not all its own. */
  isOver: boolean;
}

/** Those of a physician at a clinic from a day of its on; one that has lost its place already is no longer asked about. */
export async function sessionsOutside(
  run: Run,
  now: Date,
  {
    physicianId,
    clinicId,
    from,
    week,
  }: { physicianId: string; clinicId: string; from: Day; week: readonly WeekdaySpan[] },
): Promise<Outside[]> {
  const rows = await run.execute<Row>(sql`
    select s.id, s.plan_id as "planId", s.patient_id as "patientId", s.room_id as "roomId",
      s.physician_id as "physicianId", s.device_id as "deviceId", ${ms("starts_at")} as starts,
      ${ms("treat_from")} as treat_from, ${ms("treat_to")} as treat_to, ${ms("ends_at")} as ends,
      s.overbook_reason is not null as "isOver", extract(isodow from local.starts)::int as weekday, ${minute("starts")} as "startsMinute",
      ${minute("ends")} as "endsMinute"
    from sessions s join clinics c on c.id = s.clinic_id,
      lateral (select s.treat_from at time zone c.zone as starts, s.treat_to at time zone c.zone as ends) as local
    where s.physician_id = ${physicianId} and s.clinic_id = ${clinicId} and s.status = 'booked'
      and s.displaced_at is null and s.starts_at > ${now.toISOString()}::timestamptz and local.starts::date >= ${from}::date
    order by s.starts_at, s.id`);
  return rows
    .filter((row) => !isWithinWeek(week, row))
    .map(
      ({ id, planId, patientId, roomId, deviceId, isOver, starts, treat_from, treat_to, ends, ...row }) => ({
        id,
        planId,
        patientId,
        roomId,
        physicianId: row.physicianId,
        deviceId,
        isOver,
        startsAt: new Date(starts),
        treatFrom: new Date(treat_from),
        treatTo: new Date(treat_to),
        endsAt: new Date(ends),
      }),
    );
}

/** Their ids, to ask what becomes of their courses before anything is saved. */
export const idsOutside = async (
  now: Date,
  asked: Parameters<typeof sessionsOutside>[2],
): Promise<string[]> => (await sessionsOutside(db, now, asked)).map(({ id }) => id);

interface Row extends Record<string, unknown>, WeekdaySpan {
  id: string;
  planId: string;
  patientId: string;
  roomId: string;
  physicianId: string;
  deviceId: string;
  isOver: boolean;
  starts: number;
  treat_from: number;
  treat_to: number;
  ends: number;
}

const ms = (column: "starts_at" | "treat_from" | "treat_to" | "ends_at") =>
  sql`extract(epoch from ${sql.identifier(column)})::float8 * 1000`;

const minute = (end: "starts" | "ends") =>
  sql`(extract(hour from local.${sql.identifier(end)}) * 60 + extract(minute from local.${sql.identifier(end)}))::int`;
