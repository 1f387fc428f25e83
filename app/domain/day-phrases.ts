import { addDays, isDay, weekdayOf, type Day } from "./day";

const weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
const months = [
  "january",
  "february",
  "march",
  "april",
  "may",
  "june",
  "july",
  "august",
  "september",
  "october",
  "november",
  "december",
];
/** Three letters tell weekdays and months apart. */
const fewestLetters = 3;

const indexOf = (names: readonly string[], word: string) =>
  word.length < fewestLetters ? -1 : names.findIndex((name) => name.startsWith(word));

/**
 * The day that people mean: "today", "tomorrow", "next tue", "in 3 weeks", "24 nov", "24 nov 2027", "2026-11-24",
 * "24.11.". A day and month without a year is the coming one. Null where it means no day.
 */
export function dayOfPhrase(text: string, today: Day): Day | null {
  const words = text.trim().toLowerCase().replaceAll(",", " ").split(/\s+/);
  const phrase = words.join(" ");
  if (isDay(phrase)) return phrase;
  return (
    relative(phrase, today) ?? weekday(words, today) ?? dayAndMonth(words, today) ?? figures(phrase, today)
  );
}

/** "okafor next tue" as what is meant and the day that ends it; the whole text where it ends in none. */
export function withDay(text: string, today: Day): { words: string; day: Day | null } {
  const parts = text.trim().split(/\s+/);
  for (let from = 0; from < parts.length; from += 1) {
    const day = dayOfPhrase(parts.slice(from).join(" "), today);
    if (day) return { words: parts.slice(0, from).join(" "), day };
  }
  return { words: parts.join(" "), day: null };
}

function relative(phrase: string, today: Day): Day | null {
  const fixed: Record<string, number> = {
    today: 0,
    tomorrow: 1,
    yesterday: -1,
    "next week": 7,
    "last week": -7,
  };
  if (Object.hasOwn(fixed, phrase)) return addDays(today, fixed[phrase] ?? 0);
  const counted = /^(?:in )?(\d{1,3}) (day|week)s?( ago)?$/.exec(phrase);
  if (!counted) return null;
  const days = Number(counted[1]) * (counted[2] === "week" ? 7 : 1);
  return addDays(today, counted[3] ? -days : days);
}

/** "tue" is the coming one, today not counted; "next tue" the one in the week after; "last tue" the one before. */
function weekday(words: readonly string[], today: Day): Day | null {
  const [first = "", second] = words;
  const which = second === undefined ? "" : first;
  const wanted = indexOf(weekdays, second ?? first) + 1;
  if (wanted === 0 || words.length > 2 || !["", "next", "last", "this"].includes(which)) return null;
  const ahead = (wanted - weekdayOf(today) + 7) % 7;
  if (which === "last") return addDays(today, ahead === 0 ? -7 : ahead - 7);
  if (which === "next") return addDays(today, wanted - weekdayOf(today) + 7);
  return addDays(today, ahead === 0 ? 7 : ahead);
}

function dayAndMonth(words: readonly string[], today: Day): Day | null {
  const [a = "", b = "", year] = words;
  const [number, name] = /^\d/.test(a) ? [a, b] : [b, a];
  const month = indexOf(months, name) + 1;
  const ordinal = /^(\d{1,2})(?:st|nd|rd|th|\.)?$/.exec(number);
  if (month === 0 || !ordinal || words.length > 3) return null;
  return written(Number(ordinal[1]), month, year, today);
}

function figures(phrase: string, today: Day): Day | null {
  const found = /^(\d{1,2})\. ?(\d{1,2})\.? ?(\d{4})?$/.exec(phrase);
  return found ? written(Number(found[1]), Number(found[2]), found[3], today) : null;
}

function written(day: number, month: number, year: string | undefined, today: Day): Day | null {
  const pad = (number: number) => String(number).padStart(2, "0");
  const inYear = (figure: number | string) => `${figure}-${pad(month)}-${pad(day)}`;
  if (year !== undefined) return /^\d{4}$/.test(year) && isDay(inYear(year)) ? inYear(year) : null;
  const thisYear = Number(today.slice(0, 4));
  return [inYear(thisYear), inYear(thisYear + 1)].find((one) => isDay(one) && one >= today) ?? null;
}
