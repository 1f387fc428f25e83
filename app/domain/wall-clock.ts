import { dayFromNumber, type Day } from "./day";

/**
 * What the clock on the clinic's wall shows at an instant. Safe in the browser (Intl only), and fast enough to be
 * asked for every session of a page.
 */
export type Zone = string;

export interface WallClock {
  day: Day;
  /** Minutes on the dial since midnight, not elapsed: 01:30 is 90 both times when the clocks go back. */
  minutes: number;
}

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;
const REMEMBERED_DAYS_PER_ZONE = 20_000;

const formatters = new Map<Zone, Intl.DateTimeFormat>();
const offsets = new Map<Zone, Map<number, number>>();

export function wallClock(instant: Date, zone: Zone): WallClock {
  const local = instant.getTime() + offsetMs(instant.getTime(), zone);
  const day = Math.floor(local / MS_PER_DAY);
  return { day: dayFromNumber(day), minutes: Math.floor((local - day * MS_PER_DAY) / MS_PER_MINUTE) };
}

/**
 * How far the zone's clock is ahead of UTC. Asking Intl costs microseconds, so it is asked twice for a day: when the
 * offset is the same at both of the day's ends, it holds all day.
 */
export function offsetMs(instantMs: number, zone: Zone): number {
  const utcDay = Math.floor(instantMs / MS_PER_DAY);
  const atStart = offsetAtUtcMidnight(utcDay, zone);
  return atStart === offsetAtUtcMidnight(utcDay + 1, zone) ? atStart : readOffsetMs(instantMs, zone);
}

function offsetAtUtcMidnight(utcDay: number, zone: Zone): number {
  let remembered = offsets.get(zone);
  if (!remembered || remembered.size > REMEMBERED_DAYS_PER_ZONE)
    offsets.set(zone, (remembered = new Map<number, number>()));
  let offset = remembered.get(utcDay);
  if (offset === undefined) remembered.set(utcDay, (offset = readOffsetMs(utcDay * MS_PER_DAY, zone)));
  return offset;
}

function readOffsetMs(instantMs: number, zone: Zone): number {
  const parts = formatterFor(zone).formatToParts(instantMs);
  const read = (type: Intl.DateTimeFormatPartTypes) =>
    Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(
    read("year"),
    read("month") - 1,
    read("day"),
    read("hour"),
    read("minute"),
    read("second"),
  );
  return local - Math.floor(instantMs / 1000) * 1000;
}

function formatterFor(zone: Zone): Intl.DateTimeFormat {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "numeric",
      day: "numeric",
      hour: "numeric",
      minute: "numeric",
      second: "numeric",
    });
    formatters.set(zone, formatter);
  }
  return formatter;
}
