import type { Day } from "~/domain/day";
import type { Zone } from "~/domain/wall-clock";
import type { LinkPurpose, Region, ReportStatus, Side, TimePoint } from "~/domain/vocabulary";

/** How answers reach a desk; what comes by link, the patient enters. */
export const deskChannels = ["in-clinic", "phone", "paper"] as const;

/** A plan's reports as a desk sees them: when each is due and how it stands, never what was answered. */
export interface PlanReports {
  planId: string;
  patient: {
    name: string;
    recordNumber: string;
    language: string;
    deceasedOn: Day | null;
    hasEmail: boolean;
  };
  region: Region;
  side: Side;
  clinic: { name: string; phone: string; zone: Zone };
  today: Day;
  isMailSetUp: boolean;
  /** Whoever treats only learns who may enter it. */
  isTreating: boolean;
  reports: DeskReport[];
}

export interface DeskReport {
  id: string;
  version: number;
  timePoint: TimePoint;
  /** Of the session it precedes or follows. */
  sessionOn: Day | null;
  dueOn: Day;
  windowFrom: Day;
  windowTo: Day;
  status: ReportStatus;
  answered: { on: Day; by: string | null } | null;
  /** The link that opens it now, and how and when it went to the patient. */
  link: { purpose: LinkPurpose; on: Day } | null;
  /** Null where its answers can be entered today. */
  closed: "too-early" | "window-over" | "wrong-status" | null;
  mayReopen: boolean;
  mayDecline: boolean;
  mayGiveUp: boolean;
}
