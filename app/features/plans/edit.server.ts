import { eq, sql } from "drizzle-orm";
import type { z } from "zod";
import { command, type Asking } from "db/command";
import { whoChanged } from "db/reads/who-changed";
import { plans } from "db/schema";
import { notify } from "db/writes/notify";
import { gapDays, needsReason } from "~/domain/gap";
import { may } from "~/domain/permissions";
import { refuse, type Reason } from "~/domain/refusals";
import { dayOf } from "~/domain/time";
import { physicianWorksAt } from "./create.server";
import type { editPlanForm } from "./forms";
import { clinicsOf, lockPlan, type LockedPlan } from "./lock.server";

type PlanEdit = z.output<typeof editPlanForm>;

/** Changes a plan that has not ended. What booked sessions would no longer fit is said before it is saved. */
export function editPlan(asking: Asking, planId: string, { despite, version, ...wanted }: PlanEdit) {
  const { actor, now } = asking;
  const about = { action: "plan.edit", noun: "plan", recordId: planId };
  return command(asking, about, async ({ tx, audit }) => {
    const plan = await lockPlan(tx, actor, planId);
    const mayWrite = may(actor, "plan.write", { clinicIds: clinicsOf(plan) });
    if (!mayWrite || !may(actor, "plan.write", { clinicIds: [wanted.clinicId, plan.clinicId] }))
      refuse("not-allowed");
    if (plan.status === "completed" || plan.status === "stopped") refuse("plan-ended");
    if (plan.version !== version) refuse("stale", await whoChanged(tx, "plan", planId));
    const fields = isBegun(plan) ? { ...wanted, region: plan.region, side: plan.side } : wanted;
    await physicianWorksAt(tx, fields.physicianId, fields.clinicId);
    const affected = despite ? [] : affectedSessions(plan, fields, now);
    if (affected.length > 0) refuse("plan-edit-affects", { field: "despite", reasons: affected });
    const changed = changedFields(plan, fields);
    if (changed.length === 0) return;
    await tx
      .update(plans)
      .set({ ...fields, version: sql`${plans.version} + 1` })
      .where(eq(plans.id, planId));
    await audit({
      ...about,
      clinicId: plan.clinicId,
      patientId: plan.patientId,
      before: Object.fromEntries(changed.map((field) => [field, plan[field]])),
      after: Object.fromEntries(changed.map((field) => [field, fields[field]])),
    });
    await notify(tx, { clinicIds: [...new Set([...clinicsOf(plan), fields.clinicId])], noun: "plan" });
  });
}

/** Once a session was performed, what was treated is a fact. */
export const isBegun = (plan: { sessions: readonly { status: string }[] }) =>
  plan.sessions.some(({ status }) => status === "performed");

type Fields = Omit<PlanEdit, "despite" | "version">;

function changedFields(plan: LockedPlan, fields: Fields): (keyof Fields)[] {
  return (Object.keys(fields) as (keyof Fields)[]).filter(
    (field) => JSON.stringify(fields[field]) !== JSON.stringify(plan[field]),
  );
}

/** The booked sessions that would have the wrong device, or whose gap would leave its range. They are not changed. */
function affectedSessions(plan: LockedPlan, fields: Fields, now: Date): Reason[] {
  const range = { min: fields.gapMinDays, target: fields.gapTargetDays, max: fields.gapMaxDays };
  const before = { min: plan.gapMinDays, target: plan.gapTargetDays, max: plan.gapMaxDays };
  let previous: string | null = null;
  return plan.sessions.flatMap((session) => {
    const day = dayOf(session.startsAt, session.zone);
    const days = previous === null ? null : gapDays(previous, day);
    previous = day;
    if (session.status !== "booked" || session.startsAt <= now) return [];
    const about = { who: `${session.ordinal}`, from: session.startsAt };
    const outside = needsReason(days, null, range)[0];
    const wasOutside = needsReason(days, null, before).length > 0;
    return [
      ...(fields.guidance === plan.guidance ? [] : [{ code: "other-guidance", ...about }]),
      ...(outside && !wasOutside ? [{ code: outside.kind, days: outside.days, ...about }] : []),
    ];
  });
}
