import { betaQuantile } from "./beta";
import { requireConfidence, requirePartOf } from "./checks";
import { twoSidedZ } from "./normal";

/** Both ends included, as shares between 0 and 1. */
export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

type LowerEnd = (x: number, n: number) => number;

/**
 * Wilson's score interval, the one that stands beside every share of the practice.
 * E. B. Wilson, JASA 1927;22:209; method 3 of Newcombe, Stat Med 1998;17:857.
 */
export function wilson(x: number, n: number, confidence = 0.95): Interval | null {
  const z = twoSidedZ(confidence);
  return mirrored(x, n, (x, n) => {
    const centre = 2 * x + z * z;
    const spread = z * Math.sqrt(z * z + (4 * x * (n - x)) / n);
    return (centre - spread) / (2 * (n + z * z));
  });
}

/** Method 4 of Newcombe 1998: Wilson's with the continuity correction. */
export function wilsonContinuity(x: number, n: number, confidence = 0.95): Interval | null {
  const z = twoSidedZ(confidence);
  return mirrored(x, n, (x, n) => {
    const centre = 2 * x + z * z - 1;
    const spread = z * Math.sqrt(z * z - 2 - 1 / n + (4 * x * (n - x + 1)) / n);
    return (centre - spread) / (2 * (n + z * z));
  });
}

/** Quantiles of Beta(x + ½, n − x + ½), with 0 and 1 themselves at the edges (Brown, Cai & DasGupta, Stat Sci 2001;16:101). */
export function jeffreys(x: number, n: number, confidence = 0.95): Interval | null {
  requireConfidence(confidence);
  const tail = (1 - confidence) / 2;
  return mirrored(x, n, (x, n) => betaQuantile(tail, x + 0.5, n - x + 0.5));
}

/** The exact, conservative interval (Clopper & Pearson, Biometrika 1934;26:404). */
export function clopperPearson(x: number, n: number, confidence = 0.95): Interval | null {
  requireConfidence(confidence);
  const tail = (1 - confidence) / 2;
  return mirrored(x, n, (x, n) => betaQuantile(tail, x, n - x + 1));
}

/** Wald's interval after z²/2 successes and failures are added (Agresti & Coull, Am Stat 1998;52:119), cut at 0 and 1. */
export function agrestiCoull(x: number, n: number, confidence = 0.95): Interval | null {
  requirePartOf(x, n);
  if (n === 0) return null;
  const z = twoSidedZ(confidence);
  const trials = n + z * z;
  const centre = (x + (z * z) / 2) / trials;
  const spread = z * Math.sqrt((centre * (1 - centre)) / trials);
  return { lower: Math.max(0, centre - spread), upper: Math.min(1, centre + spread) };
}

/** first − second, between −1 and 1, from the two Wilson intervals: method 10 of Newcombe, Stat Med 1998;17:873. */
export function newcombeDifference(
  first: { x: number; n: number },
  second: { x: number; n: number },
  confidence = 0.95,
): ({ readonly difference: number } & Interval) | null {
  const a = wilson(first.x, first.n, confidence);
  const b = wilson(second.x, second.n, confidence);
  if (!a || !b) return null;
  const shareA = first.x / first.n;
  const shareB = second.x / second.n;
  return {
    difference: shareA - shareB,
    lower: shareA - shareB - Math.hypot(shareA - a.lower, b.upper - shareB),
    upper: shareA - shareB + Math.hypot(a.upper - shareA, shareB - b.lower),
  };
}

/** The upper end of x of n is what the lower end of the n − x others leaves; with x = 0 the lower end is 0 itself. */
function mirrored(x: number, n: number, lowerEnd: LowerEnd): Interval | null {
  requirePartOf(x, n);
  if (n === 0) return null;
  return {
    lower: x === 0 ? 0 : Math.max(0, lowerEnd(x, n)),
    upper: x === n ? 1 : 1 - Math.max(0, lowerEnd(n - x, n)),
  };
}
