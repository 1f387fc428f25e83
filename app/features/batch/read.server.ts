import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "db/client";
import { uuids } from "db/scope";
import { hasRole, type Actor } from "~/domain/actor";
import { may } from "~/domain/permissions";
import { refuse } from "~/domain/refusals";
import type { BatchStatus } from "~/domain/vocabulary";

/** A run is a desk's at its clinic, and a physician's who asked for it. To anybody else it looks missing. */
export const visibleRun = (actor: Actor): SQL => {
  if (!may(actor, "session.write")) return sql`false`;
  const here = sql`batch_runs.clinic_id = any (${uuids(actor.clinicIds)})`;
  return hasRole(actor, "scheduler") ? here : sql`${here} and batch_runs.asked_by = ${actor.id}`;
};

interface LockedRun extends Record<string, unknown> {
  clinicId: string;
  status: BatchStatus;
}

export async function lockRun(tx: Tx, actor: Actor, runId: string): Promise<LockedRun> {
  const [run] = await tx.execute<LockedRun>(sql`
    select clinic_id as "clinicId", status from batch_runs where id = ${runId} and ${visibleRun(actor)}
    for no key update`);
  return run ?? refuse("not-found");
}
