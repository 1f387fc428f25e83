import { isReleased, type SessionRow } from "./block";

/** A block's place across its column: lane `lane` of `lanes`. */
export interface Laned {
  row: SessionRow;
  lane: number;
  lanes: number;
}

/**
 * Puts blocks side by side where they overlap in time. `preferred` names each row's own lane (its room); what overlaps
 * within a lane (a released session under a new one) is narrowed there.
 */
export function lay(
  rows: readonly SessionRow[],
  preferred: (row: SessionRow) => number,
  lanes: number,
): Laned[] {
  const byLane = Array.from({ length: lanes }, (): SessionRow[] => []);
  for (const row of rows) byLane[Math.min(Math.max(preferred(row), 0), lanes - 1)]?.push(row);
  return byLane.flatMap((inLane, lane) =>
    clusters(inLane).flatMap((cluster) => {
      const placed = firstFit(cluster);
      const width = Math.max(...placed.map(({ slot }) => slot)) + 1;
      return placed.map(({ row, slot }) => ({ row, lane: lane * width + slot, lanes: lanes * width }));
    }),
  );
}

/** Runs of rows that touch each other in time. */
function clusters(rows: readonly SessionRow[]): SessionRow[][] {
  const runs: SessionRow[][] = [];
  let until = -1;
  for (const row of [...rows].sort((a, b) => a.start - b.start)) {
    if (row.start >= until) runs.push([]);
    runs.at(-1)?.push(row);
    until = Math.max(until, row.start + row.length);
  }
  return runs;
}

/** Standing sessions first, so that a cancelled one never pushes them aside. */
function firstFit(cluster: readonly SessionRow[]) {
  const ends: SessionRow[][] = [];
  const order = [...cluster].sort(
    (a, b) => Number(isReleased(a)) - Number(isReleased(b)) || a.start - b.start,
  );
  return order.map((row) => {
    const overlapsRow = (other: SessionRow) =>
      other.start < row.start + row.length && row.start < other.start + other.length;
    const free = ends.findIndex((slot) => !slot.some(overlapsRow));
    const slot = free === -1 ? ends.length : free;
    (ends[slot] ??= []).push(row);
    return { row, slot };
  });
}
