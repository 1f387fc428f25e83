import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { db, type Tx } from "db/client";
import { accounts, oneTimeLinks } from "db/schema";
import { refuse } from "~/domain/refusals";

/** An invitation may wait over a long weekend. */
export const linkGoodForHours = 72;

type Purpose = "set-password" | "first-administrator";

const linkHash = (token: string) => createHash("sha256").update(token).digest("hex");

/** Makes a one-time link's token for setting an account's password. Earlier unspent ones of that account end. */
export async function makeLink(tx: Tx, accountId: string, createdBy: string, now: Date): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await endLinks(tx, accountId, now);
  await tx.insert(oneTimeLinks).values({
    tokenHash: linkHash(token),
    purpose: "set-password",
    accountId,
    createdBy,
    expiresAt: new Date(now.getTime() + linkGoodForHours * 3_600_000),
  });
  return token;
}

export async function endLinks(tx: Tx, accountId: string, now: Date) {
  await tx
    .update(oneTimeLinks)
    .set({ usedAt: now })
    .where(and(eq(oneTimeLinks.accountId, accountId), isNull(oneTimeLinks.usedAt)));
}

const isOpen = (token: string, purpose: Purpose, now: Date) =>
  and(
    eq(oneTimeLinks.tokenHash, linkHash(token)),
    eq(oneTimeLinks.purpose, purpose),
    isNull(oneTimeLinks.usedAt),
    gt(oneTimeLinks.expiresAt, now),
  );

/** Spends a link; refuses where it is unknown, spent, past its end or of another purpose. Two at once: one gets it. */
export async function spendLink(tx: Tx, token: string, purpose: Purpose, now: Date): Promise<string | null> {
  const [link] = await tx
    .update(oneTimeLinks)
    .set({ usedAt: now })
    .where(isOpen(token, purpose, now))
    .returning({ accountId: oneTimeLinks.accountId });
  return link ? link.accountId : refuse("link-spent");
}

/** Whose password an open link sets, or null; a deactivated account's link opens nothing. */
export async function findInvitation(token: string, now: Date) {
  const [person] = await db
    .select({ name: accounts.name, email: accounts.email })
    .from(oneTimeLinks)
    .innerJoin(accounts, eq(accounts.id, oneTimeLinks.accountId))
    .where(and(isOpen(token, "set-password", now), isNull(accounts.deactivatedAt)));
  return person ?? null;
}

/** Whether a link opens first-run setup. */
export async function opensSetup(token: string, now: Date): Promise<boolean> {
  const open = await db
    .select({ one: sql`1` })
    .from(oneTimeLinks)
    .where(isOpen(token, "first-administrator", now));
  return open.length > 0;
}
