import type { SessionRow } from "./block";
import type { Drop } from "./drag";
import { paths } from "~/paths";
import { clockOf } from "./grid-math";

/** The move form for a drop that asks something first, with all that the drop said. */
export function askPath(drop: Drop, row: SessionRow, clinicId: string): string {
  const { day, startMinute, physicianId, roomId, deviceId } = moveFields(drop, row, clinicId);
  return paths.sessionMove(drop.sessionId, {
    clinic: clinicId,
    date: day,
    at: startMinute,
    physician: physicianId,
    ...(drop.roomId !== null && { room: roomId }),
    ...(drop.deviceId !== null && { device: deviceId }),
  });
}

type MoveFields = Record<
  "clinicId" | "day" | "startMinute" | "physicianId" | "roomId" | "deviceId" | "version" | "key",
  string
>;

/** The move form's fields for a drop: what the place does not name stays as it was where that is free, else any. */
export function moveFields(drop: Drop, row: SessionRow, clinicId: string): MoveFields {
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
