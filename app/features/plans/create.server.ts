import { and, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Tx } from "db/client";
import { command, type Asking } from "db/command";
import { visiblePatient, visiblePlan } from "db/scope";
import { accountClinics, accounts, patients, planMoves, plans } from "db/schema";
import { notify } from "db/writes/notify";
import { syncReports } from "db/writes/reports";
import { may } from "~/domain/permissions";
import { refuse } from "~/domain/refusals";
import type { newPlanForm } from "./forms";

type NewPlan = z.output<typeof newPlanForm>;

/** Makes a plan, as a draft or started at once. */
export function createPlan(asking: Asking, { despite, start, patientId, ...fields }: NewPlan) {
  const { actor, now } = asking;
  return command(asking, { action: "plan.create", noun: "plan" }, async ({ tx, audit }) => {
    if (!may(actor, "plan.write", { clinicIds: [fields.clinicId] }))
      refuse("not-allowed", { field: "clinicId" });
    await lockActivePatient(tx, asking, patientId);
    await physicianWorksAt(tx, fields.physicianId, fields.clinicId);
    if (!despite && (await hasPlanFor(tx, asking, { ...fields, patientId })))
      refuse("plan-twice", { field: "despite" });
    const status = start ? "active" : "draft";
    const [plan] = await tx
      .insert(plans)
      .values({
        ...fields,
        patientId,
        status,
        startedAt: start ? now : null,
        createdAt: now,
        createdBy: actor.id,
      })
      .returning({ id: plans.id });
    const planId = plan?.id ?? refuse("not-valid");
    if (start) {
      await tx
        .insert(planMoves)
        .values({ planId, fromStatus: "draft", toStatus: "active", movedAt: now, movedBy: actor.id });
      await syncReports(tx, planId, now);
    }
    await audit({
      action: "plan.create",
      noun: "plan",
      recordId: planId,
      clinicId: fields.clinicId,
      patientId,
      after: { ...fields, status },
    });
    await notify(tx, { clinicIds: [fields.clinicId], noun: "plan" });
    return { planId };
  });
}

/** Two plans for one patient take turns on this lock, so that each sees the other. */
async function lockActivePatient(tx: Tx, { actor }: Asking, patientId: string): Promise<void> {
  const [patient] = await tx
    .select({ deactivatedAt: patients.deactivatedAt })
    .from(patients)
    .where(sql`${patients.id} = ${patientId}::uuid and ${visiblePatient(actor)}`)
    .for("no key update");
  if (!patient) return refuse("not-found");
  if (patient.deactivatedAt) refuse("patient-inactive");
}

/** The database only knows that it is a physician; that they work at the clinic is asked here. */
export async function physicianWorksAt(tx: Tx, physicianId: string, clinicId: string): Promise<void> {
  const [physician] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .innerJoin(
      accountClinics,
      and(eq(accountClinics.accountId, accounts.id), eq(accountClinics.clinicId, clinicId)),
    )
    .where(
      sql`${accounts.id} = ${physicianId}::uuid and ${accounts.deactivatedAt} is null and 'physician' = any (${accounts.roles})`,
    );
  if (!physician) refuse("physician-elsewhere", { field: "physicianId" });
}

/** Of those that the actor may see: another clinic's plan is like a missing one. */
async function hasPlanFor(
  tx: Tx,
  { actor }: Asking,
  { patientId, region, side }: Pick<NewPlan, "patientId" | "region" | "side">,
): Promise<boolean> {
  const [plan] = await tx
    .select({ id: plans.id })
    .from(plans)
    .where(
      and(
        eq(plans.patientId, patientId),
        eq(plans.region, region),
        eq(plans.side, side),
        inArray(plans.status, ["draft", "active", "on-hold"]),
        visiblePlan(actor),
      ),
    )
    .limit(1);
  return plan !== undefined;
}
