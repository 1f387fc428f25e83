import type { Day } from "~/domain/day";
import type { Contact, PlanStatus, Region, SessionStatus, Side } from "~/domain/vocabulary";

/** A patient's page: what the desk needs, and nothing clinical for any role. */
export interface Patient {
  id: string;
  version: number;
  givenName: string;
  familyName: string;
  recordNumber: string;
  birthDate: Day;
  age: number;
  homeClinicId: string;
  /** Null where the home clinic is not one of the actor's. */
  homeClinic: string | null;
  phone: string;
  email: string;
  language: string;
  preferredContact: Contact;
  deskNotes: string;
  /** The day it stopped being active, in the home clinic's zone. */
  inactiveSince: Day | null;
  deceasedOn: Day | null;
  mayWrite: boolean;
  mayPlan: boolean;
  mayExport: boolean;
}

export interface PatientPlan {
  id: string;
  region: Region;
  side: Side;
  status: PlanStatus;
  physician: string;
  clinic: string;
  planned: number;
  performed: number;
  booked: number;
  mayBook: boolean;
}

/** Elsewhere: at a clinic the actor does not belong to, and nothing but the time is said. */
export interface PatientSession {
  id: string;
  when: string;
  zone: string;
  isPast: boolean;
  here: {
    place: string;
    physician: string;
    region: Region;
    side: Side;
    ordinal: number;
    planned: number;
    status: SessionStatus;
    displaced: boolean;
  } | null;
}

export interface PastVisit {
  id: string;
  day: Day;
  /** What it was for: only for those who read what is clinical. */
  what: { description: string; reason: string } | null;
}
