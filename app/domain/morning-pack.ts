import { dayOf, instantAt, type Day, type Zone } from "./time";

/** A clinic's hour for it, in minutes of its own clock. */
export interface PackHour {
  zone: Zone;
  packMinute: number;
}

/** When a day's pack is to be made; an hour that the clocks skip is as much later as they jump. */
export const packDueAt = (day: Day, { zone, packMinute }: PackHour): Date => instantAt(day, packMinute, zone);

/** The day whose pack is to be made now: today's, once its hour has come and what is there, if any, is from before it. */
export function packToMake(hour: PackHour, madeAt: (day: Day) => Date | null, now: Date): Day | null {
  const today = dayOf(now, hour.zone);
  const dueAt = packDueAt(today, hour);
  if (now < dueAt) return null;
  const made = madeAt(today);
  return made !== null && made >= dueAt ? null : today;
}

/** How long after its hour a pack that is not there counts as missing: the job has looked several times by then. */
const graceMinutes = 15;

export type PackState = { kind: "made"; madeAt: Date } | { kind: "waits" | "missing"; dueAt: Date };

/** How today's pack stands. One made by hand before its hour is there too; it is made again then. */
export function packState(hour: PackHour, madeAt: Date | null, now: Date): PackState {
  if (madeAt) return { kind: "made", madeAt };
  const dueAt = packDueAt(dayOf(now, hour.zone), hour);
  const isLate = now.getTime() > dueAt.getTime() + graceMinutes * 60_000;
  return { kind: isLate ? "missing" : "waits", dueAt };
}
