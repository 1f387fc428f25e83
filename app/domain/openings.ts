import type { Interval } from "./interval";
import type { PhaseMinutes } from "./session";
import { StartMask, type PhaseSpan, type StartGrid } from "./start-mask";
import type { Guidance, RoomKind } from "./vocabulary";

/**
 * When a session could stand: the starts at which its patient, a physician, a fitting room and a device are all free.
 * Everything is in instants, so it holds over midnight and on days of 23 or 25 hours.
 */
export interface OpeningSearch {
  /** From a local midnight to another: starts lie on its quarter hours. */
  frame: Interval;
  stepMinutes: number;
  /** Nothing before this: now. */
  notBefore: number;
  phases: PhaseMinutes;
  guidance: Guidance;
  clinicOpen: readonly Interval[];
  physicians: readonly PhysicianTime[];
  rooms: readonly RoomTime[];
  devices: readonly DeviceTime[];
  patientBusy: readonly Interval[];
}

interface ResourceTime {
  id: string;
  /** Sessions, leave, closure and maintenance alike. */
  busy: readonly Interval[];
}

export interface PhysicianTime extends ResourceTime {
  /** At this clinic. */
  working: readonly Interval[];
}

export interface RoomTime extends ResourceTime {
  kind: RoomKind;
}

export interface DeviceTime extends ResourceTime {
  kind: Guidance;
  /** The room it is fixed to; null when portable. */
  roomId: string | null;
}

/** Any of the physicians with any of the places. */
export interface Opening {
  startsAt: Date;
  physicianIds: string[];
  places: Place[];
}

/** A room, and the devices that can be used in it. */
export interface Place {
  roomId: string;
  deviceIds: string[];
}

/** Every start, and in full the ones somebody looks at: half a year has thousands, and lists for all cost more than the search. */
export interface Openings {
  starts: readonly Date[];
  at: (index: number) => Opening;
}

export const STEP_MINUTES = 15;
const MS_PER_MINUTE = 60_000;

/** X-rays need lead in the walls; ultrasound is at home anywhere. */
export function roomSuits(kind: RoomKind, guidance: Guidance): boolean {
  return guidance === "ultrasound" || kind === "shielded";
}

export function deviceSuits(
  device: Pick<DeviceTime, "kind" | "roomId">,
  guidance: Guidance,
  roomId: string,
): boolean {
  return device.kind === guidance && (device.roomId === null || device.roomId === roomId);
}

export function findOpenings(search: OpeningSearch): Openings {
  const grid = gridOf(search);
  const { whole, treatment } = spansOf(search.phases);
  const fromNow = { start: search.notBefore, end: Number.MAX_SAFE_INTEGER };

  const possible = StartMask.within(grid, search.clinicOpen, whole)
    .and(StartMask.within(grid, [fromNow], whole))
    .without(search.patientBusy, whole);
  const physicians = search.physicians.map(({ id, working, busy }) => ({
    id,
    free: StartMask.within(grid, working, treatment).without(busy, treatment),
  }));
  const devices = search.devices.map((device) => ({
    ...device,
    free: possible.copy().without(device.busy, treatment),
  }));
  const places = roomsFor(search).map((room) => {
    const usable = devices.filter((device) => deviceSuits(device, search.guidance, room.id));
    return { roomId: room.id, usable, free: anyOf(grid, usable).without(room.busy, whole) };
  });

  const indexes = anyOf(grid, physicians).and(anyOf(grid, places)).and(possible).indexes();
  const starts = indexes.map((index) => new Date(grid.start + index * grid.stepMs));
  const at = (position: number): Opening => {
    const index = indexes[position];
    const startsAt = starts[position];
    if (index === undefined || startsAt === undefined) throw new RangeError("no such opening");
    return {
      startsAt,
      physicianIds: idsOf(physicians, index),
      places: places
        .filter(({ free }) => free.has(index))
        .map(({ roomId, usable }) => ({ roomId, deviceIds: idsOf(usable, index) })),
    };
  };
  return { starts, at };
}

function gridOf({ frame, stepMinutes }: OpeningSearch): StartGrid {
  const stepMs = stepMinutes * MS_PER_MINUTE;
  return { start: frame.start, stepMs, count: Math.max(0, Math.ceil((frame.end - frame.start) / stepMs)) };
}

function spansOf({ prepare, treat, recover }: PhaseMinutes): { whole: PhaseSpan; treatment: PhaseSpan } {
  const treated = prepare + treat;
  return {
    whole: { fromMs: 0, toMs: (treated + recover) * MS_PER_MINUTE },
    treatment: { fromMs: prepare * MS_PER_MINUTE, toMs: treated * MS_PER_MINUTE },
  };
}

/** A pool takes the first: the shielded room is left to those who need it. */
function roomsFor({ rooms, guidance }: OpeningSearch): RoomTime[] {
  return rooms
    .filter((room) => roomSuits(room.kind, guidance))
    .sort((a, b) => Number(a.kind === "shielded") - Number(b.kind === "shielded"));
}

function anyOf(grid: StartGrid, resources: readonly { free: StartMask }[]): StartMask {
  return resources.reduce((any, { free }) => any.or(free), StartMask.none(grid));
}

function idsOf(resources: readonly { id: string; free: StartMask }[], index: number): string[] {
  return resources.filter(({ free }) => free.has(index)).map(({ id }) => id);
}
