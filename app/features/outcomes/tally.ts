import { countOutcomes, shareGood, type GoodShare, type PlanOutcome } from "~/domain/statistics/share";
import type { Rating } from "~/domain/vocabulary";

export interface Tally extends GoodShare {
  ratings: Record<Rating, number>;
}

export interface Named {
  name: string;
  tally: Tally;
}

export function tally(cells: readonly (PlanOutcome & { plans: number })[]): Tally {
  const counts = { excellent: 0, good: 0, fair: 0, poor: 0 };
  for (const { rating, plans } of cells) if (rating) counts[rating] += plans;
  return { ...shareGood(countOutcomes(cells)), ratings: counts };
}

/** By number of plans, never by result. */
export const bySize = (a: Named, b: Named) => b.tally.n - a.tally.n || a.name.localeCompare(b.name);
