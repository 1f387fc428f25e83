import type { RefusalCode } from "~/domain/refusals";
import type { BatchScope, BatchStatus, TimeOffKind } from "~/domain/vocabulary";
import { dayWords } from "~/domain/words-of-time";
import { countOf } from "./patients";

export const batchStatusWords: Record<BatchStatus, string> = {
  queued: "Waits to begin",
  running: "Being planned",
  ready: "To be looked at",
  applied: "Booked",
  cancelled: "Cancelled",
  failed: "Failed",
};

interface Named {
  kind: TimeOffKind;
  name: string;
  from: string;
  to: string;
}

const kinds: Record<TimeOffKind, (name: string) => string> = {
  leave: (name) => `After leave of ${name}`,
  closure: (name) => `After closure of ${name}`,
  maintenance: (name) => `After maintenance of ${name}`,
};

/** "After leave of Dr Okafor, Mon 30 Nov to Fri 4 Dec". */
export const timeOffSentence = ({ kind, name, from, to }: Named) =>
  `${kinds[kind](name)}, ${from === to ? dayWords(from) : `${dayWords(from)} to ${dayWords(to)}`}`;

/** What a run is about. */
export function scopeSentence(run: {
  scope: BatchScope;
  physician: string | null;
  timeOff: Named | null;
}): string {
  if (run.timeOff) return timeOffSentence(run.timeOff);
  return run.physician ? `Courses that lack sessions, with ${run.physician}` : "Courses that lack sessions";
}

/** How good the plan is, of which nobody can know the very best. */
export function goodnessWords(gap: number | null): string {
  if (gap === null) return "";
  if (gap < 0.0005) return "As good as any plan can be.";
  return `At the most ${(gap * 100).toFixed(1)} % worse than the best there can be.`;
}

/** What a course gets, or has got: "1 session to move, 2 to book", "1 session moved, 2 booked". */
export function getsWords(lacking: number, displaced: number, isDone: boolean): string {
  const verbs = isDone ? ["moved", "booked"] : ["to move", "to book"];
  const parts = [displaced, lacking - displaced].flatMap((count, index) =>
    count > 0 ? [{ count, verb: verbs[index] ?? "" }] : [],
  );
  return parts
    .map(({ count, verb }, index) => `${index === 0 ? countOf(count, "session") : String(count)} ${verb}`)
    .join(", ");
}

const refusals: Partial<Record<RefusalCode, string>> = {
  "cannot-book": "A place of it is no longer free, or a gap needs a reason.",
  taken: "A place of it was taken a moment before.",
  "batch-changed": "The course changed since it was planned.",
  "not-allowed": "It is no longer at a clinic of yours.",
};
export const refusedWords = (code: RefusalCode | null) =>
  (code && refusals[code]) ?? "It could not be booked as planned.";

export const OVERDUE_REASON = "Overdue when its course was planned";
