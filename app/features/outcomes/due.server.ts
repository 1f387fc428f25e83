import { sql } from "drizzle-orm";
import type { Reader } from "db/reader";
import type { Actor } from "~/domain/actor";
import type { MixCell } from "~/domain/statistics/patient-mix";
import type { Rating, Region, StopReason } from "~/domain/vocabulary";
import type { Month } from "./filter";
import type { GapKind } from "./given-figure";
import type { AlikePatients } from "./mix";
import { asFiltered, atHome, isOverAt, type OutcomesAsked } from "./scope.server";
import type { CourseCount } from "./time-to-good-figure";

/** So many plans alike in what their kind tells apart. */
export interface DueRow {
  kind: "physician" | "pain" | "pain-month" | "sessions" | "gaps";
  rating: Rating | null;
  stopReason: StopReason | null;
  physicianId: string | null;
  painBefore: number | null;
  painAfter: number | null;
  sessions: number | null;
  gaps: GapKind | null;
  month: Month | null;
  plans: number;
  fallen: number | null;
}

interface ReadUnit extends Record<string, unknown> {
  physicianId: string | null;
  clinicId: string | null;
  /** Its patients alike: "region pain chronicity good n" of each kind, -1 where it is not known. */
  alike: string;
}

const chronicity = sql`case when cells.symptom_months < 6 then 0 when cells.symptom_months < 12 then 1
  when cells.symptom_months < 36 then 2 when cells.symptom_months is not null then 3 end`;

/** The plans due at the point asked for that nobody can answer any more. */
const dueAndOver = (actor: Actor, asked: OutcomesAsked) => sql`
  from outcome_cells cells
  where cells.point = ${asked.filter.point} and ${asFiltered(actor, asked, sql`cells.due_on`)} and ${isOverAt(asked.now)}`;

/** The patients are gone through once, and counted alike by alike for each physician and clinic. */
export async function readAlike(actor: Actor, asked: OutcomesAsked, run: Reader): Promise<AlikePatients[]> {
  const units = await run.executePlanned<ReadUnit>(sql`
    with patients as (
      select cells.physician_id, cells.clinic_id, cells.region, coalesce(cells.pain_before, -1) as pain,
        coalesce(${chronicity}, -1) as chronicity, cells.rating in ('excellent', 'good') as is_good
      ${dueAndOver(actor, asked)} and (cells.rating is not null or cells.stop_reason <> 'responded-early')
    ), alike as (
      select physician_id, clinic_id, region, pain, chronicity, count(*) filter (where is_good) as good, count(*) as n
      from patients
      group by grouping sets ((physician_id, region, pain, chronicity), (clinic_id, region, pain, chronicity))
    )
    select physician_id as "physicianId", clinic_id as "clinicId",
      string_agg(concat_ws(' ', region, pain, chronicity, good, n), ',' order by region, pain, chronicity) as alike
    from alike group by physician_id, clinic_id`);
  return units.map(({ alike, ...unit }) => ({ ...unit, cells: alike.split(",").map(asCell) }));
}

/**
 * The plans gone through once and grouped in five ways. Not together with those above: for seven ways PostgreSQL has not
 * the memory to hash, and sorts, which takes longer than to go through them twice.
 */
export async function readRows(actor: Actor, asked: OutcomesAsked, run: Reader): Promise<DueRow[]> {
  return run.executePlanned<DueRow & Record<string, unknown>>(sql`
    with due as (
      select cells.rating, case when cells.rating is null then cells.stop_reason end as stop_reason,
        cells.physician_id, cells.pain_before, cells.pain_after, cells.sessions, cells.gaps,
        case when cells.pain_before is not null and cells.pain_after is not null then date_trunc('month', cells.due_on::timestamp) end as month
      ${dueAndOver(actor, asked)}
    )
    select case grouping(physician_id, pain_before, sessions, gaps, month)
        when 15 then 'physician' when 23 then 'pain' when 27 then 'sessions' when 29 then 'gaps' else 'pain-month' end as kind,
      rating, stop_reason as "stopReason", physician_id as "physicianId", pain_before as "painBefore",
      pain_after as "painAfter", sessions, gaps, to_char(month, 'YYYY-MM') as month, count(*)::int as plans,
      sum(pain_before - pain_after)::int as fallen
    from due
    group by grouping sets ((rating, stop_reason, physician_id), (rating, stop_reason, pain_before, pain_after),
      (rating, stop_reason, sessions), (rating, stop_reason, gaps), (month))`);
}

function asCell(text: string): MixCell {
  const [region, pain, chronicity, good, n] = text.split(" ");
  const known = (word: string | undefined) => (word === "-1" ? null : Number(word));
  return {
    region: region as Region,
    painBefore: known(pain),
    chronicity: known(chronicity),
    good: Number(good),
    n: Number(n),
  };
}

/** Of the plans that began in the period: what is due says nothing of those who are not so far yet. */
export async function readCourses(actor: Actor, asked: OutcomesAsked, run: Reader) {
  return run.executePlanned<CourseCount & Record<string, unknown>>(sql`
    select case when cells.good_after <= coalesce(cells.stopped_after, cells.good_after) then cells.good_after
        when cells.stopped_after is not null then cells.stopped_after
        else greatest(0, home.today - cells.started_on) end as time,
      case when cells.good_after <= coalesce(cells.stopped_after, cells.good_after) then 'good-result'
        when cells.stopped_after is not null then 'stopped' else 'not-yet' end as "end",
      count(*)::int as courses
    from course_cells cells ${atHome(asked.now)}
    where ${asFiltered(actor, asked, sql`cells.started_on`)}
    group by 1, 2 order by 1, 2`);
}
