import { sql, type SQL } from "drizzle-orm";
import { hasWords, uuids, visiblePlan } from "db/scope";
import type { Actor } from "~/domain/actor";
import { planStatuses } from "~/domain/vocabulary";
import type { Counted, PlanFilter, PlanShow, PlanSort } from "./filter";
import { isLateNow, standing, unanswered } from "./standing.server";

/** The parts of the table's statements: where plans come from, which of them, in which order. */

/** How courses stand costs most, so it is asked only where a view is chosen or sorted by it. */
export const needsStanding = ({ show, sort }: PlanFilter) =>
  ["attention", "nothing-booked", "late"].includes(show) || ["gap", "next", "progress"].includes(sort);

/**
 * The plans in question, each with its clinic, patient and physician and what day it is there. `offset 0` keeps this
 * apart: joined in another order, PostgreSQL would ask how each course stands once for every clinic.
 */
export const fromPlans = (now: Date, where: SQL, withStanding: boolean) => sql`
  from (
    select plans.*, home.name as clinic, home.zone, patients.given_name, patients.family_name,
      patients.record_number, physicians.short_name,
      (${now.toISOString()}::timestamptz at time zone home.zone)::date as today
    from plans
    join clinics home on home.id = plans.clinic_id
    join patients on patients.id = plans.patient_id
    join physicians on physicians.id = plans.physician_id
    where ${where}
    offset 0
  ) plans ${withStanding ? sql`, ${standing}` : sql``}`;

/** Which plans each tab holds. A course that has ended needs no hand but for its reports, which have their own tab. */
export const shown: Record<PlanShow, SQL> = {
  attention: sql`plans.status in ('active', 'on-hold') and standing.severity > 0`,
  active: sql`plans.status = 'active'`,
  "nothing-booked": sql`plans.status = 'active' and standing.gap_state = 'nothing-booked'`,
  late: sql`plans.status = 'active' and ${isLateNow}`,
  unanswered: sql`${unanswered} > 0`,
  "on-hold": sql`plans.status = 'on-hold'`,
  completed: sql`plans.status = 'completed'`,
  all: sql`true`,
};

export function matching(actor: Actor, filter: PlanFilter, clinicId: string | "all", now: Date): SQL {
  const parts = [
    visiblePlan(actor, clinicId === "all" ? undefined : clinicId),
    hasWords(sql`patients.search`, filter.q),
  ];
  if (filter.region) parts.push(sql`plans.region = ${filter.region}`);
  if (filter.physician) parts.push(sql`plans.physician_id = ${filter.physician}::uuid`);
  if (filter.status) parts.push(sql`plans.status = ${filter.status}`);
  if (filter.guidance) parts.push(sql`plans.guidance = ${filter.guidance}`);
  if (filter.counted) parts.push(isCounted(actor, filter.counted, clinicId, now));
  return sql.join(parts, sql` and `);
}

/** As the outcome figures count it: at its own clinic, and once the time to answer is over there. */
function isCounted(actor: Actor, { kind, from, to }: Counted, clinicId: string | "all", now: Date): SQL {
  const ids = clinicId === "all" ? actor.clinicIds : actor.clinicIds.filter((id) => id === clinicId);
  const within = (on: SQL) =>
    sql`${on} >= ${`${from}-01`}::date and ${on} < ${`${to}-01`}::date + interval '1 month'`;
  return kind === "begun"
    ? sql`plans.id in (select cells.plan_id from course_cells cells
        where cells.clinic_id = any (${uuids(ids)}) and ${within(sql`cells.started_on`)})`
    : sql`plans.id in (select cells.plan_id from outcome_cells cells join clinics on clinics.id = cells.clinic_id
        where cells.point = ${kind} and cells.clinic_id = any (${uuids(ids)}) and ${within(sql`cells.due_on`)}
          and cells.closes_on < (${now.toISOString()}::timestamptz at time zone clinics.zone)::date)`;
}

/** The report that the table tells of: the newest that is answered or due, or the one that waits for its answer. */
export const lastReport = (show: PlanShow) => sql`lateral (
  select r.status, r.time_point, r.rating, r.due_on, (r.answered_at at time zone plans.zone)::date as answered_on
  from outcome_reports r
  where r.plan_id = plans.id and (r.status = 'answered' or r.due_on <= plans.today)
  order by ${show === "unanswered" ? waitingFirst : sql``}
    coalesce((r.answered_at at time zone plans.zone)::date, r.due_on) desc, r.id desc
  limit 1)`;

const waitingFirst = sql`
  (r.status in ('due', 'sent') and r.due_on < plans.today and r.window_to >= plans.today) desc,`;

/** Since when it has its status: the last move's time, or its start's. */
export const sinceMs = sql`extract(epoch from coalesce(
  (select max(m.moved_at) from plan_moves m where m.plan_id = plans.id),
  plans.ended_at, plans.started_at, plans.created_at))::float8 * 1000`;

export function orderBy({ sort, direction }: PlanFilter): SQL {
  const way = direction === "ascending" ? sql`asc nulls last` : sql`desc nulls last`;
  const keys = sortKeys[sort].map((key) => sql`${key} ${way}`);
  return sql.join([...keys, ...sortKeys.patient.map((key) => sql`${key} asc`), sql`plans.id asc`], sql`, `);
}

/** The allow-list of what can be sorted by. */
const sortKeys: Record<PlanSort, SQL[]> = {
  gap: [sql`standing.severity`, sql`standing.gap_days`],
  patient: [sql`lower(plans.family_name)`, sql`lower(plans.given_name)`],
  physician: [sql`plans.short_name`],
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
