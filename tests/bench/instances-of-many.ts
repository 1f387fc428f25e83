import type { BatchClinic, BatchPlan, BatchProblem } from "~/domain/batch/plan-many";
import { defaultWeights } from "~/domain/composer/weights";
import { overlaps, type Interval } from "~/domain/interval";
import { randomOf } from "~/domain/random";
import { addDays, dayBounds, eachDay, instantAt, weekdayOf, type Day } from "~/domain/time";

export interface ManySize {
  plans: number;
  weeks: number;
  physicians: number;
  rooms: number;
  carts: number;
  /** The chance of each half hour of each room to be taken beforehand: 0 to 1. */
  load: number;
}

const normalClinic = { weeks: 16, physicians: 5, rooms: 6, carts: 5, load: 0.5 };
const tightClinic = { weeks: 10, physicians: 5, rooms: 6, carts: 5, load: 0.89 };
const twice = (size: Omit<ManySize, "plans">) => ({
  ...size,
  physicians: 2 * size.physicians,
  rooms: 2 * size.rooms,
  carts: 2 * size.carts,
});

/** The published sizes: a clinic as full as most, and one in which there is hardly any time left for as many courses. */
export const sizes = {
  "normal-100": { plans: 100, ...normalClinic },
  "normal-200": { plans: 200, ...twice(normalClinic) },
  "tight-100": { plans: 100, ...tightClinic },
  "tight-200": { plans: 200, ...twice(tightClinic) },
} satisfies Record<string, ManySize>;

const zone = "America/Denver";
const clinicId = "riverside";
const MS_PER_MINUTE = 60_000;
const [OPENS, NOON, CLOSES] = [480, 720, 1020];
const phases = { prepare: 5, treat: 15, recover: 10 };
const SESSION = 30;
const QUARTER = 15;

/**
 * Many courses to plan at once, the same for the same seed.
 *
 * One clinic, open on weekdays from eight to five over some week of 2027 and those after it. Every physician has one weekday
 * off. Every third room is shielded, with a fluoroscope fixed to it; carts with ultrasound go anywhere. Beforehand sessions
 * of 5 + 15 + 10 minutes stand back to back in every room, in every other room a quarter later, each with a physician and a
 * device that are free for its treatment; each of them is left out with a chance of 1 − `load`.
 *
 * Of the courses, 40 % are backs and necks of 3 to 5 sessions, half of them with a fluoroscope; the others are limbs of 2 to
 * 4 sessions, one in ten with a fluoroscope. Gaps are 14 to 28 days, 21 at best. 40 % have begun, 7 to 35 days ago, so that
 * some are overdue. Everyone would rather have a certain physician: the one they had, where they had one.
 */
export function aBatch(seed: number, size: ManySize): BatchProblem {
  const random = randomOf(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const today = addDays("2027-01-04", 7 * upTo(50));
  const days = eachDay(today, addDays(today, size.weeks * 7 - 1));
  const last = days.at(-1) ?? today;
  const at = (day: Day, minute: number) => instantAt(day, minute, zone).getTime();
  const weekdays = days.filter((day) => weekdayOf(day) <= 5);
  const hours = (off: number) =>
    weekdays
      .filter((day) => weekdayOf(day) !== off)
      .map((day) => ({ start: at(day, OPENS), end: at(day, CLOSES) }));
  const named = (noun: string, count: number) =>
    Array.from({ length: count }, (_, index) => ({ id: `${noun} ${index + 1}`, busy: noBusy() }));

  const physicians = named("physician", size.physicians).map((one, index) => ({
    ...one,
    working: hours(1 + (index % 5)),
  }));
  const rooms = named("room", size.rooms).map((room, index) => ({
    ...room,
    kind: index % 3 === 2 ? ("shielded" as const) : ("procedure" as const),
  }));
  const carts = named("cart", size.carts).map((cart) => ({
    ...cart,
    kind: "ultrasound" as const,
    roomId: null,
  }));
  const fluoroscopes = rooms
    .filter(({ kind }) => kind === "shielded")
    .map(({ id }) => ({
      id: `fluoroscope of ${id}`,
      kind: "fluoroscope" as const,
      roomId: id,
      busy: noBusy(),
    }));

  const anyFree = (pool: readonly { busy: Interval[] }[], phase: Interval) => {
    const free = pool.filter(({ busy }) => !busy.some((one) => overlaps(one, phase)));
    return free[upTo(free.length - 1)];
  };
  for (const day of weekdays) {
    for (const [index, room] of rooms.entries()) {
      for (let from = OPENS + (index % 2) * QUARTER; from + SESSION <= CLOSES; from += SESSION) {
        if (random() >= size.load) continue;
        const whole = { start: at(day, from), end: at(day, from + SESSION) };
        const treatment = {
          start: whole.start + phases.prepare * MS_PER_MINUTE,
          end: whole.end - phases.recover * MS_PER_MINUTE,
        };
        const here = physicians.filter(({ working }) => working.some((hour) => overlaps(hour, treatment)));
        const own = fluoroscopes.filter(({ roomId }) => roomId === room.id);
        const physician = anyFree(here, treatment);
        const device = anyFree(own.length > 0 && random() < 0.7 ? own : carts, treatment);
        if (!physician || !device) continue;
        room.busy.push(whole);
        physician.busy.push(treatment);
        device.busy.push(treatment);
      }
    }
  }
  const clinic: BatchClinic = {
    clinicId,
    zone,
    frame: { start: dayBounds(today, zone).start.getTime(), end: dayBounds(last, zone).end.getTime() },
    notBefore: dayBounds(today, zone).start.getTime(),
    dayStarts: [...days, addDays(last, 1)].map((day) => dayBounds(day, zone).start.getTime()),
    noons: days.map((day) => at(day, NOON)),
    clinicOpen: hours(0),
    physicians,
    rooms,
    devices: [...carts, ...fluoroscopes],
  };
  const plans = named("plan", size.plans).map(({ id }): BatchPlan => {
    const isBack = random() < 0.4;
    const physicianId = physicians[upTo(physicians.length - 1)]?.id ?? "";
    const hasBegun = random() < 0.4;
    return {
      id,
      patientId: `patient of ${id}`,
      course: {
        count: (isBack ? 3 : 2) + upTo(2),
        range: { min: 14, target: 21, max: 28 },
        sessions: hasBegun ? [{ day: addDays(today, -7 - upTo(28)), physicianId, clinicId }] : [],
      },
      phases,
      guidance: random() < (isBack ? 0.5 : 0.1) ? "fluoroscope" : "ultrasound",
      wishes: { ...noWishes, preferredPhysicianId: physicianId },
      patientBusy: [],
    };
  });
  return { today, clinics: [clinic], plans, weights: defaultWeights };
}

const noBusy = (): Interval[] => [];
const noWishes = {
  times: null,
  physicianId: null,
  preferredPhysicianId: null,
  clinicId: null,
  roomId: null,
  deviceId: null,
  notBefore: null,
  notAfter: null,
};
