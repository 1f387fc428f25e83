import { and, eq, isNull, sql } from "drizzle-orm";
import { refuse } from "~/domain/refusals";
import type { Tx } from "../client";
import type { Asking } from "../command";
import { accounts } from "../schema";

/** Whoever asks is still an administrator, and stays one until this transaction ends. */
export async function holdAdministrator(tx: Tx, { actor }: Asking): Promise<void> {
  const held = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      and(
        eq(accounts.id, actor.id),
        isNull(accounts.deactivatedAt),
        sql`'administrator' = any(${accounts.roles})`,
      ),
    )
    .for("share");
  if (held.length === 0) refuse("not-allowed");
}
