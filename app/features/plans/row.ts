import type { AttentionKind } from "~/domain/attention";
import type { BeadKind } from "~/domain/course";
import type { Day } from "~/domain/day";
import type { GapRange, GapState } from "~/domain/gap";
import type {
  PlanStatus,
  Rating,
  Region,
  ReportStatus,
  SessionStatus,
  Side,
  TimeOffKind,
  TimePoint,
} from "~/domain/vocabulary";

/** One plan as the table, the phone's list and the CSV show it. */
export interface PlanRow {
  id: string;
  patient: string;
  recordNumber: string;
  region: Region;
  side: Side;
  physician: string;
  clinic: string;
  status: PlanStatus;
  since: Day;
  beads: BeadKind[];
  counts: { performed: number; booked: number; planned: number };
  next: NextSession | null;
  gap: Pick<GapState, "state" | "days" | "byDays" | "pastMaximum" | "window">;
  range: GapRange;
  /** The gravest of what needs a hand, and what it says where the gap's words would not. */
  attention: AttentionKind | null;
  note: string;
  report: LastReport | null;
  /** Only for those who may read it; the ends are null where nobody has said. */
  pain: { from: number | null; to: number | null } | null;
  today: Day;
  /** Whether this reader may move its next session, or book one where there is none. */
  mayBook: boolean;
}

export interface NextSession {
  id: string;
  status: SessionStatus;
  day: Day;
  clock: string;
}

export interface LastReport {
  status: ReportStatus;
  timePoint: TimePoint;
  dueOn: Day;
  answeredOn: Day | null;
  /** Left out for those who may not read it. */
  rating?: Rating | null | undefined;
}

/** Why a session lost what it held, in words. */
export const offWords: Record<TimeOffKind, string> = {
  leave: "Physician on leave",
  closure: "Clinic closed",
  maintenance: "Under maintenance",
};
