import { eq, sql } from "drizzle-orm";
import { db, type Tx } from "db/client";
import { command, type Asking, type Outcome } from "db/command";
import { accounts } from "db/schema";
import { audit } from "db/writes/audit";
import { Refused, refuse } from "~/domain/refusals";
import { endLinks, spendPasswordLink } from "./links.server";
import { hashPassword, passwordMatches } from "./passwords.server";
import { endSignIns } from "./write.server";

/** A stranger with a link: whoever holds it acts for its account. */
export interface LinkHolder {
  token: string;
  password: string;
  now: Date;
  requestId: string;
}

/** Sets the password of a link's account, spends the link and ends the account's sign-ins. Returns whose it was. */
export function setPasswordByLink(holder: LinkHolder): Promise<Outcome<{ accountId: string }>> {
  return asOutcome(async () => {
    const passwordHash = await hashPassword(holder.password);
    return db.transaction(async (tx) => {
      const accountId = await spendPasswordLink(tx, holder.token, holder.now);
      await writePassword(tx, accountId, passwordHash, holder.now);
      await audit(tx, { ...about(accountId), actorId: accountId, requestId: holder.requestId });
      return { accountId };
    });
  });
}

/** A person's own new password, against their present one. Every sign-in of theirs ends, this one too: open a fresh one. */
export async function changeOwnPassword(
  asking: Asking,
  { current, password }: { current: string; password: string },
): Promise<Outcome<void>> {
  const { id } = asking.actor;
  const [account] = await db
    .select({ passwordHash: accounts.passwordHash })
    .from(accounts)
    .where(eq(accounts.id, id));
  // Before the transaction: hashing takes a while, and a connection is not to wait for it.
  const hashed = await asOutcome(async () =>
    (await passwordMatches(account?.passwordHash ?? null, current)) ? hashPassword(password) : null,
  );
  if (!hashed.ok) return hashed;
  return command(asking, about(id), async ({ tx, audit: audited }) => {
    const passwordHash = hashed.value ?? refuse("wrong-password", { field: "current" });
    await writePassword(tx, id, passwordHash, asking.now);
    await audited(about(id));
  });
}

async function writePassword(tx: Tx, accountId: string, passwordHash: string, now: Date) {
  const [account] = await tx
    .update(accounts)
    .set({ passwordHash, passwordSetAt: now, version: sql`${accounts.version} + 1` })
    .where(sql`${accounts.id} = ${accountId} and ${accounts.deactivatedAt} is null`)
    .returning({ id: accounts.id });
  if (!account) refuse("link-spent");
  await endLinks(tx, accountId, now);
  await endSignIns(tx, accountId);
}

const about = (recordId: string) => ({ action: "account.set-password", noun: "account", recordId });

/** For those without an account: no actor to audit a refusal by. */
export async function asOutcome<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { ok: false, refusal: error.refusal };
  }
}
