import type { Asking } from "db/command";
import { auditRead, type AuditedRead } from "db/writes/audit-reads";
import { currentRequest } from "./context.server";

export type { AuditedRead };

/**
 * Says whose data a loader's answer shows. The row is written while the page is made of it; `readsKept` holds the answer
 * back until it is kept.
 */
export function showed(asking: Asking, read: AuditedRead): void {
  const kept = auditRead(asking, read);
  // Awaited before the answer leaves: until then its failure is nobody's.
  kept.catch(() => {});
  (currentRequest().reads ??= []).push(kept);
}

/** Resolves once all that this request showed is written; rejects where it could not be, and then nothing may leave. */
export async function readsKept(): Promise<void> {
  await Promise.all(currentRequest().reads ?? []);
}
