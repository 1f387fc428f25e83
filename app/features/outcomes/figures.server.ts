import { sql, type SQL } from "drizzle-orm";
import { db } from "db/client";
import { uuids } from "db/scope";
import { hasRole, type Actor } from "~/domain/actor";
import { clinicScope, may } from "~/domain/permissions";
import type { Rating, Region, StopReason } from "~/domain/vocabulary";
import { regionWords } from "~/words/en";
import { figuresOf, type OutcomeCell, type Outcomes } from "./figures";
import { addMonth, outcomePoints, type OutcomeFilter, type OutcomePoint } from "./filter";

export interface OutcomesAsked {
  filter: OutcomeFilter;
  clinicId: string | "all";
  now: Date;
}

interface ReadCell extends Record<string, unknown> {
  point: OutcomePoint;
  over: boolean;
  rating: Rating | null;
  stopReason: StopReason | null;
  region: Region | null;
  month: string | null;
  clinicId: string | null;
  clinic: string | null;
  plans: number;
}

/**
 * The practice's figures, as far as the actor may see them. Page, charts and CSV all ask here. Plans are counted in the
 * database; what counts as what is the domain's to say.
 */
export async function readOutcomes(actor: Actor, asked: OutcomesAsked): Promise<Outcomes> {
  const [cells, stillGood] = await Promise.all([
    db.execute<ReadCell>(sql`
      with due as materialized (
        select r.time_point as point, ${isOver(asked.now)} as over, r.rating, plans.stop_reason as "stopReason",
          plans.region, date_trunc('month', r.due_on) as month, plans.clinic_id as "clinicId"
        ${fromReports} where r.time_point in (${list(outcomePoints)}) and ${asFiltered(actor, asked)}
      ), counted as (
        select point, over, rating, "stopReason", region, month, null::uuid as "clinicId", count(*)::int as plans
        from due group by 1, 2, 3, 4, 5, 6
        union all
        select point, over, rating, "stopReason", null, null, "clinicId", count(*)::int from due group by 1, 2, 3, 4, 7
      )
      select point, over, rating, "stopReason", region, to_char(month, 'YYYY-MM') as month, "clinicId",
        clinics.name as clinic, plans
      from counted left join clinics on clinics.id = "clinicId"
      order by 1, 2, 3, 4, 5, 6, 7`),
    db.execute<{ rating: Rating | null; plans: number }>(sql`
      select r.rating, count(*)::int as plans
      ${fromReports}
      join outcome_reports early on early.plan_id = r.plan_id and early.time_point = '3-months'
      where r.time_point = '12-months' and early.rating in ('excellent', 'good')
        and ${isOver(asked.now)} and ${asFiltered(actor, asked)}
      group by 1 order by 1`),
  ]);
  return figuresOf(
    cells.flatMap(cellOf),
    // Who stopped and still reported a good result has not failed by falling silent later.
    stillGood.map((cell) => ({ ...cell, stopReason: null })),
    asked.filter,
    // By time is the physicians'; an administrator compares clinics and regions.
    { regionName: (region) => regionWords[region], seesTime: hasRole(actor, "physician") },
  );
}

function cellOf({ region, month, clinicId, clinic, ...cell }: ReadCell): OutcomeCell[] {
  if (region !== null && month !== null) return [{ ...cell, place: { region, month } }];
  return clinicId !== null && clinic !== null ? [{ ...cell, place: { clinicId, clinic } }] : [];
}

const fromReports = sql`
  from outcome_reports r join plans on plans.id = r.plan_id join clinics home on home.id = plans.clinic_id`;

/** A day has ended where the plan's clinic is. */
const isOver = (now: Date) =>
  sql`r.window_to < (${now.toISOString()}::timestamptz at time zone home.zone)::date`;

function asFiltered(actor: Actor, { filter, clinicId }: OutcomesAsked): SQL {
  const parts = [
    sql`r.due_on >= ${`${filter.from}-01`} and r.due_on < ${`${addMonth(filter.to, 1)}-01`}`,
    atClinics(actor, clinicId),
  ];
  if (filter.region) parts.push(sql`plans.region = ${filter.region}`);
  return sql.join(parts, sql` and `);
}

/** A plan counts at its own clinic, so that no sum counts it twice. */
function atClinics(actor: Actor, clinicId: string | "all"): SQL {
  if (!may(actor, "outcomes.read")) return sql`false`;
  const scope = clinicScope(actor, "outcomes.read");
  if (scope === "all") return clinicId === "all" ? sql`true` : sql`plans.clinic_id = ${clinicId}::uuid`;
  const ids = clinicId === "all" ? scope : scope.filter((id) => id === clinicId);
  return sql`plans.clinic_id = any (${uuids(ids)})`;
}

const list = (words: readonly string[]) =>
  sql.join(
    words.map((word) => sql`${word}`),
    sql`, `,
  );
