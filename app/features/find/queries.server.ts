import { sql } from "drizzle-orm";
import { db } from "db/client";
import { hasWords, visiblePatient, visiblePlan } from "db/scope";
import type { Actor } from "~/domain/actor";
import { may } from "~/domain/permissions";
import type { PlanStatus, Region, Side } from "~/domain/vocabulary";

const most = 6;

export interface FoundPatient {
  id: string;
  name: string;
  recordNumber: string;
  birthDate: string;
}

/** Patients by name or record number, as far as the actor sees them. */
export async function findPatients(actor: Actor, text: string): Promise<FoundPatient[]> {
  if (!may(actor, "patient.read") || text.trim().length === 0) return [];
  return [
    ...(await db.execute<Record<string, unknown> & FoundPatient>(sql`
      select id, given_name || ' ' || family_name as name, record_number as "recordNumber",
        birth_date::text as "birthDate"
      from patients
      where ${hasWords(sql`patients.search`, text)} and ${visiblePatient(actor)}
      order by deactivated_at is not null, family_name, given_name, id limit ${most}`)),
  ];
}

export interface FoundPlan {
  id: string;
  name: string;
  recordNumber: string;
  region: Region;
  side: Side;
  status: PlanStatus;
}

/** Plans by their patient's name or record number, those under way first. */
export async function findPlans(actor: Actor, text: string): Promise<FoundPlan[]> {
  if (!may(actor, "plan.read") || text.trim().length === 0) return [];
  return [
    ...(await db.execute<Record<string, unknown> & FoundPlan>(sql`
      select plans.id, patients.given_name || ' ' || patients.family_name as name,
        patients.record_number as "recordNumber", plans.region, plans.side, plans.status
      from plans join patients on patients.id = plans.patient_id
      where ${hasWords(sql`patients.search`, text)} and ${visiblePlan(actor)}
      order by array_position(array['active', 'on-hold', 'draft', 'completed', 'stopped'], plans.status),
        patients.family_name, patients.given_name, plans.id
      limit ${most}`)),
  ];
}
