import { sql } from "drizzle-orm";
import type { Tx } from "db/client";
import { command, type Asking, type Outcome } from "db/command";
import { newId } from "db/new-id";
import { batchCourses, batchRuns } from "db/schema";
import { enqueue } from "db/writes/enqueue";
import { notify } from "db/writes/notify";
import { whyNotCancel } from "~/domain/batch-run";
import { may } from "~/domain/permissions";
import { refuse } from "~/domain/refusals";
import type { StartForm } from "./forms";
import { lockRun } from "./read.server";
import { findLacking } from "./which-plans.server";

/** Asks for many courses to be planned in the background. Which they are is settled now. */
export function startBatch(
  asking: Asking,
  { clinicId, which, physicianId }: StartForm,
): Promise<Outcome<{ runId: string }>> {
  const runId = newId(asking.now);
  const about = { action: "batch.start", noun: "batch", recordId: runId };
  return command(asking, about, async ({ tx, audit }) => {
    const { actor, now } = asking;
    if (!may(actor, "session.write", { clinicIds: [clinicId] })) refuse("not-found");
    if (physicianId && !(await worksAt(tx, clinicId, physicianId))) {
      refuse("physician-elsewhere", { field: "physicianId" });
    }
    const timeOffId = which === "backlog" || which === "physician" ? null : which;
    const lacking = await findLacking(tx, actor, clinicId, timeOffId);
    if (lacking.length === 0) refuse("batch-empty");
    const scope = timeOffId ? "time-off" : which === "physician" ? "physician" : "backlog";
    await tx.insert(batchRuns).values({
      id: runId,
      clinicId,
      scope,
      physicianId: scope === "physician" ? physicianId : null,
      timeOffId,
      askedAt: now,
      askedBy: actor.id,
    });
    await tx
      .insert(batchCourses)
      .values(lacking.map(({ id, ...counts }) => ({ runId, planId: id, ...counts })));
    await enqueue(tx, "plan-many", { runId });
    await audit({ ...about, clinicId, after: { scope, physicianId, timeOffId, courses: lacking.length } });
    await notify(tx, { clinicIds: [clinicId], noun: "batch" });
    return { runId };
  });
}

/** Gives a planning up. One that runs already ends within a second, and books nothing either way. */
export function cancelBatch(asking: Asking, runId: string): Promise<Outcome<undefined>> {
  const about = { action: "batch.cancel", noun: "batch", recordId: runId };
  return command(asking, about, async ({ tx, audit }) => {
    const { clinicId, status } = await lockRun(tx, asking.actor, runId);
    const refusal = whyNotCancel(status);
    if (refusal) refuse(refusal);
    const at = asking.now.toISOString();
    await tx.execute(sql`
      update batch_runs set cancelled_at = ${at}, cancelled_by = ${asking.actor.id}, status = 'cancelled',
        finished_at = ${at}
      where id = ${runId}`);
    await audit({ ...about, clinicId });
    await notify(tx, { clinicIds: [clinicId], noun: "batch" });
    return undefined;
  });
}

async function worksAt(tx: Tx, clinicId: string, physicianId: string): Promise<boolean> {
  const rows = await tx.execute(sql`
    select 1 from working_hours where clinic_id = ${clinicId} and physician_id = ${physicianId} limit 1`);
  return rows.length > 0;
}
