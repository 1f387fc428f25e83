import type { BeadKind } from "~/domain/course";
import type { Day } from "~/domain/day";
import type { GapRange, GapState } from "~/domain/gap";
import type { PlanMove, PlanRefusal } from "~/domain/plan";
import type {
  Activity,
  Channel,
  Complication,
  Guidance,
  PlanStatus,
  Rating,
  RedFlag,
  Region,
  ReportStatus,
  SelfCare,
  SessionStatus,
  Side,
  StopReason,
  StructureKind,
  TimePoint,
} from "~/domain/vocabulary";

/** One plan as its page shows it. What a reader may not read is not there at all. */
export interface PlanView {
  id: string;
  version: number;
  patient: { id: string; name: string; recordNumber: string; active: boolean };
  region: Region;
  side: Side;
  guidance: Guidance;
  physician: string;
  physicianId: string;
  clinic: { id: string; name: string; zone: string };
  status: PlanStatus;
  since: Day;
  plannedSessions: number;
  usual: { min: number; max: number; assumed: boolean } | null;
  range: GapRange;
  startedOn: Day | null;
  today: Day;
  course: {
    beads: CourseBead[];
    counts: { performed: number; booked: number; planned: number };
    gap: GapState;
    /** The session that comes next, and the one that its gap counts from. */
    nextId: string | null;
    previousOrdinal: number | null;
  };
  sessions: PlanSession[];
  reports: PlanReport[];
  moves: PlanHistory[];
  clinical: Clinical | null;
}

export interface CourseBead {
  kind: BeadKind;
  ordinal: number;
  /** Null for what is not booked. */
  day: Day | null;
}

export interface PlanSession {
  id: string;
  ordinal: number;
  status: SessionStatus;
  day: Day;
  clock: string;
  clinic: string;
  room: string;
  physician: string;
  displaced: string | null;
  /** Days since the standing session before it, and how that lies against the range. */
  gapDays: number | null;
  gapState: "in-range" | "early" | "late" | null;
  gapReason: string | null;
  releaseReason: string | null;
  releasedBy: string | null;
  movedFrom: { day: Day; clock: string; on: Day; by: string } | null;
  mayMove: boolean;
  /** A hold, a completion or a stop cancels it. */
  isAhead: boolean;
}

export interface PlanReport {
  id: string;
  timePoint: TimePoint;
  /** Of the session it precedes or follows. */
  ordinal: number | null;
  dueOn: Day;
  windowFrom: Day;
  windowTo: Day;
  status: ReportStatus;
  answeredOn: Day | null;
  mayTake: boolean;
  /** Null for those who may not read it, and while there is none. */
  answers: Answers | null;
}

export interface Answers {
  rating: Rating | null;
  pain: number | null;
  activities: Activity[];
  selfCare: SelfCare | null;
  adverseEffects: string;
  redFlags: RedFlag[];
  remarks: string;
  channel: Channel | null;
}

export interface PlanHistory {
  id: string;
  from: PlanStatus;
  to: PlanStatus;
  on: Day;
  clock: string;
  by: string;
  /** Empty where there is none or it is not the reader's. */
  reason: string;
  released: number;
}

export interface Clinical {
  diagnosis: string;
  structures: { kind: StructureKind; name: string }[];
  goal: string;
  baselinePain: number | null;
  /** How long it had hurt before the course. */
  symptomMonths: number | null;
  baselineFunction: string;
  notes: string;
  stopReason: StopReason | null;
}

/** How the procedure record of a session stands, for those who may read it. */
export interface SessionRecord {
  sessionId: string;
  state: "none" | "draft" | "signed";
  painBefore: number | null;
  painAfter: number | null;
  complication: Complication | null;
}

/** What the reader may do with the plan, as its buttons ask. */
export interface PlanRights {
  edit: boolean;
  book: boolean;
  /** Those that can be made now. */
  moves: PlanMove[];
  /** Those that the role and the plan's state know, with what stands against them. */
  allMoves: { move: PlanMove; whyNot: PlanRefusal | null }[];
}
