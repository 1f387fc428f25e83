import type { Interval, Intervals } from "./interval";
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
  patientBusy: Intervals;
  /** When the patient can come; null for whenever. */
  patientFree?: readonly Interval[] | null;
  /** At which starts each resource is free, for these phases, where that is known already: many searches may share it. */
  known?: KnownStarts;
}

export type KnownStarts = ReadonlyMap<string, StartMask>;

interface ResourceTime {
  id: string;
  /** Sessions, leave, closure and maintenance alike. */
  busy: Intervals;
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

/** A possible start; who and what is free then is told when asked, since lists for half a year cost more than the search. */
export interface Opening {
  startsAt: Date;
  free: () => Free;
}

/** Any of the physicians with any of the places: at least one of each. */
export interface Free {
  physicianIds: string[];
  places: Place[];
}

/** A room, and the devices that can be used in it. */
export interface Place {
  roomId: string;
  deviceIds: string[];
}

/** One of each. */
export interface Choice {
  startsAt: Date;
  physicianId: string;
  roomId: string;
  deviceId: string;
}

export interface Wish {
  physicianId: string | null;
  roomId: string | null;
  deviceId: string | null;
}

/** Sessions start on the quarter hour. */
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

export function openings(search: OpeningSearch): Opening[] {
  const { grid, starts, physicians, places } = startsOf(search);
  return starts.indexes().map((index) => ({
    startsAt: new Date(grid.start + index * grid.stepMs),
    free: () => ({
      physicianIds: idsOf(physicians, index),
      places: places
        .filter(({ free }) => free.has(index))
        .map(({ roomId, usable }) => ({ roomId, deviceIds: idsOf(usable, index) })),
    }),
  }));
}

interface Startable {
  id: string;
  /** At which starts it is free for its phase. */
  free: StartMask;
}

/** The starts at which each is free; of the clinic's hours and the patient's time, only the devices' masks know already. */
export interface Starts {
  grid: StartGrid;
  /** When a session can be had with somebody, somewhere. */
  starts: StartMask;
  physicians: Startable[];
  /** Those of no use for this guidance are left out; a pool takes the first: the shielded room is left to those who need it. */
  places: { roomId: string; kind: RoomKind; usable: Startable[]; free: StartMask }[];
}

export function startsOf(search: OpeningSearch): Starts {
  const grid = gridOf(search);
  const { whole, treatment } = spansOf(search.phases);
  const possible = possibleStarts(search);
  const { known } = search;
  const physicians = search.physicians.map(({ id, working, busy }) => ({
    id,
    free: known?.get(id) ?? StartMask.within(grid, working, treatment).without(busy, treatment),
  }));
  const free = ({ id, busy }: ResourceTime, phase: PhaseSpan, among: StartMask) => {
    const mask = known?.get(id);
    return mask ? among.and(mask) : among.without(busy, phase);
  };
  const devices = search.devices.map((device) => ({
    ...device,
    free: free(device, treatment, possible.copy()),
  }));
  const suitable = devices.filter(({ kind }) => kind === search.guidance);
  // The same in every room: many rooms with many carts would cost more than the rest of the search.
  const portable = anyOf(
    grid,
    suitable.filter(({ roomId }) => roomId === null),
  );
  const places = roomsFor(search).map((room) => {
    const usable = suitable.filter((device) => deviceSuits(device, search.guidance, room.id));
    const fixed = usable.filter(({ roomId }) => roomId !== null);
    return {
      roomId: room.id,
      kind: room.kind,
      usable,
      free: free(room, whole, anyOf(grid, fixed).or(portable)),
    };
  });
  const starts = anyOf(grid, physicians).and(anyOf(grid, places)).and(possible);
  return { grid, starts, physicians, places };
}

/** The starts that the clinic's hours, now and the patient leave, whoever is free. */
export function possibleStarts(search: OpeningSearch): StartMask {
  const grid = gridOf(search);
  const { whole } = spansOf(search.phases);
  const fromNow = { start: search.notBefore, end: Number.MAX_SAFE_INTEGER };
  const possible = StartMask.within(grid, search.clinicOpen, whole)
    .and(StartMask.within(grid, [fromNow], whole))
    .without(search.patientBusy, whole);
  return search.patientFree ? possible.and(StartMask.within(grid, search.patientFree, whole)) : possible;
}

/**
 * The nearest things that could be booked instead: the nearest in time, and of two equally near the one with the wanted
 * physician, then room.
 */
export function nearestOpenings(
  wanted: Wish & { startsAt: Date },
  all: readonly Opening[],
  count: number,
): Choice[] {
  const away = ({ startsAt }: { startsAt: Date }) => Math.abs(startsAt.getTime() - wanted.startsAt.getTime());
  const differs = (wish: string | null, id: string) => Number(wish !== null && wish !== id);
  // One more than asked for: equally near ones come in twos, before and after.
  return [...all]
    .sort((a, b) => away(a) - away(b))
    .slice(0, count + 1)
    .map((opening) => choose(opening, wanted))
    .sort(
      (a, b) =>
        away(a) - away(b) ||
        differs(wanted.physicianId, a.physicianId) - differs(wanted.physicianId, b.physicianId) ||
        differs(wanted.roomId, a.roomId) - differs(wanted.roomId, b.roomId) ||
        a.startsAt.getTime() - b.startsAt.getTime(),
    )
    .slice(0, count);
}

/** One of each, as wished where that is free. */
export function choose(opening: Opening, wish: Wish): Choice {
  const { physicianIds, places } = opening.free();
  const place = pick(places, ({ roomId }) => roomId === wish.roomId);
  return {
    startsAt: opening.startsAt,
    physicianId: pick(physicianIds, (id) => id === wish.physicianId),
    roomId: place.roomId,
    deviceId: pick(place.deviceIds, (id) => id === wish.deviceId),
  };
}

function pick<T>(free: readonly T[], isWished: (one: T) => boolean): T {
  const picked = free.find(isWished) ?? free[0];
  if (picked === undefined) throw new Error("an opening has at least one of each");
  return picked;
}

export function gridOf({ frame, stepMinutes }: Pick<OpeningSearch, "frame" | "stepMinutes">): StartGrid {
  const stepMs = stepMinutes * MS_PER_MINUTE;
  return { start: frame.start, stepMs, count: Math.max(0, Math.ceil((frame.end - frame.start) / stepMs)) };
}

export function spansOf({ prepare, treat, recover }: PhaseMinutes): {
  whole: PhaseSpan;
  treatment: PhaseSpan;
} {
  const treated = prepare + treat;
  return {
    whole: { fromMs: 0, toMs: (treated + recover) * MS_PER_MINUTE },
    treatment: { fromMs: prepare * MS_PER_MINUTE, toMs: treated * MS_PER_MINUTE },
  };
}

export function roomsFor({ rooms, guidance }: OpeningSearch): RoomTime[] {
  return rooms
    .filter((room) => roomSuits(room.kind, guidance))
    .sort((a, b) => Number(a.kind === "shielded") - Number(b.kind === "shielded"));
}

export function anyOf(grid: StartGrid, resources: readonly { free: StartMask }[]): StartMask {
  return resources.reduce((any, { free }) => any.or(free), StartMask.none(grid));
}

function idsOf(resources: readonly { id: string; free: StartMask }[], index: number): string[] {
  return resources.filter(({ free }) => free.has(index)).map(({ id }) => id);
}
