import { sql } from "drizzle-orm";
import type { Tx } from "db/client";
import type { Asking } from "db/command";
import { whoChanged } from "db/reads/who-changed";
import { may } from "~/domain/permissions";
import { refuse } from "~/domain/refusals";
import { readRecord, type ReadRecord } from "./read.server";

/** What a post says of the draft it was typed over. */
export interface TypedOver {
  version: number;
  tab: string | null;
}

/**
 * A session's record, held for whoever treats in it; it looks missing at another clinic. A draft that another tab or
 * person has saved since is never written over.
 */
export async function lockRecord(
  tx: Tx,
  { actor }: Asking,
  sessionId: string,
  { version, tab }: TypedOver,
): Promise<ReadRecord> {
  await tx.execute(sql`select 1 from sessions where id = ${sessionId} for share`);
  await tx.execute(sql`select 1 from procedure_records where session_id = ${sessionId} for update`);
  const row = await readRecord(tx, actor, sessionId);
  if (!row) return refuse("not-found");
  if (!may(actor, "record.write", { clinicIds: [row.clinicId], physicianId: row.physicianId }))
    refuse("not-allowed");
  // This tab saved last: its answer was lost on the way, and nothing of anybody else's with it.
  const goesOn = tab !== null && tab === row.savedIn;
  if (version !== (row.version ?? 0) && !goesOn)
    refuse("stale", row.recordId ? await whoChanged(tx, "record", row.recordId) : {});
  return row;
}
