import {
  laneyPChart,
  pChart,
  xmrChart,
  type ControlChart,
  type ControlPoint,
} from "~/domain/statistics/control-charts";
import { signals, type Signal } from "~/domain/statistics/signals";
import { mayNameShare } from "~/domain/statistics/small-numbers";
import type { Tally } from "./tally";
import type { Month } from "./filter";

export interface ByMonth {
  months: { month: Month; tally: Tally; point: ControlPoint | null; xmr: ControlPoint | null }[];
  centre: number | null;
  signals: Signal[];
  /** The same months as single values, whatever their size: the second opinion beside the p-chart. */
  xmr: { centre: number; signals: Signal[] } | null;
  /** How much wider months spread than chance alone has it; null where that cannot be told. */
  sigmaZ: number | null;
  kind: "p" | "laney";
}

/** Beyond so many a month, plain limits are so narrow that every month would lie outside them. */
const manyPlansAMonth = 300;

/** Months with too few plans for a share have no point, and no say in the limits. */
export function monthly(months: readonly { month: Month; tally: Tally }[]): ByMonth {
  const periods = months.map(({ tally: { good, n } }) => (mayNameShare(n) ? { good, n } : { good: 0, n: 0 }));
  const seen = periods.filter(({ n }) => n > 0);
  const mean = seen.reduce((total, { n }) => total + n, 0) / (seen.length || 1);
  const laney = laneyPChart(periods);
  const wide = mean >= manyPlansAMonth ? laney : null;
  const chart = wide ?? pChart(periods);
  const single = chartOfKnown(periods.map(({ good, n }) => (n > 0 ? good / n : null)));
  return {
    months: months.map((month, index) => ({
      ...month,
      point: chart?.points[index] ?? null,
      xmr: single?.points[index] ?? null,
    })),
    centre: chart?.centre ?? null,
    signals: chart ? signals(chart) : [],
    xmr: single && { centre: single.centre, signals: signals(single) },
    sigmaZ: laney?.sigmaZ ?? null,
    kind: wide ? "laney" : "p",
  };
}

/** An XmR chart of the values there are, at the places where they stand. */
export function chartOfKnown(values: readonly (number | null)[]): ControlChart | null {
  const chart = xmrChart(values.filter((value) => value !== null));
  if (!chart) return null;
  const points = chart.points[Symbol.iterator]();
  return {
    centre: chart.centre,
    points: values.map((value) => (value === null ? null : (points.next().value ?? null))),
  };
}
