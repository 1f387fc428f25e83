import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Asking } from "db/command";
import { uuids, visiblePatient, visiblePlan } from "db/scope";
import { clinicScope, may } from "~/domain/permissions";
import { sectionsFor } from "./sections.server";
import { leftOut, type HeldRow, type PatientFile, type SectionName } from "./view";

/**
 * Everything that is held of a patient, as of one moment; null where they are missing, at others' clinics, or the actor may
 * not take it along.
 */
export async function readPatientFile(
  { actor, now }: Asking,
  patientId: string,
): Promise<PatientFile | null> {
  if (!may(actor, "patient.export")) return null;
  const sections = Object.entries(sectionsFor(actor, patientId)).map(
    ([name, rows]) =>
      sql`${sql.param(name)}::text, (select coalesce(json_agg(held), '[]') from (${rows}) held)`,
  );
  const scope = clinicScope(actor, "patient.export");
  const elsewhere = scope === "all" ? sql`false` : sql`clinic_id <> all (${uuids(scope)})`;
  const [found] = await db.execute<{
    practice: string | null;
    held: Record<SectionName, HeldRow[]>;
    isWhole: boolean;
  }>(sql`
    with shown_plans as (select plans.id from plans where plans.patient_id = ${patientId} and ${visiblePlan(actor)})
    select (select name from practice limit 1) as practice, json_build_object(${sql.join(sections, sql`, `)}) as held,
      not exists (select from plans where patient_id = ${patientId} and id not in (select id from shown_plans))
      and not exists (select from procedure_records where patient_id = ${patientId} and ${elsewhere}) as "isWhole"
    from patients where patients.id = ${patientId} and ${visiblePatient(actor)}`);
  if (!found) return null;
  const { practice, held, isWhole } = found;
  return {
    about: {
      practice: practice ?? "",
      patient: patientId,
      takenAt: now.toISOString(),
      takenBy: actor.name,
      isWhole,
      leftOut: [
        ...(isWhole ? [] : ["What another clinic of the practice holds: a physician there takes it along."]),
        ...leftOut,
      ],
    },
    held,
  };
}
