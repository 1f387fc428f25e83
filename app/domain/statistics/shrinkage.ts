import { requirePartOf } from "./checks";

/**
 * A rate pulled towards the practice's own by a Beta(a, b) prior, a/(a + b) with the weight of a + b patients:
 * (d + a)/(n + a + b), the posterior mean. Null with no patients, where it would only repeat the prior.
 */
export function shrunkRate(events: number, n: number, prior: { a: number; b: number }): number | null {
  requirePartOf(events, n);
  if (!(prior.a > 0 && prior.b > 0)) throw new RangeError("the prior's a and b must be greater than 0");
  return n === 0 ? null : (events + prior.a) / (n + prior.a + prior.b);
}
