import { sql } from "drizzle-orm";
import type { Run } from "../client";

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

/**
 * Writes what happened in the transaction in which it happens. In plain SQL, since every command does it: Drizzle builds
 * an insert anew each time, for more than the statement costs.
 */
export async function audit(run: Run, entry: AuditEntry): Promise<void> {
  const { actorId, action, noun, recordId = null, clinicId = null, patientId = null, requestId } = entry;
  await run.execute(sql`
    insert into audit_events (actor_id, action, noun, record_id, clinic_id, patient_id, before, after, request_id)
    values (${actorId}, ${action}, ${noun}, ${recordId}, ${clinicId}, ${patientId}, ${json(entry.before)},
      ${json(entry.after)}, ${requestId})`);
}

const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
