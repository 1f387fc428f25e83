import type { Day } from "~/domain/day";
import type { GapRange } from "~/domain/gap";
import type { Region, Side } from "~/domain/vocabulary";

/** A plan that a session could be booked for. */
export interface PlanChoice {
  id: string;
  patient: string;
  recordNumber: string;
  region: Region;
  side: Side;
  physician: string;
  performed: number;
  planned: number;
  range: GapRange;
  lastDay: Day | null;
  nextDay: Day | null;
  /** At its home clinic. */
  today: Day;
}
