import { sql } from "drizzle-orm";
import { executePlanned } from "db/client";
import type { Actor } from "~/domain/actor";
import type { Rating, Region, StopReason } from "~/domain/vocabulary";
import type { OutcomeCell } from "./figures";
import type { Month, OutcomePoint, StartedStatus } from "./filter";
import { asFiltered, atHome, isOver, words, type OutcomesAsked } from "./scope.server";

interface ReadCell extends Record<string, unknown> {
  point: OutcomePoint;
  over: boolean;
  rating: Rating | null;
  stopReason: StopReason | null;
  region: Region | null;
  month: Month | null;
  clinicId: string | null;
  status: StartedStatus | null;
  wasGood: boolean | null;
  plans: number;
}

/**
 * What is due: at the point asked for counted once by each thing that the page tells apart, at the others of `points` only
 * by whether it had been good. Months in which nobody can answer any more come from
 * the counts and what has been noted since, the others row by row, since a day's end changes them without a write.
 */
export async function readCells(
  actor: Actor,
  asked: OutcomesAsked,
  points: readonly OutcomePoint[],
): Promise<OutcomeCell[]> {
  const of = sql`cells.point = any (${words(points)})`;
  // The first day of a month that may still be running somewhere.
  const running = sql`date_trunc('month', ${asked.now.toISOString()}::timestamptz at time zone 'Etc/GMT+12')::date`;
  const key = sql`cells.point, cells.clinic_id, cells.region, cells.status, cells.rating, cells.stop_reason, cells.was_good`;
  const counted = sql`${key}, cells.month, true as over, cells.plans`;
  const inMonths = asFiltered(actor, asked, sql`cells.month`);
  const cells = await executePlanned<ReadCell>(sql`
    with due as (
      select ${counted} from outcome_counts cells where ${of} and ${inMonths} and cells.closes < ${running}
      union all
      select ${counted} from outcome_deltas cells where ${of} and ${inMonths} and cells.closes < ${running}
      union all
      select ${key}, date_trunc('month', cells.due_on::timestamp)::date, ${isOver}, 1
      from outcome_cells cells ${atHome(asked.now)}
      where ${of} and ${asFiltered(actor, asked, sql`cells.due_on`)} and cells.closes_on >= ${running}
    ), told as (
      select point, over, rating, case when rating is null then stop_reason end as stop_reason,
        region, month, clinic_id, status, was_good, plans
      from due
    )
    select point, over, rating, stop_reason as "stopReason", region, to_char(month, 'YYYY-MM') as month,
      clinic_id as "clinicId", status, null::boolean as "wasGood", sum(plans)::int as plans
    from told where point = ${asked.filter.point}
    group by grouping sets (
      (point, over, rating, stop_reason, region), (point, over, rating, stop_reason, month),
      (point, over, rating, stop_reason, clinic_id), (point, over, rating, stop_reason, status))
    having sum(plans) <> 0
    union all
    select point, over, rating, stop_reason, null, null, null, null, was_good, sum(plans)::int
    from told group by point, over, rating, stop_reason, was_good having sum(plans) <> 0`);
  return cells.flatMap<OutcomeCell>(({ region, month, clinicId, status, wasGood, ...cell }) => {
    if (region !== null) return [{ ...cell, by: { region } }];
    if (month !== null) return [{ ...cell, by: { month } }];
    if (clinicId !== null) return [{ ...cell, by: { clinicId } }];
    if (status !== null) return [{ ...cell, by: { status } }];
    return wasGood === null ? [] : [{ ...cell, by: { wasGood } }];
  });
}
