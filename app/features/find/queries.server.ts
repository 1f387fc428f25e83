import { sql } from "drizzle-orm";
import { db } from "db/client";
import { hasWords, uuids, visiblePatient, visiblePlan } from "db/scope";
import type { Actor } from "~/domain/actor";
import { clinicScope, may } from "~/domain/permissions";
import type { PlanStatus, Region, Side } from "~/domain/vocabulary";
import type { Zone } from "~/domain/wall-clock";

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

export interface FoundSession {
  id: string;
  patientId: string;
  clinicId: string;
  clinic: string;
  zone: Zone;
  startsMs: number;
}

/** The next session of each of these patients that is still to come, or under way, at a clinic of the actor's. */
export async function findNextSessions(
  actor: Actor,
  patientIds: readonly string[],
  now: Date,
): Promise<FoundSession[]> {
  if (!may(actor, "calendar.read") || patientIds.length === 0) return [];
  const scope = clinicScope(actor, "calendar.read");
  return [
    ...(await db.execute<Record<string, unknown> & FoundSession>(sql`
      select distinct on (s.patient_id) s.id, s.patient_id as "patientId", c.id as "clinicId", c.name as clinic,
        c.zone, extract(epoch from s.starts_at)::float8 * 1000 as "startsMs"
      from sessions s join clinics c on c.id = s.clinic_id
      where s.patient_id = any (${uuids(patientIds)}) and s.ends_at > ${now.toISOString()}
        and s.status in ('booked', 'arrived', 'in-treatment')
        and ${scope === "all" ? sql`true` : sql`s.clinic_id = any (${uuids(scope)})`}
      order by s.patient_id, s.starts_at, s.id limit ${most}`)),
  ];
}

export interface FoundPhysician {
  id: string;
  name: string;
  clinicId: string;
  clinic: string;
}

/** Physicians by name where they work, the clinic at hand first. */
export async function findPhysicians(
  actor: Actor,
  text: string,
  clinicId: string | null,
): Promise<FoundPhysician[]> {
  if (!may(actor, "calendar.read") || text.trim().length === 0) return [];
  const scope = clinicScope(actor, "calendar.read");
  return [
    ...(await db.execute<Record<string, unknown> & FoundPhysician>(sql`
      select ph.id, ph.short_name as name, c.id as "clinicId", c.name as clinic
      from physicians ph join accounts a on a.id = ph.id
      join (select distinct physician_id, clinic_id from working_hours) w on w.physician_id = ph.id
      join clinics c on c.id = w.clinic_id
      where a.deactivated_at is null and 'physician' = any (a.roles)
        and ${hasWords(sql`searchable(ph.short_name || ' ' || a.name)`, text)}
        and ${scope === "all" ? sql`true` : sql`c.id = any (${uuids(scope)})`}
      order by c.id is distinct from ${clinicId}::uuid, ph.short_name, c.name, ph.id limit ${most}`)),
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
