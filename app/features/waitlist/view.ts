import type { RefillKind } from "~/domain/refill";
import type { Guidance, OfferAnswer, Region, Side } from "~/domain/vocabulary";
import type { Zone } from "~/domain/wall-clock";

/** A place that fell free, with everything by name. */
export interface PlaceView {
  /** The session whose place it was. */
  sessionId: string;
  clinicId: string;
  clinic: string;
  zone: Zone;
  startsAt: Date;
  physician: string;
  room: string;
}

export interface CandidateView {
  planId: string;
  patient: string;
  recordNumber: string;
  phone: string;
  region: Region;
  side: Side;
  guidance: Guidance;
  physician: string;
  kind: RefillKind;
  ordinal: number;
  plannedSessions: number;
  gapDays: number | null;
  lateDays: number;
  daysGained: number;
  otherPhysician: boolean;
  inTime: boolean;
  /** When the session that would move is now; null where one more would be booked. */
  movesFrom: Date | null;
  note: string;
  /** How the form names it. */
  value: string;
}

export interface OfferView {
  id: string;
  madeAt: Date;
  madeBy: string;
  expiresAt: Date;
  state: "open" | "expired" | "taken" | "withdrawn";
  to: { planId: string; patient: string; answer: OfferAnswer | null }[];
}

export interface RefillView {
  place: PlaceView;
  /** Why nobody can have it; null where it is free. */
  gone: "over" | "taken" | null;
  candidates: CandidateView[];
  /** How many more there are than are shown. */
  more: number;
  offers: OfferView[];
  asOf: Date;
}

/** A link just made, seen this once. */
export interface OfferLink {
  planId: string;
  patient: string;
  phone: string;
  email: string;
  link: string;
}
