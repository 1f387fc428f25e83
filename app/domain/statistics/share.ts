/** The practice's one question: of the plans whose outcome is due, how many ended well in the patient's own words. */
import type { Rating, StopReason } from "../vocabulary";
import { requireCount, requirePartOf } from "./checks";
import { type Interval, wilson } from "./intervals";
import { mayJudge } from "./small-numbers";

/** What research is quoted for: "over 80 % report a good or excellent result". */
export const quotedShare = 0.8;

/** A started plan whose outcome is due. `stopReason` is null unless the plan was stopped early. */
export interface PlanOutcome {
  readonly rating: Rating | null;
  readonly stopReason: StopReason | null;
}

/** D = answered + stopped + missing. */
export interface OutcomeCounts {
  /** Answered good or excellent. */
  readonly good: number;
  readonly answered: number;
  /** Stopped early without a report: counted as not good. */
  readonly stopped: number;
  /** Silent, declined, not reached or expired: in no share, but in the bounds. */
  readonly missing: number;
}

export interface GoodShare extends OutcomeCounts {
  readonly due: number;
  /** What the share is a share of: answered + stopped. */
  readonly n: number;
  readonly share: number | null;
  readonly interval: Interval | null;
  /** answered / due */
  readonly response: number | null;
  /** The share if every missing result were bad, and if every one were good. */
  readonly bounds: Interval | null;
  readonly verdict: Verdict | null;
}

export type Verdict = "supported" | "contradicted" | "not-contradicted" | "too-few";

export function isGood(rating: Rating): boolean {
  return rating === "excellent" || rating === "good";
}

/** `plans` says how many are alike; without it, one. */
export function countOutcomes(outcomes: Iterable<PlanOutcome & { readonly plans?: number }>): OutcomeCounts {
  const counts = { good: 0, answered: 0, stopped: 0, missing: 0 };
  for (const { rating, stopReason, plans = 1 } of outcomes) {
    if (rating !== null) {
      counts.answered += plans;
      if (isGood(rating)) counts.good += plans;
    } else if (isDropOut({ rating, stopReason })) counts.stopped += plans;
    else counts.missing += plans;
  }
  return counts;
}

/** Stopped early without a report. Who stopped because the pain was gone did not fail: of them we do not know. */
export function isDropOut({ rating, stopReason }: PlanOutcome): boolean {
  return rating === null && stopReason !== null && stopReason !== "responded-early";
}

/** For "completers only" (shown under that label alone) count only the completed plans; the arithmetic is the same. */
export function shareGood(counts: OutcomeCounts): GoodShare {
  const { good, answered, stopped, missing } = counts;
  requirePartOf(good, answered);
  requireCount(stopped, "stopped");
  requireCount(missing, "missing");
  const n = answered + stopped;
  const due = n + missing;
  return {
    good,
    answered,
    stopped,
    missing,
    due,
    n,
    share: n === 0 ? null : good / n,
    interval: wilson(good, n),
    response: due === 0 ? null : answered / due,
    bounds: due === 0 ? null : { lower: good / due, upper: (good + missing) / due },
    verdict: verdictOnQuote(good, n),
  };
}

/** What these reports say of the quoted 80 %. An interval that merely contains it supports nothing. */
export function verdictOnQuote(good: number, n: number): Verdict | null {
  const interval = wilson(good, n);
  if (interval === null) return null;
  if (!mayJudge(n)) return "too-few";
  if (interval.lower > quotedShare) return "supported";
  if (interval.upper < quotedShare) return "contradicted";
  return "not-contradicted";
}
