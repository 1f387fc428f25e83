import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import { db, type Tx } from "db/client";
import { accounts, oneTimeLinks } from "db/schema";
import { refuse } from "~/domain/refusals";

/** An invitation may wait over a long weekend. */
export const linkGoodForHours = 72;
/** Who asks by themselves is at their mailbox. */
export const forgottenGoodForHours = 1;

type Purpose = (typeof oneTimeLinks.$inferSelect)["purpose"];
const forPassword = ["set-password", "forgotten-password"] as const;

const linkHash = (token: string) => createHash("sha256").update(token).digest("hex");

/** Makes a one-time link's token for setting an account's password. Earlier unspent ones of that account end. */
export async function makeLink(tx: Tx, accountId: string, createdBy: string, now: Date): Promise<string> {
  await endLinks(tx, accountId, now);
  return keepLink(tx, { purpose: "set-password", accountId, createdBy }, linkGoodForHours, now);
}

/** The same for whoever forgot theirs. An invitation stays open: anybody may ask for this one, for anybody. */
export async function makeForgottenLink(tx: Tx, accountId: string, now: Date): Promise<string> {
  await tx
    .update(oneTimeLinks)
    .set({ usedAt: now })
    .where(
      and(
        eq(oneTimeLinks.accountId, accountId),
        eq(oneTimeLinks.purpose, "forgotten-password"),
        isNull(oneTimeLinks.usedAt),
      ),
    );
  return keepLink(tx, { purpose: "forgotten-password", accountId }, forgottenGoodForHours, now);
}

async function keepLink(
  tx: Tx,
  link: { purpose: Purpose; accountId: string; createdBy?: string },
  hours: number,
  now: Date,
): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + hours * 3_600_000);
  await tx.insert(oneTimeLinks).values({ ...link, tokenHash: linkHash(token), expiresAt });
  return token;
}

export async function endLinks(tx: Tx, accountId: string, now: Date) {
  await tx
    .update(oneTimeLinks)
    .set({ usedAt: now })
    .where(and(eq(oneTimeLinks.accountId, accountId), isNull(oneTimeLinks.usedAt)));
}

const isOpen = (token: string, purposes: readonly Purpose[], now: Date) =>
  and(
    eq(oneTimeLinks.tokenHash, linkHash(token)),
    inArray(oneTimeLinks.purpose, [...purposes]),
    isNull(oneTimeLinks.usedAt),
    gt(oneTimeLinks.expiresAt, now),
  );

/** Spends a link that sets a password; whose. Refuses where it is unknown, spent or past its end. Two at once: one gets it. */
export const spendPasswordLink = async (tx: Tx, token: string, now: Date): Promise<string> =>
  (await spendLink(tx, token, forPassword, now)) ?? refuse("link-spent");

export const spendSetupLink = (tx: Tx, token: string, now: Date) =>
  spendLink(tx, token, ["first-administrator"], now);

async function spendLink(
  tx: Tx,
  token: string,
  purposes: readonly Purpose[],
  now: Date,
): Promise<string | null> {
  const [link] = await tx
    .update(oneTimeLinks)
    .set({ usedAt: now })
    .where(isOpen(token, purposes, now))
    .returning({ accountId: oneTimeLinks.accountId });
  return link ? link.accountId : refuse("link-spent");
}

/** Whose password an open link sets, or null; a deactivated account's link opens nothing. */
export async function findInvitation(token: string, now: Date) {
  const [person] = await db
    .select({ name: accounts.name, email: accounts.email, purpose: oneTimeLinks.purpose })
    .from(oneTimeLinks)
    .innerJoin(accounts, eq(accounts.id, oneTimeLinks.accountId))
    .where(and(isOpen(token, forPassword, now), isNull(accounts.deactivatedAt)));
  return person ?? null;
}

/** Whether a link opens first-run setup. */
export async function opensSetup(token: string, now: Date): Promise<boolean> {
  const open = await db
    .select({ one: sql`1` })
    .from(oneTimeLinks)
    .where(isOpen(token, ["first-administrator"], now));
  return open.length > 0;
}
