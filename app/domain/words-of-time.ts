import { daysBetween, weekdayOf, type Day } from "./day";
import { wallClock, type Zone } from "./wall-clock";

/**
 * Dates and times in words people say, day first, 24 hours. The names are ours and not Intl's, because a server's and
 * a browser's Intl differ ("Sep", "Sept"), and React would then redraw the page.
 */
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
export const monthNames = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** "09:30" */
export function clock(instant: Date, zone: Zone): string {
  return minutesToClock(wallClock(instant, zone).minutes);
}

/** "Tue 24 Nov, 09:30" */
export function whenWords(instant: Date, zone: Zone): string {
  const { day, minutes } = wallClock(instant, zone);
  return `${dayWords(day)}, ${minutesToClock(minutes)}`;
}

/** "Tue 24 Nov" */
export function dayWords(day: Day): string {
  return `${weekdayWord(day).slice(0, 3)} ${dayAndMonth(day)}`;
}

/** "Tuesday 24 November" */
export function dayWordsLong(day: Day): string {
  return `${weekdayWord(day)} ${dayOfMonth(day)} ${monthWord(day)}`;
}

/** "Tue 24 Nov 2026" */
export function dayWithYear(day: Day): string {
  return `${dayWords(day)} ${day.slice(0, 4)}`;
}

/** "24 Nov" */
export function dayAndMonth(day: Day): string {
  return `${dayOfMonth(day)} ${monthWord(day).slice(0, 3)}`;
}

/** "November 2026" */
export function monthWords(day: Day): string {
  return `${monthWord(day)} ${day.slice(0, 4)}`;
}

/** "today", "tomorrow", "yesterday", "in 5 days", "5 days ago": never without the absolute date beside it. */
export function relativeDay(day: Day, today: Day): string {
  const days = daysBetween(today, day);
  if (days === 0) return "today";
  if (days === 1) return "tomorrow";
  if (days === -1) return "yesterday";
  return days > 0 ? `in ${days} days` : `${-days} days ago`;
}

/** "As it stood on Tuesday 24 November, 09:30 MST": what stands under anything printed. */
export function stoodWords(day: Day, minutes: number, zoneLabel: string): string {
  return `As it stood on ${dayWordsLong(day)}, ${minutesToClock(minutes)} ${zoneLabel}. Tendon`;
}

/** "45 min", "1 h", "1 h 30 min" */
export function durationWords(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

/** 570 → "09:30"; 1440 → "24:00", as closing times are written. */
export function minutesToClock(minutes: number): string {
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** "09:30" or "9:30" → 570; null for what is no clock time. "24:00" is the end of the day. */
export function clockToMinutes(text: string): number | null {
  const match = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (!match) return null;
  const hours = Number(match[1]);
  const minutes = Number(match[2]);
  const total = hours * 60 + minutes;
  return minutes < 60 && total <= 1440 ? total : null;
}

type ZoneStyle = "short" | "long" | "longGeneric";

/**
 * "CET", "EST", or "GMT+5:30" where English has no letters (short); "Central European Standard Time" (long); "Central
 * European Time", in summer and winter alike (longGeneric).
 */
export function zoneName(instant: Date, zone: Zone, style: ZoneStyle): string {
  const names = ENGLISHES.map((english) => nameOfZone(instant, zone, style, english));
  return names.find((name) => !name.startsWith("GMT")) ?? names[0] ?? zone;
}

/** Each has letters for its own zones only. */
const ENGLISHES = ["en-US", "en-GB", "en-AU"];
const zoneNameFormats = new Map<string, Intl.DateTimeFormat>();

function nameOfZone(instant: Date, zone: Zone, style: ZoneStyle, english: string): string {
  const key = `${english} ${style} ${zone}`;
  let format = zoneNameFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(english, { timeZone: zone, timeZoneName: style });
    zoneNameFormats.set(key, format);
  }
  return format.formatToParts(instant).find((part) => part.type === "timeZoneName")?.value ?? zone;
}

function weekdayWord(day: Day): string {
  return WEEKDAYS[weekdayOf(day) - 1] ?? "";
}

function monthWord(day: Day): string {
  return monthNames[Number(day.slice(5, 7)) - 1] ?? "";
}

function dayOfMonth(day: Day): number {
  return Number(day.slice(8, 10));
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}
