import type { BeadKind } from "~/domain/course";
import type { Day } from "~/domain/day";
import type { GapRange } from "~/domain/gap";
import type { SessionMove, SessionRefusal } from "~/domain/session";
import type { Guidance, PlanStatus, Region, SessionStatus, Side, TimeOffKind } from "~/domain/vocabulary";
import type { Zone } from "~/domain/wall-clock";

/** One session as its card shows it; nothing clinical. */
export interface SessionView {
  id: string;
  version: number;
  status: SessionStatus;
  ordinal: number;
  plan: {
    id: string;
    status: PlanStatus;
    region: Region;
    side: Side;
    guidance: Guidance;
    plannedSessions: number;
    range: GapRange;
    /** "2 of 4" counts what was performed; `place` in the course is the session's own `ordinal`. */
    counts: { performed: number; planned: number };
    beads: BeadKind[];
  };
  patient: { id: string; name: string; recordNumber: string; birthDate: Day; phone: string };
  clinic: { id: string; name: string; zone: Zone };
  room: string;
  physician: string;
  physicianId: string;
  roomId: string;
  deviceId: string;
  device: string;
  startsAt: Date;
  treatFrom: Date;
  treatTo: Date;
  endsAt: Date;
  /** When it came to its present state; null while it is only booked. */
  since: Date | null;
  confirmed: boolean;
  /** What was taken away from it. */
  displaced: { kind: TimeOffKind; who: string; until: Date } | null;
  released: { by: string | null; reason: string } | null;
  gap: SessionGap | null;
  /** Its last move. */
  moved: { from: Date; fromZone: Zone; at: Date; by: string; mayUndo: boolean } | null;
  next: { ordinal: number; startsAt: Date; zone: Zone } | null;
  /** The moves that its state knows, with what stands against each now; none for those who may only read. */
  moves: { move: SessionMove; whyNot: SessionRefusal | null }[];
  /** Why it was put over another; null where it was not. */
  overbooked: string | null;
  mayBookNext: boolean;
  /** It was cancelled, and its place is still to come. */
  mayRefill: boolean;
  /** How its procedure record stands; null for those who may not read it, and before anybody has come. */
  record: { state: "none" | "draft" | "signed"; mayWrite: boolean } | null;
  today: Day;
}

/** To the session before it that stands, in days. */
export interface SessionGap {
  previousDay: Day;
  days: number;
  state: "in-range" | "early" | "late";
  byDays: number;
  reason: string | null;
}
