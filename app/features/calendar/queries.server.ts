import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Actor } from "~/domain/actor";
import { clinicScope, may } from "~/domain/permissions";
import type { TimeOffKind } from "~/domain/vocabulary";
import type { SessionRow } from "./block";

const inScope = (actor: Actor, clinicId: string) => {
  const scope = clinicScope(actor, "calendar.read");
  return scope === "all" || scope.includes(clinicId);
};

/** Whoever that is: may their plan's sessions be moved, then all may. */
const anotherPhysician = "00000000-0000-4000-8000-000000000000";

/** As it is read: whose it is stays on the server. */
interface CalendarSession extends SessionRow {
  patientId: string;
}

export const patientsOf = (rows: readonly CalendarSession[]) => rows.map(({ patientId }) => patientId);

/**
 * The clinic's sessions that start in the window, released ones too, by time. Minutes count from the clinic's midnight
 * by its clock. Names and places only: nothing clinical.
 */
export async function sessionsBetween(
  actor: Actor,
  clinicId: string,
  window: { from: Date; until: Date },
): Promise<CalendarSession[]> {
  if (!inScope(actor, clinicId)) return [];
  const movesAll = may(actor, "session.write", { clinicIds: [clinicId], physicianId: anotherPhysician });
  const rows = await db.execute<Record<string, unknown> & CalendarSession>(sql`
    select s.id, case when ${movesAll} or p.physician_id = ${actor.id} then s.version else 0 end as version,
      s.patient_id as "patientId", pa.given_name || ' ' || pa.family_name as name, s.ordinal as place,
      p.planned_sessions as planned, p.region, p.side, p.guidance, s.status, s.room_id as room,
      s.physician_id as physician, s.device_id as device, s.displaced_at is not null as displaced,
      s.overbook_reason is not null and s.released_at is null as overbooked,
      to_char(s.starts_at at time zone c.zone, 'YYYY-MM-DD') as day,
      (extract(hour from s.starts_at at time zone c.zone) * 60
        + extract(minute from s.starts_at at time zone c.zone))::int as start,
      (extract(epoch from s.treat_from - s.starts_at) / 60)::int as "treatFrom",
      (extract(epoch from s.treat_to - s.starts_at) / 60)::int as "treatTo",
      (extract(epoch from s.ends_at - s.starts_at) / 60)::int as length
    from sessions s
    join clinics c on c.id = s.clinic_id
    join plans p on p.id = s.plan_id
    join patients pa on pa.id = s.patient_id
    where s.clinic_id = ${clinicId} and s.starts_at >= ${window.from.toISOString()}
      and s.starts_at < ${window.until.toISOString()}
    order by s.starts_at, s.id
    limit 5000`);
  return [...rows];
}

export interface TimeOffRow {
  kind: TimeOffKind;
  /** Null for the whole clinic. */
  resourceId: string | null;
  startsAt: Date;
  endsAt: Date;
  reason: string;
}

/**
 * Closures of the clinic, maintenance of its rooms and devices, leave of those who work there. A union of two questions:
 * made one with "or", they would read every clinic's time off.
 */
export async function timeOffBetween(
  actor: Actor,
  clinicId: string,
  window: { from: Date; until: Date },
): Promise<TimeOffRow[]> {
  if (!inScope(actor, clinicId)) return [];
  const rows = await db.execute<{
    kind: TimeOffKind;
    resource_id: string | null;
    starts: number;
    ends: number;
    reason: string;
  }>(sql`
    select t.kind, t.resource_id, extract(epoch from t.starts_at)::float8 * 1000 as starts,
      extract(epoch from t.ends_at)::float8 * 1000 as ends, t.reason
    from (
      select * from time_off where clinic_id = ${clinicId}
      union
      select * from time_off where resource_id in (
        select physician_id from working_hours where clinic_id = ${clinicId})
    ) t
    where t.withdrawn_at is null and t.starts_at < ${window.until.toISOString()}
      and t.ends_at > ${window.from.toISOString()}
    order by t.starts_at, t.id limit 500`);
  return rows.map(({ kind, resource_id, starts, ends, reason }) => ({
    kind,
    resourceId: resource_id,
    startsAt: new Date(starts),
    endsAt: new Date(ends),
    reason,
  }));
}

export interface DayLoad {
  day: string;
  sessions: number;
  minutes: number;
}

/**
 * How much each day of the window holds: standing sessions, and the minutes in which each physician has at least one.
 * Two rooms at once fill a physician's time once, as in the day's own columns.
 */
export async function dayLoads(
  actor: Actor,
  clinicId: string,
  window: { from: Date; until: Date },
): Promise<DayLoad[]> {
  if (!inScope(actor, clinicId)) return [];
  const rows = await db.execute<Record<string, unknown> & DayLoad>(sql`
    select day, sum(sessions)::int as sessions, sum(minutes)::int as minutes
    from (
      select to_char(s.starts_at at time zone c.zone, 'YYYY-MM-DD') as day, count(*) as sessions,
        (select sum(extract(epoch from upper(run) - lower(run)) / 60)
          from unnest(range_agg(tstzrange(s.starts_at, s.ends_at))) run) as minutes
      from sessions s join clinics c on c.id = s.clinic_id
      where s.clinic_id = ${clinicId} and s.released_at is null
        and s.starts_at >= ${window.from.toISOString()} and s.starts_at < ${window.until.toISOString()}
      group by 1, s.physician_id) by_physician
    group by day order by day`);
  return [...rows];
}
