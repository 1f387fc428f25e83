import type { Relaxable } from "~/domain/composer/why-none";
import type { Why } from "~/domain/composer/why";
import type { Day } from "~/domain/day";
import type { GapRange } from "~/domain/gap";
import type { PlanStatus, Region, Side } from "~/domain/vocabulary";

/** One session of a proposed course, with everything by name. */
export interface ProposedSession {
  ordinal: number;
  day: Day;
  /** "09:30", on its clinic's clock; empty for one that stands already. */
  clock: string;
  physician: string;
  clinic: string;
  room: string;
  gapDays: number | null;
  /** How the booking form names it; null for one that stands already. */
  value: string | null;
}

export interface ProposalView {
  sessions: ProposedSession[];
  why: Omit<Why, "physicianIds" | "clinicIds"> & { physicians: string[]; clinics: string[] };
}

/** What one wish, given up, would allow. */
export interface RelaxedView {
  wish: Relaxable;
  starts: Day;
  ends: Day;
  longestGap: number;
  /** What to ask for instead, as the page's query. */
  query: Record<string, string | string[]>;
}

interface Option {
  value: string;
  label: string;
}

/** What was asked for, as the form shows it again. */
export interface WishesView {
  /** "1am", "4pm": the half-days on which the patient can come; empty for any. */
  when: string[];
  earliest: string;
  latest: string;
  physician: string;
  clinic: string;
  room: string;
  device: string;
  from: Day | "";
  until: Day | "";
  count: number;
}

export interface CourseView {
  plan: {
    id: string;
    status: PlanStatus;
    patientActive: boolean;
    patient: string;
    recordNumber: string;
    region: Region;
    side: Side;
    physician: string;
    plannedSessions: number;
    range: GapRange;
    /** Sessions that are planned and neither performed nor booked. */
    left: number;
    /** Those that lost their place: they are moved, not booked anew. */
    displaced: number;
  };
  zoneLabel: string;
  today: Day;
  wishes: WishesView;
  options: {
    physicians: Option[];
    clinics: Option[];
    rooms: Option[];
    devices: Option[];
    weekdays: number[];
  };
  proposals: ProposalView[];
  /** Where there is no proposal: what stands in the way. */
  none: { relaxed: RelaxedView[]; fits: { count: number; ends: Day } | null } | null;
}
