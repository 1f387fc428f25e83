import { sql } from "drizzle-orm";
import type { Tx } from "../client";
import type { Taken } from "~/domain/booking";
import type { CourseSession } from "~/domain/course";
import type { GapRange } from "~/domain/gap";
import type { Interval } from "~/domain/interval";
import { dayBounds, dayOf, eachDay, instantAt, weekdayOf, type Day, type Zone } from "~/domain/time";
import type { PhaseMinutes } from "~/domain/session";
import type {
  Guidance,
  PlanStatus,
  Region,
  RoomKind,
  SessionStatus,
  Side,
  TimeOffKind,
} from "~/domain/vocabulary";

/** The pool or an open transaction. */
export type Run = Pick<Tx, "execute">;

/** What booking needs to know of a plan; nothing clinical. */
export interface PlanFacts {
  id: string;
  patientId: string;
  patientActive: boolean;
  physicianId: string;
  clinicId: string;
  region: Region;
  side: Side;
  status: PlanStatus;
  guidance: Guidance;
  plannedSessions: number;
  range: GapRange;
  phases: PhaseMinutes;
  sessions: (CourseSession & { clinicId: string })[];
}

export async function loadPlanFacts(run: Run, planId: string): Promise<PlanFacts | null> {
  const [[plan], sessions] = await Promise.all([
    run.execute<{
      patient_id: string;
      patient_active: boolean;
      physician_id: string;
      clinic_id: string;
      region: Region;
      side: Side;
      status: PlanStatus;
      guidance: Guidance;
      planned_sessions: number;
      min: number;
      target: number;
      max: number;
      prepare: number;
      treat: number;
      recover: number;
    }>(sql`
      select p.patient_id, pa.deactivated_at is null as patient_active, p.physician_id, p.clinic_id, p.region, p.side,
        p.status, p.guidance, p.planned_sessions, p.gap_min_days as min, p.gap_target_days as target,
        p.gap_max_days as max, coalesce(r.prepare_minutes, 5) as prepare, coalesce(r.treat_minutes, 15) as treat,
        coalesce(r.recover_minutes, 10) as recover
      from plans p join patients pa on pa.id = p.patient_id left join protocols r on r.region = p.region
      where p.id = ${planId}`),
    loadCourseSessions(run, planId),
  ]);
  if (!plan) return null;
  const { patient_id, patient_active, physician_id, clinic_id, planned_sessions, min, target, max } = plan;
  const { prepare, treat, recover, region, side, status, guidance } = plan;
  return {
    id: planId,
    patientId: patient_id,
    patientActive: patient_active,
    physicianId: physician_id,
    clinicId: clinic_id,
    region,
    side,
    status,
    guidance,
    plannedSessions: planned_sessions,
    range: { min, target, max },
    phases: { prepare, treat, recover },
    sessions,
  };
}

async function loadCourseSessions(run: Run, planId: string) {
  const rows = await run.execute<{
    id: string;
    ordinal: number;
    status: SessionStatus;
    starts_ms: number;
    zone: Zone;
    clinic_id: string;
    displaced: boolean;
    explained: boolean;
  }>(sql`
    select s.id, s.ordinal, s.status, extract(epoch from s.starts_at)::float8 * 1000 as starts_ms, c.zone, s.clinic_id,
      s.displaced_at is not null as displaced, s.gap_reason is not null as explained
    from sessions s join clinics c on c.id = s.clinic_id where s.plan_id = ${planId} order by s.starts_at, s.id`);
  return rows.map((row) => {
    const startsAt = new Date(row.starts_ms);
    return {
      id: row.id,
      ordinal: row.ordinal,
      status: row.status,
      startsAt,
      day: dayOf(startsAt, row.zone),
      clinicId: row.clinic_id,
      displaced: row.displaced,
      gapExplained: row.explained,
    };
  });
}

export interface Hours {
  weekday: number;
  starts: number;
  ends: number;
}
export interface WorkingHours extends Hours {
  from: Day;
  until: Day | null;
}

/** A clinic's people and places, as booking needs them. */
export interface ClinicFacts {
  id: string;
  name: string;
  zone: Zone;
  hours: Hours[];
  rooms: { id: string; name: string; kind: RoomKind; active: boolean }[];
  devices: { id: string; name: string; kind: Guidance; roomId: string | null; active: boolean }[];
  physicians: { id: string; name: string; active: boolean; hours: WorkingHours[] }[];
}

export async function loadClinicFacts(run: Run, clinicId: string): Promise<ClinicFacts | null> {
  const [row] = await run.execute<{ facts: ClinicFacts }>(sql`
    select json_build_object(
      'id', c.id, 'name', c.name, 'zone', c.zone,
      'hours', (select coalesce(json_agg(json_build_object(
          'weekday', h.weekday, 'starts', h.starts_minute, 'ends', h.ends_minute)), '[]')
        from clinic_hours h where h.clinic_id = c.id),
      'rooms', (select coalesce(json_agg(json_build_object(
          'id', r.id, 'name', r.name, 'kind', r.kind, 'active', r.closed_at is null) order by r.name), '[]')
        from rooms r where r.clinic_id = c.id),
      'devices', (select coalesce(json_agg(json_build_object(
          'id', d.id, 'name', d.name, 'kind', d.kind, 'roomId', d.room_id, 'active', d.closed_at is null)
          order by d.name), '[]')
        from devices d where d.clinic_id = c.id),
      'physicians', (select coalesce(json_agg(p order by p.name), '[]') from (
        select ph.id, ph.short_name as name,
          a.deactivated_at is null and 'physician' = any (a.roles) as active,
          json_agg(json_build_object('weekday', w.weekday, 'starts', w.starts_minute, 'ends', w.ends_minute,
            'from', w.valid_from, 'until', w.valid_until)) as hours
        from working_hours w join physicians ph on ph.id = w.physician_id join accounts a on a.id = ph.id
        where w.clinic_id = c.id group by ph.id, a.id) p)
    ) as facts
    from clinics c where c.id = ${clinicId}`);
  return row?.facts ?? null;
}

/**
 * Every claim on the clinic's rooms, devices and physicians and on the plan's patient that touches these days of the
 * clinic's, by resource. The days' bounds are the database's to find, so that nothing need be read before.
 */
export async function loadTaken(
  run: Run,
  clinicId: string,
  planId: string,
  { from, to }: { from: Day; to: Day },
): Promise<Map<string, Taken[]>> {
  const rows = await run.execute<{
    resource_id: string;
    start: number;
    end: number;
    session_id: string | null;
    kind: TimeOffKind | null;
    clinic_id: string | null;
  }>(sql`
    select c.resource_id, extract(epoch from lower(c.during))::float8 * 1000 as start,
      extract(epoch from upper(c.during))::float8 * 1000 as end, c.session_id, t.kind,
      coalesce(s.clinic_id, t.clinic_id) as clinic_id
    from (
      select id from rooms where clinic_id = ${clinicId}
      union all select id from devices where clinic_id = ${clinicId}
      union select physician_id from working_hours where clinic_id = ${clinicId}
      union all select patient_id from plans where id = ${planId}
    ) r
    join claims c on c.resource_id = r.id
      and c.during && (
        select tstzrange(${from}::date::timestamp at time zone zone, (${to}::date + 1)::timestamp at time zone zone)
        from clinics where id = ${clinicId})
    left join sessions s on s.id = c.session_id
    left join time_off t on t.id = c.time_off_id`);
  const taken = new Map<string, Taken[]>();
  for (const { resource_id, start, end, session_id, kind, clinic_id } of rows) {
    const one: Taken = { start, end, because: kind ?? "session", sessionId: session_id, clinicId: clinic_id };
    const list = taken.get(resource_id);
    if (list) list.push(one);
    else taken.set(resource_id, [one]);
  }
  return taken;
}

/** Weekly hours on the days between, as instants; over a DST change the clock hours stay. */
export function intervalsOf(
  hours: readonly (Hours | WorkingHours)[],
  from: Day,
  to: Day,
  zone: Zone,
): Interval[] {
  return eachDay(from, to).flatMap((day) => {
    const weekday = weekdayOf(day);
    return hours
      .filter((one) => one.weekday === weekday && isValidOn(one, day))
      .map(({ starts, ends }) => ({
        start: instantAt(day, starts, zone).getTime(),
        end: (ends === 1440 ? dayBounds(day, zone).end : instantAt(day, ends, zone)).getTime(),
      }));
  });
}

/** Clinic hours always hold; working hours between their dates. */
export const isValidOn = (hours: Hours | WorkingHours, day: Day) =>
  !("from" in hours) || (hours.from <= day && (hours.until === null || day < hours.until));

/** The whole of some local days, as a window of instants. */
export const windowOf = (from: Day, to: Day, zone: Zone) => ({
  from: dayBounds(from, zone).start,
  until: dayBounds(to, zone).end,
});
