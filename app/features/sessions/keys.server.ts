import { createHash } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "db/client";
import type { Asking } from "db/command";
import { idempotencyKeys } from "db/schema";
import { refuse } from "~/domain/refusals";

/**
 * Takes a command's idempotency key: null the first time; what came of it where the same form was sent before. Another
 * form under the same key is refused. Two at once take turns on the key's row.
 */
export async function takeKey<T extends object>(
  tx: Tx,
  asking: Asking,
  input: { key: string; [answer: string]: unknown },
  outcome: T,
): Promise<T | null> {
  const bodyHash = createHash("sha256").update(JSON.stringify(input)).digest("base64url");
  const mine = { accountId: asking.actor.id, key: input.key };
  const [taken] = await tx.execute(sql`
    insert into idempotency_keys (account_id, key, body_hash, outcome)
    values (${mine.accountId}, ${mine.key}, ${bodyHash}, ${JSON.stringify(outcome)})
    on conflict do nothing returning 1`);
  if (taken) return null;
  const [earlier] = await tx
    .select({ bodyHash: idempotencyKeys.bodyHash, outcome: idempotencyKeys.outcome })
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.accountId, mine.accountId), eq(idempotencyKeys.key, mine.key)));
  if (earlier?.bodyHash !== bodyHash) return refuse("key-reused");
  return earlier.outcome as T;
}
