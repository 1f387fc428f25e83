import type { Day } from "./day";
import { contains, normalise } from "./interval";
import { clockToMinutes, minutesToClock } from "./words-of-time";

/** Opening and working hours: stretches of a weekday's clock, and from which day on they hold. */

/** From one clock time to another, in minutes since midnight. */
export interface Span {
  startsMinute: number;
  endsMinute: number;
}
/** 1 = Monday. */
export interface WeekdaySpan extends Span {
  weekday: number;
}
/** What a row of working hours says; `validUntil` is the first day on which it no longer holds. */
export interface DatedSpan extends WeekdaySpan {
  id: string;
  validFrom: Day;
  validUntil: Day | null;
}

export const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

/** Why a weekday's hours, as typed, cannot be taken. */
export type SpansFault = "unreadable" | "backwards" | "overlap" | "too-many";
const mostSpans = 6;

/** "08:00–12:00, 13:00–17:00", or shorter, "8-12, 13-17"; nothing means closed. In order of the clock. */
export function readSpans(text: string): Span[] | SpansFault {
  const parts = text
    .split(/[,;]/)
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.length > mostSpans) return "too-many";
  const spans: Span[] = [];
  for (const part of parts) {
    const [from = "", until = "", ...more] = part.split(/\s*(?:-|–|—|\bto\b)\s*/);
    const startsMinute = readClock(from);
    const endsMinute = readClock(until);
    if (startsMinute === null || endsMinute === null || more.length > 0) return "unreadable";
    if (startsMinute >= endsMinute) return "backwards";
    spans.push({ startsMinute, endsMinute });
  }
  spans.sort((a, b) => a.startsMinute - b.startsMinute);
  return overlapIn(spans) ? "overlap" : spans;
}

const readClock = (text: string) => clockToMinutes(/^\d{1,2}$/.test(text) ? `${text}:00` : text);

const overlapIn = (inOrder: readonly Span[]) =>
  inOrder.some((span, index) => {
    const before = inOrder[index - 1];
    return before !== undefined && span.startsMinute < before.endsMinute;
  });

/** "08:00–12:00, 13:00–17:00"; empty where there are none. */
export const spansText = (spans: readonly Span[]) =>
  [...spans]
    .sort((a, b) => a.startsMinute - b.startsMinute)
    .map(({ startsMinute, endsMinute }) => `${minutesToClock(startsMinute)}–${minutesToClock(endsMinute)}`)
    .join(", ");

export const spansOn = <T extends WeekdaySpan>(spans: readonly T[], weekday: number): T[] =>
  spans.filter((span) => span.weekday === weekday);

export const holdsOn = (span: Pick<DatedSpan, "validFrom" | "validUntil">, day: Day) =>
  span.validFrom <= day && (span.validUntil === null || day < span.validUntil);

export interface HoursChange {
  /** Rows that hold until the day before. */
  end: string[];
  /** Rows that were to hold only from that day on or later. */
  drop: string[];
  add: WeekdaySpan[];
}

/**
 * Makes a week the one that holds from a day on, whatever was planned after it: what held before that day stays as it
 * was, and rows that say the same already are left alone.
 */
export function changeFrom(
  existing: readonly DatedSpan[],
  from: Day,
  week: readonly WeekdaySpan[],
): HoursChange {
  const change: HoursChange = { end: [], drop: [], add: [] };
  const kept = new Set<string>();
  const wanted = new Set(week.map(spanKey));
  for (const row of existing) {
    if (row.validUntil !== null && row.validUntil <= from) continue;
    const key = spanKey(row);
    if (holdsOn(row, from) && row.validUntil === null && wanted.has(key)) kept.add(key);
    else if (row.validFrom < from) change.end.push(row.id);
    else change.drop.push(row.id);
  }
  change.add = week.filter((span) => !kept.has(spanKey(span)));
  return change;
}

const spanKey = ({ weekday, startsMinute, endsMinute }: WeekdaySpan) =>
  `${weekday} ${startsMinute} ${endsMinute}`;

/** Hours in a week: 37.5. */
export const weeklyHours = (spans: readonly Span[]) =>
  spans.reduce((sum, { startsMinute, endsMinute }) => sum + endsMinute - startsMinute, 0) / 60;

/** Whether a stretch of a weekday's clock lies within the week; spans that touch count as one. */
export function isWithinWeek(
  week: readonly WeekdaySpan[],
  { weekday, startsMinute, endsMinute }: WeekdaySpan,
): boolean {
  const hours = spansOn(week, weekday).map((span) => ({ start: span.startsMinute, end: span.endsMinute }));
  return normalise(hours).some((open) => contains(open, { start: startsMinute, end: endsMinute }));
}
