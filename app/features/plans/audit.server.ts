import type { AuditedRead } from "db/writes/audit-reads";
import { filterQuery, type PlanFilter } from "./filter";
import type { PlanView } from "./plan";

/** A list as it was asked for; what was searched for may be a name, and is not kept. */
export function listRead(
  action: "plan.list" | "plans.export",
  { filter, clinicId }: { filter: PlanFilter; clinicId: string },
): AuditedRead {
  const { q, ...asked } = filterQuery(filter);
  const query = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== null));
  return {
    ...{ action, noun: "plan", clinicId: clinicId === "all" ? null : clinicId },
    after: { ...query, ...(q ? { searched: true } : {}) },
  };
}

export const planRead = ({ id, clinic, patient }: PlanView): AuditedRead => ({
  ...{ action: "plan.read", noun: "plan", recordId: id, clinicId: clinic.id },
  patients: [patient.id],
});
