import {
  laneyPChart,
  pChart,
  type ControlChart,
  type ControlPoint,
} from "~/domain/statistics/control-charts";
import { countOutcomes, shareGood, type GoodShare, type PlanOutcome } from "~/domain/statistics/share";
import { signals, type Signal } from "~/domain/statistics/signals";
import { mayNameShare } from "~/domain/statistics/small-numbers";
import { regions, type Rating, type Region } from "~/domain/vocabulary";
import { eachMonth, outcomePoints, type Month, type OutcomeFilter, type OutcomePoint } from "./filter";

/** So many plans whose outcome at a time point fell due, alike in all that is told apart here. */
export interface OutcomeCell extends PlanOutcome {
  point: OutcomePoint;
  /** Whether the time to answer is over. Until then the plan counts nowhere. */
  over: boolean;
  /** Counted once by region and month, once by clinic. */
  place: { region: Region; month: Month } | { clinicId: string; clinic: string };
  plans: number;
}

export interface Tally extends GoodShare {
  ratings: Record<Rating, number>;
}

export interface Named {
  name: string;
  tally: Tally;
}

export interface Outcomes {
  total: Tally;
  /** Due in the period, but patients may still answer. */
  open: { plans: number; answered: number };
  byRegion: (Named & { region: Region })[];
  /** Null where there is only one. */
  byClinic: Named[] | null;
  /** Null for who sees figures by clinic and region alone. */
  byTime: {
    points: { point: OutcomePoint; tally: Tally }[];
    /** Of those good or excellent at 3 months: how they are at 12. */
    stillGood: Tally;
    months: ByMonth;
  } | null;
}

export interface ByMonth {
  months: { month: Month; tally: Tally; point: ControlPoint | null }[];
  centre: number | null;
  signals: Signal[];
}

export function tally(cells: readonly (PlanOutcome & { plans: number })[]): Tally {
  const counts = { excellent: 0, good: 0, fair: 0, poor: 0 };
  for (const { rating, plans } of cells) if (rating) counts[rating] += plans;
  return { ...shareGood(countOutcomes(each(cells))), ratings: counts };
}

/** One by one, so that what counts as good, stopped or missing is decided in the one place that says so. */
function* each(cells: readonly (PlanOutcome & { plans: number })[]): Generator<PlanOutcome> {
  for (const cell of cells) for (let plan = 0; plan < cell.plans; plan += 1) yield cell;
}

/** By number of plans, never by result. */
const bySize = (a: Named, b: Named) => b.tally.n - a.tally.n || a.name.localeCompare(b.name);

export function figuresOf(
  cells: readonly OutcomeCell[],
  stillGood: readonly (PlanOutcome & { plans: number })[],
  filter: OutcomeFilter,
  { regionName, seesTime }: { regionName: (region: Region) => string; seesTime: boolean },
): Outcomes {
  const closed = cells.filter(({ over, point }) => over && (seesTime || point === filter.point));
  const byPlace = closed.flatMap(({ place, ...cell }) => ("region" in place ? [{ ...cell, ...place }] : []));
  const here = byPlace.filter(({ point }) => point === filter.point);
  const open = cells.filter(({ over, point, place }) => !over && point === filter.point && "region" in place);
  return {
    total: tally(here),
    open: {
      plans: plansIn(open),
      answered: plansIn(open.filter(({ rating }) => rating !== null)),
    },
    byRegion: regions
      .map((region) => ({
        region,
        name: regionName(region),
        tally: tally(here.filter((cell) => cell.region === region)),
      }))
      .filter(({ tally }) => tally.due > 0)
      .sort(bySize),
    byClinic: clinicsIn(closed.filter(({ point }) => point === filter.point)),
    byTime: seesTime
      ? {
          points: outcomePoints.map((point) => ({
            point,
            tally: tally(byPlace.filter((cell) => cell.point === point)),
          })),
          stillGood: tally(stillGood),
          months: monthly(eachMonth(filter.from, filter.to), here),
        }
      : null,
  };
}

const plansIn = (cells: readonly { plans: number }[]) => cells.reduce((total, { plans }) => total + plans, 0);

function clinicsIn(cells: readonly OutcomeCell[]): Named[] | null {
  const byClinic = new Map<string, { name: string; cells: OutcomeCell[] }>();
  for (const cell of cells) {
    if (!("clinicId" in cell.place)) continue;
    const { clinicId, clinic } = cell.place;
    const known = byClinic.get(clinicId) ?? { name: clinic, cells: [] };
    known.cells.push(cell);
    byClinic.set(clinicId, known);
  }
  if (byClinic.size < 2) return null;
  return [...byClinic.values()].map(({ name, cells }) => ({ name, tally: tally(cells) })).sort(bySize);
}

/** Beyond so many a month, plain limits are so narrow that every month would lie outside them. */
const manyPlansAMonth = 300;

/** Months with too few plans for a share have no point, and no say in the limits. */
function monthly(
  months: readonly Month[],
  cells: readonly (PlanOutcome & { plans: number; month: Month })[],
): ByMonth {
  const tallies = months.map((month) => tally(cells.filter((cell) => cell.month === month)));
  const periods = tallies.map(({ good, n }) => (mayNameShare(n) ? { good, n } : { good: 0, n: 0 }));
  const chart = controlChart(periods);
  return {
    months: months.flatMap((month, index) => {
      const counted = tallies[index];
      return counted ? [{ month, tally: counted, point: chart?.points[index] ?? null }] : [];
    }),
    centre: chart?.centre ?? null,
    signals: chart ? signals(chart) : [],
  };
}

function controlChart(periods: readonly { good: number; n: number }[]): ControlChart | null {
  const seen = periods.filter(({ n }) => n > 0);
  const mean = seen.reduce((total, { n }) => total + n, 0) / (seen.length || 1);
  return (mean >= manyPlansAMonth ? laneyPChart(periods) : null) ?? pChart(periods);
}
