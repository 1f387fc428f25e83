import { and, asc, eq, sql } from "drizzle-orm";
import { db } from "db/client";
import { claims, clinicHours, clinics, devices, rooms, sessions, workingHours } from "db/schema";

/** Clinics with their rooms, devices and hours, for those who manage them: administrators, who see all. */

/** One row a clinic, with what it has. */
export const listPlaces = () =>
  db
    .select({
      id: clinics.id,
      name: clinics.name,
      zone: clinics.zone,
      address: clinics.address,
      rooms: sql<number>`(
        select count(*)::int from ${rooms} r where r.clinic_id = clinics.id and r.closed_at is null)`,
      devices: sql<number>`(
        select count(*)::int from ${devices} d where d.clinic_id = clinics.id and d.closed_at is null)`,
      openDays: sql<number>`(select count(distinct h.weekday)::int from ${clinicHours} h where h.clinic_id = clinics.id)`,
    })
    .from(clinics)
    .orderBy(asc(clinics.name), asc(clinics.id))
    .limit(2000);

export async function findClinic(clinicId: string, now: Date) {
  const [clinic] = await db
    .select({
      id: clinics.id,
      name: clinics.name,
      zone: clinics.zone,
      address: clinics.address,
      phone: clinics.phone,
      morningPackMinute: clinics.morningPackMinute,
      version: clinics.version,
    })
    .from(clinics)
    .where(eq(clinics.id, clinicId));
  if (!clinic) return null;
  const [hours, roomRows, deviceRows, futureSessions, outsideHours] = await Promise.all([
    db
      .select({
        weekday: clinicHours.weekday,
        startsMinute: clinicHours.startsMinute,
        endsMinute: clinicHours.endsMinute,
      })
      .from(clinicHours)
      .where(eq(clinicHours.clinicId, clinicId))
      .orderBy(asc(clinicHours.weekday), asc(clinicHours.startsMinute)),
    db
      .select({
        id: rooms.id,
        name: rooms.name,
        kind: rooms.kind,
        version: rooms.version,
        closedAt: rooms.closedAt,
        futureSessions: heldAhead(sql`rooms.id`, now),
      })
      .from(rooms)
      .where(eq(rooms.clinicId, clinicId))
      .orderBy(sql`${rooms.closedAt} is not null`, asc(rooms.name), asc(rooms.id))
      .limit(500),
    db
      .select({
        id: devices.id,
        name: devices.name,
        kind: devices.kind,
        roomId: devices.roomId,
        version: devices.version,
        closedAt: devices.closedAt,
        futureSessions: heldAhead(sql`devices.id`, now),
      })
      .from(devices)
      .where(eq(devices.clinicId, clinicId))
      .orderBy(sql`${devices.closedAt} is not null`, asc(devices.name), asc(devices.id))
      .limit(500),
    countFutureSessions(clinicId, now),
    countOutsideHours(clinicId, now),
  ]);
  return { ...clinic, hours, rooms: roomRows, devices: deviceRows, futureSessions, outsideHours };
}

/** Sessions that hold a resource from now on: one that was taken from them no longer counts. */
const heldAhead = (resourceId: ReturnType<typeof sql>, now: Date) => sql<number>`(
  select count(*)::int from ${claims} c
  where c.resource_id = ${resourceId} and c.session_id is not null and upper(c.during) > ${now.toISOString()})`;

async function countFutureSessions(clinicId: string, now: Date): Promise<number> {
  const [row] = await db
    .select({ count: sql<number>`count(*)::int` })
    .from(sessions)
    .where(
      and(
        eq(sessions.clinicId, clinicId),
        sql`${sessions.startsAt} > ${now.toISOString()} and ${sessions.status} in ('booked', 'arrived')`,
      ),
    );
  return row?.count ?? 0;
}

/** Booked sessions that start or end when the clinic is closed. They stay booked; somebody should look. */
async function countOutsideHours(clinicId: string, now: Date): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from sessions s join clinics c on c.id = s.clinic_id,
      lateral (select s.starts_at at time zone c.zone as starts, s.ends_at at time zone c.zone as ends) as local
    where s.clinic_id = ${clinicId} and s.starts_at > ${now.toISOString()} and s.status in ('booked', 'arrived')
      and s.displaced_at is null
      and not exists (
        select 1 from clinic_hours h
        where h.clinic_id = s.clinic_id and h.weekday = extract(isodow from local.starts)
          and h.starts_minute <= ${minuteOf("starts")} and h.ends_minute >= ${minuteOf("ends")})`);
  return row?.count ?? 0;
}

/** Booked sessions of a physician at a clinic whose treatment lies outside their working hours there. */
export async function countOutsideWorkingHours(
  physicianId: string,
  clinicId: string,
  now: Date,
): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    select count(*)::int as count from sessions s join clinics c on c.id = s.clinic_id,
      lateral (select s.treat_from at time zone c.zone as starts, s.treat_to at time zone c.zone as ends) as local
    where s.physician_id = ${physicianId} and s.clinic_id = ${clinicId}
      and s.starts_at > ${now.toISOString()} and s.status in ('booked', 'arrived') and s.displaced_at is null
      and not exists (
        select 1 from ${workingHours} h
        where h.physician_id = s.physician_id and h.clinic_id = s.clinic_id
          and h.weekday = extract(isodow from local.starts)
          and h.valid_from <= local.starts::date and (h.valid_until is null or local.starts::date < h.valid_until)
          and h.starts_minute <= ${minuteOf("starts")} and h.ends_minute >= ${minuteOf("ends")})`);
  return row?.count ?? 0;
}

const minuteOf = (end: "starts" | "ends") =>
  end === "starts"
    ? sql`extract(hour from local.starts) * 60 + extract(minute from local.starts)`
    : sql`extract(hour from local.ends) * 60 + extract(minute from local.ends)`;
