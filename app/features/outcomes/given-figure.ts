import type { PlanOutcome } from "~/domain/statistics/share";
import { tally, type Named } from "./tally";

export type GapKind = "none" | "kept" | "broken";

type Counted = PlanOutcome & { plans: number };

/** The weeks after the first session in which sessions are counted: no outcome is due before they are over. */
export const landmarkWeeks = 8;

/** In the order of the sessions given; who had stopped by the landmark stands apart, and is in no other row. */
export function sessionRows(cells: readonly (Counted & { sessions: number | null })[]): Named[] {
  const most = 5;
  const given = (cell: { sessions: number | null }) => cell.sessions && Math.min(cell.sessions, most);
  const counts = [...new Set(cells.map(given))].filter((count) => count !== null).sort((a, b) => a - b);
  const rows = counts.map((count) => ({
    name: `${count}${count === most ? " or more" : ""} ${count === 1 ? "session" : "sessions"}`,
    tally: tally(cells.filter((cell) => given(cell) === count)),
  }));
  const stopped = tally(cells.filter(({ sessions }) => sessions === null));
  return [...rows, { name: `Stopped within ${landmarkWeeks} weeks`, tally: stopped }].filter(
    ({ tally }) => tally.due > 0,
  );
}

const gapNames: Record<GapKind, string> = {
  kept: "Every gap in range",
  broken: "A gap out of range",
  none: "One session, no gap",
};

export const gapRows = (cells: readonly (Counted & { gaps: GapKind | null })[]): Named[] =>
  (["kept", "broken", "none"] as const)
    .map((kind) => ({ name: gapNames[kind], tally: tally(cells.filter(({ gaps }) => gaps === kind)) }))
    .filter(({ tally }) => tally.due > 0);
