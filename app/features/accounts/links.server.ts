import { createHash, randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Tx } from "db/client";
import { oneTimeLinks } from "db/schema";
import { refuse } from "~/domain/refusals";

const goodForHours = 72;

export const linkHash = (token: string) => createHash("sha256").update(token).digest("hex");

/** Makes a one-time link's token for setting an account's password. Earlier unspent ones of that account end. */
export async function makeLink(tx: Tx, accountId: string, createdBy: string, now: Date): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await tx
    .update(oneTimeLinks)
    .set({ usedAt: now })
    .where(sql`${oneTimeLinks.accountId} = ${accountId} and ${oneTimeLinks.usedAt} is null`);
  await tx.insert(oneTimeLinks).values({
    tokenHash: linkHash(token),
    purpose: "set-password",
    accountId,
    createdBy,
    expiresAt: new Date(now.getTime() + goodForHours * 3_600_000),
  });
  return token;
}

/** Spends a link; refuses where it is unknown, spent, past its end or of another purpose. Two at once: one gets it. */
export async function spendLink(
  tx: Tx,
  token: string,
  purpose: "set-password" | "first-administrator",
  now: Date,
): Promise<string | null> {
  const [link] = await tx
    .update(oneTimeLinks)
    .set({ usedAt: now })
    .where(
      sql`${eq(oneTimeLinks.tokenHash, linkHash(token))} and ${oneTimeLinks.purpose} = ${purpose}
        and ${oneTimeLinks.usedAt} is null and ${oneTimeLinks.expiresAt} > ${now.toISOString()}`,
    )
    .returning({ accountId: oneTimeLinks.accountId });
  return link ? link.accountId : refuse("link-spent");
}
