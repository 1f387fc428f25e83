import { sql } from "drizzle-orm";
import { db } from "db/client";
import { intervalsOf, loadClinicFacts, windowOf } from "db/reads/clinic-facts";
import { addDays, dayOf, instantAt, zoneName, type Day } from "~/domain/time";
import type { Guidance, Region, SessionStatus, Side } from "~/domain/vocabulary";
import { clock } from "~/domain/words-of-time";

/** A session as a desk reads it: who, where, when, and how to reach them. Nothing clinical. */
export interface PackSession {
  id: string;
  patientId: string;
  day: Day;
  from: string;
  until: string;
  name: string;
  recordNumber: string;
  birthDate: Day;
  phone: string;
  region: Region;
  side: Side;
  guidance: Guidance;
  place: number;
  planned: number;
  status: SessionStatus;
  displaced: boolean;
  overbooked: boolean;
  roomId: string;
  room: string;
  physicianId: string;
  physician: string;
  device: string;
}

/** What a pack is made of. Displaced sessions are all that wait at the clinic, of whatever day. */
export interface PackContents {
  clinic: { id: string; name: string; zone: string; address: string; phone: string };
  day: Day;
  tomorrow: Day;
  madeAt: Date;
  zoneLabel: string;
  hours: string;
  off: string[];
  sessions: PackSession[];
  next: PackSession[];
  displaced: PackSession[];
}

const NOON = 720;
const most = 2000;

/** A clinic's day as it stands now; null where there is no such clinic. Whoever asks has asked for the right to it. */
export async function packContents(clinicId: string, day: Day, now: Date): Promise<PackContents | null> {
  const [clinic, row] = await Promise.all([
    loadClinicFacts(db, clinicId),
    db.execute<{ address: string; phone: string }>(
      sql`select address, phone from clinics where id = ${clinicId} and closed_at is null`,
    ),
  ]);
  const [at] = row;
  if (!clinic || !at) return null;
  const { name, zone } = clinic;
  const tomorrow = addDays(day, 1);
  const { from, until } = windowOf(day, tomorrow, zone);
  const [both, displaced, off] = await Promise.all([
    sessionsWhere(
      clinicId,
      zone,
      sql`s.starts_at >= ${from.toISOString()} and s.starts_at < ${until.toISOString()}`,
    ),
    sessionsWhere(clinicId, zone, sql`s.displaced_at is not null`),
    offOn(clinicId, windowOf(day, day, zone)),
  ]);
  return {
    clinic: { id: clinic.id, name, zone, ...at },
    day,
    tomorrow,
    madeAt: now,
    zoneLabel: zoneName(instantAt(day, NOON, zone), zone, "short"),
    hours: intervalsOf(clinic.hours, day, day, zone)
      .sort((a, b) => a.start - b.start)
      .map(({ start, end }) => `${clock(new Date(start), zone)} to ${clock(new Date(end), zone)}`)
      .join(", "),
    off,
    sessions: both.filter((session) => session.day === day),
    next: both.filter((session) => session.day === tomorrow),
    displaced,
  };
}

async function sessionsWhere(
  clinicId: string,
  zone: string,
  condition: ReturnType<typeof sql>,
): Promise<PackSession[]> {
  const rows = await db.execute<
    Record<string, unknown> & Omit<PackSession, "day" | "from" | "until"> & { starts: number; ends: number }
  >(sql`
    select s.id, s.patient_id as "patientId", extract(epoch from s.starts_at)::float8 * 1000 as starts,
      extract(epoch from s.ends_at)::float8 * 1000 as ends,
      pa.given_name || ' ' || pa.family_name as name, pa.record_number as "recordNumber",
      pa.birth_date::text as "birthDate", pa.phone, p.region, p.side, p.guidance, s.ordinal as place,
      p.planned_sessions as planned, s.status, s.displaced_at is not null as displaced,
      s.overbook_reason is not null and s.released_at is null as overbooked, r.id as "roomId", r.name as room,
      ph.id as "physicianId", ph.short_name as physician, d.name as device
    from sessions s
    join plans p on p.id = s.plan_id
    join patients pa on pa.id = s.patient_id
    join rooms r on r.id = s.room_id
    join physicians ph on ph.id = s.physician_id
    join devices d on d.id = s.device_id
    where s.clinic_id = ${clinicId} and ${condition}
    order by s.starts_at, pa.family_name, s.id limit ${most}`);
  return rows.map(({ starts, ends, ...row }) => ({
    ...row,
    day: dayOf(new Date(starts), zone),
    from: clock(new Date(starts), zone),
    until: clock(new Date(ends), zone),
  }));
}

/** Who and what is off on the day. Why somebody is on leave is theirs. */
async function offOn(clinicId: string, { from, until }: { from: Date; until: Date }): Promise<string[]> {
  const rows = await db.execute<{ kind: string; name: string | null; reason: string }>(sql`
    select t.kind, coalesce(ph.short_name, r.name, d.name) as name,
      case when t.kind = 'leave' then '' else t.reason end as reason
    from time_off t
    left join physicians ph on ph.id = t.resource_id
    left join rooms r on r.id = t.resource_id
    left join devices d on d.id = t.resource_id
    where t.withdrawn_at is null and t.starts_at < ${until.toISOString()} and t.ends_at > ${from.toISOString()}
      and (t.clinic_id = ${clinicId} or t.resource_id in (
        select physician_id from working_hours where clinic_id = ${clinicId}))
    order by t.starts_at, t.id limit 200`);
  const words: Record<string, string> = {
    leave: "On leave",
    closure: "Closed",
    maintenance: "Under maintenance",
  };
  return rows.map(({ kind, name, reason }) => [words[kind] ?? kind, name, reason].filter(Boolean).join(": "));
}
