import {
  exactLimits,
  funnelCoverages,
  funnelStanding,
  meanSquare,
  overdispersion,
  widenedLimits,
  type FunnelCoverage,
  type FunnelStanding,
} from "~/domain/statistics/funnel";
import type { Interval } from "~/domain/statistics/intervals";
import {
  mixScore,
  mixStanding,
  mixTail,
  type MixedUnit,
  type MixModel,
} from "~/domain/statistics/patient-mix";
import { mayJudge, mayNameShare } from "~/domain/statistics/small-numbers";
import type { Tally } from "./tally";

/** A physician or clinic as it goes into a funnel. */
export interface FunnelInput {
  /** Null for whom the reader may not name. */
  name: string | null;
  isOwn: boolean;
  tally: Tally;
  /** What its own patients led to expect; null where no model could be fitted. */
  mixed: MixedUnit | null;
}

export interface FunnelUnit {
  name: string;
  isOwn: boolean;
  /** With a known result. */
  n: number;
  /** Null for whom the reader may not name and who has fewer than 10: then it would tell of single patients. */
  tally: Tally | null;
  /** Of shares at this number of plans, by chance alone and with what units differ by beyond it. Null below 10 plans. */
  limits: Record<FunnelCoverage, { exact: Interval; drawn: Interval }> | null;
  expected: number | null;
  z: number | null;
  /** The chance that its patients would give a result so far off, or farther, by luck; 0 to 1. */
  tail: number | null;
  standing: FunnelStanding | null;
  /** Whether it still stands out once its patients are looked at. */
  mixStanding: FunnelStanding | null;
}

export interface Funnel {
  /** The share of all units together. */
  target: number | null;
  phi: number | null;
  tauSquared: number | null;
  /** By size; of more than are asked for, the largest and those that stand out. */
  units: FunnelUnit[];
  /** Of all units, and of those with 30 plans or more, and with fewer than 10. */
  count: number;
  judged: number;
  small: number;
  /** The limits as they are drawn, from 10 plans to the largest unit's. */
  lines: { n: number; limits: Record<FunnelCoverage, Interval> }[];
  mix: "fitted" | Extract<MixModel, { fitted: false }>["why"];
}

/** So many the page shows; the file has all. */
export const mostUnits = 30;

/** By size, never by result; whom the reader may not name has a letter, which follows from the size alone. */
export function funnelOf(
  inputs: readonly FunnelInput[],
  { unnamed, mix, most = Infinity }: { unnamed: string; mix: Funnel["mix"]; most?: number },
): Funnel {
  const sorted = inputs.toSorted(
    (a, b) => b.tally.n - a.tally.n || (a.name ?? "").localeCompare(b.name ?? ""),
  );
  const spread = overdispersion(inputs.map(({ tally: { good, n } }) => ({ good, n })));
  const scores = inputs.flatMap(({ mixed }) => (mixed ? (mixScore(mixed) ?? []) : []));
  const mixPhi = scores.length > 1 ? meanSquare(scores) : 1;
  const limitsAt = (n: number) => spread && limits(n, spread.target, spread.tauSquared);
  let letters = 0;
  const units = sorted.map(({ name, isOwn, tally, mixed }): FunnelUnit => {
    const { good, n } = tally;
    const isTold = name !== null || mayNameShare(n);
    return {
      name: name ?? `${unnamed} ${letter(letters++)}`,
      isOwn,
      n,
      tally: isTold ? tally : null,
      limits: null,
      expected: isTold ? (mixed?.expected ?? null) : null,
      z: isTold ? mixed && mixScore(mixed) : null,
      tail: isTold ? mixed && mixTail(mixed) : null,
      standing: spread && funnelStanding({ good, n }, spread.target, spread.tauSquared),
      mixStanding: mixed && mixStanding(mixed, mixPhi),
    };
  });
  return {
    target: spread?.target ?? null,
    phi: spread?.phi ?? null,
    tauSquared: spread?.tauSquared ?? null,
    units: units
      .filter((unit, index) => index < most || standsOut(unit, 0.95))
      .map((unit) => ({ ...unit, limits: mayNameShare(unit.n) ? limitsAt(unit.n) : null })),
    count: inputs.length,
    judged: inputs.filter(({ tally }) => mayJudge(tally.n)).length,
    small: inputs.filter(({ tally }) => !mayNameShare(tally.n)).length,
    lines: sizesUpTo(sorted[0]?.tally.n ?? 0).flatMap((n) => {
      const at = limitsAt(n);
      return at ? [{ n, limits: { 0.95: at[0.95].drawn, 0.998: at[0.998].drawn } }] : [];
    }),
    mix,
  };
}

/** Stands out by itself and, where that can be told, also beside what its own patients led to expect. */
export function standsOut({ standing, mixStanding }: FunnelUnit, coverage: FunnelCoverage): boolean {
  const isBeyond = (each: FunnelStanding | null) =>
    each === "beyond-99.8" || (coverage === 0.95 && each === "beyond-95");
  return isBeyond(standing) && (mixStanding === null || isBeyond(mixStanding));
}

function limits(n: number, target: number, tauSquared: number) {
  const [inner, outer] = funnelCoverages.map((coverage) => {
    const exact = exactLimits(n, target, coverage);
    const drawn = tauSquared > 0 ? widenedLimits(n, target, tauSquared, coverage) : exact;
    return exact && drawn && { exact, drawn };
  });
  return inner && outer ? { 0.95: inner, 0.998: outer } : null;
}

/** Close together where the lines bend, further apart where they are nearly straight. */
function sizesUpTo(largest: number): number[] {
  const sizes: number[] = [];
  for (let n = 10; n < largest; n = Math.max(n + 1, Math.round(n * 1.08))) sizes.push(n);
  return largest >= 10 ? [...sizes, largest] : [];
}

/** A … Z, AA, AB … */
function letter(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : letter(Math.floor(index / 26) - 1) + last;
}
