import type { Response } from "~/domain/checkpoint";
import type { Day } from "~/domain/day";
import type { DriftKind } from "~/domain/drift";
import type { CheckpointDecision, CheckpointKind, Rating } from "~/domain/vocabulary";
import { dayWords } from "~/domain/words-of-time";
import { ratingWords } from "./en";
import { countOf } from "./patients";
import { daysWords } from "./sessions";

export const driftTitles: Record<DriftKind, string> = {
  "past-maximum": "Past the maximum gap, nothing booked",
  "no-response": "No response after half of the course",
  "nothing-booked": "Nothing booked, and due",
  "past-planned-count": "More sessions than planned",
  "no-report": "No report before the next session",
  checkpoint: "Response checkpoint",
};

/** Why a course stands under its title, with the number that it is sorted by. */
export function driftWords(kind: DriftKind, count: number, next: Day | null): string {
  switch (kind) {
    case "past-maximum":
      return `${daysWords(count)} past the maximum`;
    case "no-response":
    case "checkpoint":
      return `${countOf(count, "session")} performed${next ? `, next ${dayWords(next)}` : ""}`;
    case "nothing-booked":
      return `${daysWords(count)} since the last`;
    case "past-planned-count":
      return `${count} more than planned`;
    case "no-report":
      return next ? `Next ${dayWords(next)}` : "";
  }
}

export const checkpointWords: Record<CheckpointKind, string> = {
  "second-session": "Before the second session",
  "half-way": "Half of the course is done",
};

export const decisionWords: Record<CheckpointDecision, string> = {
  continue: "Continued",
  review: "Kept in review",
};

/** "7 to 4, rated good on Tue 3 Nov"; what nobody has said is said. */
export function seenWords(seen: {
  baselinePain: number | null;
  latest: { day: Day; pain: number; rating: Rating | null } | null;
}): string {
  const { baselinePain, latest } = seen;
  const from = baselinePain === null ? "No baseline" : `Pain ${baselinePain} at the baseline`;
  if (!latest) return `${from}; the patient has not said since`;
  const rating = latest.rating ? `, rated ${ratingWords[latest.rating].toLowerCase()}` : "";
  return `${from}, ${latest.pain} on ${dayWords(latest.day)}${rating}`;
}

export const responseWords: Record<Response, string> = {
  response: "A response so far",
  none: "No response so far",
  early: "Too early to say",
  unknown: "Not known",
};
