import { isValidOn, type ClinicFacts, type Hours, type WorkingHours } from "db/reads/clinic-facts";
import type { Interval } from "~/domain/interval";
import { weekdayOf, type Day } from "~/domain/time";
import { isClosure, offOf, offWords, touches } from "./off.server";
import type { DayLoad, TimeOffRow } from "./queries.server";

/** What a day holds against what its physicians could do. */
export interface LoadedDay {
  day: Day;
  sessions: number;
  /** Of the physicians' hours, 0–100; null where nobody works. */
  loadPercent: number | null;
  closed: boolean;
  notes: string[];
}

export function loadedDays(
  clinic: ClinicFacts,
  days: readonly Day[],
  loads: readonly DayLoad[],
  timeOff: readonly TimeOffRow[],
): LoadedDay[] {
  const byDay = new Map(loads.map((load) => [load.day, load]));
  return days.map((day) => {
    const capacityMinutes = clinic.physicians.reduce((sum, { id, hours }) => {
      const isOff = offOf(timeOff, id, day, clinic).length > 0;
      return (
        sum + (isOff ? 0 : minutesOn(hours, day).reduce((open, { start, end }) => open + end - start, 0))
      );
    }, 0);
    const { sessions = 0, minutes = 0 } = byDay.get(day) ?? {};
    return {
      day,
      sessions,
      loadPercent: capacityMinutes > 0 ? Math.min(100, Math.round((minutes / capacityMinutes) * 100)) : null,
      closed: minutesOn(clinic.hours, day).length === 0 || timeOff.some((off) => isClosure(off, day, clinic)),
      notes: timeOff.flatMap((off) => (touches(off, day, clinic) ? [offWords(off, clinic)] : [])),
    };
  });
}

/** The hours that hold on a day, as minutes of it. */
export function minutesOn(hours: readonly (Hours | WorkingHours)[], day: Day): Interval[] {
  const weekday = weekdayOf(day);
  return hours
    .filter((one) => one.weekday === weekday)
    .filter((one) => isValidOn(one, day))
    .map(({ starts, ends }) => ({ start: starts, end: ends }));
}
