import type { Day } from "~/domain/day";
import type { Guidance } from "~/domain/vocabulary";

export interface WeekRow {
  from: Day;
  booked: number;
  expected: number;
  low: number;
  high: number;
  capacity: number;
  /** Expected over capacity; null where nothing is open. */
  load: number | null;
}

export interface GuidanceForecast {
  guidance: Guidance | "all";
  weeks: WeekRow[];
}

export interface HalfDayCell {
  used: number;
  free: number;
}

export interface ClinicForecast {
  id: string;
  name: string;
  groups: GuidanceForecast[];
  /** How many courses it was learned from, and how much wider than chance the interval is. */
  courses: number;
  dispersion: number;
  /** Of the next four weeks' days on which a fluoroscope can be used. */
  packing: { day: Day; morning: HalfDayCell | null; afternoon: HalfDayCell | null }[];
}
