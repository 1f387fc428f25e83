import { sql } from "drizzle-orm";
import { db } from "db/client";
import { primary, type Reader } from "db/reader";
import type { Actor } from "~/domain/actor";
import { may } from "~/domain/permissions";
import type { PlanFilter, PlanShow } from "./filter";
import { fromPlans, lastReport, matching, needsStanding, orderBy, shown, sinceMs } from "./list-sql.server";
import type { PlanRow } from "./row";
import { planRow, type FoundPlan } from "./row.server";
import { unanswered } from "./standing.server";

export const PAGE_SIZE = 50;
/** More than any clinic has; a file beyond it would be no file to read. */
export const EXPORT_LIMIT = 20_000;

export interface PlanList {
  filter: PlanFilter;
  clinicId: string | "all";
  now: Date;
}

/** What the table offers to whom. */
export const plansRights = (actor: Actor) => ({
  write: may(actor, "plan.write"),
  hold: may(actor, "plan.hold"),
  seePain: maySeePain(actor),
});

const maySeePain = (actor: Actor) => may(actor, "report.read") && may(actor, "plan.read-clinical");

/** The table's rows, one page of them, and how many there are. The CSV asks the same with another limit. */
export async function listPlans(
  actor: Actor,
  { filter, clinicId, now }: PlanList,
  { limit = PAGE_SIZE, offset = 0, run = primary }: { limit?: number; offset?: number; run?: Reader } = {},
): Promise<{ rows: PlanRow[]; total: number }> {
  const report = lastReport(filter.show);
  const rows = await run.execute<FoundPlan & { total: number }>(sql`
    with found as (
      select plans.*, count(*) over ()::int as total, row_number() over (order by ${orderBy(filter)}) as place
      ${fromPlans(now, matching(actor, filter, clinicId, now), needsStanding(filter))}
      ${filter.sort === "report" ? sql`left join ${report} report on true` : sql``}
      where ${shown[filter.show]}
      order by place limit ${limit} offset ${offset}
    )
    select plans.total, plans.id, plans.given_name || ' ' || plans.family_name as patient,
      plans.record_number as "recordNumber", plans.region, plans.side, plans.short_name as physician,
      plans.physician_id as "physicianId", plans.clinic_id as "clinicId", plans.clinic, plans.zone, plans.status, plans.planned_sessions as "plannedSessions",
      plans.gap_min_days as min, plans.gap_target_days as target, plans.gap_max_days as max,
      ${sinceMs} as "sinceMs", ${unanswered} as unanswered, ${sessionsJson} as sessions,
      ${reportJson(actor)} as report, ${painJson(actor)} as pain
    from found plans left join ${report} report on true
    order by plans.place`);
  return { rows: rows.map((row) => planRow(row, actor, now)), total: rows[0]?.total ?? 0 };
}

/**
 * How many plans each tab holds, under the same search and filters. Only courses under way are looked at closely: of
 * those that have ended or not begun, a tab asks no more than their status and their reports.
 */
export async function countPlans(
  actor: Actor,
  { filter: shownFilter, clinicId, now }: PlanList,
): Promise<Record<PlanShow, number>> {
  const filter: PlanFilter = { ...shownFilter, show: "all", status: null };
  const where = matching(actor, filter, clinicId, now);
  const underWay = sql`(plans.status in ('active', 'on-hold'))`;
  const [[close], [rest]] = await Promise.all([
    db.execute<Counts>(sql`
      select ${counting(allTabs)} ${fromPlans(now, sql`${where} and ${underWay}`, true)}`),
    db.execute<Counts>(sql`
      select ${counting(["unanswered", "completed", "all"])}
      ${fromPlans(now, sql`${where} and not ${underWay}`, false)}`),
  ]);
  const sum = (show: PlanShow) => (close?.[show] ?? 0) + (rest?.[show] ?? 0);
  return {
    attention: sum("attention"),
    active: sum("active"),
    "nothing-booked": sum("nothing-booked"),
    late: sum("late"),
    unanswered: sum("unanswered"),
    "on-hold": sum("on-hold"),
    completed: sum("completed"),
    all: sum("all"),
  };
}

type Counts = Partial<Record<PlanShow, number>>;
const allTabs = Object.keys(shown) as PlanShow[];

const counting = (tabs: readonly PlanShow[]) =>
  sql.join(
    tabs.map((show) => sql`(count(*) filter (where ${shown[show]}))::int as ${sql.identifier(show)}`),
    sql`, `,
  );

const sessionsJson = sql`coalesce((
  select json_agg(json_build_object('id', s.id, 'ordinal', s.ordinal, 'status', s.status,
    'startsAtMs', extract(epoch from s.starts_at)::float8 * 1000, 'clinicId', c.id, 'zone', c.zone,
    'displaced', s.displaced_at is not null, 'off', t.kind,
    'gapExplained', coalesce(s.gap_reason, '') <> '') order by s.starts_at, s.id)
  from sessions s join clinics c on c.id = s.clinic_id left join time_off t on t.id = s.displaced_by
  where s.plan_id = plans.id), '[]')`;

/** A scheduler learns of a report's state, never of what it says. */
const reportJson = (actor: Actor) => sql`case when report.status is not null then json_build_object(
  'status', report.status, 'timePoint', report.time_point, 'dueOn', report.due_on,
  'answeredOn', report.answered_on${may(actor, "report.read") ? sql`, 'rating', report.rating` : sql``}) end`;

const painJson = (actor: Actor) =>
  maySeePain(actor)
    ? sql`json_build_object(
        'from', coalesce(plans.baseline_pain, (select r.pain from outcome_reports r
          where r.plan_id = plans.id and r.time_point = 'baseline' and r.status = 'answered')),
        'to', (select r.pain from outcome_reports r
          where r.plan_id = plans.id and r.time_point <> 'baseline' and r.status = 'answered'
          order by r.answered_at desc, r.id desc limit 1))`
    : sql`null`;
