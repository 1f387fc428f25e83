import type { Day } from "~/domain/day";
import type { GapOutside } from "~/domain/gap";
import type { Region, Side, TimeOffKind } from "~/domain/vocabulary";

export type RepairCause = TimeOffKind | "hours";

interface RepairPlace {
  day: Day;
  clock: string;
  physician: string;
  clinic: string;
}

/** One session of a repair, before and after. */
export interface RepairMove {
  sessionId: string;
  /** How the form names it. */
  value: string;
  ordinal: number;
  before: RepairPlace;
  after: RepairPlace & { room: string };
  /** It had its place, and moves so that the others keep their gaps. */
  isExtra: boolean;
}

export interface RepairLost {
  sessionId: string;
  ordinal: number;
  before: RepairPlace;
}

interface RepairPatient {
  planId: string;
  patient: string;
  recordNumber: string;
  phone: string;
  region: Region;
  side: Side;
  physician: string;
  cause: RepairCause;
}

export interface RepairRow extends RepairPatient {
  moves: RepairMove[];
  /** Those to and from what moves, as they would be, in order. */
  gaps: { days: number; outside: Pick<GapOutside, "kind" | "byDays"> | null }[];
  /** Those for which no place was found. */
  lost: RepairLost[];
  /** Where the patient is to be called first. */
  call: RepairCall | null;
}

export interface RepairCall {
  attempts: number;
  triedAt: Date | null;
  note: string;
  by: string;
}

/** A course that no repair moves, and why. */
export interface RepairByHand extends RepairPatient {
  why: "plan-not-active" | "patient-inactive" | "arrived" | "elsewhere";
  lost: RepairLost[];
}

/** A time off, or new hours, with sessions that still wait. */
export interface RepairCauseView {
  id: string;
  kind: RepairCause;
  name: string;
  waiting: number;
}

export interface RepairView {
  /** What can be looked at by itself; the one that is, or all. */
  causes: RepairCauseView[];
  cause: string | null;
  rows: RepairRow[];
  byHand: RepairByHand[];
  /** Courses beyond those that are shown. */
  more: number;
  zone: string;
}

/** What saving time off or new hours would do to courses; counts of nobody in particular. */
export interface RepairImpact {
  courses: number;
  /** Those that would pass their maximum gap, or have nothing ahead, were nothing put elsewhere. */
  breaking: number;
  /** Those that no repair moves: their plan or patient is not active. */
  byHand: number;
  /** What few changes could make of the others; null where they are too many to try. */
  repair: { moves: number; forced: number; late: number; lost: number } | null;
  fluoroscopy: { sessions: number; halfDays: number };
}
