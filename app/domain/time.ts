import { Temporal } from "temporal-polyfill";
import { addDays, dayNumber, type Day } from "./day";
import { offsetMs, wallClock, type Zone } from "./wall-clock";

/**
 * Days and clock times of a clinic's zone, to and from instants. The one file that imports Temporal, and therefore not
 * for the browser: there, `day`, `wall-clock` and `words-of-time` do what is needed.
 */
export * from "./day";
export { zoneName } from "./words-of-time";
export type { Zone } from "./wall-clock";

const MINUTES_PER_DAY = 1440;
const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;

/** What a clock time on a day means: usually one instant; none or two when the clocks change. */
export type ClockReading =
  | { kind: "once"; instant: Date }
  /** The clocks jump over it; `next` is the first instant after the jump. */
  | { kind: "skipped"; next: Date }
  /** The clocks go back over it. */
  | { kind: "twice"; first: Date; second: Date };

/** IANA names only: an offset such as "+01:00" knows no summer time. */
export function isZone(text: string): text is Zone {
  if (text !== "UTC" && !/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)+$/.test(text)) return false;
  try {
    new Intl.DateTimeFormat("en-GB", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

export function dayOf(instant: Date, zone: Zone): Day {
  return wallClock(instant, zone).day;
}

/** Minutes on the wall clock since midnight: 09:00 is 540 on every day of the year. */
export function minutesOf(instant: Date, zone: Zone): number {
  return wallClock(instant, zone).minutes;
}

/**
 * The instant of a clock time; 1440 is the midnight that ends the day. A skipped time is taken as much later as the
 * clocks jump, a repeated one as its first: right for hours and courses. Whoever asks a person uses `clockAt`.
 */
export function instantAt(day: Day, minutes: number, zone: Zone): Date {
  const steady = instantOnSteadyDay(day, minutes, zone);
  return steady ?? toDate(localTime(day, minutes).toZonedDateTime(zone, { disambiguation: "compatible" }));
}

export function clockAt(day: Day, minutes: number, zone: Zone): ClockReading {
  const steady = instantOnSteadyDay(day, minutes, zone);
  if (steady) return { kind: "once", instant: steady };
  const local = localTime(day, minutes);
  const earlier = local.toZonedDateTime(zone, { disambiguation: "earlier" });
  const later = local.toZonedDateTime(zone, { disambiguation: "later" });
  if (earlier.epochMilliseconds === later.epochMilliseconds)
    return { kind: "once", instant: toDate(earlier) };
  if (earlier.toPlainDateTime().equals(local)) {
    return { kind: "twice", first: toDate(earlier), second: toDate(later) };
  }
  const jump = earlier.getTimeZoneTransition("next");
  return { kind: "skipped", next: toDate(jump ?? later) };
}

/** The day's first instant and the next day's first: 23 or 25 hours apart when the clocks change. */
export function dayBounds(day: Day, zone: Zone): { start: Date; end: Date } {
  return { start: startOfDay(day, zone), end: startOfDay(addDays(day, 1), zone) };
}

function startOfDay(day: Day, zone: Zone): Date {
  const steady = instantOnSteadyDay(day, 0, zone);
  return steady ?? toDate(Temporal.PlainDate.from(day).toZonedDateTime(zone));
}

/**
 * Plain arithmetic, for the many days around which the zone's offset does not change. Temporal costs a hundred times
 * as much, and a page asks thousands of times.
 */
function instantOnSteadyDay(day: Day, minutes: number, zone: Zone): Date | null {
  const localMs = dayNumber(day) * MS_PER_DAY + minutes * MS_PER_MINUTE;
  const offset = offsetMs(localMs - MS_PER_DAY, zone);
  return offset === offsetMs(localMs + MS_PER_DAY, zone) ? new Date(localMs - offset) : null;
}

function localTime(day: Day, minutes: number): Temporal.PlainDateTime {
  const midnight = Temporal.PlainDate.from(
    addDays(day, Math.floor(minutes / MINUTES_PER_DAY)),
  ).toPlainDateTime();
  return midnight.add({ minutes: ((minutes % MINUTES_PER_DAY) + MINUTES_PER_DAY) % MINUTES_PER_DAY });
}

function toDate(zoned: Temporal.ZonedDateTime): Date {
  return new Date(zoned.epochMilliseconds);
}
