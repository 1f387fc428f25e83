/**
 * A calendar day as the clinic says it, "2026-11-24", and the arithmetic that needs no zone.
 * Safe in the browser: no Temporal here.
 */
export type Day = string;

const MS_PER_DAY = 86_400_000;
const FIRST_YEAR = 1900;
const LAST_YEAR = 2200;

/** True for a real date that a clinic could mean: 1900 to 2200. */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const year = Number(text.slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR && dayFromNumber(dayNumber(text)) === text;
}

/** Days since 1970-01-01: for loops and for columns that count. */
export function dayNumber(day: Day): number {
  return (
    Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / MS_PER_DAY
  );
}

export function dayFromNumber(number: number): Day {
  let day = remembered.get(number);
  if (day === undefined) {
    day = new Date(number * MS_PER_DAY).toISOString().slice(0, 10);
    if (remembered.size < REMEMBERED_DAYS) remembered.set(number, day);
  }
  return day;
}

/** Writing a date costs a microsecond, and a page of sessions asks for the same few hundred. */
const remembered = new Map<number, Day>();
const REMEMBERED_DAYS = 50_000;

export function addDays(day: Day, days: number): Day {
  return dayFromNumber(dayNumber(day) + days);
}

/** Days from one to the other: negative when `to` comes first. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** 31 January + 1 month is the last day of February: a month later never skips a month. */
export function addMonths(day: Day, months: number): Day {
  const monthIndex = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const year = Math.floor(monthIndex / 12);
  const month = monthIndex - year * 12;
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return dayFromNumber(Date.UTC(year, month, Math.min(Number(day.slice(8, 10)), lastOfMonth)) / MS_PER_DAY);
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(day: Day): number {
  return ((((dayNumber(day) + 3) % 7) + 7) % 7) + 1;
}

/** The Monday of its week. */
export function startOfWeek(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day));
}

export function startOfMonth(day: Day): Day {
  return `${day.slice(0, 7)}-01`;
}

/** From the first to the last, both included; empty when the last comes first. */
export function eachDay(from: Day, to: Day): Day[] {
  const first = dayNumber(from);
  return Array.from({ length: Math.max(0, dayNumber(to) - first + 1) }, (_, index) =>
    dayFromNumber(first + index),
  );
}

/** The whole weeks, Monday first, that a month's page shows. */
export function daysOfMonthGrid(day: Day): Day[][] {
  const first = startOfWeek(startOfMonth(day));
  const last = addDays(addMonths(startOfMonth(day), 1), -1);
  const weeks = Math.floor(daysBetween(first, last) / 7) + 1;
  return Array.from({ length: weeks }, (_, week) =>
    eachDay(addDays(first, week * 7), addDays(first, week * 7 + 6)),
  );
}

export function earlierDay(a: Day, b: Day): Day {
  return a < b ? a : b;
}

export function laterDay(a: Day, b: Day): Day {
  return a > b ? a : b;
}
