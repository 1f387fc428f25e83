import type { Clinic, CourseFacts, Wishes } from "~/domain/composer/compose";
import type { CourseProblem } from "~/domain/composer/solve";
import { defaultWeights } from "~/domain/composer/weights";
import { randomOf } from "~/domain/random";
import { addDays, dayBounds, eachDay, instantAt, weekdayOf } from "~/domain/time";

/**
 * Instances of course scheduling, the same for the same seed: a clinic of so many physicians, rooms and carts, that is
 * open on weekdays from eight to five, where everybody works four days a week and a share of the quarter hours is taken.
 */
export interface Size {
  physicians: number;
  rooms: number;
  devices: number;
  weeks: number;
  /** The share of each physician's, room's and device's time that is taken: 0 to 1. */
  load: number;
  sessions: number;
}

const zone = "America/Denver";
const MS_PER_MINUTE = 60_000;

export const anyWishes: Wishes = {
  times: null,
  physicianId: null,
  preferredPhysicianId: "physician 0",
  clinicId: null,
  roomId: null,
  deviceId: null,
  notBefore: null,
  notAfter: null,
};

export function aClinic(seed: number, size: Size): { facts: CourseFacts; clinics: Clinic[] } {
  const random = randomOf(seed);
  const today = addDays("2026-11-24", Math.floor(random() * 300));
  const last = addDays(today, size.weeks * 7 - 1);
  const days = eachDay(today, last);
  const hours = (off: number) =>
    days
      .filter((day) => weekdayOf(day) <= 5 && weekdayOf(day) !== off)
      .map((day) => ({
        start: instantAt(day, 480, zone).getTime(),
        end: instantAt(day, 1020, zone).getTime(),
      }));
  const open = hours(0);
  const busy = (load: number) =>
    open.flatMap(({ start, end }) => {
      const taken = [];
      for (let at = start; at < end; at += 15 * MS_PER_MINUTE) {
        if (random() < load) taken.push({ start: at, end: at + 15 * MS_PER_MINUTE });
      }
      return taken;
    });
  const named = (noun: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${noun} ${String(index)}`);
  const frame = { start: dayBounds(today, zone).start.getTime(), end: dayBounds(last, zone).end.getTime() };
  const clinic: Clinic = {
    clinicId: "riverside",
    zone,
    dayStarts: [...days, addDays(last, 1)].map((day) => dayBounds(day, zone).start.getTime()),
    noons: days.map((day) => instantAt(day, 720, zone).getTime()),
    search: {
      frame,
      stepMinutes: 15,
      notBefore: frame.start,
      phases: { prepare: 5, treat: 15, recover: 10 },
      guidance: "ultrasound",
      clinicOpen: open,
      physicians: named("physician", size.physicians).map((id) => ({
        id,
        working: hours(1 + Math.floor(random() * 5)),
        busy: busy(size.load),
      })),
      rooms: named("room", size.rooms).map((id) => ({ id, kind: "procedure", busy: busy(size.load) })),
      devices: named("device", size.devices).map((id) => ({
        id,
        kind: "ultrasound",
        roomId: null,
        busy: busy(size.load),
      })),
      patientBusy: [],
    },
  };
  const facts: CourseFacts = {
    today,
    count: size.sessions,
    range: { min: 14, target: 21, max: 28 },
    sessions: [{ day: addDays(today, -10), physicianId: "physician 0", clinicId: "riverside" }],
  };
  return { facts, clinics: [clinic] };
}

/** A problem small enough to try everything: few days, lanes and sessions, every cost a multiple of a quarter. */
export function aSmallProblem(seed: number): CourseProblem {
  const random = randomOf(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const quarter = (most: number) => upTo(most * 4) / 4;
  const dayCount = 6 + upTo(10);
  const lanes = Array.from({ length: 1 + upTo(3) }, (_, lane) => ({
    physicianId: `physician ${String(lane % 3)}`,
    clinicId: `clinic ${String(lane >> 1)}`,
  }));
  const min = 1 + upTo(2);
  const target = min + upTo(3);
  return {
    dayCount,
    lanes,
    costs: Float64Array.from({ length: dayCount * lanes.length }, () =>
      random() < 0.4 ? Infinity : quarter(8),
    ),
    count: 1 + upTo(2),
    range: { min, target, max: target + upTo(3) },
    previous: random() < 0.5 ? null : { day: -1 - upTo(6), lane: upTo(lanes.length - 1) },
    standing: random() < 0.6 ? [] : [{ day: upTo(dayCount - 1), lane: upTo(lanes.length - 1) }],
    lateDays: 0,
    weights: defaultWeights,
  };
}
