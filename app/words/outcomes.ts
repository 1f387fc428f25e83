import type { Day } from "~/domain/day";
import type { LinkPurpose, Region, Side, TimePoint } from "~/domain/vocabulary";
import { dayAndMonth, dayWithYear, relativeDay } from "~/domain/words-of-time";
import { regionSide, regionWords, timePointWords } from "./en";

/** "Left knee"; "Lower back, midline" where a side does not go before it. */
export const placeWords = (region: Region, side: Side) =>
  side === "left" || side === "right"
    ? `${side === "left" ? "Left" : "Right"} ${regionWords[region].toLowerCase()}`
    : regionSide(region, side);

/** "3 months after the last session", "72 hours after the session of Tue 3 Nov 2026". */
export function askedWhen({ timePoint, sessionOn }: { timePoint: TimePoint; sessionOn: Day | null }): string {
  const session = sessionOn ? `the session of ${dayWithYear(sessionOn)}` : "a session";
  switch (timePoint) {
    case "baseline":
      return "Before treatment";
    case "before-session":
      return `Before ${session}`;
    case "72-hours":
      return `72 hours after ${session}`;
    default:
      return `${timePointWords[timePoint]} after the last session`;
  }
}

/** The same after a comma: days keep their capitals. */
export function askedWhenInside(report: Parameters<typeof askedWhen>[0]): string {
  const words = askedWhen(report);
  return words.charAt(0).toLowerCase() + words.slice(1);
}

interface Window {
  dueOn: Day;
  windowFrom: Day;
  windowTo: Day;
}

/** "Due Tue 24 Nov 2026, tomorrow. Open from 3 Nov to 15 Dec." */
export const dueWords = ({ dueOn, windowFrom, windowTo }: Window, today: Day) =>
  `Due ${dayWithYear(dueOn)}, ${relativeDay(dueOn, today)}. ` +
  (windowFrom === windowTo
    ? "Open on that day alone."
    : `${windowTo < today ? "Was open" : "Open"} from ${dayAndMonth(windowFrom)} to ${dayAndMonth(windowTo)}.`);

const purposeWords: Record<LinkPurpose, string> = {
  mail: "mailed",
  "handed-over": "handed over",
  kiosk: "opened on the tablet",
};

/** "A link is open, mailed Tue 24 Nov 2026." */
export const linkWords = ({ purpose, on }: { purpose: LinkPurpose; on: Day }) =>
  `A link is open, ${purposeWords[purpose]} ${dayWithYear(on)}.`;

/** The languages a desk meets most, by their ISO 639 codes. */
export const languageWords: Record<string, string> = {
  en: "English",
  es: "Spanish",
  zh: "Chinese",
  vi: "Vietnamese",
  ar: "Arabic",
  fr: "French",
  de: "German",
  ko: "Korean",
  ru: "Russian",
  pt: "Portuguese",
  pl: "Polish",
  tl: "Tagalog",
};

/** "Nov 2025" of "2025-11". */
export function monthYear(month: string): string {
  return `${monthWord(month)} ${month.slice(0, 4)}`;
}

/** "Nov" of "2025-11". */
export const monthWord = (month: string) => dayAndMonth(`${month}-01`).split(" ")[1] ?? "";

export const periodWords = (from: string, to: string) =>
  from === to ? monthYear(from) : `${monthYear(from)} to ${monthYear(to)}`;

/** A share in whole percent, as it is said: 80 for .804. */
export const percent = (share: number) => Math.round(share * 100);
