import type { PlanOutcome } from "~/domain/statistics/share";
import { regions, type Region } from "~/domain/vocabulary";
import {
  eachMonth,
  outcomePoints,
  type Month,
  type OutcomeFilter,
  type OutcomePoint,
  type StartedStatus,
} from "./filter";
import type { Funnel } from "./funnel-figure";
import { monthly, type ByMonth } from "./months-figure";
import type { PainFigure } from "./pain-figure";
import { bySize, tally, type Named, type Tally } from "./tally";
import type { TimeToGood } from "./time-to-good-figure";

/** So many plans whose outcome at a time point fell due, alike in all that is told apart here. */
export interface OutcomeCell extends PlanOutcome {
  point: OutcomePoint;
  /** Whether the time to answer is over. Until then the plan counts nowhere. */
  over: boolean;
  /** At the time point asked for every plan is counted once by each of these; at the others by `wasGood` alone. */
  by:
    | { region: Region }
    | { month: Month }
    | { clinicId: string }
    | { status: StartedStatus }
    | { wasGood: boolean };
  plans: number;
}

/** What everybody sees who may open the page. */
export interface CommonFigures {
  total: Tally;
  /** Those who completed and replied: shown under that label alone. */
  completers: Tally;
  /** Due in the period, but patients may still answer. */
  open: { plans: number; answered: number };
  byRegion: (Named & { region: Region })[];
  /** Of every clinic that has plans due. */
  clinics: { clinicId: string; tally: Tally }[];
}

export interface TimeFigures {
  points: { point: OutcomePoint; tally: Tally }[];
  /** Of those good or excellent at 3 months: how they are at 12. */
  stillGood: Tally;
  months: ByMonth;
}

/** What physicians see of their clinics beyond what everybody does: an administrator compares clinics and regions. */
export interface PhysiciansFigures extends TimeFigures {
  physicians: Funnel;
  pain: PainFigure;
  timeToGood: TimeToGood;
  sessions: Named[];
  gaps: Named[];
}

export interface Outcomes extends Omit<CommonFigures, "clinics"> {
  /** Null where there is only one. */
  clinics: Funnel | null;
  forPhysicians: PhysiciansFigures | null;
}

export function commonFigures(
  cells: readonly OutcomeCell[],
  { point }: OutcomeFilter,
  regionName: (region: Region) => string,
): CommonFigures {
  const here = cells.filter((cell) => cell.point === point);
  const closed = here.filter(({ over }) => over);
  const open = here.filter(({ over, by }) => !over && "region" in by);
  const clinics = new Map<string, OutcomeCell[]>();
  for (const cell of closed) {
    if (!("clinicId" in cell.by)) continue;
    const { clinicId } = cell.by;
    clinics.set(clinicId, [...(clinics.get(clinicId) ?? []), cell]);
  }
  return {
    total: tally(closed.filter(({ by }) => "region" in by)),
    completers: tally(
      closed.filter(({ by, rating }) => "status" in by && by.status === "completed" && rating !== null),
    ),
    open: { plans: plansIn(open), answered: plansIn(open.filter(({ rating }) => rating !== null)) },
    byRegion: regions
      .map((region) => ({
        region,
        name: regionName(region),
        tally: tally(closed.filter(({ by }) => "region" in by && by.region === region)),
      }))
      .filter(({ tally }) => tally.due > 0)
      .sort(bySize),
    clinics: [...clinics].map(([clinicId, cells]) => ({ clinicId, tally: tally(cells) })),
  };
}

export function timeFigures(cells: readonly OutcomeCell[], { point, from, to }: OutcomeFilter): TimeFigures {
  const closed = cells.filter(({ over }) => over);
  const ofMonths = closed.flatMap(({ by, ...cell }) =>
    "month" in by && cell.point === point ? [{ ...cell, month: by.month }] : [],
  );
  const months = eachMonth(from, to).map((month) => ({
    month,
    tally: tally(ofMonths.filter((cell) => cell.month === month)),
  }));
  return {
    points: outcomePoints.map((point) => ({
      point,
      tally: tally(closed.filter((cell) => cell.point === point && "wasGood" in cell.by)),
    })),
    stillGood: tally(
      closed
        .filter(({ by }) => "wasGood" in by && by.wasGood)
        // Who stopped and still reported a good result has not failed by falling silent later.
        .map((cell) => ({ ...cell, stopReason: null })),
    ),
    months: monthly(months),
  };
}

const plansIn = (cells: readonly { plans: number }[]) => cells.reduce((total, { plans }) => total + plans, 0);
