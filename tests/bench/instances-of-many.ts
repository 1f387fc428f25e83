import type { BatchClinic, BatchPlan, BatchProblem } from "~/domain/batch/problem";
import { defaultWeights } from "~/domain/composer/weights";
import { randomOf } from "~/domain/random";
import { addDays, dayBounds, eachDay, instantAt, weekdayOf, type Day } from "~/domain/time";
import type { Guidance } from "~/domain/vocabulary";

export interface ManySize {
  plans: number;
  /** The share of the rooms' half hours that is taken beforehand: 0 to 1. */
  load: number;
  physicians: number;
  /** Of which every third is shielded and has a fluoroscope of its own. */
  rooms: number;
  carts: number;
  weeks: number;
}

export const normal: ManySize = { plans: 200, load: 0.5, physicians: 10, rooms: 12, carts: 10, weeks: 16 };
export const tight: ManySize = { plans: 100, load: 0.89, physicians: 5, rooms: 6, carts: 5, weeks: 12 };

const zone = "America/Denver";
const clinicId = "riverside";
const MS = 60_000;
const [OPENS, CLOSES, HALF_HOUR, QUARTER] = [480, 1020, 30, 15];

export function aBatch(seed: number, size: ManySize): BatchProblem {
  const random = randomOf(seed);
  const upTo = (most: number) => Math.floor(random() * (most + 1));
  const today = addDays("2027-01-04", 7 * upTo(50));
  const days = eachDay(today, addDays(today, size.weeks * 7 - 1));
  const last = days.at(-1) ?? today;
  const at = (day: Day, minute: number) => instantAt(day, minute, zone).getTime();
  const opens = days.filter((day) => weekdayOf(day) <= 5);
  const hours = (off: number) =>
    opens
      .filter((day) => weekdayOf(day) !== off)
      .map((day) => ({ start: at(day, OPENS), end: at(day, CLOSES) }));
  const named = (noun: string, count: number) =>
    Array.from({ length: count }, (_, index) => `${noun} ${index + 1}`);

  const physicians = named("physician", size.physicians).map((id, index) => ({
    id,
    off: 1 + (index % 5),
    working: hours(1 + (index % 5)),
    busy: [] as { start: number; end: number }[],
  }));
  const rooms = named("room", size.rooms).map((id, index) => ({
    id,
    kind: index % 3 === 2 ? ("shielded" as const) : ("procedure" as const),
    busy: [] as { start: number; end: number }[],
  }));
  const devices = [
    ...named("cart", size.carts).map((id) => ({
      id,
      kind: "ultrasound" as Guidance,
      roomId: null as string | null,
      busy: [] as { start: number; end: number }[],
    })),
    ...rooms
      .filter(({ kind }) => kind === "shielded")
      .map(({ id }) => ({
        id: `c-arm of ${id}`,
        kind: "fluoroscope" as Guidance,
        roomId: id as string | null,
        busy: [] as { start: number; end: number }[],
      })),
  ];
  const isFree = (busy: { start: number; end: number }[], start: number, end: number) =>
    busy.every((one) => one.end <= start || one.start >= end);
  const shuffled = <T>(values: readonly T[]) =>
    values
      .map((value) => [random(), value] as const)
      .sort((a, b) => a[0] - b[0])
      .map(([, value]) => value);
  // Back to back through the day, the rooms staggered by a quarter; then as many are taken out as are to be free.
  for (const day of opens) {
    for (const [index, room] of rooms.entries()) {
      for (let minute = OPENS + (index % 2) * QUARTER; minute + HALF_HOUR <= CLOSES; minute += HALF_HOUR) {
        if (random() >= size.load) continue;
        const [start, end] = [at(day, minute), at(day, minute + HALF_HOUR)];
        const [from, until] = [start + 5 * MS, start + 20 * MS];
        const physician = shuffled(physicians).find(
          (one) =>
            one.working.some((work) => work.start <= from && until <= work.end) &&
            isFree(one.busy, from, until),
        );
        const own = room.kind === "shielded" ? devices.filter((one) => one.roomId === room.id) : [];
        const device = shuffled([
          ...(random() < 0.7 ? own : []),
          ...devices.filter(({ kind }) => kind === "ultrasound"),
        ]).find(({ busy }) => isFree(busy, from, until));
        if (!physician || !device) continue;
        room.busy.push({ start, end });
        physician.busy.push({ start: from, end: until });
        device.busy.push({ start: from, end: until });
      }
    }
  }
  const frame = { start: dayBounds(today, zone).start.getTime(), end: dayBounds(last, zone).end.getTime() };
  const clinic: BatchClinic = {
    clinicId,
    zone,
    frame,
    notBefore: frame.start,
    dayStarts: [...days, addDays(last, 1)].map((day) => dayBounds(day, zone).start.getTime()),
    noons: days.map((day) => at(day, 720)),
    clinicOpen: hours(0),
    physicians: physicians.map(({ id, working, busy }) => ({ id, working, busy })),
    rooms,
    devices,
  };
  const plans = named("plan", size.plans).map((id): BatchPlan => {
    const isBack = random() < 0.4;
    const left = isBack ? 3 + upTo(2) : 2 + upTo(2);
    const physicianId = physicians[upTo(physicians.length - 1)]?.id ?? "";
    const ago = 7 + upTo(28);
    return {
      id,
      patientId: `patient of ${id}`,
      course: {
        count: left,
        range: { min: 14, target: 21, max: 28 },
        sessions: random() < 0.4 ? [{ day: addDays(today, -ago), physicianId, clinicId }] : [],
      },
      phases: { prepare: 5, treat: 15, recover: 10 },
      guidance: random() < (isBack ? 0.5 : 0.1) ? "fluoroscope" : "ultrasound",
      wishes: {
        times: null,
        physicianId: null,
        preferredPhysicianId: physicianId,
        clinicId: null,
        roomId: null,
        deviceId: null,
        notBefore: null,
        notAfter: null,
      },
      patientBusy: [],
    };
  });
  return { today, clinics: [clinic], plans, weights: defaultWeights };
}
