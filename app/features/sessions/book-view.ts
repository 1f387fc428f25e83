import type { PlanStatus, Region, Side } from "~/domain/vocabulary";
import type { PlaceView } from "./place-view";

export interface BookedPlan {
  id: string;
  status: PlanStatus;
  region: Region;
  side: Side;
  patient: string;
  patientActive: boolean;
  recordNumber: string;
  physician: string;
  physicianId: string;
  /** The next session's place in the course. */
  ordinal: number;
  plannedSessions: number;
}

export interface BookView {
  plan: BookedPlan;
  place: PlaceView;
}
