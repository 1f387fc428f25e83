import { dayWords } from "~/domain/words-of-time";
import type { Day } from "~/domain/day";
import { daysWords } from "./sessions";

/** "The 3 later ones too, each 2 days earlier". */
export function shiftWords(count: number, days: number): string {
  const which = count === 1 ? "The later one too" : `The ${count} later ones too`;
  const far = `${daysWords(Math.abs(days))} ${days < 0 ? "earlier" : "later"}`;
  return count === 1 ? `${which}, ${far}` : `${which}, each ${far}`;
}

interface GapThen {
  ordinal: number;
  gap: { days: number; state: "in-range" | "early" | "late"; byDays: number } | null;
}

/** What the gaps become: that all are in range, or which are not and by how much. */
export function consequenceWords(course: readonly GapThen[]): string {
  const outside = course.flatMap(({ ordinal, gap }) =>
    gap && gap.state !== "in-range" ? [{ ordinal, ...gap }] : [],
  );
  if (outside.length === 0) return "Every gap stays in range.";
  return outside
    .map(
      ({ ordinal, days, state, byDays }) =>
        `Session ${ordinal} comes ${daysWords(days)} after: ${daysWords(byDays)} ${state}.`,
    )
    .join(" ");
}

/** Why an answer cannot be had. */
export function barredWords({
  why,
  ordinal,
  day,
}: {
  why: "nothing-free" | "elsewhere" | "over" | "no-course";
  ordinal: number;
  day: Day;
}): string {
  switch (why) {
    case "nothing-free":
      return `Nothing is free for session ${ordinal} on ${dayWords(day)}.`;
    case "elsewhere":
      return `Session ${ordinal} is at a clinic where you do not book.`;
    case "over":
      return `Session ${ordinal} would come before today.`;
    case "no-course":
      return `No place is free that keeps session ${ordinal} in range.`;
  }
}
