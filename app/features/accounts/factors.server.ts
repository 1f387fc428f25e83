import { and, count, eq, isNull, sql } from "drizzle-orm";
import { db, type Tx } from "db/client";
import { command, type Asking, type Work } from "db/command";
import { accounts, passkeys, practice, recoveryCodes, signIns, totpFactors } from "db/schema";
import { refuse } from "~/domain/refusals";
import { needsSecondFactor } from "~/domain/second-factor";
import { lockAccount } from "./lock.server";
import { passkeysOf } from "./passkeys.server";
import { makeRecoveryCodes } from "./recovery-codes.server";
import { keepTotp } from "./totp.server";
import { endSignIns } from "./write.server";

const mostPasskeys = 20;

/** What an account proves itself with besides its password. */
export async function factorsOf(accountId: string) {
  const [[totp], keys, [codes], isNeeded] = await Promise.all([
    db
      .select({ createdAt: totpFactors.createdAt })
      .from(totpFactors)
      .where(eq(totpFactors.accountId, accountId)),
    passkeysOf(accountId),
    db
      .select({ left: count() })
      .from(recoveryCodes)
      .where(and(eq(recoveryCodes.accountId, accountId), isNull(recoveryCodes.usedAt))),
    isFactorNeeded(db, accountId),
  ]);
  return { totpSince: totp?.createdAt ?? null, passkeys: keys, recoveryLeft: codes?.left ?? 0, isNeeded };
}

/** Whether an account's password is not enough, and with what it goes on. */
export async function secondFactorsOf(accountId: string): Promise<{ totp: boolean; passkey: boolean }> {
  const [has] = await db.execute<{ totp: boolean; passkey: boolean }>(sql`
    select exists (select from ${totpFactors} where account_id = ${accountId}) as totp,
      exists (select from ${passkeys} where account_id = ${accountId}) as passkey`);
  return has ?? { totp: false, passkey: false };
}

/** The practice's name stands in the authenticator app beside the code. */
export async function issuerName(): Promise<string> {
  const [row] = await db.select({ name: practice.name }).from(practice);
  return row ? `Tendon, ${row.name}` : "Tendon";
}

async function isFactorNeeded(run: Pick<Tx, "select">, accountId: string): Promise<boolean> {
  const [row] = await run
    .select({ roles: accounts.roles, demoLoadedAt: practice.demoLoadedAt })
    .from(accounts)
    .leftJoin(practice, sql`true`)
    .where(eq(accounts.id, accountId));
  return row !== undefined && needsSecondFactor(row.roles, { isDemo: row.demoLoadedAt !== null });
}

/**
 * What every change of one's own factors is: under the account's lock, since two tabs could each take away the other
 * one's last. With the first factor other sign-ins end, which had none; recovery codes come with it.
 */
function ownFactors(asking: Asking, signInId: string, action: string, work: (work: Work) => Promise<void>) {
  const { id } = asking.actor;
  const about = { action, noun: "account", recordId: id };
  return command(asking, about, async (given) => {
    const { tx, audit } = given;
    const before = await factorCount(tx, id, "for update");
    await work(given);
    const after = await factorCount(tx, id);
    if (after === 0 && before > 0 && (await isFactorNeeded(tx, id))) refuse("factor-needed");
    if (after === 0) await tx.delete(recoveryCodes).where(eq(recoveryCodes.accountId, id));
    let codes: string[] | null = null;
    if (before === 0 && after > 0) {
      codes = await makeRecoveryCodes(tx, id, asking.now);
      await tx.delete(signIns).where(and(eq(signIns.accountId, id), sql`${signIns.id} <> ${signInId}`));
    }
    await audit(about);
    return { codes };
  });
}

async function factorCount(tx: Tx, accountId: string, lock?: "for update"): Promise<number> {
  if (lock) await tx.execute(sql`select 1 from accounts where id = ${accountId} for update`);
  const [row] = await tx.execute<{ factors: number }>(sql`
    select (select count(*) from totp_factors where account_id = ${accountId})::int
      + (select count(*) from passkeys where account_id = ${accountId})::int as factors`);
  return row?.factors ?? 0;
}

/** Each answers with recovery codes where it was the first factor. */

export const addTotp = (asking: Asking, signInId: string, given: { setup: string; code: string }) =>
  ownFactors(asking, signInId, "factor.add-authenticator", ({ tx }) =>
    keepTotp(tx, asking.actor.id, given, asking.now),
  );

export const removeTotp = (asking: Asking, signInId: string) =>
  ownFactors(asking, signInId, "factor.remove-authenticator", async ({ tx }) => {
    await tx.delete(totpFactors).where(eq(totpFactors.accountId, asking.actor.id));
  });

export type MadePasskey = Omit<typeof passkeys.$inferInsert, "accountId" | "createdAt" | "lastUsedAt">;

export const addPasskey = (asking: Asking, signInId: string, made: MadePasskey) =>
  ownFactors(asking, signInId, "factor.add-passkey", async ({ tx }) => {
    const accountId = asking.actor.id;
    const have = await tx.select({ id: passkeys.id }).from(passkeys).where(eq(passkeys.accountId, accountId));
    if (have.length >= mostPasskeys) refuse("passkeys-full");
    const added = await tx
      .insert(passkeys)
      .values({ ...made, accountId, createdAt: asking.now })
      .onConflictDoNothing()
      .returning({ id: passkeys.id });
    if (added.length === 0) refuse("passkey-known");
  });

export const removePasskey = (asking: Asking, signInId: string, id: string) =>
  ownFactors(asking, signInId, "factor.remove-passkey", async ({ tx }) => {
    await tx.delete(passkeys).where(and(eq(passkeys.accountId, asking.actor.id), eq(passkeys.id, id)));
  });

/** Ten new codes; earlier ones end. */
export function renewRecoveryCodes(asking: Asking) {
  const { id } = asking.actor;
  const about = { action: "factor.renew-codes", noun: "account", recordId: id };
  return command(asking, about, async ({ tx, audit }) => {
    if ((await factorCount(tx, id, "for update")) === 0) refuse("no-factor");
    const codes = await makeRecoveryCodes(tx, id, asking.now);
    await audit(about);
    return { codes };
  });
}

/** For somebody who lost theirs, by an administrator: they sign in with the password alone, and are signed out until then. */
export function resetFactors(asking: Asking, id: string) {
  const about = { action: "factor.reset", noun: "account", recordId: id };
  return command(asking, about, async ({ tx, audit }) => {
    await lockAccount(tx, asking, id);
    if (id === asking.actor.id) refuse("own-account");
    if ((await factorCount(tx, id)) === 0) refuse("no-factor");
    for (const table of [totpFactors, passkeys, recoveryCodes]) {
      await tx.delete(table).where(eq(table.accountId, id));
    }
    await endSignIns(tx, id);
    await audit(about);
  });
}
