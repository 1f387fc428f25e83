import { asc, desc, eq, inArray, sql } from "drizzle-orm";
import { db } from "db/client";
import { hasWords, visiblePatient, visiblePlan } from "db/scope";
import { clinics, patients, plans, protocols } from "db/schema";
import type { Actor } from "~/domain/actor";
import { clinicScope } from "~/domain/permissions";
import type { PlanStatus, Region, Side } from "~/domain/vocabulary";

const MOST_FOUND = 12;

const foundPatient = {
  id: patients.id,
  name: sql<string>`${patients.givenName} || ' ' || ${patients.familyName}`,
  recordNumber: patients.recordNumber,
  birthDate: patients.birthDate,
  active: sql<boolean>`${patients.deactivatedAt} is null`,
};

/** Patients a plan can be made for: by name or record number, or before a search whoever is likely next. */
export function searchPatients(actor: Actor, text: string) {
  if (text === "") return patientsWithoutPlan(actor);
  return db
    .select(foundPatient)
    .from(patients)
    .where(sql`${visiblePatient(actor)} and ${hasWords(sql`patients.search`, text)}`)
    .orderBy(asc(patients.familyName), asc(patients.givenName), asc(patients.id))
    .limit(MOST_FOUND);
}

/** Those for whom nothing is under way, the newest record first. */
const patientsWithoutPlan = (actor: Actor) =>
  db
    .select(foundPatient)
    .from(patients)
    .where(
      sql`${visiblePatient(actor)} and ${patients.deactivatedAt} is null and not exists (
        select 1 from plans where plans.patient_id = patients.id
          and plans.status in ('draft', 'active', 'on-hold'))`,
    )
    .orderBy(desc(patients.createdAt), asc(patients.familyName), asc(patients.givenName), asc(patients.id))
    .limit(MOST_FOUND);

export interface PatientChoice {
  id: string;
  name: string;
  recordNumber: string;
  birthDate: string;
  active: boolean;
  homeClinicId: string;
  /** What is under way already. */
  plans: { id: string; region: Region; side: Side; status: PlanStatus }[];
}

/** The patient a new plan is for; null where there is none that this actor may see. */
export async function findPatientChoice(actor: Actor, id: string): Promise<PatientChoice | null> {
  const [[patient], underWay] = await Promise.all([
    db
      .select({
        ...foundPatient,
        homeClinicId: patients.homeClinicId,
      })
      .from(patients)
      .where(sql`${patients.id} = ${id}::uuid and ${visiblePatient(actor)}`),
    db
      .select({ id: plans.id, region: plans.region, side: plans.side, status: plans.status })
      .from(plans)
      .where(
        sql`${plans.patientId} = ${id}::uuid and ${plans.status} in ('draft', 'active', 'on-hold')
          and ${visiblePlan(actor)}`,
      )
      .orderBy(asc(plans.createdAt), asc(plans.id))
      .limit(50),
  ]);
  return patient ? { ...patient, plans: underWay } : null;
}

/** How each region is usually treated: what a new plan starts from. */
export const listProtocols = () =>
  db
    .select({
      region: protocols.region,
      sessionsMin: protocols.sessionsMin,
      sessionsMax: protocols.sessionsMax,
      gapMinDays: protocols.gapMinDays,
      gapTargetDays: protocols.gapTargetDays,
      gapMaxDays: protocols.gapMaxDays,
      guidance: protocols.guidance,
      assumed: protocols.assumed,
    })
    .from(protocols)
    .orderBy(asc(protocols.region))
    .limit(100);

export type Protocol = Awaited<ReturnType<typeof listProtocols>>[number];

/** The clinics a physician can make plans at. */
export function listPlanClinics(actor: Actor) {
  const scope = clinicScope(actor, "plan.write");
  return db
    .select({ id: clinics.id, name: clinics.name })
    .from(clinics)
    .where(
      sql`${clinics.closedAt} is null and ${scope === "all" ? sql`true` : inArray(clinics.id, [...scope])}`,
    )
    .orderBy(asc(clinics.name), asc(clinics.id))
    .limit(2000);
}

/** A plan's own fields, for the form that edits them. */
export async function findPlanFields(planId: string) {
  const [fields] = await db
    .select({
      region: plans.region,
      side: plans.side,
      guidance: plans.guidance,
      plannedSessions: plans.plannedSessions,
      gapMinDays: plans.gapMinDays,
      gapTargetDays: plans.gapTargetDays,
      gapMaxDays: plans.gapMaxDays,
      physicianId: plans.physicianId,
      clinicId: plans.clinicId,
      diagnosis: plans.diagnosis,
      structures: plans.structures,
      goal: plans.goal,
      baselinePain: plans.baselinePain,
      symptomMonths: plans.symptomMonths,
      baselineFunction: plans.baselineFunction,
      notes: plans.notes,
    })
    .from(plans)
    .where(eq(plans.id, planId));
  return fields ?? null;
}
