import type { ControlPoint } from "~/domain/statistics/control-charts";
import { wilson, type Interval } from "~/domain/statistics/intervals";
import { painChange, responderCurve, type ResponderCurve } from "~/domain/statistics/pain";
import { isDropOut, type PlanOutcome } from "~/domain/statistics/share";
import { signals, type Signal } from "~/domain/statistics/signals";
import { mayNameShare } from "~/domain/statistics/small-numbers";
import type { Month } from "./filter";
import { chartOfKnown } from "./months-figure";

/** So many plans alike in their pain before and after. */
export interface PainCell extends PlanOutcome {
  painBefore: number | null;
  painAfter: number | null;
  plans: number;
}

export interface Responders {
  responders: number;
  n: number;
  share: number | null;
  interval: Interval | null;
}

export interface PainFigure {
  /** Answered, or stopped early and so without a fall: with a pain before to compare with. */
  n: number;
  answered: number;
  dropOuts: number;
  /** Answered or stopped, but nobody asked for the pain before. */
  withoutBefore: number;
  byPoints: Responders;
  byPercent: Responders;
  curve: ResponderCurve | null;
  months: PainMonths;
}

export interface PainMonth {
  month: Month;
  n: number;
  /** In points of the scale, of those who answered; null below 10 plans. */
  fall: number | null;
  point: ControlPoint | null;
}

export interface PainMonths {
  months: PainMonth[];
  centre: number | null;
  signals: Signal[];
}

export function painFigure(
  cells: readonly PainCell[],
  months: readonly { month: Month; n: number; fallen: number }[],
): PainFigure {
  const known = cells.filter((cell) => cell.painAfter !== null || isDropOut(cell));
  const compared = known.flatMap(({ painBefore, painAfter, plans }) =>
    painBefore === null ? [] : [{ before: painBefore, after: painAfter, plans }],
  );
  const changes = compared.map(({ before, after, plans }) => ({
    plans,
    ...painChange(before, after ?? before),
  }));
  const n = plansIn(compared);
  const inPercent = changes.filter(({ percent }) => percent !== null);
  return {
    n,
    answered: plansIn(compared.filter(({ after }) => after !== null)),
    dropOuts: plansIn(compared.filter(({ after }) => after === null)),
    withoutBefore: plansIn(known) - n,
    byPoints: responders(plansIn(changes.filter(({ respondsByPoints }) => respondsByPoints)), n),
    byPercent: responders(
      plansIn(inPercent.filter(({ respondsByPercent }) => respondsByPercent)),
      plansIn(inPercent),
    ),
    curve: responderCurve(compared),
    months: painMonths(months),
  };
}

const responders = (responders: number, n: number): Responders => ({
  responders,
  n,
  share: n === 0 ? null : responders / n,
  interval: wilson(responders, n),
});

/** Means, not shares: so single values with their moving range (XmR), and no p-chart. */
function painMonths(months: readonly { month: Month; n: number; fallen: number }[]): PainMonths {
  const falls = months.map(({ n, fallen }) => (mayNameShare(n) ? fallen / n : null));
  const chart = chartOfKnown(falls);
  return {
    months: months.map(({ month, n }, index) => ({
      month,
      n,
      fall: falls[index] ?? null,
      point: chart?.points[index] ?? null,
    })),
    centre: chart?.centre ?? null,
    signals: chart ? signals(chart) : [],
  };
}

const plansIn = (cells: readonly { plans: number }[]) => cells.reduce((total, { plans }) => total + plans, 0);
