import type { Day } from "~/domain/day";
import type { RefillKind } from "~/domain/refill";
import type { OfferAnswer } from "~/domain/vocabulary";
import { dayWords } from "~/domain/words-of-time";
import { weekdayShort } from "./courses";
import { daysWords } from "./sessions";

/** Why somebody on the list could use the place. */
export const refillKindWords: Record<RefillKind, string> = {
  displaced: "Lost its place",
  overdue: "Overdue",
  asked: "On the waitlist",
  due: "Nothing booked",
  earlier: "Booked too late",
};

/** "15 days sooner", "8 days past the maximum gap", "gap of 21 days". */
export function gainWords(candidate: {
  kind: RefillKind;
  daysGained: number;
  gapDays: number | null;
  lateDays: number;
}): string {
  const { kind, daysGained, gapDays, lateDays } = candidate;
  if (kind === "asked" || kind === "earlier") {
    if (daysGained > 0 && kind === "earlier") return `${daysWords(daysGained)} sooner, in range`;
    if (daysGained > 0) return `${daysWords(daysGained)} sooner`;
  }
  if (lateDays > 0) return `${daysWords(lateDays)} past the maximum gap`;
  return gapDays === null ? "first of its course" : `gap of ${daysWords(gapDays)}`;
}

/** "30 minutes", "2 hours", "a day". */
export function noticeWords(minutes: number): string {
  if (minutes < 60) return `${minutes} minutes`;
  if (minutes < 1440) return minutes === 60 ? "an hour" : `${minutes / 60} hours`;
  return minutes === 1440 ? "a day" : `${minutes / 1440} days`;
}

/** "Tue morning, Thu afternoon"; "Any time" where nothing was said. */
export function halfDayWords(halves: readonly string[] | null): string {
  if (halves === null || halves.length === 0) return "Any time";
  const days = new Map<number, string[]>();
  for (const half of halves) {
    const day = Number(half[0]);
    days.set(day, [...(days.get(day) ?? []), half.endsWith("am") ? "morning" : "afternoon"]);
  }
  return [...days]
    .sort(([a], [b]) => a - b)
    .map(([day, parts]) => `${weekdayShort[day - 1] ?? ""}${parts.length === 2 ? "" : ` ${parts[0] ?? ""}`}`)
    .join(", ");
}

/** "from Tue 1 Dec", "until Fri 11 Dec", "from Tue 1 Dec to Fri 11 Dec"; empty where any day will do. */
export function spanWords(notBefore: Day | null, notAfter: Day | null): string {
  if (notBefore && notAfter) return `from ${dayWords(notBefore)} to ${dayWords(notAfter)}`;
  if (notBefore) return `from ${dayWords(notBefore)}`;
  return notAfter ? `until ${dayWords(notAfter)}` : "";
}

export const answerWords: Record<OfferAnswer, string> = {
  accepted: "took it",
  declined: "said no",
  "too-late": "wanted it, too late",
};

export const offerStateWords = {
  open: "Open",
  expired: "Ran out",
  taken: "Taken",
  withdrawn: "Taken back",
} as const;
