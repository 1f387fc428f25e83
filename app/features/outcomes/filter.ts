import type { Region, TimePoint } from "~/domain/vocabulary";

/** The time points that answer "did it help"; three months is the primary one. */
export const outcomePoints = ["3-months", "6-months", "12-months"] as const satisfies TimePoint[];
export type OutcomePoint = (typeof outcomePoints)[number];

/** A calendar month, "2026-11". */
export type Month = string;

/** What the page, its charts and the CSV are about. The clinic is the shell's and stands apart. */
export interface OutcomeFilter {
  point: OutcomePoint;
  /** The months in which the outcome was due, both included. */
  from: Month;
  to: Month;
  region: Region | null;
}

export const outcomeFigures = ["share", "region", "clinic", "time-point", "month"] as const;
export type OutcomeFigure = (typeof outcomeFigures)[number];

export const filterQuery = ({ point, from, to, region }: OutcomeFilter): Record<string, string | null> => ({
  point,
  from,
  to,
  region,
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
