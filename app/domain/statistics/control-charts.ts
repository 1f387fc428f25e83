/** Shewhart's charts: which months differ from the practice's usual spread, and which are only that spread. */
import { requireFinite, requirePartOf } from "./checks";

export interface ControlPoint {
  readonly value: number;
  /** One third of the way from the centre to a limit that was not cut at 0 or 1. */
  readonly sigma: number;
  readonly lower: number;
  readonly upper: number;
}

export interface ControlChart {
  readonly centre: number;
  /** One per input, in its order; null where there were no reports. */
  readonly points: readonly (ControlPoint | null)[];
}

export interface Period {
  readonly good: number;
  readonly n: number;
}

/** p̄ ± 3√(p̄q̄/n), limits cut at 0 and 1 (Montgomery, Introduction to Statistical Quality Control, 7.2). */
export function pChart(periods: readonly Period[]): ControlChart | null {
  return sharesChart(periods, 1);
}

/**
 * The p′-chart (Laney, Qual Eng 2002;14:531) for large n, where plain limits get so narrow that all is "outside":
 * the plain sigma times σ_z, the spread that the months really show. Null with fewer than two months, or without any
 * spread to measure (all good or none); the plain chart stands then.
 */
export function laneyPChart(periods: readonly Period[]): (ControlChart & { readonly sigmaZ: number }) | null {
  const centre = commonShare(periods);
  if (centre === null || centre === 0 || centre === 1) return null;
  const scores = periods
    .filter(({ n }) => n > 0)
    .map(({ good, n }) => (good / n - centre) / Math.sqrt((centre * (1 - centre)) / n));
  const range = mean(movingRanges(scores));
  if (range === null) return null;
  const sigmaZ = range / d2;
  const chart = sharesChart(periods, sigmaZ);
  return chart && { ...chart, sigmaZ };
}

/**
 * Single values: x̄ ± 2.66·MR̄. Jumps of 3.267·MR̄ and more are left out of MR̄, once, so that one of them does not
 * widen the limits that should show it (Provost & Murray; NHS "Making data count"). Null with fewer than two values.
 */
export function xmrChart(values: readonly number[]): ControlChart | null {
  values.forEach((value) => requireFinite(value, "value"));
  const centre = mean(values);
  const ranges = movingRanges(values);
  const firstRange = mean(ranges);
  if (centre === null || firstRange === null) return null;
  const range = mean(ranges.filter((range) => range < 3.267 * firstRange)) ?? 0;
  const reach = 2.66 * range;
  return {
    centre,
    points: values.map((value) => ({
      value,
      sigma: reach / 3,
      lower: centre - reach,
      upper: centre + reach,
    })),
  };
}

function sharesChart(periods: readonly Period[], widening: number): ControlChart | null {
  const centre = commonShare(periods);
  if (centre === null) return null;
  const points = periods.map(({ good, n }) => {
    if (n === 0) return null;
    const sigma = Math.sqrt((centre * (1 - centre)) / n) * widening;
    const lower = Math.max(0, centre - 3 * sigma);
    return { value: good / n, sigma, lower, upper: Math.min(1, centre + 3 * sigma) };
  });
  return { centre, points };
}

function commonShare(periods: readonly Period[]): number | null {
  let good = 0;
  let all = 0;
  for (const period of periods) {
    requirePartOf(period.good, period.n);
    good += period.good;
    all += period.n;
  }
  return all === 0 ? null : good / all;
}

/** The mean range of two values in standard deviations, 2/√π, rounded as the tables (and vector 16) have it. */
const d2 = 1.128;

function movingRanges(values: readonly number[]): number[] {
  return values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? value)));
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((total, value) => total + value, 0) / values.length;
}
