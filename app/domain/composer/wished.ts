import { addDays, daysBetween, instantAt, weekdayOf, type Day, type Zone } from "../time";
import type { WeekdaySpan } from "../working-hours";
import { cellsOf, type Cells, type ClinicDays } from "./cells";
import type { Lane } from "./solve";
import type { Weights } from "./weights";

/** What the scheduler asks for on the spot; null is no matter. */
export interface Wishes {
  /** When the patient can come. */
  times: readonly WeekdaySpan[] | null;
  /** Nobody else. */
  physicianId: string | null;
  /** Rather than others; null where all are alike. */
  preferredPhysicianId: string | null;
  clinicId: string | null;
  roomId: string | null;
  deviceId: string | null;
  notBefore: Day | null;
  notAfter: Day | null;
}

/** A clinic on the days that are searched, with everybody and everything of it. */
export interface Clinic extends ClinicDays {
  zone: Zone;
}

/** The cheapest session of each lane on each day that is as wished for. */
export function wishedCells(clinics: readonly Clinic[], wishes: Wishes, weights: Weights, today: Day): Cells {
  const cells = cellsOf(wished(clinics, wishes, today), wishes.preferredPhysicianId, weights);
  forbid(cells, wishes, today);
  return cells;
}

/** The lanes, and those of sessions that stand elsewhere; where nothing is free, nothing can be booked. */
export function withLanesOf(
  { costs, lanes, dayCount }: Pick<Cells, "costs" | "lanes" | "dayCount">,
  sessions: readonly Lane[],
) {
  const all = [...lanes];
  const laneOf = (lane: Lane) => {
    const known = all.findIndex(
      ({ physicianId, clinicId }) => physicianId === lane.physicianId && clinicId === lane.clinicId,
    );
    return known >= 0 ? known : all.push({ physicianId: lane.physicianId, clinicId: lane.clinicId }) - 1;
  };
  const laneIndexes = sessions.map(laneOf);
  return { lanes: all, costs: widened(costs, lanes.length, all.length, dayCount), laneIndexes };
}

/** The clinics with only those people and places that are wished for, and the patient's time. */
function wished(clinics: readonly Clinic[], wishes: Wishes, today: Day): ClinicDays[] {
  const { physicianId, clinicId, roomId, deviceId, times } = wishes;
  const only = <T extends { id: string }>(pool: readonly T[], id: string | null) =>
    id === null ? pool : pool.filter((one) => one.id === id);
  return clinics
    .filter((clinic) => clinicId === null || clinic.clinicId === clinicId)
    .map((clinic) => ({
      ...clinic,
      search: {
        ...clinic.search,
        physicians: only(clinic.search.physicians, physicianId),
        rooms: only(clinic.search.rooms, roomId),
        devices: only(clinic.search.devices, deviceId),
        patientFree: times && timesOn(clinic, times, today),
      },
    }));
}

export function timesOn(
  { dayStarts, zone }: Pick<Clinic, "dayStarts" | "zone">,
  times: readonly WeekdaySpan[],
  today: Day,
) {
  return dayStarts.slice(0, -1).flatMap((_, index) => {
    const day = addDays(today, index);
    const weekday = weekdayOf(day);
    return times
      .filter((time) => time.weekday === weekday)
      .map(({ startsMinute, endsMinute }) => ({
        start: instantAt(day, startsMinute, zone).getTime(),
        end: instantAt(day, endsMinute, zone).getTime(),
      }));
  });
}

/** Room for the lanes of sessions that stand elsewhere. */
function widened(costs: Float64Array, from: number, to: number, dayCount: number): Float64Array {
  if (from === to) return costs;
  const wide = new Float64Array(dayCount * to).fill(Infinity);
  for (let day = 0; day < dayCount; day++) {
    wide.set(costs.subarray(day * from, (day + 1) * from), day * to);
  }
  return wide;
}

/** Nothing before or after the days that are wished for. */
function forbid({ costs, lanes, dayCount }: Cells, { notBefore, notAfter }: Wishes, today: Day) {
  const clamp = (day: number) => Math.min(Math.max(day, 0), dayCount) * lanes.length;
  if (notBefore) costs.fill(Infinity, 0, clamp(daysBetween(today, notBefore)));
  if (notAfter) costs.fill(Infinity, clamp(daysBetween(today, notAfter) + 1));
}
