import { betaCdf, logGamma } from "./beta";
import { requireCount, requirePartOf, requireProbability } from "./checks";

/** P(R = r) of n patients, each with probability p. */
export function binomialPmf(r: number, n: number, p: number): number {
  requirePartOf(r, n);
  requireProbability(p, "p");
  if (p === 0) return r === 0 ? 1 : 0;
  if (p === 1) return r === n ? 1 : 0;
  const logWays = logGamma(n + 1) - logGamma(r + 1) - logGamma(n - r + 1);
  return Math.exp(logWays + r * Math.log(p) + (n - r) * Math.log1p(-p));
}

/** P(R ≤ r) = I_{1−p}(n − r, r + 1) (Abramowitz & Stegun 26.5.24). */
export function binomialCdf(r: number, n: number, p: number): number {
  requirePartOf(r, n);
  requireProbability(p, "p");
  return r === n ? 1 : betaCdf(1 - p, n - r, r + 1);
}

/** P(R ≥ r), not through 1 − P(R ≤ r − 1), which would lose the small tails that flags are made of. */
export function binomialUpperTail(r: number, n: number, p: number): number {
  requirePartOf(r, n);
  requireProbability(p, "p");
  return r === 0 ? 1 : betaCdf(p, r, n - r + 1);
}

/** The smallest whole r with P(R ≤ r) ≥ q. */
export function binomialQuantile(q: number, n: number, p: number): number {
  requireCount(n, "n");
  requireProbability(q, "q");
  // A sum that is q but for rounding has reached it (R's qbinom allows for the same).
  const reached = q * (1 - 1e-13);
  let low = 0;
  let high = n;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (binomialCdf(middle, n, p) >= reached) high = middle;
    else low = middle + 1;
  }
  return low;
}
