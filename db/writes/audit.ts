import { auditEvents } from "../schema";
import type { Tx } from "../client";

export interface AuditEntry {
  actorId: string | null;
  /** What was done, as noun.verb: "session.book". */
  action: string;
  noun: string;
  recordId?: string | null;
  clinicId?: string | null;
  patientId?: string | null;
  before?: unknown;
  after?: unknown;
  requestId: string;
}

/** Writes what happened in the transaction in which it happens. */
export async function audit(tx: Pick<Tx, "insert">, entry: AuditEntry): Promise<void> {
  await tx.insert(auditEvents).values(entry);
}
