/** Observed good results beside those that patients like these would have had anywhere in the practice. */
import { requirePartOf, requireProbability } from "./checks";

export interface AgainstExpected {
  readonly observed: number;
  /** E = Σp̂ */
  readonly expected: number;
  /** (O − E)/√Σp̂(1−p̂); null where every p̂ is 0 or 1 and nothing could vary. */
  readonly z: number | null;
}

/** `probabilities` are the model's, one for each of the unit's patients. */
export function againstExpected(observed: number, probabilities: readonly number[]): AgainstExpected | null {
  requirePartOf(observed, probabilities.length);
  if (probabilities.length === 0) return null;
  let expected = 0;
  let variance = 0;
  for (const p of probabilities) {
    requireProbability(p, "p");
    expected += p;
    variance += p * (1 - p);
  }
  return { observed, expected, z: variance === 0 ? null : (observed - expected) / Math.sqrt(variance) };
}

/** P(exactly k good) for k = 0 … n, each patient with their own p; exact, n²/2 steps. */
export function poissonBinomial(probabilities: readonly number[]): number[] {
  let chances = [1];
  for (const p of probabilities) {
    requireProbability(p, "p");
    const next = [...chances.map((chance) => chance * (1 - p)), 0];
    chances.forEach((chance, k) => (next[k + 1] = (next[k + 1] ?? 0) + chance * p));
    chances = next;
  }
  return chances;
}

/** P(at most k good): for a small unit, where z is a poor guide. */
export function poissonBinomialCdf(k: number, probabilities: readonly number[]): number {
  requirePartOf(k, probabilities.length);
  const atMost = poissonBinomial(probabilities).slice(0, k + 1);
  return Math.min(
    1,
    atMost.reduce((total, chance) => total + chance, 0),
  );
}
