import { db } from "db/client";
import type { Asking } from "db/command";
import { audit } from "db/writes/audit";
import { filterQuery, type PlanFilter } from "./filter";

/** Who read which patients' plans: a list is one row, whatever it held. */
export function noteListRead(
  asking: Asking,
  action: "plan.list" | "plans.export",
  list: { filter: PlanFilter; clinicId: string; count: number },
): Promise<void> {
  return audit(db, {
    actorId: asking.actor.id,
    requestId: asking.requestId,
    action,
    noun: "plan",
    clinicId: list.clinicId === "all" ? null : list.clinicId,
    after: { query: filterQuery(list.filter), count: list.count },
  });
}

export function notePlanRead(
  asking: Asking,
  plan: { id: string; clinicId: string; patientId: string },
): Promise<void> {
  return audit(db, {
    actorId: asking.actor.id,
    requestId: asking.requestId,
    action: "plan.read",
    noun: "plan",
    recordId: plan.id,
    clinicId: plan.clinicId,
    patientId: plan.patientId,
  });
}
