import { sql, type SQL } from "drizzle-orm";
import { primary, type Reader } from "db/reader";
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
  run: Reader = primary,
): Promise<OutcomeCell[]> {
  const { point } = asked.filter;
  const others = points.filter((other) => other !== point);
  const cells = await run.executePlanned<ReadCell>(sql`
    select point, over, rating, case when rating is null then stop_reason end as "stopReason", region,
      to_char(month, 'YYYY-MM') as month, clinic_id as "clinicId", status, was_good as "wasGood", sum(plans)::int as plans
    from (${dueAt(actor, asked, [point])}) due
    group by point, over, rating, case when rating is null then stop_reason end,
      grouping sets (region, month, clinic_id, status, was_good)
    having sum(plans) <> 0
    union all
    select point, over, rating, case when rating is null then stop_reason end, null, null, null, null, was_good,
      sum(plans)::int
    from (${dueAt(actor, asked, others)}) due
    group by 1, 2, 3, 4, was_good having sum(plans) <> 0`);
  return cells.flatMap<OutcomeCell>(({ region, month, clinicId, status, wasGood, ...cell }) => {
    if (region !== null) return [{ ...cell, by: { region } }];
    if (month !== null) return [{ ...cell, by: { month } }];
    if (clinicId !== null) return [{ ...cell, by: { clinicId } }];
    if (status !== null) return [{ ...cell, by: { status } }];
    return wasGood === null ? [] : [{ ...cell, by: { wasGood } }];
  });
}

/** What is due at these points, so many alike in each row; those that are not `over` can still be answered. */
function dueAt(actor: Actor, asked: OutcomesAsked, points: readonly OutcomePoint[]): SQL {
  const of = sql`cells.point = any (${words(points)})`;
  // The first day of a month that may still be running somewhere.
  const running = sql`date_trunc('month', ${asked.now.toISOString()}::timestamptz at time zone 'Etc/GMT+12')::date`;
  const key = sql`cells.point, cells.clinic_id, cells.region, cells.status, cells.rating, cells.stop_reason, cells.was_good`;
  const counted = sql`${key}, cells.month, true as over, cells.plans`;
  const inMonths = asFiltered(actor, asked, sql`cells.month`);
  return sql`
    select ${counted} from outcome_counts cells where ${of} and ${inMonths} and cells.closes < ${running}
    union all
    select ${counted} from outcome_deltas cells where ${of} and ${inMonths} and cells.closes < ${running}
    union all
    select ${key}, date_trunc('month', cells.due_on::timestamp)::date, ${isOver}, 1
    from outcome_cells cells ${atHome(asked.now)}
    where ${of} and ${asFiltered(actor, asked, sql`cells.due_on`)} and cells.closes_on >= ${running}`;
}
