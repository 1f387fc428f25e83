import { sql } from "drizzle-orm";
import { db } from "db/client";
import { command, type Asking, type Outcome } from "db/command";
import { uuids } from "db/scope";
import { notify } from "db/writes/notify";
import { whyNotApply } from "~/domain/batch-run";
import { refuse, type RefusalCode } from "~/domain/refusals";
import { bookPlanned } from "./book-planned.server";
import type { ApplyForm } from "./forms";
import { lockRun } from "./read.server";

/** What was neither booked nor refused for good: others were at it in that moment. */
const passing: RefusalCode[] = ["busy-try-again"];

/**
 * Books the courses of a run, each all or nothing, and each by itself: one whose place was taken meanwhile is refused alone,
 * and stays in the run with its reason. However often it is sent, and by however many, a course is booked once.
 */
export async function applyBatch(
  asking: Asking,
  runId: string,
  form: ApplyForm,
): Promise<Outcome<{ booked: number; refused: number }>> {
  const begun = await beginApplying(asking, runId, form);
  if (!begun.ok) return begun;
  const { clinicId, planIds } = begun.value;
  const counts = { booked: 0, refused: 0 };
  for (const planId of planIds) {
    const outcome = await bookPlanned(asking, { runId, planId, gapReason: form.gapReason });
    if (outcome.ok) counts.booked += outcome.value.isNew ? 1 : 0;
    else if (!passing.includes(outcome.refusal.code)) {
      counts.refused += await noteRefused(asking, { runId, planId, code: outcome.refusal.code });
    }
  }
  await db.transaction((tx) => notify(tx, { clinicIds: [clinicId], noun: "batch" }));
  return { ok: true, value: counts };
}

/** Says who applies it, and which of the chosen courses have a place and wait for it. */
function beginApplying(asking: Asking, runId: string, form: ApplyForm) {
  const about = { action: "batch.apply", noun: "batch", recordId: runId };
  return command(asking, about, async ({ tx, audit }) => {
    const { clinicId, status } = await lockRun(tx, asking.actor, runId);
    const refusal = whyNotApply(status);
    if (refusal) refuse(refusal);
    const chosen = await tx.execute<{ planId: string; waits: boolean }>(sql`
      select plan_id as "planId", outcome is null and sessions is not null as waits from batch_courses
      where run_id = ${runId} and plan_id = any (${uuids(form.planId)})
      order by plan_id`);
    if (chosen.length !== new Set(form.planId).size) refuse("not-found");
    const planIds = chosen.flatMap(({ planId, waits }) => (waits ? [planId] : []));
    await tx.execute(sql`
      update batch_runs set status = 'applied', applied_at = coalesce(applied_at, ${asking.now.toISOString()}),
        applied_by = coalesce(applied_by, ${asking.actor.id})
      where id = ${runId}`);
    await audit({ ...about, clinicId, after: { courses: planIds.length } });
    return { clinicId, planIds };
  });
}

async function noteRefused(
  { actor, now }: Asking,
  { runId, planId, code }: { runId: string; planId: string; code: RefusalCode },
): Promise<number> {
  const rows = await db.execute(sql`
    update batch_courses set outcome = 'refused', refusal = ${code}, decided_at = ${now.toISOString()}, decided_by = ${actor.id}
    where run_id = ${runId} and plan_id = ${planId} and outcome is null returning 1`);
  return rows.length;
}
