import { sql } from "drizzle-orm";
import { command, type Asking, type Outcome } from "db/command";
import { planCheckpoints } from "db/schema";
import { notify } from "db/writes/notify";
import { checkpointDue } from "~/domain/checkpoint";
import { may } from "~/domain/permissions";
import { refuse } from "~/domain/refusals";
import { dayOf } from "~/domain/time";
import type { CheckpointDecision } from "~/domain/vocabulary";
import { pointOf } from "./queries.server";
import { driftFacts, maySeeResponse, readCourses } from "./read.server";

/** Keeps what a physician decided at a course's checkpoint, with the pain that they saw. */
export function decide(
  asking: Asking,
  planId: string,
  { decision, note }: { decision: CheckpointDecision; note: string },
): Promise<Outcome<{ planId: string }>> {
  const about = { action: "plan.checkpoint", noun: "plan", recordId: planId };
  return command(asking, about, async ({ tx, audit }) => {
    const { actor, now } = asking;
    await tx.execute(sql`select 1 from plans where id = ${planId} for no key update`);
    const [found] = maySeeResponse(actor) ? await readCourses(tx, actor, { planId }, now) : [];
    if (!found) return refuse("not-found");
    const { plan, zone, baselinePain, latest } = found;
    if (!may(actor, "plan.write", { clinicIds: [plan.clinicId] })) refuse("not-allowed");
    const kind = checkpointDue(pointOf(driftFacts(found), dayOf(now, zone)));
    if (!kind) return refuse("checkpoint-over");
    await tx.insert(planCheckpoints).values({
      planId,
      kind,
      decision,
      note,
      painBefore: baselinePain,
      painAfter: latest?.pain ?? null,
      decidedAt: now,
      decidedBy: actor.id,
    });
    const after = { kind, decision, note };
    await audit({ ...about, clinicId: plan.clinicId, patientId: plan.patientId, after });
    await notify(tx, { clinicIds: [plan.clinicId], noun: "plan" });
    return { planId };
  });
}
