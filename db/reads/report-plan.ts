import { eq } from "drizzle-orm";
import { refuse } from "~/domain/refusals";
import type { Tx } from "../client";
import { clinics, plans, sessions } from "../schema";

/** The plan first, as everyone does who changes what follows its sessions: their windows cannot move meanwhile. */
export async function lockReportPlan(tx: Tx, planId: string) {
  const [plan] = await tx
    .select({
      clinicId: plans.clinicId,
      patientId: plans.patientId,
      physicianId: plans.physicianId,
      zone: clinics.zone,
    })
    .from(plans)
    .innerJoin(clinics, eq(clinics.id, plans.clinicId))
    .where(eq(plans.id, planId))
    .for("no key update", { of: plans });
  if (!plan) return refuse("not-found");
  const given = await tx
    .selectDistinct({
      clinicId: sessions.clinicId,
      physicianId: sessions.physicianId,
      status: sessions.status,
    })
    .from(sessions)
    .where(eq(sessions.planId, planId));
  return {
    clinicId: plan.clinicId,
    patientId: plan.patientId,
    zone: plan.zone,
    clinicIds: [...new Set([plan.clinicId, ...given.map(({ clinicId }) => clinicId)])],
    treatedBy: [
      plan.physicianId,
      ...given.filter(({ status }) => status === "performed").map(({ physicianId }) => physicianId),
    ],
  };
}
