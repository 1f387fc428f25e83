/**
 * Physicians, regions and clinics beside one common target: whom chance alone does not explain. Never a ranking.
 * Spiegelhalter, Stat Med 2005;24:1185 (limits, A.1.1) and Qual Saf Health Care 2005;14:347 (overdispersion).
 */
import { binomialCdf, binomialPmf, binomialQuantile, binomialUpperTail } from "./binomial";
import { requireCount, requirePartOf, requireProbability, requireWithin } from "./checks";
import type { Interval } from "./intervals";
import { twoSidedZ } from "./normal";
import { mayJudge } from "./small-numbers";

/** The two pairs of lines, as two-sided coverage: q = .025/.975 and .001/.999. */
export const funnelCoverages = [0.95, 0.998] as const;
export type FunnelCoverage = (typeof funnelCoverages)[number];

export interface Unit {
  readonly good: number;
  readonly n: number;
}

/** The lines drawn around the target at n patients: exact binomial, interpolated between whole patients. */
export function exactLimits(n: number, target: number, coverage: FunnelCoverage): Interval | null {
  requireCount(n, "n");
  requireProbability(target, "target");
  if (n === 0) return null;
  const q = (1 - coverage) / 2;
  return { lower: interpolatedShare(q, n, target), upper: interpolatedShare(1 - q, n, target) };
}

function interpolatedShare(q: number, n: number, target: number): number {
  const r = binomialQuantile(q, n, target);
  const surplus = (binomialCdf(r, n, target) - q) / binomialPmf(r, n, target);
  // With r = 0 the interpolation would reach below zero patients.
  return Math.max(0, (r - surplus) / n);
}

export interface Overdispersion {
  /** The common share p₀ = Σgood / Σn that the units are held against. */
  readonly target: number;
  /** Mean z² after winsorising: 1 where chance alone is at work. */
  readonly phi: number;
  /** Variance between units on the arcsine scale; 0 where chance explains all. */
  readonly tauSquared: number;
}

/** How far units differ beyond chance, on the arcsine scale, where a share's variance is 1/(4n) whatever the share. */
export function overdispersion(units: readonly Unit[]): Overdispersion | null {
  for (const { good, n } of units) requirePartOf(good, n);
  const seen = units.filter(({ n }) => n > 0);
  if (seen.length === 0) return null;
  const target = sum(seen.map(({ good }) => good)) / sum(seen.map(({ n }) => n));
  const scores = seen.map(({ good, n }) => 2 * Math.sqrt(n) * (arcsine(good / n) - arcsine(target)));
  const phi = meanSquare(scores);
  const weights = seen.map(({ n }) => 4 * n);
  const total = sum(weights);
  const spread = total - sum(weights.map((w) => w * w)) / total;
  const count = seen.length;
  const tauSquared = count < 2 ? 0 : Math.max(0, (count * phi - (count - 1)) / spread);
  return { target, phi, tauSquared };
}

/** The lines where units differ beyond chance; with τ² = 0 the arcsine approximation of the exact ones. */
export function widenedLimits(
  n: number,
  target: number,
  tauSquared: number,
  coverage: FunnelCoverage,
): Interval | null {
  requireCount(n, "n");
  requireProbability(target, "target");
  requireWithin(tauSquared, 0, Infinity, "tauSquared");
  if (n === 0) return null;
  const reach = twoSidedZ(coverage) * Math.sqrt(1 / (4 * n) + tauSquared);
  // sin² turns back outside the quarter circle: a limit there means "no share is that far out".
  const lower = Math.max(0, arcsine(target) - reach);
  const upper = Math.min(Math.PI / 2, arcsine(target) + reach);
  return { lower: Math.sin(lower) ** 2, upper: Math.sin(upper) ** 2 };
}

export type FunnelStanding = "too-few" | "within" | "beyond-95" | "beyond-99.8";

/**
 * Whether a unit stands out. Judged by the exact tail, not by the drawn line: interpolation puts the upper line below
 * the outermost likely count, so that 30 of 30 at a target of 0.9 (4 % by luck) would lie beyond the 99.8 % line.
 */
export function funnelStanding(unit: Unit, target: number, tauSquared = 0): FunnelStanding | null {
  requirePartOf(unit.good, unit.n);
  if (unit.n === 0) return null;
  if (!mayJudge(unit.n)) return "too-few";
  const beyond = (coverage: FunnelCoverage) =>
    isRare(unit, target, (1 - coverage) / 2) &&
    (tauSquared === 0 || isOutside(unit.good / unit.n, widenedLimits(unit.n, target, tauSquared, coverage)));
  if (beyond(0.998)) return "beyond-99.8";
  return beyond(0.95) ? "beyond-95" : "within";
}

function isRare({ good, n }: Unit, target: number, tail: number): boolean {
  return binomialCdf(good, n, target) < tail || binomialUpperTail(good, n, target) < tail;
}

function isOutside(share: number, limits: Interval | null): boolean {
  return limits !== null && (share < limits.lower || share > limits.upper);
}

/** φ: the mean of z², its outer tenths pulled in; 1 where chance alone is at work. */
export function meanSquare(scores: readonly number[]): number {
  return sum(winsorised(scores, 0.1).map((z) => z * z)) / scores.length;
}

/** Scores beyond the outer tenths are pulled in to them, so that true outliers do not widen the lines that should show them. */
function winsorised(values: readonly number[], share: number): number[] {
  const sorted = values.toSorted((a, b) => a - b);
  const low = quantile(sorted, share);
  const high = quantile(sorted, 1 - share);
  return values.map((value) => Math.min(high, Math.max(low, value)));
}

/** Type 7 of Hyndman & Fan (R's default): the only one of the usual types that gives φ = 1.921128 for vector 9. */
function quantile(sorted: readonly number[], q: number): number {
  const position = (sorted.length - 1) * q;
  const below = sorted[Math.floor(position)] ?? NaN;
  const above = sorted[Math.ceil(position)] ?? NaN;
  return below + (position - Math.floor(position)) * (above - below);
}

const arcsine = (share: number) => Math.asin(Math.sqrt(share));
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
