import { sql, type SQL } from "drizzle-orm";
import { db } from "db/client";
import { hasWords, visiblePlan } from "db/scope";
import type { Actor } from "~/domain/actor";
import { may } from "~/domain/permissions";
import { planStatuses } from "~/domain/vocabulary";
import type { PlanFilter, PlanShow, PlanSort } from "./filter";
import type { PlanRow } from "./row";
import { planRow, type FoundPlan } from "./row.server";
import { isLateNow, standing } from "./standing.server";

export const PAGE_SIZE = 50;
/** More than any clinic has; a file beyond it would be no file to read. */
export const EXPORT_LIMIT = 20_000;

/** What the table offers to whom. */
export const plansRights = (actor: Actor) => ({
  write: may(actor, "plan.write"),
  hold: may(actor, "plan.hold"),
  book: may(actor, "session.write"),
  seePain: may(actor, "report.read") && may(actor, "plan.read-clinical"),
});

export interface PlanList {
  filter: PlanFilter;
  clinicId: string | "all";
  now: Date;
}

/** The table's rows, one page of them, and how many there are. The CSV asks the same with another limit. */
export async function listPlans(
  actor: Actor,
  list: PlanList,
  { limit = PAGE_SIZE, offset = 0 }: { limit?: number; offset?: number } = {},
): Promise<{ rows: PlanRow[]; total: number }> {
  const { filter, now } = list;
  const rows = await db.execute<FoundPlan & { total: number }>(sql`
    with found as (
      select plans.id, standing.unanswered, count(*) over ()::int as total,
        row_number() over (order by ${orderBy(filter)}) as place
      ${fromPlans(now)}
      left join ${lastReport(filter.show)} report on true
      where ${matching(actor, list)} and ${shown[filter.show]}
      order by place limit ${limit} offset ${offset}
    )
    select found.total, found.unanswered, plans.id, patients.given_name || ' ' || patients.family_name as patient,
      patients.record_number as "recordNumber", plans.region, plans.side, physicians.short_name as physician,
      home.name as clinic, home.zone, plans.status, plans.planned_sessions as "plannedSessions",
      plans.gap_min_days as min, plans.gap_target_days as target, plans.gap_max_days as max,
      ${sinceMs} as "sinceMs", ${sessionsJson} as sessions, ${reportJson(actor)} as report,
      ${painJson(actor)} as pain
    from found
    join plans on plans.id = found.id
    join clinics home on home.id = plans.clinic_id
    join patients on patients.id = plans.patient_id
    join physicians on physicians.id = plans.physician_id,
    lateral (select (${now.toISOString()}::timestamptz at time zone home.zone)::date as today) standing
    left join ${lastReport(filter.show)} report on true
    order by found.place`);
  return { rows: rows.map((row) => planRow(row, now)), total: rows[0]?.total ?? 0 };
}

/** How many plans each tab holds, under the same search and filters. */
export async function countPlans(actor: Actor, list: PlanList): Promise<Record<PlanShow, number>> {
  const { show: _, status: __, ...rest } = list.filter;
  const filter: PlanFilter = { ...rest, show: "all", status: null };
  const [counts] = await db.execute<Record<PlanShow, number>>(sql`
    select ${sql.join(
      Object.entries(shown).map(
        ([show, holds]) => sql`(count(*) filter (where ${holds}))::int as ${sql.identifier(show)}`,
      ),
      sql`, `,
    )}
    ${fromPlans(list.now)}
    where ${matching(actor, { ...list, filter })}`);
  return { ...nothing, ...counts };
}

const nothing: Record<PlanShow, number> = {
  attention: 0,
  active: 0,
  "nothing-booked": 0,
  late: 0,
  unanswered: 0,
  "on-hold": 0,
  completed: 0,
  all: 0,
};

const fromPlans = (now: Date) => sql`
  from plans
  join clinics home on home.id = plans.clinic_id
  join patients on patients.id = plans.patient_id
  join physicians on physicians.id = plans.physician_id,
  ${standing(now)}`;

/** Which plans each tab holds. A course that has ended needs no hand but for its reports, which have their own tab. */
const shown: Record<PlanShow, SQL> = {
  attention: sql`plans.status in ('active', 'on-hold') and standing.severity > 0`,
  active: sql`plans.status = 'active'`,
  "nothing-booked": sql`plans.status = 'active' and standing.gap_state = 'nothing-booked'`,
  late: sql`plans.status = 'active' and ${isLateNow}`,
  unanswered: sql`standing.unanswered > 0`,
  "on-hold": sql`plans.status = 'on-hold'`,
  completed: sql`plans.status = 'completed'`,
  all: sql`true`,
};

function matching(actor: Actor, { filter, clinicId }: PlanList): SQL {
  const parts = [
    visiblePlan(actor, clinicId === "all" ? undefined : clinicId),
    hasWords(sql`patients.search`, filter.q),
  ];
  if (filter.region) parts.push(sql`plans.region = ${filter.region}`);
  if (filter.physician) parts.push(sql`plans.physician_id = ${filter.physician}::uuid`);
  if (filter.status) parts.push(sql`plans.status = ${filter.status}`);
  return sql.join(parts, sql` and `);
}

/** The report that the table tells of: the newest that is answered or due, or the one that waits for its answer. */
const lastReport = (show: PlanShow) => sql`lateral (
  select r.status, r.time_point, r.rating, r.due_on, (r.answered_at at time zone home.zone)::date as answered_on
  from outcome_reports r
  where r.plan_id = plans.id and (r.status = 'answered' or r.due_on <= standing.today)
  order by ${
    show === "unanswered"
      ? sql`(r.status in ('due', 'sent') and r.due_on < standing.today and r.window_to >= standing.today) desc,`
      : sql``
  } coalesce((r.answered_at at time zone home.zone)::date, r.due_on) desc, r.id desc
  limit 1)`;

/** Since when it has its status: the last move's time, or its start's. */
const sinceMs = sql`extract(epoch from coalesce(
  (select max(m.moved_at) from plan_moves m where m.plan_id = plans.id),
  plans.ended_at, plans.started_at, plans.created_at))::float8 * 1000`;

const sessionsJson = sql`coalesce((
  select json_agg(json_build_object('id', s.id, 'ordinal', s.ordinal, 'status', s.status,
    'startsAtMs', extract(epoch from s.starts_at)::float8 * 1000, 'zone', c.zone,
    'displaced', s.displaced_at is not null, 'off', t.kind,
    'gapExplained', coalesce(s.gap_reason, '') <> '') order by s.starts_at, s.id)
  from sessions s join clinics c on c.id = s.clinic_id left join time_off t on t.id = s.displaced_by
  where s.plan_id = plans.id), '[]')`;

/** A scheduler learns of a report's state, never of what it says. */
const reportJson = (actor: Actor) => sql`case when report.status is not null then json_build_object(
  'status', report.status, 'timePoint', report.time_point, 'dueOn', report.due_on,
  'answeredOn', report.answered_on${may(actor, "report.read") ? sql`, 'rating', report.rating` : sql``}) end`;

const painJson = (actor: Actor) =>
  may(actor, "report.read") && may(actor, "plan.read-clinical")
    ? sql`json_build_object(
        'from', coalesce(plans.baseline_pain, (select r.pain from outcome_reports r
          where r.plan_id = plans.id and r.time_point = 'baseline' and r.status = 'answered')),
        'to', (select r.pain from outcome_reports r
          where r.plan_id = plans.id and r.time_point <> 'baseline' and r.status = 'answered'
          order by r.answered_at desc, r.id desc limit 1))`
    : sql`null`;

function orderBy({ sort, direction }: PlanFilter): SQL {
  const way = direction === "ascending" ? sql`asc nulls last` : sql`desc nulls last`;
  const keys = sortKeys[sort].map((key) => sql`${key} ${way}`);
  return sql.join([...keys, ...sortKeys.patient.map((key) => sql`${key} asc`), sql`plans.id asc`], sql`, `);
}

/** The allow-list of what can be sorted by. */
const sortKeys: Record<PlanSort, SQL[]> = {
  gap: [sql`standing.severity`, sql`standing.gap_days`],
  patient: [sql`lower(patients.family_name)`, sql`lower(patients.given_name)`],
  physician: [sql`physicians.short_name`],
  next: [sql`standing.next_at`],
  report: [sql`coalesce(report.answered_on, report.due_on)`],
  progress: [sql`standing.performed::float8 / plans.planned_sessions`, sql`plans.planned_sessions`],
  status: [
    sql`case plans.status ${sql.join(
      planStatuses.map((status, index) => sql`when ${status} then ${index}::int`),
      sql` `,
    )} end`,
    sinceMs,
  ],
};
