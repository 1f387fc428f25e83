import type { Day } from "~/domain/day";
import type { PlanStatus, Region, Side } from "~/domain/vocabulary";

/** What the list says of a patient: nothing clinical, and of other clinics only what happens at the actor's. */
export interface PatientRow {
  id: string;
  name: string;
  recordNumber: string;
  birthDate: Day;
  age: number;
  /** Null where the home clinic is not one of the actor's. */
  clinic: string | null;
  phone: string;
  email: string;
  state: "active" | "inactive" | "deceased";
  /** Those under way. */
  plans: { id: string; region: Region; side: Side; status: PlanStatus; performed: number; planned: number }[];
  next: { id: string; when: string; zone: string; clinic: string } | null;
}
