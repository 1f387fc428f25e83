import type { FieldGroup } from "~/domain/permissions";

/** What people can be let see and change, as it is called in the clinic. */
export const fieldGroupWords: Record<FieldGroup, string> = {
  "patient.desk": "Patients: name, birth date, contact, notes for the desk",
  "plan.course": "Plans: region, guidance, gaps, progress",
  "plan.clinical": "Plans: diagnosis, goal, pain, free text",
  session: "Sessions and the calendar",
  record: "Procedure records",
  lots: "Lots of what is injected",
  "report.answers": "Patients’ reports: what they answered",
  "report.status": "Patients’ reports: asked, answered or not",
  "outcome.figures": "Outcome figures",
  "practice.places": "Clinics, rooms, devices, hours, protocols",
  "practice.accounts": "Accounts",
  audit: "The audit trail",
};
