import { addDays, daysBetween, eachDay, weekdayOf, type Day } from "~/domain/day";
import { clinics, type ClinicKey } from "./places";
import { Random } from "./random";
import { physicians, type PhysicianKey } from "./team";
import { workingWeek } from "./week";

/** Days on which a clinic is closed or a physician away, counted from today, both ends included. */
export interface Closure {
  clinic: ClinicKey;
  on: number;
  reason: string;
}

export interface Leave {
  physician: PhysicianKey;
  from: number;
  to: number;
  reason: string;
  /** Saved after patients had been booked: these sessions lose their physician. */
  hitsBookings: boolean;
}

/** Two years and the coming weeks. */
const FIRST = -760;
const LAST = 60;

export function closures(today: Day): Closure[] {
  const holidays = eachDay(addDays(today, FIRST), addDays(today, LAST)).flatMap((day) => {
    const reason = holidayOn(day);
    // Whoever tries the demo on a holiday should still see a day's work.
    return reason && day !== today ? [{ on: daysBetween(today, day), reason }] : [];
  });
  return [
    ...clinics.flatMap(({ key }) => holidays.map((holiday) => ({ clinic: key, ...holiday }))),
    ...[-200, 9].map((around) => ({
      clinic: "foothills" as const,
      on: nextWorkday(today, around),
      reason: "Staff training day",
    })),
  ].filter(
    (closure, index, all) =>
      all.findIndex((other) => other.clinic === closure.clinic && other.on === closure.on) === index,
  );
}

function nextWorkday(today: Day, on: number): number {
  const week = workingWeek(today);
  return week.includes(weekdayOf(addDays(today, on))) ? on : nextWorkday(today, on + 1);
}

/** Closed in most American practices. */
function holidayOn(day: Day): string | null {
  const [month, date] = [Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  const weekday = weekdayOf(day);
  if (month === 1 && date === 1) return "New Year's Day";
  if (month === 5 && weekday === 1 && date > 24) return "Memorial Day";
  if (month === 7 && date === 4) return "Independence Day";
  if (month === 9 && weekday === 1 && date < 8) return "Labor Day";
  if (month === 11 && weekday === 4 && date > 21 && date < 29) return "Thanksgiving Day";
  if (month === 12 && date === 25) return "Christmas Day";
  return null;
}

/** A week away about twice a year each; and Dr Castellan's, just entered, whose patients wait to be rebooked. */
export function leaves(today: Day): Leave[] {
  const past = physicians.flatMap(({ key }) => {
    const random = new Random(`leave ${key} ${today}`);
    return [-690, -520, -330, -150].map((around) => {
      const from = mondayFrom(today, around + random.int(-50, 50));
      const reason = random.pick(["Holiday", "Holiday", "Conference", "Family leave"]);
      return { physician: key, from, to: from + 6, reason, hitsBookings: false };
    });
  });
  const coming = mondayFrom(today, 26);
  return [
    ...past,
    { physician: "whitfield", from: coming, to: coming + 6, reason: "Holiday", hitsBookings: false },
    { physician: "castellan", from: 4, to: 10, reason: "Family leave", hitsBookings: true },
  ];
}

function mondayFrom(today: Day, on: number): number {
  return on + ((1 - weekdayOf(addDays(today, on)) + 7) % 7);
}

/** What was known when the sessions were booked, so that nothing was booked then. */
export function knownAbsences(today: Day) {
  const closed = new Set(closures(today).map((closure) => `${closure.clinic} ${closure.on}`));
  const away = leaves(today).filter(({ hitsBookings }) => !hitsBookings);
  return (on: number, { clinic, physician }: { clinic: ClinicKey; physician: PhysicianKey }): boolean =>
    closed.has(`${clinic} ${on}`) ||
    away.some((leave) => leave.physician === physician && leave.from <= on && on <= leave.to);
}

/** When a piece of equipment was out of use: a stretch of one day. */
export function maintenances() {
  return [
    { clinic: "riverside" as const, device: "C-arm 1", on: 0, starts: 13 * 60, ends: 14 * 60 + 30 },
    { clinic: "riverside" as const, device: "C-arm 1", on: -182, starts: 13 * 60, ends: 16 * 60 },
    { clinic: "harbour" as const, device: "Ultrasound 2", on: 7, starts: 9 * 60, ends: 12 * 60 },
  ];
}
