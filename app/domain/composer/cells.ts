import { eachInterval, type Interval, type Intervals } from "../interval";
import {
  anyOf,
  startsOf,
  type Choice,
  type OpeningSearch,
  type PhysicianTime,
  type Starts,
} from "../openings";
import { StartMask } from "../start-mask";
import type { Lane } from "./solve";
import type { Weights } from "./weights";

const MS_PER_MINUTE = 60_000;

/** One clinic's days, and all that may be taken on them. The search's frame reaches from the first to the last. */
export interface ClinicDays {
  clinicId: string;
  search: OpeningSearch;
  /** The instants at which its days begin, and at which the last one ends: one more than there are days. */
  dayStarts: readonly number[];
  /** The instants of its days' noons: a device's half-days end there. */
  noons: readonly number[];
  /** What share of each physician's days is taken, where that is known already. */
  loads?: ReadonlyMap<string, Float64Array>;
}

/** Every lane on every day: what its best session costs, and which it is. */
export interface Cells {
  dayCount: number;
  lanes: readonly Lane[];
  costs: Float64Array;
  /** Only for a cell whose cost is finite. The earliest; or, of those that cost as much, the nearest to a time of that day. */
  choice(day: number, lane: number, minute?: number): Choice;
}

/**
 * The cheapest session of each physician at each clinic on each day; of equally cheap ones the earliest. What a session
 * costs depends on its day and on whether it gets one of the places that it should rather have.
 */
export function cellsOf(
  clinics: readonly ClinicDays[],
  preferredPhysicianId: string | null,
  weights: Weights,
): Cells {
  const dayCount = Math.max(0, ...clinics.map(({ dayStarts }) => dayStarts.length - 1));
  const columns = clinics.flatMap((clinic) => columnsOf(clinic, preferredPhysicianId, weights));
  const costs = new Float64Array(dayCount * columns.length).fill(Infinity);
  const indexes = new Int32Array(costs.length).fill(-1);
  columns.forEach((column, lane) => {
    for (let day = 0; day < dayCount; day++) {
      const cell = day * columns.length + lane;
      const index = column.cheapest(day);
      if (index < 0) continue;
      costs[cell] = column.cost(day, index);
      indexes[cell] = index;
    }
  });
  return {
    dayCount,
    lanes: columns.map(({ lane }) => lane),
    costs,
    choice: (day, lane, minute) => {
      const column = columns[lane];
      const index = indexes[day * columns.length + lane] ?? -1;
      if (!column || index < 0) throw new Error("nothing is free there");
      return column.choice(minute === undefined ? index : column.nearest(day, index, minute));
    },
  };
}

function columnsOf(clinic: ClinicDays, preferredPhysicianId: string | null, weights: Weights) {
  const { search, dayStarts } = clinic;
  const starts = startsOf(search);
  const { grid } = starts;
  const preferred = preferredPlaces(clinic, starts);
  const inPreferred = anyOf(grid, preferred);
  const elsewhere = search.guidance === "ultrasound" ? weights.shieldedRoom : weights.fluoroscopeOpened;
  const firsts = dayStarts.map((start) => Math.ceil((start - grid.start) / grid.stepMs));
  return search.physicians.map((physician) => {
    const free = starts.starts.copy().and(freeOf(starts, physician.id));
    const free1st = free.copy().and(inPreferred);
    const load = clinic.loads?.get(physician.id) ?? loadOf(physician, dayStarts);
    const other = preferredPhysicianId !== null && physician.id !== preferredPhysicianId;
    return {
      lane: { physicianId: physician.id, clinicId: clinic.clinicId },
      /** -1 where nothing is free. */
      cheapest: (day: number) => {
        const [from, until] = [firsts[day], firsts[day + 1]];
        if (from === undefined || until === undefined) return -1;
        const first = free1st.first(from, until);
        return first >= 0 ? first : free.first(from, until);
      },
      cost: (day: number, index: number) =>
        (other ? weights.otherPhysician : 0) +
        (load[day] ?? 0) * weights.fullDay +
        (free1st.has(index) ? 0 : elsewhere),
      nearest: (day: number, cheapest: number, minute: number) => {
        const alike = free1st.has(cheapest) ? free1st : free;
        const moment = (dayStarts[day] ?? 0) + minute * MS_PER_MINUTE;
        return alike.nearest(firsts[day] ?? 0, firsts[day + 1] ?? 0, moment);
      },
      choice: (index: number): Choice => ({
        startsAt: new Date(grid.start + index * grid.stepMs),
        physicianId: physician.id,
        ...placeAt(inPreferred.has(index) ? preferred : starts.places, index),
      }),
    };
  });
}

const freeOf = ({ grid, physicians }: Starts, id: string): StartMask =>
  physicians.find((physician) => physician.id === id)?.free ?? StartMask.none(grid);

/** With ultrasound those without lead; with a fluoroscope those whose device is used on that half-day anyway. */
function preferredPlaces(clinic: ClinicDays, { grid, places }: Starts): Starts["places"] {
  if (clinic.search.guidance === "ultrasound") return places.filter(({ kind }) => kind !== "shielded");
  const busyOf = (id: string) => clinic.search.devices.find((device) => device.id === id)?.busy ?? [];
  return places.map((place) => {
    const usable = place.usable.map(({ id, free }) => ({
      id,
      free: free.copy().and(StartMask.within(grid, usedHalfDays(clinic, busyOf(id)), { fromMs: 0, toMs: 1 })),
    }));
    return { ...place, usable, free: place.free.copy().and(anyOf(grid, usable)) };
  });
}

/** Half-days on which the device is taken already, by whatever. */
export function usedHalfDays(
  { dayStarts, noons }: Pick<ClinicDays, "dayStarts" | "noons">,
  busy: Intervals,
): Interval[] {
  const bounds = [...dayStarts, ...noons].sort((a, b) => a - b);
  const used = new Set<number>();
  eachInterval(busy, (start) => used.add(placeIn(bounds, start)));
  return [...used].flatMap((index) => {
    const [start, end] = [bounds[index], bounds[index + 1]];
    return start === undefined || end === undefined ? [] : [{ start, end }];
  });
}

function placeAt(places: Starts["places"], index: number): { roomId: string; deviceId: string } {
  const place = places.find(({ free }) => free.has(index));
  const device = place?.usable.find(({ free }) => free.has(index));
  if (!place || !device) throw new Error("a start has a room and a device");
  return { roomId: place.roomId, deviceId: device.id };
}

/** What share of the physician's hours each day is taken: 0 to 1. */
export function loadOf({ working, busy }: PhysicianTime, dayStarts: readonly number[]): Float64Array {
  const minutesByDay = (intervals: Intervals) => {
    const sums = new Float64Array(dayStarts.length);
    // In order as a rule, so that the day is found where the last one was.
    let day = 0;
    eachInterval(intervals, (start, end) => {
      while (start >= (dayStarts[day + 1] ?? Infinity)) day++;
      while (start < (dayStarts[day] ?? -Infinity)) day--;
      sums[day] = (sums[day] ?? 0) + end - start;
    });
    return sums;
  };
  const worked = minutesByDay(working);
  const taken = minutesByDay(busy);
  return worked.map((all, day) => (all > 0 ? Math.min(1, (taken[day] ?? 0) / all) : 0));
}

/** The index of the last bound that is not after the moment; -1 before the first. */
function placeIn(bounds: readonly number[], moment: number): number {
  let [low, high] = [-1, bounds.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] ?? Infinity) <= moment) low = middle;
    else high = middle;
  }
  return low;
}
