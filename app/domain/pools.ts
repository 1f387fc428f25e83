import { contains, listed, normalise, overlaps, toInterval, type Interval, type Intervals } from "./interval";
import {
  deviceSuits,
  roomSuits,
  type DeviceTime,
  type PhysicianTime,
  type RoomTime,
  type Wish,
} from "./openings";
import { phasesOf, type PhaseMinutes } from "./session";
import type { Guidance } from "./vocabulary";

export interface Pools {
  physicians: readonly PhysicianTime[];
  rooms: readonly RoomTime[];
  devices: readonly DeviceTime[];
}

export interface Picked {
  physicianId: string | null;
  roomId: string | null;
  deviceId: string | null;
  /** The pools in which nothing was free at that time; the first that would suit is picked, to say why not. */
  exhausted: ("physician" | "room" | "device")[];
}

/**
 * One of each for a session at this moment: what is wished for stays, "any" becomes the first that is free. A room
 * counts as free only with a free device that can be used in it, and the shielded ones come last.
 */
export function pickFrom(
  pools: Pools,
  wish: Wish,
  at: { startsAt: Date; phases: PhaseMinutes; guidance: Guidance },
): Picked {
  const phases = phasesOf(at.startsAt, at.phases);
  const whole = toInterval(phases.period);
  const treatment = toInterval(phases.treatment);
  const isFree = (busy: Intervals, during: Interval) =>
    !listed(busy).some((taken) => overlaps(taken, during));
  const works = (physician: PhysicianTime) =>
    normalise(physician.working).some((hours) => contains(hours, treatment));

  const physicians = wished(pools.physicians, wish.physicianId);
  const physician = physicians.find((one) => works(one) && isFree(one.busy, treatment));
  const rooms = wished(pools.rooms, wish.roomId)
    .filter((room) => wish.roomId !== null || roomSuits(room.kind, at.guidance))
    .sort((a, b) => Number(a.kind === "shielded") - Number(b.kind === "shielded"));
  const devices = wished(pools.devices, wish.deviceId);
  const places = rooms.flatMap((room) =>
    devices
      .filter((device) => wish.deviceId !== null || deviceSuits(device, at.guidance, room.id))
      .map((device) => ({ room, device })),
  );
  const roomFree = (room: RoomTime) => isFree(room.busy, whole);
  const deviceFree = (device: DeviceTime) => isFree(device.busy, treatment);
  const place =
    places.find(({ room, device }) => roomFree(room) && deviceFree(device)) ??
    places.find(({ room }) => roomFree(room)) ??
    places[0];
  return {
    physicianId: (physician ?? physicians[0])?.id ?? null,
    roomId: (place?.room ?? rooms[0])?.id ?? null,
    deviceId: (place?.device ?? devices[0])?.id ?? null,
    exhausted: [
      ...(wish.physicianId === null && !physician ? (["physician"] as const) : []),
      ...(wish.roomId === null && !(place && roomFree(place.room)) ? (["room"] as const) : []),
      ...(wish.deviceId === null && !(place && deviceFree(place.device)) ? (["device"] as const) : []),
    ],
  };
}

const wished = <T extends { id: string }>(pool: readonly T[], id: string | null): T[] =>
  id === null ? [...pool] : pool.filter((one) => one.id === id);
