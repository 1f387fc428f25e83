import { addDays, weekdayOf, type Day } from "~/domain/day";
import type { Guidance } from "~/domain/vocabulary";
import { knownAbsences } from "./absences";
import type { ClinicKey } from "./places";
import type { PhysicianKey } from "./team";
import { workingWeek } from "./week";

/**
 * When each physician treats. The demo is centred on today, so the week turns with it: place 0 of the working week is
 * today, and the busiest.
 */
export interface Rhythm {
  physician: PhysicianKey;
  clinic: ClinicKey;
  guidance: Guidance;
  place: 0 | 1 | 2 | 3 | 4;
  starts: number;
  ends: number;
  /** Two rooms are served in turn, a quarter of an hour apart. */
  rooms: [number] | [number, number];
  device: string;
  /** The practice has grown: days before today from which it holds. */
  sinceDays: number;
}

const ultrasound = { guidance: "ultrasound" as const };
const cArm = { guidance: "fluoroscope" as const, device: "C-arm 1" };
const at = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));
const hours = (from: string, to: string) => ({ starts: at(from), ends: at(to) });

// prettier-ignore
export const rhythms: Rhythm[] = [
  { physician: "okafor", clinic: "riverside", ...ultrasound, place: 0, ...hours("08:15", "11:15"), rooms: [1, 2], device: "Ultrasound 1", sinceDays: 760 },
  { physician: "siddiq", clinic: "riverside", ...ultrasound, place: 0, ...hours("13:00", "15:30"), rooms: [4, 5], device: "Ultrasound 2", sinceDays: 760 },
  { physician: "siddiq", clinic: "riverside", ...ultrasound, place: 2, ...hours("09:00", "11:30"), rooms: [4], device: "Ultrasound 2", sinceDays: 180 },
  { physician: "varga", clinic: "riverside", ...cArm, place: 0, ...hours("08:00", "11:00"), rooms: [3], sinceDays: 760 },
  { physician: "varga", clinic: "riverside", ...cArm, place: 3, ...hours("13:00", "15:30"), rooms: [3], sinceDays: 330 },
  { physician: "castellan", clinic: "riverside", ...ultrasound, place: 1, ...hours("09:00", "12:00"), rooms: [6], device: "Ultrasound 4", sinceDays: 480 },
  { physician: "castellan", clinic: "foothills", ...ultrasound, place: 4, ...hours("13:00", "15:30"), rooms: [1], device: "Ultrasound 1", sinceDays: 380 },
  { physician: "adeyemi", clinic: "riverside", ...ultrasound, place: 1, ...hours("13:00", "15:30"), rooms: [2], device: "Ultrasound 3", sinceDays: 230 },
  { physician: "adeyemi", clinic: "foothills", ...ultrasound, place: 4, ...hours("09:00", "11:30"), rooms: [2], device: "Ultrasound 2", sinceDays: 230 },
  { physician: "sorley", clinic: "foothills", ...ultrasound, place: 0, ...hours("09:00", "11:30"), rooms: [1], device: "Ultrasound 1", sinceDays: 560 },
  { physician: "whitfield", clinic: "harbour", ...ultrasound, place: 0, ...hours("08:30", "10:30"), rooms: [1, 2], device: "Ultrasound 1", sinceDays: 420 },
  { physician: "whitfield", clinic: "harbour", ...ultrasound, place: 3, ...hours("13:00", "15:30"), rooms: [1], device: "Ultrasound 1", sinceDays: 210 },
  { physician: "quiroga", clinic: "harbour", ...cArm, place: 1, ...hours("09:00", "12:00"), rooms: [3], sinceDays: 420 },
];

export interface Slot {
  room: number;
  startsMinute: number;
}

export interface HalfDay extends Rhythm {
  /** Days from today. */
  on: number;
  slots: Slot[];
}

const SESSION_MINUTES = 30;
const STAGGER_MINUTES = 15;

export function slotsOf({ rooms, starts, ends }: Pick<Rhythm, "rooms" | "starts" | "ends">): Slot[] {
  return rooms
    .flatMap((room, lane) => {
      const first = starts + lane * STAGGER_MINUTES;
      const count = Math.floor((ends - first) / SESSION_MINUTES);
      return Array.from({ length: count }, (_, index) => ({
        room,
        startsMinute: first + index * SESSION_MINUTES,
      }));
    })
    .sort((a, b) => a.startsMinute - b.startsMinute);
}

/** Every half-day from `from` to `to` days from today on which its clinic is open and its physician there. */
export function halfDays(today: Day, from: number, to: number): HalfDay[] {
  const week = workingWeek(today);
  const isAway = knownAbsences(today);
  const days: HalfDay[] = [];
  for (let on = from; on <= to; on++) {
    const weekday = weekdayOf(addDays(today, on));
    for (const rhythm of rhythms) {
      if (week[rhythm.place] !== weekday || on < -rhythm.sinceDays || isAway(on, rhythm)) continue;
      days.push({ ...rhythm, on, slots: slotsOf(rhythm) });
    }
  }
  return days;
}
