import { loadOf, usedHalfDays } from "../composer/cells";
import type { Weights } from "../composer/weights";
import { deviceSuits, startsOf, STEP_MINUTES } from "../openings";
import { StartMask } from "../start-mask";
import { wholeMs, type Layout, type Units } from "./layout";
import type { BatchClinic, BatchPlan, BatchProblem } from "./problem";

/** One physician at one clinic. */
export interface BatchLane {
  clinic: number;
  clinicId: string;
  physicianId: string;
  /** Their index at the clinic. */
  physician: number;
  /** What a full day of theirs would cost, as full as each is. */
  loadCosts: Float64Array;
}

/** A room or device at a clinic: where its units begin, and what it costs at each start; Infinity where it is not free. */
export interface Offered {
  id: string;
  row: number;
  costs: Float64Array;
}

/** What one clinic has, before the batch, for one kind of session. */
export interface Offer {
  clinic: number;
  /** The instant at which its grid begins, and how long a session lasts. */
  gridStart: number;
  wholeMs: number;
  /** Places on the clinic's grid at which a session could begin, in order; and how many of them come before each day. */
  starts: Int32Array;
  before: Int32Array;
  physicians: { lane: number; row: number; isFree: Uint8Array }[];
  rooms: (Offered & { fixed: number[] })[];
  devices: Offered[];
  /** Indexes of the devices that go to any room. */
  portable: number[];
  whole: Units;
  /** A session can last into the next day. */
  mayCrossMidnight: boolean;
  treatment: Units;
}

export function lanesOf({ clinics, weights }: Pick<BatchProblem, "clinics" | "weights">): BatchLane[] {
  return clinics.flatMap(({ clinicId, physicians, dayStarts }, clinic) =>
    physicians.map((physician, index) => ({
      clinic,
      physician: index,
      clinicId,
      physicianId: physician.id,
      loadCosts: loadOf(physician, dayStarts).map((load) => load * weights.fullDay),
    })),
  );
}

/** Plans whose sessions need the same: they have the same offers, one of each clinic. */
export interface Kind {
  index: number;
  offers: readonly Offer[];
}

/** What tells a plan's kind from others. */
export function kindOf({ guidance, phases, wishes }: BatchPlan): string {
  const { prepare, treat, recover } = phases;
  return JSON.stringify([guidance, prepare, treat, recover, wishes.roomId, wishes.deviceId]);
}

export function offerOf(
  clinic: BatchClinic,
  index: number,
  plan: Pick<BatchPlan, "guidance" | "phases" | "wishes">,
  lanes: readonly BatchLane[],
  layout: Layout,
  weights: Weights,
): Offer {
  const { guidance, phases, wishes } = plan;
  const wished = <T extends { id: string }>(pool: readonly T[], id: string | null) =>
    id === null ? pool : pool.filter((one) => one.id === id);
  const search = {
    ...clinic,
    stepMinutes: STEP_MINUTES,
    phases,
    guidance,
    rooms: wished(clinic.rooms, wishes.roomId),
    devices: wished(clinic.devices, wishes.deviceId),
    patientBusy: [],
  };
  const found = startsOf(search);
  const { grid } = found;
  const indexes = found.starts.indexes();
  const firsts = clinic.dayStarts.map((start) => Math.ceil((start - grid.start) / grid.stepMs));
  const before = firsts.map((first) => countBelow(indexes, first));
  const costsOf = (free: StartMask, costAt: (index: number) => number) =>
    Float64Array.from(indexes, (at) => (free.has(at) ? costAt(at) : Infinity));

  const devices = search.devices
    .filter(({ kind }) => kind === guidance)
    .map((device) => {
      const used = StartMask.within(grid, usedHalfDays(clinic, device.busy), { fromMs: 0, toMs: 1 });
      const free = found.places.flatMap(({ usable }) => usable.filter(({ id }) => id === device.id))[0]?.free;
      const opening = guidance === "fluoroscope" ? weights.fluoroscopeOpened : 0;
      return {
        ...device,
        row: layout.device(index, device.id),
        costs: costsOf(free ?? StartMask.none(grid), (at) => (used.has(at) ? 0 : opening)),
      };
    });
  const rooms = found.places.map(({ roomId, kind, free }) => ({
    id: roomId,
    row: layout.room(index, roomId),
    costs: costsOf(free, () => (guidance === "ultrasound" && kind === "shielded" ? weights.shieldedRoom : 0)),
    fixed: devices.flatMap((device, at) =>
      device.roomId !== null && deviceSuits(device, guidance, roomId) ? [at] : [],
    ),
  }));
  return {
    clinic: index,
    gridStart: grid.start,
    wholeMs: wholeMs(phases),
    starts: Int32Array.from(indexes),
    before: Int32Array.from(before),
    physicians: found.physicians.map(({ id, free }) => ({
      lane: lanes.findIndex((lane) => lane.clinic === index && lane.physicianId === id),
      row: layout.physician(id),
      isFree: Uint8Array.from(indexes, (at) => Number(free.has(at))),
    })),
    rooms,
    devices: devices.map(({ id, row, costs }) => ({ id, row, costs })),
    portable: devices.flatMap(({ roomId }, at) => (roomId === null ? [at] : [])),
    whole: layout.whole(phases),
    mayCrossMidnight: clinic.dayStarts.some((midnight, day) => {
      const last = indexes[(before[day] ?? 0) - 1];
      return last !== undefined && grid.start + last * grid.stepMs + wholeMs(phases) > midnight;
    }),
    treatment: layout.treatment(index, phases),
  };
}

function countBelow(sorted: readonly number[], limit: number): number {
  const first = sorted.findIndex((value) => value >= limit);
  return first < 0 ? sorted.length : first;
}
