import { sql, type SQL } from "drizzle-orm";
import type { Run } from "db/client";
import { planInJson, planOf, type PlanFacts, type PlanInJson } from "db/reads/plan-facts";
import { uuids } from "db/scope";
import type { Interval } from "~/domain/interval";
import type { Zone } from "~/domain/time";
import type { SessionStatus, TimeOffKind } from "~/domain/vocabulary";
import type { WeekdaySpan } from "~/domain/working-hours";

/** A session of a broken course as it stands, or stood until it was displaced. */
export interface BrokenSession {
  id: string;
  version: number;
  ordinal: number;
  clinicId: string;
  zone: Zone;
  physicianId: string;
  physician: string;
  roomId: string;
  deviceId: string;
  startsAt: Date;
  treatFrom: Date;
  treatTo: Date;
  endsAt: Date;
  status: SessionStatus;
  confirmed: boolean;
  displaced: boolean;
  /** What it was displaced by; null by new working hours. */
  displacedBy: string | null;
  cause: TimeOffKind | null;
}

/** A course of which sessions lost their place, or would. */
export interface BrokenPlan {
  plan: PlanFacts;
  zone: Zone;
  patient: string;
  recordNumber: string;
  phone: string;
  physician: string;
  contactable: boolean;
  times: WeekdaySpan[] | null;
  sessions: BrokenSession[];
  /** Its patient is to be called first. */
  call: Call | null;
}

export interface Call {
  id: string;
  attempts: number;
  triedAt: Date | null;
  note: string;
  by: string;
}

const ms = (instant: SQL) => sql`(extract(epoch from ${instant}) * 1000)::float8`;

/** More than any time off takes. */
const MOST = 500;

/** The courses with displaced sessions at these clinics, or with any of some sessions; in no order that matters. */
export async function readBroken(
  run: Run,
  of: { clinicIds: readonly string[] } | { sessionIds: readonly string[] },
): Promise<BrokenPlan[]> {
  const hit =
    "sessionIds" in of
      ? sql`select plan_id from sessions where id = any (${uuids(of.sessionIds)})`
      : sql`select plan_id from sessions where displaced_at is not null and status in ('booked', 'arrived')
          and clinic_id = any (${uuids(of.clinicIds)})`;
  const rows = await run.execute<
    Omit<BrokenPlan, "plan" | "sessions" | "call"> & {
      plan: PlanInJson;
      sessions: SessionInJson[];
      call: (Omit<Call, "triedAt"> & { triedAt: number | null }) | null;
    } & Record<string, unknown>
  >(sql`
    select ${planInJson(sql`w.id`)} as plan, k.zone, pa.given_name || ' ' || pa.family_name as patient,
      pa.record_number as "recordNumber", pa.phone, ph.short_name as physician,
      pa.deactivated_at is null and pa.deceased_on is null as contactable,
      (select e.times from waitlist_entries e where e.plan_id = w.id and e.closed_at is null) as times,
      (select json_agg(json_build_object('id', s.id, 'version', s.version, 'ordinal', s.ordinal,
          'clinicId', s.clinic_id, 'zone', c.zone, 'physicianId', s.physician_id, 'physician', p.short_name,
          'roomId', s.room_id, 'deviceId', s.device_id, 'startsAt', ${ms(sql`s.starts_at`)},
          'treatFrom', ${ms(sql`s.treat_from`)}, 'treatTo', ${ms(sql`s.treat_to`)}, 'endsAt', ${ms(sql`s.ends_at`)},
          'status', s.status, 'confirmed', s.confirmed_at is not null, 'displaced', s.displaced_at is not null,
          'displacedBy', s.displaced_by, 'cause', t.kind) order by s.starts_at, s.id)
        from sessions s join clinics c on c.id = s.clinic_id join physicians p on p.id = s.physician_id
        left join time_off t on t.id = s.displaced_by
        where s.plan_id = w.id and s.status in ('booked', 'arrived', 'in-treatment', 'performed')) as sessions,
      (select json_build_object('id', r.id, 'attempts', r.attempts, 'triedAt', ${ms(sql`r.tried_at`)}, 'note', r.note,
          'by', a.name)
        from repair_calls r join accounts a on a.id = r.handed_by
        where r.plan_id = w.id and r.closed_at is null and r.handed_at >= (
          select max(d.displaced_at) from sessions d where d.plan_id = w.id and d.displaced_at is not null)) as call
    from plans w join clinics k on k.id = w.clinic_id join patients pa on pa.id = w.patient_id
    join physicians ph on ph.id = w.physician_id
    where w.id in (${hit}) order by w.id limit ${MOST}`);
  return rows.flatMap(({ plan: json, sessions, call, ...row }): BrokenPlan[] => {
    const plan = planOf(json);
    if (!plan) return [];
    return [
      {
        ...row,
        plan,
        sessions: sessions.map(({ startsAt, treatFrom, treatTo, endsAt, ...session }) => ({
          ...session,
          startsAt: new Date(startsAt),
          treatFrom: new Date(treatFrom),
          treatTo: new Date(treatTo),
          endsAt: new Date(endsAt),
        })),
        call: call && { ...call, triedAt: call.triedAt === null ? null : new Date(call.triedAt) },
      },
    ];
  });
}

type Instants = "startsAt" | "treatFrom" | "treatTo" | "endsAt";
type SessionInJson = Omit<BrokenSession, Instants> & Record<Instants, number>;

/** When patients are busy from a moment on, by patient; some sessions aside. */
export async function readPatientsBusy(
  run: Run,
  patientIds: readonly string[],
  from: Date,
  withoutIds: readonly string[],
): Promise<Map<string, Interval[]>> {
  const rows = await run.execute<{ id: string; start: number; end: number }>(sql`
    select resource_id as id, ${ms(sql`lower(during)`)} as start, ${ms(sql`upper(during)`)} as end
    from claims where resource_id = any (${uuids(patientIds)})
      and during && tstzrange(${from.toISOString()}::timestamptz, null) and session_id <> all (${uuids(withoutIds)})
    order by id, start`);
  const byPatient = new Map<string, Interval[]>();
  for (const { id, start, end } of rows) byPatient.set(id, [...(byPatient.get(id) ?? []), { start, end }]);
  return byPatient;
}
