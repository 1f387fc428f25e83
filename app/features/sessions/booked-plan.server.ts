import { sql } from "drizzle-orm";
import { db } from "db/client";
import { visiblePlan } from "db/scope";
import type { Actor } from "~/domain/actor";
import type { BookedPlan } from "./book-view";

type NamedPlan = Omit<BookedPlan, "ordinal">;

/** The plan that is booked for, by name; null where it is not visible to the actor. */
export async function readBookedPlan(actor: Actor, planId: string): Promise<NamedPlan | null> {
  const [row] = await db.execute<NamedPlan & Record<string, unknown>>(sql`
    select plans.id, plans.status, plans.region, plans.side, plans.planned_sessions as "plannedSessions", patients.record_number as "recordNumber",
      patients.given_name || ' ' || patients.family_name as patient, physicians.short_name as physician,
      plans.physician_id as "physicianId", patients.deactivated_at is null as "patientActive"
    from plans
    join patients on patients.id = plans.patient_id
    join physicians on physicians.id = plans.physician_id
    where plans.id = ${planId} and ${visiblePlan(actor)}`);
  return row ?? null;
}
