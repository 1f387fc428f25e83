import { sql } from "drizzle-orm";
import { db, type Tx } from "db/client";
import type { PlannedSession } from "db/schema";
import { audit } from "db/writes/audit";
import { notify } from "db/writes/notify";
import type { BatchProblem, BatchProgress, BatchResult } from "~/domain/batch/plan-many";
import type { Proposal } from "~/domain/composer/compose";
import { loadProblem } from "./problem.server";

/** Takes a run up, also one whose process died over it; null where there is nothing left to plan. */
export async function beginRun(runId: string, now: Date): Promise<BatchProblem | null> {
  const at = now.toISOString();
  const asked = await db.transaction(async (tx) => {
    const [run] = await tx.execute<{ clinicId: string; physicianId: string | null; planIds: string[] }>(sql`
      update batch_runs set status = 'running', started_at = ${at}, share = 0, planned = 0, cost = null, bound = null
      where id = ${runId} and status in ('queued', 'running')
      returning clinic_id as "clinicId", physician_id as "physicianId",
        (select array_agg(plan_id order by plan_id) from batch_courses where run_id = ${runId}) as "planIds"`);
    if (run) await notify(tx, { clinicIds: [run.clinicId], noun: "batch" });
    return run;
  });
  return asked ? loadProblem(asked, now) : null;
}

/** Keeps how far it is, and answers whether anybody still wants it. */
export async function noteProgress(runId: string, progress: BatchProgress): Promise<"go on" | "stop"> {
  const { share, planned, cost, bound } = progress;
  return db.transaction(async (tx) => {
    const [run] = await tx.execute<{ clinicId: string }>(sql`
      update batch_runs set share = ${Math.min(1, share)}, planned = ${planned}, cost = ${finite(cost)}, bound = ${finite(bound)}
      where id = ${runId} and status = 'running' returning clinic_id as "clinicId"`);
    if (!run) return "stop";
    await notify(tx, { clinicIds: [run.clinicId], noun: "batch" });
    return "go on";
  });
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);

/** Lays what was found before whoever asked; nothing is booked. A run that was given up meanwhile stays so. */
export async function finishRun(runId: string, { plans, cost, bound, unplanned }: BatchResult, now: Date) {
  const found = plans.map(({ planId, proposal }) => ({
    plan_id: planId,
    sessions: proposal && plannedOf(proposal),
  }));
  await ending(runId, "ready", now, async (tx) => {
    await tx.execute(sql`
      update batch_runs set share = 1, planned = ${plans.length - unplanned.length}, cost = ${finite(cost)}, bound = ${finite(bound)}
      where id = ${runId}`);
    await tx.execute(sql`
      update batch_courses c set sessions = nullif(f.sessions, 'null'::jsonb)
      from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) f(plan_id uuid, sessions jsonb)
      where c.run_id = ${runId} and c.plan_id = f.plan_id`);
  });
}

const plannedOf = ({ sessions }: Proposal): PlannedSession[] =>
  sessions.map(({ day, clinicId, physicianId, gapDays, choice }) => ({
    day,
    clinicId,
    physicianId,
    gapDays,
    startsAt: choice?.startsAt.getTime() ?? null,
    roomId: choice?.roomId ?? null,
    deviceId: choice?.deviceId ?? null,
  }));

/** After every try has failed. */
export const failRun = (runId: string, now: Date) => ending(runId, "failed", now);

async function ending(
  runId: string,
  status: "ready" | "failed",
  now: Date,
  more: (tx: Tx) => Promise<void> = () => Promise.resolve(),
) {
  await db.transaction(async (tx) => {
    const [run] = await tx.execute<{ clinicId: string }>(sql`
      update batch_runs set status = ${status}, finished_at = ${now.toISOString()}
      where id = ${runId} and status in ('queued', 'running') returning clinic_id as "clinicId"`);
    if (!run) return;
    await more(tx);
    await audit(tx, {
      actorId: null,
      action: `batch.${status}`,
      noun: "batch",
      recordId: runId,
      clinicId: run.clinicId,
      requestId: "job",
    });
    await notify(tx, { clinicIds: [run.clinicId], noun: "batch" });
  });
}
