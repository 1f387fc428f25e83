import type { Period } from "~/domain/interval";
import { refuse } from "~/domain/refusals";
import { clockAt, daysBetween, type Day, type Zone } from "~/domain/time";
import type { PeriodFields } from "./forms";

const mostDays = 750;
const MINUTES_PER_DAY = 1440;

/**
 * The instants that a form's days and clock times mean; without times, whole days. Where the clocks jump over a time or
 * show it twice, the wider reading counts: time off that is an hour too long hurts nobody.
 */
export function periodOf(fields: PeriodFields, zone: Zone, now: Date): Period {
  const untilDay = fields.untilDay ?? fields.fromDay;
  if (daysBetween(fields.fromDay, untilDay) > mostDays) refuse("not-valid", { field: "untilDay" });
  const start = earliest(fields.fromDay, fields.fromTime ?? 0, zone);
  const end = latest(untilDay, fields.untilTime ?? MINUTES_PER_DAY, zone);
  if (end <= start) refuse("ends-before-it-starts", { field: "untilDay" });
  if (end <= now) refuse("in-the-past", { field: "untilDay" });
  return { start, end };
}

function earliest(day: Day, minutes: number, zone: Zone): Date {
  const reading = clockAt(day, minutes, zone);
  if (reading.kind === "once") return reading.instant;
  return reading.kind === "skipped" ? reading.next : reading.first;
}

function latest(day: Day, minutes: number, zone: Zone): Date {
  const reading = clockAt(day, minutes, zone);
  if (reading.kind === "once") return reading.instant;
  return reading.kind === "skipped" ? reading.next : reading.second;
}
