/** Pain on the numeric rating scale, 0 (none) to 10 (worst): who got better, by either of the two usual definitions. */
import { requireWithin } from "./checks";

/** A clinically important change: Farrar et al., Pain 2001;94:149; "moderate" by IMMPACT, Dworkin et al. 2008. */
const responderPoints = 2;
const responderPercent = 30;

export interface PainChange {
  /** Points less than before; negative if worse. */
  readonly points: number;
  /** The same in percent of before; null where there was no pain to lose. */
  readonly percent: number | null;
  readonly respondsByPoints: boolean;
  readonly respondsByPercent: boolean | null;
}

export function painChange(before: number, after: number): PainChange {
  requireWithin(before, 0, 10, "pain before");
  requireWithin(after, 0, 10, "pain after");
  const points = before - after;
  const percent = before === 0 ? null : (100 * points) / before;
  return {
    points,
    percent,
    respondsByPoints: reaches(points, responderPoints),
    respondsByPercent: percent === null ? null : reaches(percent, responderPercent),
  };
}

export interface PainCourse {
  readonly before: number;
  /** Null for who dropped out. */
  readonly after: number | null;
  /** How many are alike; without it, one. */
  readonly plans?: number;
}

export interface ResponderCurve {
  readonly n: number;
  /** Left out: without pain at the start a percentage means nothing. */
  readonly withoutPainBefore: number;
  readonly points: readonly {
    readonly percent: number;
    readonly responders: number;
    readonly share: number;
  }[];
}

const responderThresholds = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100] as const;

/**
 * The share whose pain fell by at least each percentage (Farrar, Dworkin & Max, J Pain Symptom Manage 2006;31:369).
 * Drop-outs stay in the denominator with a fall of 0, so that they respond at none of them.
 */
export function responderCurve(
  courses: readonly PainCourse[],
  thresholds: readonly number[] = responderThresholds,
): ResponderCurve | null {
  const falls = courses.map(({ before, after, plans = 1 }) => ({
    plans,
    fall: painChange(before, after ?? before).percent,
  }));
  const known = falls.flatMap(({ fall, plans }) => (fall === null ? [] : [{ fall, plans }]));
  const n = plansIn(known);
  if (n === 0) return null;
  return {
    n,
    withoutPainBefore: plansIn(falls) - n,
    points: thresholds.map((percent) => {
      requireWithin(percent, 0, 100, "threshold");
      const responders = plansIn(known.filter(({ fall }) => reaches(fall, percent)));
      return { percent, responders, share: responders / n };
    }),
  };
}

const plansIn = (falls: readonly { plans: number }[]) => falls.reduce((total, { plans }) => total + plans, 0);

/** 3 → 2.1 is a fall of 30 %, though 3 − 2.1 is a hair less than 0.9 in binary. */
function reaches(value: number, threshold: number): boolean {
  return value >= threshold - 1e-9;
}
