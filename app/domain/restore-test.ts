/** Where the backup that was tried came from: the newest of the kept ones, or made for it since there was none. */
export const restoreSources = ["kept", "made"] as const;
export const restoreOutcomes = ["right", "failed", "no-room"] as const;
/** `unread` where no key was at hand. */
export const trailStates = ["intact", "changed", "unread"] as const;

export interface RestoreTest {
  source: (typeof restoreSources)[number];
  /** When the backup was taken. */
  takenAt: Date | null;
  tables: number;
  rows: number;
  /** Of the backup's file. */
  bytes: number;
  seconds: number;
  trail: (typeof trailStates)[number];
  outcome: (typeof restoreOutcomes)[number];
  /** What went wrong, in words that name no row; null exactly where it is right. */
  fault: string | null;
}

export const dayMs = 86_400_000;
export const restoreEveryDays = 7;
/** A test that waits for the night waits no longer than this. */
const latestAfterDays = 8;
const nightHours = [1, 2, 3, 4];

interface Asked {
  now: Date;
  /** The practice's own hour, 0 to 23. */
  hour: number;
  /** When a backup was tried last, or since when there has been a practice. */
  since: Date;
  /** Whether the last one failed, or there is none: then the next night does. */
  isUrgent: boolean;
}

/** Weekly and at night, since it costs the machine a few minutes; where it failed, the night after. */
export function isRestoreTestDue({ now, hour, since, isUrgent }: Asked): boolean {
  const days = (now.getTime() - since.getTime()) / dayMs;
  const wanted = isUrgent ? 0.5 : restoreEveryDays - 0.5;
  return days >= latestAfterDays || (days >= wanted && nightHours.includes(hour));
}

/** Room for the restored copy, its indexes being made, and what the server logs of it meanwhile. */
export const roomFor = (databaseBytes: number) => 3 * databaseBytes + 512 * 1024 * 1024;

export type RestoreState =
  | { kind: "not-set-up" }
  | { kind: "to-come" }
  | { kind: "right" | "old-backup" | "trail-changed" | "failed" | "late"; test: RestoreTest & { at: Date } };

/** What an administrator is told of it: the worst first. */
export function restoreState(
  last: (RestoreTest & { at: Date }) | null,
  { now, isSetUp }: { now: Date; isSetUp: boolean },
): RestoreState {
  const olderThan = (at: Date, days: number) => now.getTime() - at.getTime() > days * dayMs;
  if (!last) return { kind: isSetUp ? "to-come" : "not-set-up" };
  if (last.outcome !== "right") return { kind: "failed", test: last };
  if (last.trail === "changed") return { kind: "trail-changed", test: last };
  if (olderThan(last.at, 2 * restoreEveryDays)) return { kind: "late", test: last };
  const isOld =
    last.source === "kept" && last.takenAt !== null && olderThan(last.takenAt, 2 * restoreEveryDays);
  return { kind: isOld ? "old-backup" : "right", test: last };
}
