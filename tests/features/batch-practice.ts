import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { db } from "db/client";
import type { Asking } from "db/command";
import { auditEvents, batchCourses, batchRuns, sessions } from "db/schema";
import { applyBatch } from "~/features/batch/apply.server";
import { startBatch } from "~/features/batch/commands.server";
import { runForm, startForm } from "~/features/batch/forms";
import { planMany } from "~/jobs/plan-many";
import { aPlan, anAccount, aSession, NOW, works, type Practice } from "tests/support/practice";
import { done } from "./sessions-practice";

/** Many courses planned together, through the same forms, commands and job as in use. */

/** A physician of its own for each test, so that no test fills another's days. */
export async function aPhysician(practice: Practice) {
  const physician = await anAccount(`Nadia ${randomUUID().slice(0, 6)}`, ["physician"], [practice.riverside]);
  await works(physician, practice.riverside);
  return physician;
}

export const start = (asking: Asking, clinicId: string, which = "backlog", physicianId = "") =>
  startBatch(asking, startForm.parse({ clinicId, which, physicianId }));

/** Done as the worker does it, in less time. */
export const plan = (runId: string, now = NOW) =>
  planMany(0.4).run({ runId }, { now, signal: new AbortController().signal });

export async function planned(asking: Asking, clinicId: string, which?: string, physicianId?: string) {
  const { runId } = await done(start(asking, clinicId, which, physicianId));
  await plan(runId, asking.now);
  return runId;
}

export function apply(asking: Asking, runId: string, planId: readonly string[], gapReason = "") {
  const form = runForm.parse({ intent: "apply", planId, gapReason });
  if (form.intent !== "apply") throw new Error("not an application");
  return applyBatch(asking, runId, form);
}

export async function runOf(runId: string) {
  const [run] = await db.select().from(batchRuns).where(eq(batchRuns.id, runId));
  if (!run) throw new Error("no such run");
  return run;
}

export const coursesOf = (runId: string) =>
  db.select().from(batchCourses).where(eq(batchCourses.runId, runId)).orderBy(asc(batchCourses.planId));

export const sessionsOf = (planId: string) =>
  db.select().from(sessions).where(eq(sessions.planId, planId)).orderBy(asc(sessions.startsAt));

export const auditOf = (recordId: string) =>
  db.select().from(auditEvents).where(eq(auditEvents.recordId, recordId)).orderBy(asc(auditEvents.id));

export const stands = (
  practice: Practice,
  course: Awaited<ReturnType<typeof aPlan>>,
  physicianId: string,
  startsAt: string,
  status: "booked" | "performed" = "booked",
  ordinal = 1,
) =>
  aSession({
    plan: course,
    clinicId: practice.riverside,
    roomId: practice.rooms[0] ?? "",
    deviceId: practice.carts[0] ?? "",
    physicianId,
    startsAt: new Date(startsAt),
    status,
    ordinal,
  });
