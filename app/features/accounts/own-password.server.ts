import { eq, sql } from "drizzle-orm";
import { db } from "db/client";
import { command, type Asking, type Outcome } from "db/command";
import { accounts, practice, signIns } from "db/schema";
import { Refused, refuse, type Refusal } from "~/domain/refusals";
import { audit } from "db/writes/audit";
import { hashPassword } from "./passwords.server";
import { spendLink } from "./links.server";

/** A stranger with a link: whoever holds it acts for its account. */
interface LinkHolder {
  token: string;
  password: string;
  now: Date;
  requestId: string;
}

/** Sets the password of a link's account, spends the link and ends the account's sign-ins. Returns whose it was. */
export async function setPasswordByLink(holder: LinkHolder): Promise<Outcome<{ accountId: string }>> {
  const passwordHash = await hashPassword(holder.password);
  return withRefusal(async () =>
    db.transaction(async (tx) => {
      const accountId =
        (await spendLink(tx, holder.token, "set-password", holder.now)) ?? refuse("link-spent");
      const [account] = await tx
        .update(accounts)
        .set({ passwordHash, passwordSetAt: holder.now, version: sql`${accounts.version} + 1` })
        .where(sql`${accounts.id} = ${accountId} and ${accounts.deactivatedAt} is null`)
        .returning({ id: accounts.id });
      if (!account) refuse("link-spent");
      await tx.delete(signIns).where(eq(signIns.accountId, accountId));
      await audit(tx, {
        actorId: accountId,
        action: "account.set-password",
        noun: "account",
        recordId: accountId,
        requestId: holder.requestId,
      });
      return { accountId };
    }),
  );
}

/** First-run setup: names the practice and makes its first administrator. */
export async function createFirstAdministrator(
  holder: LinkHolder & { practice: string; name: string; email: string },
): Promise<Outcome<{ accountId: string }>> {
  const passwordHash = await hashPassword(holder.password);
  return withRefusal(async () =>
    db.transaction(async (tx) => {
      await spendLink(tx, holder.token, "first-administrator", holder.now);
      await tx.insert(practice).values({ name: holder.practice });
      const [account] = await tx
        .insert(accounts)
        .values({
          name: holder.name,
          email: holder.email,
          roles: ["administrator"],
          passwordHash,
          passwordSetAt: holder.now,
        })
        .returning({ id: accounts.id });
      const accountId = account?.id ?? refuse("not-valid");
      await audit(tx, {
        actorId: accountId,
        action: "practice.set-up",
        noun: "account",
        recordId: accountId,
        requestId: holder.requestId,
      });
      return { accountId };
    }),
  );
}

/** A person's own new password; every other sign-in of theirs ends. */
export async function changeOwnPassword(asking: Asking, password: string, signInId: string) {
  const passwordHash = await hashPassword(password);
  const id = asking.actor.id;
  return command(asking, { action: "account.set-password", noun: "account", recordId: id }, async (work) => {
    await work.tx
      .update(accounts)
      .set({ passwordHash, passwordSetAt: asking.now, version: sql`${accounts.version} + 1` })
      .where(eq(accounts.id, id));
    await work.tx.delete(signIns).where(sql`${signIns.accountId} = ${id} and ${signIns.id} <> ${signInId}`);
    await work.audit({ action: "account.set-password", noun: "account", recordId: id });
  });
}

async function withRefusal<T>(work: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const refusal: Refusal = error.refusal;
    return { ok: false, refusal };
  }
}
