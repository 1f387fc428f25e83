import type { Actor } from "~/domain/actor";
import type { DueRow } from "./due.server";
import { timeFigures, type OutcomeCell, type PhysiciansFigures } from "./figures";
import { eachMonth, type OutcomeFilter } from "./filter";
import { funnelOf } from "./funnel-figure";
import { gapRows, sessionRows } from "./given-figure";
import type { PatientMixes } from "./mix";
import { painFigure } from "./pain-figure";
import { tally } from "./tally";
import { timeToGood, type CourseCount } from "./time-to-good-figure";

interface Read {
  cells: readonly OutcomeCell[];
  mixes: PatientMixes;
  rows: readonly DueRow[];
  courses: readonly CourseCount[];
}

/** What physicians see beyond the common figures. Of colleagues no name leaves the server. */
export function physiciansFigures(actor: Actor, filter: OutcomeFilter, read: Read): PhysiciansFigures {
  const { model, physicians } = read.mixes;
  const of = (kind: DueRow["kind"]) => read.rows.filter((row) => row.kind === kind);
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
