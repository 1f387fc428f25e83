import { daysBetween } from "../day";
import { overlaps, type Interval } from "../interval";
import type { DeviceTime } from "../openings";
import type { RespaceFacts } from "./respace";

/** Would the course pass its maximum gap, or have nothing left ahead, if what is displaced were not put anywhere else? */
export function breaksWithout({ range, before, sessions }: Omit<RespaceFacts, "today">): boolean {
  let last = before?.day ?? null;
  let isBeyondOne = false;
  for (const { day, hold } of sessions) {
    if (hold === "displaced") {
      isBeyondOne = true;
      continue;
    }
    if (isBeyondOne && last !== null && daysBetween(last, day) > range.max) return true;
    [last, isBeyondOne] = [day, false];
  }
  return isBeyondOne;
}

/**
 * Half-days on which a fluoroscope cannot be used, because it or every room that it could be used in is taken. `halves` are
 * the clinic's open hours, parted at noon.
 */
export function fluoroscopyLost(
  devices: readonly Pick<DeviceTime, "id" | "kind" | "roomId">[],
  shieldedRoomIds: readonly string[],
  halves: readonly Interval[],
  off: { resourceIds: ReadonlySet<string>; during: Interval },
): number {
  const isOff = ({ id, roomId }: Pick<DeviceTime, "id" | "roomId">) =>
    off.resourceIds.has(id) ||
    (roomId === null
      ? shieldedRoomIds.every((room) => off.resourceIds.has(room))
      : off.resourceIds.has(roomId));
  const lost = devices.filter((device) => device.kind === "fluoroscope" && isOff(device)).length;
  return lost * halves.filter((half) => overlaps(half, off.during)).length;
}
