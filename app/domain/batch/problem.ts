import type { CourseFacts, Proposal } from "../composer/compose";
import type { Wishes } from "../composer/wished";
import type { Weights } from "../composer/weights";
import type { Interval } from "../interval";
import type { OpeningSearch } from "../openings";
import type { PhaseMinutes } from "../session";
import type { Day, Zone } from "../time";
import type { Guidance } from "../vocabulary";

/** A clinic on the days that are searched, with everybody and everything of it, and when each is taken. */
export interface BatchClinic extends Pick<
  OpeningSearch,
  "frame" | "notBefore" | "clinicOpen" | "physicians" | "rooms" | "devices"
> {
  clinicId: string;
  zone: Zone;
  /** The instants at which its days begin, the first of them `today`, and at which the last one ends. */
  dayStarts: readonly number[];
  /** The instants of its days' noons. */
  noons: readonly number[];
}

/** One course that is to be planned with the others. */
export interface BatchPlan {
  id: string;
  /** Of two plans of one patient no sessions come on one day. */
  patientId: string;
  course: Omit<CourseFacts, "today">;
  phases: PhaseMinutes;
  guidance: Guidance;
  wishes: Wishes;
  /** What the patient has elsewhere, at whichever clinic: sessions of this plan and of others. */
  patientBusy: readonly Interval[];
}

/**
 * Many courses over the same physicians, rooms and devices. What depends on the load of a day, and on which half-days of a
 * fluoroscope are open, is as it stands before the batch: so that a course costs the same whatever the others do.
 */
export interface BatchProblem {
  /** The first day that is searched. */
  today: Day;
  clinics: readonly BatchClinic[];
  plans: readonly BatchPlan[];
  weights: Weights;
}

export interface BatchProgress {
  /** Of the time that was given: 0 to 1. */
  share: number;
  planned: number;
  /** Of the best that is known; one that has no course costs its penalty. */
  cost: number;
  /** No way of planning them all can cost less. */
  bound: number;
}

export interface BatchOptions {
  /** How long it may take; it ends sooner where nothing better is possible. */
  seconds: number;
  /** Milliseconds since whenever: the domain has no clock of its own. */
  elapsedMs(): number;
  /** Asked a few times a second; after "stop" the best that is known is given. */
  onProgress?(progress: BatchProgress): "go on" | "stop";
}

export interface BatchResult {
  /** In the problem's order; null for one that has no place beside the others, or none at all. */
  plans: { planId: string; proposal: Proposal | null }[];
  cost: number;
  bound: number;
  /** The plans that have no course. */
  unplanned: string[];
}
