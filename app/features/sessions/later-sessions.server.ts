import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Zone } from "~/domain/time";

/** A booked session of the same course after the one that moves, as it stands now. */
export interface LaterSession {
  id: string;
  version: number;
  ordinal: number;
  startsAt: Date;
  treatFrom: Date;
  treatTo: Date;
  endsAt: Date;
  clinicId: string;
  zone: Zone;
  physicianId: string;
  physician: string;
  roomId: string;
  deviceId: string;
  confirmed: boolean;
}

/** Those that stand after a session, in order. Displaced ones have no place of their own to be moved with. */
export async function readLater(sessionId: string): Promise<LaterSession[]> {
  const ms = (instant: ReturnType<typeof sql>) => sql`extract(epoch from ${instant})::float8 * 1000`;
  const rows = await db.execute<
    Omit<LaterSession, "startsAt" | "treatFrom" | "treatTo" | "endsAt"> &
      Record<"startsMs" | "treatFromMs" | "treatToMs" | "endsMs", number>
  >(sql`
    select s.id, s.version, s.ordinal, s.clinic_id as "clinicId", c.zone,
      s.physician_id as "physicianId", p.short_name as physician, s.room_id as "roomId", s.device_id as "deviceId",
      s.confirmed_at is not null as confirmed,
      ${ms(sql`s.starts_at`)} as "startsMs", ${ms(sql`s.treat_from`)} as "treatFromMs", ${ms(sql`s.treat_to`)} as "treatToMs",
      ${ms(sql`s.ends_at`)} as "endsMs"
    from sessions own join sessions s on s.plan_id = own.plan_id and s.starts_at > own.starts_at
    join clinics c on c.id = s.clinic_id join physicians p on p.id = s.physician_id
    where own.id = ${sessionId} and s.status = 'booked' and s.displaced_at is null
    order by s.starts_at, s.id`);
  return rows.map(({ startsMs, treatFromMs, treatToMs, endsMs, ...row }) => ({
    ...row,
    startsAt: new Date(startsMs),
    treatFrom: new Date(treatFromMs),
    treatTo: new Date(treatToMs),
    endsAt: new Date(endsMs),
  }));
}
