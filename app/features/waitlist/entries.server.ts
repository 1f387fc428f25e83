import { and, eq, isNull, sql } from "drizzle-orm";
import { db, type Tx } from "db/client";
import { command, type Asking, type Outcome } from "db/command";
import { newId } from "db/new-id";
import { loadPlanFacts, type PlanFacts } from "db/reads/plan-facts";
import { whoChanged } from "db/reads/who-changed";
import { clinics, waitlistEntries } from "db/schema";
import { notify } from "db/writes/notify";
import type { Actor } from "~/domain/actor";
import { may } from "~/domain/permissions";
import { refuse } from "~/domain/refusals";
import type { WeekdaySpan } from "~/domain/working-hours";
import { isVisible } from "~/features/sessions/asked.server";
import { readBookedPlan } from "~/features/sessions/booked-plan.server";
import { lockPlan } from "~/features/sessions/lock.server";
import type { EntryForm } from "./forms";

const NOON = 720;
const MIDNIGHT = 1440;

/** Puts a plan's patient on the waitlist, or changes what they said. */
export function saveEntry(
  asking: Asking,
  planId: string,
  form: Extract<EntryForm, { intent: "save" }>,
): Promise<Outcome<{ planId: string }>> {
  const about = { action: "waitlist.save", noun: "plan", recordId: planId };
  return command(asking, about, async ({ tx, audit }) => {
    const plan = await lockedPlan(tx, asking, planId);
    if (plan.status !== "active") refuse("plan-not-active");
    if (!plan.patientActive) refuse("patient-inactive");
    const said = {
      times: timesOf(form.when),
      noticeMinutes: form.notice,
      notBefore: form.notBefore,
      notAfter: form.notAfter,
      samePhysician: form.samePhysician === "yes",
      note: form.note,
    };
    const [open] = await tx
      .select({ id: waitlistEntries.id, version: waitlistEntries.version })
      .from(waitlistEntries)
      .where(and(eq(waitlistEntries.planId, planId), isNull(waitlistEntries.closedAt)));
    if ((open?.version ?? null) !== form.version) refuse("stale", await whoChanged(tx, "plan", planId));
    if (open) {
      await tx
        .update(waitlistEntries)
        .set({ ...said, version: sql`${waitlistEntries.version} + 1` })
        .where(eq(waitlistEntries.id, open.id));
    } else {
      await tx.insert(waitlistEntries).values({
        ...said,
        id: newId(asking.now),
        planId,
        clinicId: plan.clinicId,
        createdAt: asking.now,
        createdBy: asking.actor.id,
      });
    }
    await audit({ ...about, clinicId: plan.clinicId, patientId: plan.patientId, after: said });
    await notify(tx, { clinicIds: [plan.clinicId], noun: "plan" });
    return { planId };
  });
}

/** Takes a patient off the waitlist. */
export function withdrawEntry(
  asking: Asking,
  planId: string,
  version: number,
): Promise<Outcome<{ planId: string }>> {
  const about = { action: "waitlist.withdraw", noun: "plan", recordId: planId };
  return command(asking, about, async ({ tx, audit }) => {
    const plan = await lockedPlan(tx, asking, planId);
    const closed = await tx
      .update(waitlistEntries)
      .set({
        closedAt: asking.now,
        closedBy: asking.actor.id,
        closedBecause: "withdrawn",
        version: sql`${waitlistEntries.version} + 1`,
      })
      .where(
        and(
          eq(waitlistEntries.planId, planId),
          isNull(waitlistEntries.closedAt),
          eq(waitlistEntries.version, version),
        ),
      )
      .returning({ id: waitlistEntries.id });
    if (closed.length === 0) refuse("stale", await whoChanged(tx, "plan", planId));
    await audit({ ...about, clinicId: plan.clinicId, patientId: plan.patientId });
    await notify(tx, { clinicIds: [plan.clinicId], noun: "plan" });
    return { planId };
  });
}

/** The plan under its lock, where this actor may book for it. */
async function lockedPlan(tx: Tx, asking: Asking, planId: string): Promise<PlanFacts> {
  await lockPlan(tx, planId);
  const plan = await loadPlanFacts(tx, planId);
  if (!plan || !isVisible(asking, plan)) return refuse("not-found");
  const clinicIds = [plan.clinicId, ...plan.sessions.map(({ clinicId }) => clinicId)];
  const subject = { clinicIds, physicianId: plan.physicianId };
  return may(asking.actor, "session.write", subject) ? plan : refuse("not-allowed");
}

/** A plan and what its patient said; null where the plan is not the actor's to book for. */
export async function findEntry(actor: Actor, planId: string) {
  const [plan, facts] = await Promise.all([readBookedPlan(actor, planId), loadPlanFacts(db, planId)]);
  if (!plan || !facts || !may(actor, "session.write", { physicianId: plan.physicianId })) return null;
  const [[entry], zone] = await Promise.all([
    db
      .select()
      .from(waitlistEntries)
      .where(and(eq(waitlistEntries.planId, planId), isNull(waitlistEntries.closedAt))),
    zoneOf(facts.clinicId),
  ]);
  const { id, patient, recordNumber, region, side, physician } = plan;
  return {
    plan: { id, patient, recordNumber, region, side, physician },
    zone,
    entry: entry
      ? {
          version: entry.version,
          when: (entry.times ?? []).map(
            ({ weekday, startsMinute }) => `${String(weekday)}${startsMinute < NOON ? "am" : "pm"}`,
          ),
          noticeMinutes: entry.noticeMinutes,
          notBefore: entry.notBefore,
          notAfter: entry.notAfter,
          samePhysician: entry.samePhysician,
          note: entry.note,
        }
      : null,
  };
}

async function zoneOf(clinicId: string): Promise<string> {
  const [clinic] = await db.select({ zone: clinics.zone }).from(clinics).where(eq(clinics.id, clinicId));
  return clinic?.zone ?? "UTC";
}

/** Half-days, or null for any time. */
function timesOf(when: readonly string[]): WeekdaySpan[] | null {
  if (when.length === 0) return null;
  return when.map((half) => ({
    weekday: Number(half[0]),
    startsMinute: half.endsWith("am") ? 0 : NOON,
    endsMinute: half.endsWith("am") ? NOON : MIDNIGHT,
  }));
}
