import type { SessionRow } from "./block";
import type { Drop } from "./drag";
import { clockOf } from "./grid-math";

/** The move form's fields for a drop: what the place does not name stays as it was where that is free, else any. */
export function moveFields(drop: Drop, row: SessionRow, clinicId: string): Record<string, string> {
  const { start } = drop;
  const keepOr = (named: string | null, own: string, free: readonly string[]) =>
    named ?? (free.includes(own) ? own : "any");
  const rooms = start.places
    .filter(([, devices]) => drop.deviceId === null || devices.includes(drop.deviceId))
    .map(([room]) => room);
  const roomId = keepOr(drop.roomId, row.room, rooms);
  const devices = start.places.find(([room]) => room === roomId)?.[1] ?? [];
  return {
    clinicId,
    day: start.day,
    startMinute: clockOf(start.start),
    physicianId: keepOr(drop.physicianId, row.physician, start.physicians),
    roomId,
    deviceId: keepOr(drop.deviceId, row.device, devices),
    version: drop.version,
    key: crypto.randomUUID(),
  };
}
