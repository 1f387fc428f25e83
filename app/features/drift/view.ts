import type { Response } from "~/domain/checkpoint";
import type { DriftKind } from "~/domain/drift";
import type { Day } from "~/domain/day";
import type { CheckpointDecision, CheckpointKind, Rating, Region, Side } from "~/domain/vocabulary";

/** One course under one way in which it drifts. */
export interface DriftRow {
  planId: string;
  patient: string;
  recordNumber: string;
  region: Region;
  side: Side;
  physician: string;
  progress: string;
  next: Day | null;
  /** Days or sessions, as the kind says. */
  count: number;
  checkpoint: CheckpointKind | null;
  /** Only for those who may read it. */
  seen: Seen | null;
  /** The report that can be taken now, by this reader. */
  reportId: string | null;
  mayBook: boolean;
}

/** What is known of the response. */
export interface Seen {
  response: Response;
  baselinePain: number | null;
  latest: { day: Day; pain: number; rating: Rating | null } | null;
  /** Asked before, and put off. */
  inReview: boolean;
}

export interface DriftSection {
  kind: DriftKind;
  rows: DriftRow[];
  more: number;
}

export interface CheckpointView {
  plan: {
    id: string;
    patient: string;
    recordNumber: string;
    region: Region;
    side: Side;
    physician: string;
    plannedSessions: number;
    zone: string;
  };
  /** Null where the course stands at no checkpoint. */
  kind: CheckpointKind | null;
  due: boolean;
  performed: number;
  seen: Seen;
  /** The next session, and how many are booked ahead. */
  next: Day | null;
  ahead: number;
  earlier: { kind: CheckpointKind; decision: CheckpointDecision; note: string; by: string; day: Day }[];
}
