import { asc, eq, sql } from "drizzle-orm";
import type { Tx } from "db/client";
import { visiblePlan } from "db/scope";
import { clinics, patients, plans, sessions } from "db/schema";
import type { Actor } from "~/domain/actor";
import { refuse } from "~/domain/refusals";
import { isLive } from "~/domain/session";

export type LockedPlan = Awaited<ReturnType<typeof lockPlan>>;

/** The plan under its lock, with its patient and its standing sessions; looks missing at another's clinic. */
export async function lockPlan(tx: Tx, actor: Actor, planId: string) {
  const [plan] = await tx
    .select()
    .from(plans)
    .where(sql`${plans.id} = ${planId}::uuid and ${visiblePlan(actor)}`)
    .for("no key update");
  if (!plan) return refuse("not-found");
  const [around] = await tx
    .select({ zone: clinics.zone, patientActive: sql<boolean>`${patients.deactivatedAt} is null` })
    .from(clinics)
    .innerJoin(patients, eq(patients.id, plan.patientId))
    .where(eq(clinics.id, plan.clinicId));
  const rows = await tx
    .select({
      id: sessions.id,
      status: sessions.status,
      startsAt: sessions.startsAt,
      clinicId: sessions.clinicId,
      zone: clinics.zone,
      ordinal: sessions.ordinal,
    })
    .from(sessions)
    .innerJoin(clinics, eq(clinics.id, sessions.clinicId))
    .where(eq(sessions.planId, planId))
    .orderBy(asc(sessions.startsAt), asc(sessions.id));
  if (!around) return refuse("not-found");
  return { ...plan, ...around, sessions: rows.filter(({ status }) => isLive(status)) };
}

/** Every clinic that sees the plan. */
export const clinicsOf = (plan: LockedPlan) => [
  ...new Set([plan.clinicId, ...plan.sessions.map(({ clinicId }) => clinicId)]),
];
