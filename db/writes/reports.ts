import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { dueReports, reportBeforeSession, reportChanges } from "~/domain/report";
import { dayOf } from "~/domain/time";
import type { Tx } from "../client";
import { revokeReportLinks } from "./report-links";
import { clinics, outcomeReports, plans, sessions } from "../schema";

/**
 * Makes a plan's due reports follow its performed sessions: adds, moves and drops what `app/domain/report.ts` says.
 * Call it after every write that starts a plan, performs a session or takes that back. The caller holds the plan's row
 * lock, so that two cannot do this at once.
 */
export async function syncReports(tx: Tx, planId: string, now: Date): Promise<void> {
  const [plan] = await tx
    .select({ startedAt: plans.startedAt, zone: clinics.zone })
    .from(plans)
    .innerJoin(clinics, eq(clinics.id, plans.clinicId))
    .where(eq(plans.id, planId));
  if (!plan?.startedAt) return;
  const existing = await tx
    .select({
      id: outcomeReports.id,
      timePoint: outcomeReports.timePoint,
      sessionId: outcomeReports.sessionId,
      dueOn: outcomeReports.dueOn,
      windowFrom: outcomeReports.windowFrom,
      windowTo: outcomeReports.windowTo,
      status: outcomeReports.status,
    })
    .from(outcomeReports)
    .where(eq(outcomeReports.planId, planId))
    .for("update");
  const wanted = dueReports(dayOf(plan.startedAt, plan.zone), await performedSessions(tx, planId));
  const changes = reportChanges(existing, wanted, dayOf(now, plan.zone));
  if (changes.add.length > 0) {
    await tx.insert(outcomeReports).values(changes.add.map((report) => ({ ...report, planId })));
  }
  for (const { id, dueOn, windowFrom, windowTo, status } of changes.move) {
    await tx
      .update(outcomeReports)
      .set({ dueOn, windowFrom, windowTo, status, version: sql`${outcomeReports.version} + 1` })
      .where(eq(outcomeReports.id, id));
  }
  // Asked for another day, it is asked anew: what was sent for the old one opens nothing.
  const asksAnew = changes.move.filter(({ status }) => status === "due").map(({ id }) => id);
  await revokeReportLinks(tx, asksAnew, now);
  if (changes.drop.length > 0) {
    await tx.delete(outcomeReports).where(inArray(outcomeReports.id, changes.drop));
  }
}

/**
 * Makes the report before a session follow whether the patient has come: asked for at check-in, and gone again with it
 * unless it was answered. The caller holds the session's and its plan's row locks.
 */
export async function syncReportBeforeSession(tx: Tx, sessionId: string): Promise<void> {
  const [session] = await tx
    .select({
      id: sessions.id,
      planId: sessions.planId,
      status: sessions.status,
      startsAt: sessions.startsAt,
      zone: clinics.zone,
      hasBeenTreated: sql<boolean>`exists (select from sessions s where s.plan_id = ${sessions.planId}
        and s.status = 'performed' and s.starts_at < ${sessions.startsAt})`,
    })
    .from(sessions)
    .innerJoin(clinics, eq(clinics.id, sessions.clinicId))
    .where(eq(sessions.id, sessionId));
  if (!session) return;
  const { id, planId, status, startsAt, zone, hasBeenTreated } = session;
  const wanted = reportBeforeSession({ id, status, day: dayOf(startsAt, zone) }, hasBeenTreated);
  if (wanted) {
    await tx
      .insert(outcomeReports)
      .values({ ...wanted, planId })
      .onConflictDoNothing();
    return;
  }
  await tx
    .delete(outcomeReports)
    .where(
      and(
        eq(outcomeReports.sessionId, sessionId),
        eq(outcomeReports.timePoint, "before-session"),
        inArray(outcomeReports.status, ["due", "sent"]),
      ),
    );
}

async function performedSessions(tx: Tx, planId: string) {
  const performed = await tx
    .select({ id: sessions.id, startsAt: sessions.startsAt, zone: clinics.zone })
    .from(sessions)
    .innerJoin(clinics, eq(clinics.id, sessions.clinicId))
    .where(and(eq(sessions.planId, planId), eq(sessions.status, "performed")))
    .orderBy(asc(sessions.startsAt), asc(sessions.id));
  return performed.map(({ id, startsAt, zone }) => ({ id, day: dayOf(startsAt, zone) }));
}
