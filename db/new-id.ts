import { randomUUID } from "node:crypto";

/**
 * A UUID version 7 (RFC 9562): milliseconds, then randomness. For rows whose id is needed before they are written. The
 * randomness is `randomUUID`'s, which the runtime draws in advance; the variant stands in the same place in both.
 */
export function newId(now: Date): string {
  const at = now.getTime().toString(16).padStart(12, "0");
  return `${at.slice(0, 8)}-${at.slice(8)}-7${randomUUID().slice(15)}`;
}
