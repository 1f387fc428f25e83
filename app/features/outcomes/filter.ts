import type { Guidance, PlanStatus, Region, TimePoint } from "~/domain/vocabulary";

/** The time points that answer "did it help"; three months is the primary one. */
export const outcomePoints = ["3-months", "6-months", "12-months"] as const satisfies TimePoint[];
export type OutcomePoint = (typeof outcomePoints)[number];

/** A draft has not begun, so that nothing of it is due. */
export const startedStatuses = ["active", "on-hold", "completed", "stopped"] as const satisfies PlanStatus[];
export type StartedStatus = (typeof startedStatuses)[number];

/** A calendar month, "2026-11". */
export type Month = string;

/** What the page, its charts and the CSV are about. The clinic is the shell's and stands apart. */
export interface OutcomeFilter {
  point: OutcomePoint;
  /** The months in which the outcome was due, both included. */
  from: Month;
  to: Month;
  region: Region | null;
  guidance: Guidance | null;
  status: StartedStatus | null;
}

export const outcomeFigures = [
  "share",
  "region",
  "clinic",
  "time-point",
  "month",
  "physician",
  "pain",
  "pain-month",
  "time-to-good",
  "sessions",
  "gaps",
] as const;
export type OutcomeFigure = (typeof outcomeFigures)[number];

export const filterQuery = ({ point, from, to, region, guidance, status }: OutcomeFilter) => ({
  point,
  from,
  to,
  region,
  guidance,
  status,
});

export function addMonth(month: Month, months: number): Month {
  const index = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 + months;
  return `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
}

/** From the first to the last, both included. */
export function eachMonth(from: Month, to: Month): Month[] {
  const months: Month[] = [];
  for (let month = from; month <= to; month = addMonth(month, 1)) months.push(month);
  return months;
}
