import { sql, type SQL } from "drizzle-orm";
import { uuids } from "db/scope";
import type { Actor } from "~/domain/actor";
import { clinicScope, may } from "~/domain/permissions";
import { addMonth, type OutcomeFilter } from "./filter";

export interface OutcomesAsked {
  filter: OutcomeFilter;
  clinicId: string | "all";
  now: Date;
}

/** Which of the counted plans the actor may see and asks for; `on` is the day or month that the period is about. */
export function asFiltered(actor: Actor, { filter, clinicId }: OutcomesAsked, on: SQL): SQL {
  const { from, to, region, guidance, status } = filter;
  const parts = [
    sql`${on} >= ${`${from}-01`}::date and ${on} < ${`${addMonth(to, 1)}-01`}::date`,
    atClinics(actor, clinicId),
  ];
  if (region) parts.push(sql`cells.region = ${region}`);
  if (guidance) parts.push(sql`cells.guidance = ${guidance}`);
  if (status) parts.push(sql`cells.status = ${status}`);
  return sql.join(parts, sql` and `);
}

/** A plan counts at its own clinic, so that no sum counts it twice. */
function atClinics(actor: Actor, clinicId: string | "all"): SQL {
  if (!may(actor, "outcomes.read")) return sql`false`;
  const scope = clinicScope(actor, "outcomes.read");
  if (scope === "all") return clinicId === "all" ? sql`true` : sql`cells.clinic_id = ${clinicId}::uuid`;
  const ids = clinicId === "all" ? scope : scope.filter((id) => id === clinicId);
  return sql`cells.clinic_id = any (${uuids(ids)})`;
}

/** The time to answer is over once its last day has ended where the plan's clinic is. */
export const isOver = sql`cells.closes_on < home.today`;

/**
 * The same where nearly all are: what is over everywhere is told by one comparison, and only the rest asks its clinic. A
 * join would have PostgreSQL look for each clinic's own by itself.
 */
export function isOverAt(now: Date): SQL {
  const today = sql`(${now.toISOString()}::timestamptz at time zone clinics.zone)::date`;
  return sql`(cells.closes_on < (select min(${today}) from clinics)
    or cells.closes_on < (select ${today} from clinics where clinics.id = cells.clinic_id))`;
}

/** What day it is at each clinic: worked out once a clinic, where it would else be once a plan. */
export const atHome = (now: Date) =>
  sql`join (select id, (${now.toISOString()}::timestamptz at time zone zone)::date as today from clinics offset 0) home
    on home.id = cells.clinic_id`;

export const words = (list: readonly string[]) => sql`${sql.param(`{${list.join(",")}}`)}::text[]`;
