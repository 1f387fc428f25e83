import { intersect, subtract, totalLength, type Interval } from "../interval";
import type { PhaseMinutes } from "../session";

const MS_PER_MINUTE = 60_000;

/** Somebody or something that sessions need: when it is there, less what is off. */
export interface Open {
  open: readonly Interval[];
  off: readonly Interval[];
}

/**
 * How many sessions fit into a stretch of time at the most: each needs a physician and a device for its treatment and a
 * room for all of it, so that whichever runs out first decides.
 */
export function capacityOf(
  frame: Interval,
  { physicians, rooms, devices }: Record<"physicians" | "rooms" | "devices", readonly Open[]>,
  { prepare, treat, recover }: PhaseMinutes,
): number {
  const minutes = (all: readonly Open[]) =>
    all.reduce(
      (sum, one) => sum + totalLength(subtract(intersect([frame], one.open), one.off)) / MS_PER_MINUTE,
      0,
    );
  const whole = prepare + treat + recover;
  return Math.floor(Math.min(minutes(physicians) / treat, minutes(devices) / treat, minutes(rooms) / whole));
}

/** A half-day of a fluoroscope: how much of it is used, and what is left. */
export interface HalfDay {
  used: number;
  /** Sessions that still fit, one after the other, where room and device are both free. */
  free: number;
}

export function halfDayOf(
  frame: Interval,
  room: Open,
  device: Open & { busy: readonly Interval[] },
  sessions: number,
  { prepare, treat, recover }: PhaseMinutes,
): HalfDay {
  const taken = [...room.off, ...device.off, ...device.busy];
  const whole = (prepare + treat + recover) * MS_PER_MINUTE;
  const left = subtract(intersect([frame], intersect(room.open, device.open)), taken);
  return {
    used: sessions,
    free: left.reduce((sum, { start, end }) => sum + Math.floor((end - start) / whole), 0),
  };
}
