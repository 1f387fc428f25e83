import type { Day } from "~/domain/day";
import type { GapRange } from "~/domain/gap";
import type { RefusalCode } from "~/domain/refusals";
import type { BatchOutcome, BatchScope, BatchStatus, Region, Side, TimeOffKind } from "~/domain/vocabulary";

/** What took sessions their place: whose or which, and from when to when. */
export interface TimeOffNamed {
  kind: TimeOffKind;
  name: string;
  from: Day;
  to: Day;
}

/** What can be planned at a clinic now. */
export interface BatchChoices {
  clinicId: string;
  courses: number;
  sessions: number;
  /** The most that one run plans. */
  most: number;
  timeOffs: (TimeOffNamed & { id: string; courses: number; sessions: number })[];
  physicians: { id: string; name: string }[];
  /** A run that is not over yet: there is one at a time. */
  underWay: string | null;
}

export interface RunRow {
  id: string;
  status: BatchStatus;
  scope: BatchScope;
  /** Of whom or what it is, by name. */
  physician: string | null;
  timeOff: TimeOffNamed | null;
  clinic: string;
  zone: string;
  askedAt: Date;
  askedBy: string;
  courses: number;
  planned: number;
  booked: number;
  refused: number;
}

export interface PlannedView {
  day: Day;
  clock: string;
  physician: string;
  room: string;
  gapDays: number | null;
}

/** One course of a run, as it is looked at before it is booked. */
export interface CourseRow {
  planId: string;
  patient: string;
  recordNumber: string;
  region: Region;
  side: Side;
  physician: string;
  range: GapRange;
  lacking: number;
  displaced: number;
  /** Null where no whole course has a place. */
  sessions: PlannedView[] | null;
  why: { words: string; isGood: boolean }[];
  needsReason: boolean;
  outcome: BatchOutcome | null;
  refusal: RefusalCode | null;
}

export interface RunView extends RunRow {
  clinicId: string;
  share: number;
  /** At the most so much worse than the best there can be, as a share; null before it is known. */
  gap: number | null;
  appliedBy: string | null;
  zoneLabel: string;
  rows: CourseRow[];
}
