import { sql } from "drizzle-orm";
import { executePlanned } from "db/client";
import type { Actor } from "~/domain/actor";
import type { Rating, StopReason } from "~/domain/vocabulary";
import { timeFigures, type OutcomeCell, type PhysiciansFigures } from "./figures";
import { eachMonth, type Month, type OutcomeFilter } from "./filter";
import { funnelOf } from "./funnel-figure";
import { gapRows, sessionRows, type GapKind } from "./given-figure";
import type { PatientMixes } from "./mix.server";
import { painFigure } from "./pain-figure";
import { asFiltered, atHome, isOver, type OutcomesAsked } from "./scope.server";
import { tally } from "./tally";
import { timeToGood, type CourseCount } from "./time-to-good-figure";

interface ReadRow extends Record<string, unknown> {
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

export interface PhysiciansRows {
  rows: readonly ReadRow[];
  courses: readonly CourseCount[];
}

/** One pass over the plans due, grouped in five ways, and one over the courses that began. */
export async function readPhysiciansRows(actor: Actor, asked: OutcomesAsked): Promise<PhysiciansRows> {
  const [rows, courses] = await Promise.all([readRows(actor, asked), readCourses(actor, asked)]);
  return { rows, courses };
}

/** What physicians see beyond the common figures. Of colleagues no name leaves the server. */
export function physiciansFigures(
  actor: Actor,
  filter: OutcomeFilter,
  read: PhysiciansRows & { cells: readonly OutcomeCell[]; mixes: PatientMixes },
): PhysiciansFigures {
  const { model, physicians } = read.mixes;
  const of = (kind: ReadRow["kind"]) => read.rows.filter((row) => row.kind === kind);
  const units = of("physician");
  const fallen = new Map(of("pain-month").map((row) => [row.month, row]));
  return {
    ...timeFigures(read.cells, filter),
    physicians: funnelOf(
      [...new Set(units.map(({ physicianId }) => physicianId ?? ""))].map((id) => ({
        name: id === actor.id ? "You" : null,
        isOwn: id === actor.id,
        tally: tally(units.filter(({ physicianId }) => physicianId === id)),
        mixed: physicians.get(id) ?? null,
      })),
      { unnamed: "Colleague", mix: model.fitted ? "fitted" : model.why },
    ),
    pain: painFigure(
      of("pain"),
      eachMonth(filter.from, filter.to).map((month) => ({
        month,
        n: fallen.get(month)?.plans ?? 0,
        fallen: fallen.get(month)?.fallen ?? 0,
      })),
    ),
    timeToGood: timeToGood(read.courses),
    sessions: sessionRows(of("sessions")),
    gaps: gapRows(of("gaps")),
  };
}

async function readRows(actor: Actor, asked: OutcomesAsked) {
  return executePlanned<ReadRow>(sql`
    with due as (
      select cells.rating, case when cells.rating is null then cells.stop_reason end as stop_reason,
        cells.physician_id, cells.pain_before, cells.pain_after, cells.sessions, cells.gaps,
        case when cells.pain_before is not null and cells.pain_after is not null then date_trunc('month', cells.due_on::timestamp) end as month
      from outcome_cells cells ${atHome(asked.now)}
      where cells.point = ${asked.filter.point} and ${asFiltered(actor, asked, sql`cells.due_on`)}
        and ${isOver}
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

/** Of the plans that began in the period: what is due says nothing of those who are not so far yet. */
async function readCourses(actor: Actor, asked: OutcomesAsked) {
  return executePlanned<CourseCount & Record<string, unknown>>(sql`
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
