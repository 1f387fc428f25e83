import { sql, type SQL } from "drizzle-orm";
import { db } from "db/client";
import { uuids } from "db/scope";
import type { Actor } from "~/domain/actor";
import { plainBeads, type BeadKind } from "~/domain/course";
import { clinicScope, may, type Action } from "~/domain/permissions";
import type { Guidance, Rating, RedFlag, Region, SessionStatus, Side, TimePoint } from "~/domain/vocabulary";

/** One of today's sessions, today being its own clinic's. */
export interface TodaySession {
  id: string;
  version: number;
  planId: string;
  name: string;
  region: Region;
  side: Side;
  guidance: Guidance;
  place: number;
  planned: number;
  /** The whole course as its strip shows it. */
  beads: BeadKind[];
  performed: number;
  status: SessionStatus;
  displaced: boolean;
  room: string;
  roomId: string;
  physician: string;
  clinic: string;
  zone: string;
  startsAt: Date;
  treatFrom: Date;
  treatTo: Date;
  endsAt: Date;
  arrivedAt: Date | null;
  /** What the patient who has come can be asked before the needle, for those who may hand it over. */
  askNow: string | null;
}

const at = (actor: Actor, action: Action, clinicId: string | "all", column: SQL): SQL => {
  const scope = clinicScope(actor, action);
  if (clinicId !== "all") {
    return scope === "all" || scope.includes(clinicId) ? sql`${column} = ${clinicId}` : sql`false`;
  }
  return scope === "all" ? sql`true` : sql`${column} = any (${uuids(scope)})`;
};

/** Today's sessions by time, at one clinic or all the actor's; with `ownOnly`, those they treat. */
export async function sessionsToday(
  actor: Actor,
  { clinicId, now, ownOnly }: { clinicId: string | "all"; now: Date; ownOnly: boolean },
): Promise<TodaySession[]> {
  if (!may(actor, "calendar.read")) return [];
  const instant = now.toISOString();
  const askNow = may(actor, "report.enter")
    ? sql`(select q.id from outcome_reports q where q.plan_id = s.plan_id and q.status in ('due', 'sent')
        and s.status = 'arrived' and (q.session_id = s.id and q.time_point = 'before-session'
          or q.time_point = 'baseline' and q.window_to >= (${instant}::timestamptz at time zone c.zone)::date)
        order by q.time_point limit 1)`
    : sql`null`;
  const rows = await db.execute<
    Record<string, unknown> &
      Omit<
        TodaySession,
        "startsAt" | "treatFrom" | "treatTo" | "endsAt" | "arrivedAt" | "beads" | "performed"
      > & {
        course: CourseStep[];
      } & Record<"startsMs" | "treatFromMs" | "treatToMs" | "endsMs", number> & { arrivedMs: number | null }
  >(sql`
    select s.id, s.version, s.plan_id as "planId", pa.given_name || ' ' || pa.family_name as name, p.region, p.side,
      p.guidance, s.ordinal as place, p.planned_sessions as planned, s.status,
      s.displaced_at is not null as displaced, r.name as room, r.id as "roomId", ph.short_name as physician,
      (select json_agg(json_build_object('status', o.status, 'displaced', o.displaced_at is not null)
        order by o.starts_at, o.id) from sessions o where o.plan_id = s.plan_id) as course,
      c.name as clinic, c.zone, ${ms(sql`s.starts_at`)} as "startsMs", ${ms(sql`s.treat_from`)} as "treatFromMs",
      ${ms(sql`s.treat_to`)} as "treatToMs", ${ms(sql`s.ends_at`)} as "endsMs", ${ms(sql`s.arrived_at`)} as "arrivedMs",
      ${askNow} as "askNow"
    from sessions s
    join clinics c on c.id = s.clinic_id
    join plans p on p.id = s.plan_id
    join patients pa on pa.id = s.patient_id
    join rooms r on r.id = s.room_id
    join physicians ph on ph.id = s.physician_id
    where ${at(actor, "calendar.read", clinicId, sql`s.clinic_id`)}
      and s.starts_at between ${instant}::timestamptz - interval '30 hours'
        and ${instant}::timestamptz + interval '30 hours'
      and (s.starts_at at time zone c.zone)::date = (${instant}::timestamptz at time zone c.zone)::date
      and (not ${ownOnly} or s.physician_id = ${actor.id})
    order by s.starts_at, s.id limit 1000`);
  return rows.map(({ startsMs, treatFromMs, treatToMs, endsMs, arrivedMs, course, ...row }) => ({
    ...row,
    beads: plainBeads(course, row.planned),
    performed: course.filter(({ status }) => status === "performed").length,
    startsAt: new Date(startsMs),
    treatFrom: new Date(treatFromMs),
    treatTo: new Date(treatToMs),
    endsAt: new Date(endsMs),
    arrivedAt: arrivedMs === null ? null : new Date(arrivedMs),
  }));
}

interface CourseStep {
  status: SessionStatus;
  displaced: boolean;
}

const ms = (column: SQL) => sql`extract(epoch from ${column})::float8 * 1000`;

/** The rooms in use at one of the actor's clinics. */
export async function roomsOf(actor: Actor, clinicId: string): Promise<{ id: string; name: string }[]> {
  return [
    ...(await db.execute<{ id: string; name: string }>(sql`
      select id, name from rooms r
      where ${at(actor, "calendar.read", clinicId, sql`r.clinic_id`)} and closed_at is null
      order by name, id limit 100`)),
  ];
}

export interface Hand {
  /** Booked again nowhere: displaced by time off, missed, or left open on an earlier day. */
  kind: "displaced" | "missed" | "not-closed";
  sessionId: string;
  planId: string;
  name: string;
  region: Region;
  side: Side;
  startsAt: Date;
  zone: string;
  reason: string;
}

/** Single sessions that wait for somebody, the oldest first. */
export async function sessionsNeedingAHand(
  actor: Actor,
  { clinicId, now }: { clinicId: string | "all"; now: Date },
): Promise<Hand[]> {
  if (!may(actor, "session.write")) return [];
  const instant = now.toISOString();
  const rows = await db.execute<Record<string, unknown> & Omit<Hand, "startsAt"> & { startsMs: number }>(sql`
    select * from (
      select case when s.displaced_at is not null then 'displaced' when s.status = 'no-show' then 'missed'
          else 'not-closed' end as kind,
        s.id as "sessionId", s.plan_id as "planId", pa.given_name || ' ' || pa.family_name as name, p.region, p.side,
        ${ms(sql`s.starts_at`)} as "startsMs", c.zone, coalesce(t.kind, case when s.displaced_at is not null then 'hours' else '' end) as reason
      from sessions s
      join clinics c on c.id = s.clinic_id
      join plans p on p.id = s.plan_id
      join patients pa on pa.id = s.patient_id
      left join time_off t on t.id = s.displaced_by
      where ${at(actor, "session.write", clinicId, sql`s.clinic_id`)} and p.status = 'active' and (
        s.displaced_at is not null
        or (s.status in ('booked', 'arrived', 'in-treatment') and s.displaced_at is null
          and s.starts_at between ${instant}::timestamptz - interval '60 days'
            and date_trunc('day', ${instant}::timestamptz at time zone c.zone) at time zone c.zone)
        or (s.status = 'no-show' and s.starts_at > ${instant}::timestamptz - interval '7 days'
          and not exists (select from sessions n where n.plan_id = s.plan_id and n.starts_at > s.starts_at
            and n.status in ('booked', 'arrived', 'in-treatment', 'performed'))))
    ) found order by "startsMs", "sessionId" limit 100`);
  return rows.map(({ startsMs, ...row }) => ({ ...row, startsAt: new Date(startsMs) }));
}

export interface NewReport {
  planId: string;
  name: string;
  region: Region;
  side: Side;
  timePoint: TimePoint;
  rating: Rating | null;
  pain: number | null;
  adverse: boolean;
  redFlags: RedFlag[];
  answeredAt: Date;
}

const fresh = 7;

/** What the physician's own patients reported in the last week, bad news first. */
export async function newReports(actor: Actor, now: Date): Promise<NewReport[]> {
  if (!may(actor, "report.read")) return [];
  const rows = await db.execute<
    Record<string, unknown> & Omit<NewReport, "answeredAt"> & { answeredMs: number }
  >(sql`
    select r.plan_id as "planId", pa.given_name || ' ' || pa.family_name as name, p.region, p.side,
      r.time_point as "timePoint", r.rating, r.pain, coalesce(r.adverse_effects, '') <> '' as adverse,
      coalesce(r.red_flags, '{}') as "redFlags",
      ${ms(sql`r.answered_at`)} as "answeredMs"
    from outcome_reports r join plans p on p.id = r.plan_id join patients pa on pa.id = p.patient_id
    where ${at(actor, "report.read", "all", sql`p.clinic_id`)} and p.physician_id = ${actor.id}
      and r.status = 'answered' and r.answered_at > ${now.toISOString()}::timestamptz - make_interval(days => ${fresh})
    order by cardinality(coalesce(r.red_flags, '{}')) > 0 desc, adverse desc, array_position(array['poor', 'fair', 'good', 'excellent'], r.rating), r.pain desc,
      r.answered_at desc, r.id limit 30`);
  return rows.map(({ answeredMs, ...row }) => ({ ...row, answeredAt: new Date(answeredMs) }));
}

/** For administrators: how many sessions each clinic has today, and how many sign-ins were refused since yesterday. */
export async function practiceToday(now: Date) {
  const instant = now.toISOString();
  const [clinics, [refused]] = await Promise.all([
    db.execute<{ id: string; name: string; sessions: number; performed: number; displaced: number }>(sql`
      select c.id, c.name, (count(s.id) filter (where s.released_at is null))::int as sessions,
        (count(s.id) filter (where s.status = 'performed'))::int as performed,
        (select count(*)::int from sessions d where d.clinic_id = c.id and d.displaced_at is not null) as displaced
      from clinics c left join sessions s on s.clinic_id = c.id
        and s.starts_at between ${instant}::timestamptz - interval '30 hours'
          and ${instant}::timestamptz + interval '30 hours'
        and (s.starts_at at time zone c.zone)::date = (${instant}::timestamptz at time zone c.zone)::date
      where c.closed_at is null group by c.id order by c.name, c.id limit 200`),
    db.execute<{ refused: number; accounts: number }>(sql`
      select count(*)::int as refused, count(distinct actor_id)::int as accounts from audit_events
      where noun = 'sign-in' and action = 'sign-in.refused' and at > ${instant}::timestamptz - interval '24 hours'`),
  ]);
  return { clinics: [...clinics], signIns: refused ?? { refused: 0, accounts: 0 } };
}
