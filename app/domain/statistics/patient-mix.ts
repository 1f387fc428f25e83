/** What kind of patients a unit had, and what such patients report in the practice as a whole. */
import type { Region } from "../vocabulary";
import { poissonBinomialCdf } from "./case-mix";
import { type FunnelCoverage, type FunnelStanding } from "./funnel";
import { fitLogistic, type NoFit } from "./logistic";
import { normalCdf, twoSidedZ } from "./normal";
import { mayJudge } from "./small-numbers";

/** Patients alike in all that the model knows of them. */
export interface PatientMix {
  readonly region: Region;
  readonly painBefore: number | null;
  /** How long it had hurt: 0 under half a year, 1 under one, 2 under three, 3 longer. */
  readonly chronicity: number | null;
}

export interface MixCell extends PatientMix {
  readonly good: number;
  readonly n: number;
}

export type MixModel =
  | { readonly fitted: true; readonly probability: (mix: PatientMix) => number }
  | { readonly fitted: false; readonly why: NoFit | "too-few" };

/** A group that is smaller, or all good or all bad but for so few, cannot tell its own effect. */
const leastOfEach = 5;

/**
 * Good or not by region, baseline pain and chronicity. Regions too small to tell stand together; what is not known of a
 * patient has an effect of its own where it is common enough, and else none.
 */
export function fitPatientMix(cells: readonly MixCell[]): MixModel {
  if (!mayJudge(sumOf(cells, ({ n }) => n))) return { fitted: false, why: "too-few" };
  const canTell = (holds: (cell: MixCell) => boolean) => {
    const these = cells.filter(holds);
    const good = sumOf(these, (cell) => cell.good);
    return good >= leastOfEach && sumOf(these, ({ n }) => n) - good >= leastOfEach;
  };
  const regions = [...new Set(cells.map(({ region }) => region))].sort();
  const telling = regions.filter((region) => canTell((cell) => cell.region === region));
  // One group has to be what the others are held against.
  const apart = telling.length === regions.length ? telling.slice(1) : telling;
  const terms: ((mix: PatientMix) => number)[] = [
    ...apart.map((region) => (mix: PatientMix) => Number(mix.region === region)),
    ({ painBefore }) => (painBefore === null ? 0 : painBefore - 5),
    ({ chronicity }) => (chronicity === null ? 0 : chronicity - 1),
  ];
  if (canTell(({ painBefore }) => painBefore === null)) terms.push((mix) => Number(mix.painBefore === null));
  if (canTell(({ chronicity }) => chronicity === null)) terms.push((mix) => Number(mix.chronicity === null));
  const varying = terms.filter((term) => new Set(cells.map(term)).size > 1);
  const predictors = (mix: PatientMix) => varying.map((term) => term(mix));
  const fit = fitLogistic(
    cells.map((cell) => ({ predictors: predictors(cell), good: cell.good, n: cell.n })),
  );
  if (!fit.fitted) return fit;
  return { fitted: true, probability: (mix) => fit.probability(predictors(mix)) };
}

export interface MixedUnit {
  readonly observed: number;
  readonly n: number;
  /** Σp̂ */
  readonly expected: number;
  /** Σp̂(1 − p̂) */
  readonly variance: number;
  /** Each patient's p̂, where they are few enough to count exactly. */
  readonly probabilities: readonly number[] | null;
}

export const mixScore = ({ observed, expected, variance }: MixedUnit): number | null =>
  variance > 0 ? (observed - expected) / Math.sqrt(variance) : null;

/** Whether a unit stands out from what its own patients led to expect; `phi` as from `meanSquare` of all units' scores. */
export function mixStanding(unit: MixedUnit, phi: number): FunnelStanding | null {
  if (unit.n === 0) return null;
  if (!mayJudge(unit.n)) return "too-few";
  const z = mixScore(unit);
  if (z === null) return "within";
  const tail = tailOf(unit, z);
  const beyond = (coverage: FunnelCoverage) =>
    tail < (1 - coverage) / 2 && Math.abs(z) > twoSidedZ(coverage) * Math.sqrt(Math.max(1, phi));
  if (beyond(0.998)) return "beyond-99.8";
  return beyond(0.95) ? "beyond-95" : "within";
}

/** The chance that such patients would give a result as far off as that, or farther, on the same side; 0 to 1. */
export function mixTail(unit: MixedUnit): number | null {
  const z = mixScore(unit);
  return z === null ? null : tailOf(unit, z);
}

/** The chance of as many or more, or as few or fewer: whichever is the rarer. */
function tailOf({ observed, probabilities }: MixedUnit, z: number): number {
  if (!probabilities) return normalCdf(-Math.abs(z));
  return z < 0
    ? poissonBinomialCdf(observed, probabilities)
    : observed === 0
      ? 1
      : poissonBinomialCdf(
          probabilities.length - observed,
          probabilities.map((p) => 1 - p),
        );
}

const sumOf = <T>(list: readonly T[], value: (one: T) => number) =>
  list.reduce((total, one) => total + value(one), 0);
