import type { Day } from "./day";
import { painChange } from "./statistics/pain";
import type { CheckpointDecision, CheckpointKind, PlanStatus, Rating } from "./vocabulary";

/** The response checkpoint: has the course helped so far, and shall it go on? The physician decides; this says what is known. */

export interface ReportedState {
  /** In the clinic's zone. */
  day: Day;
  pain: number;
  rating: Rating | null;
}

export interface CheckpointFacts {
  planStatus: PlanStatus;
  plannedSessions: number;
  performed: number;
  /** Of the last performed session; null before there is one. */
  lastPerformedDay: Day | null;
  baselinePain: number | null;
  /** The patient's latest answer other than the baseline. */
  latest: ReportedState | null;
  decisions: readonly { kind: CheckpointKind; decision: CheckpointDecision }[];
}

/**
 * `early`: all that is known is of the first days after the first session, when "no change" is no failure. `unknown`: the
 * patient has not said. `none` counts those who got worse.
 */
export type Response = "response" | "none" | "early" | "unknown";

/** So long after its first session a course may have changed nothing yet. */
const EARLY_DAYS = 7;

/** Half of the course is done, the odd one counted: 2 of 4, 3 of 5. */
export const isHalfWay = ({
  performed,
  plannedSessions,
}: Pick<CheckpointFacts, "performed" | "plannedSessions">) =>
  performed >= 2 && performed >= plannedSessions / 2 && performed < plannedSessions;

/** The checkpoint at which the course stands, decided or not; null where it has none now. */
export function checkpointAt(facts: CheckpointFacts): CheckpointKind | null {
  const { planStatus, plannedSessions, performed } = facts;
  if (planStatus !== "active") return null;
  if (isHalfWay(facts)) return "half-way";
  return performed === 1 && plannedSessions > 1 ? "second-session" : null;
}

/** The same where the physician has still to decide; a review keeps it open. */
export function checkpointDue(facts: CheckpointFacts): CheckpointKind | null {
  const kind = checkpointAt(facts);
  if (kind === null) return null;
  const last = facts.decisions.findLast((one) => one.kind === kind);
  return last === undefined || last.decision === "review" ? kind : null;
}

/**
 * Good or excellent in the patient's own words, or pain that fell by 2 points or by 30 % of the baseline (IMMPACT; Farrar
 * et al., Pain 2001;94:149).
 */
export function responseSoFar(facts: CheckpointFacts, daysSince: (day: Day) => number): Response {
  const { latest, baselinePain, performed, lastPerformedDay } = facts;
  if (!latest || lastPerformedDay === null) return "unknown";
  if (latest.rating === "excellent" || latest.rating === "good") return "response";
  const change = baselinePain === null ? null : painChange(baselinePain, latest.pain);
  if (change?.respondsByPoints || change?.respondsByPercent) return "response";
  if (change === null && latest.rating === null) return "unknown";
  const sinceFirst = daysSince(lastPerformedDay) - daysSince(latest.day);
  return performed === 1 && sinceFirst <= EARLY_DAYS ? "early" : "none";
}
