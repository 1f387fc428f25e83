import { and, eq, ne, sql } from "drizzle-orm";
import type { z } from "zod";
import { command, type Asking, type Work } from "db/command";
import { accounts, signIns } from "db/schema";
import { changesOf } from "~/domain/changes";
import { may } from "~/domain/permissions";
import { refuse } from "~/domain/refusals";

import type { accountEditForm } from "./forms";
import { endLinks, makeLink } from "./links.server";
import { lockAccount, refuseStale } from "./lock.server";
import {
  anotherAdministratorCanSignIn,
  endSignIns,
  setClinics,
  setPhysician,
  type AccountInput,
} from "./write.server";

/** Makes an account and the one-time link with which its person sets a password. */
export function createAccount(asking: Asking, input: AccountInput) {
  const about = { action: "account.create", noun: "account" };
  return command(asking, about, async ({ tx, audit }) => {
    await lockAccount(tx, asking, asking.actor.id);
    return insertAccount({ tx, audit }, asking, input);
  });
}

/** One account and its link, in a command that holds the administrator's lock. */
export async function insertAccount({ tx, audit }: Work, asking: Asking, input: AccountInput) {
  const { name, email, roles, mayOverbook } = input;
  const [account] = await tx
    .insert(accounts)
    .values({ name, email, roles, mayOverbook, createdBy: asking.actor.id })
    .returning({ id: accounts.id });
  const { id } = account ?? refuse("not-valid");
  await setClinics(tx, id, input.clinicIds);
  await setPhysician(tx, id, input);
  const token = await makeLink(tx, id, asking.actor.id, asking.now);
  await audit({ action: "account.create", noun: "account", recordId: id, after: described(input) });
  return { id, token };
}

/** Changes name, e-mail, roles and clinics. Other roles, clinics or another e-mail end the account's sign-ins. */
export function editAccount(asking: Asking, id: string, input: z.output<typeof accountEditForm>) {
  const about = { action: "account.edit", noun: "account", recordId: id };
  return command(asking, about, async ({ tx, audit }) => {
    const before = await lockAccount(tx, asking, id);
    if (before.version !== input.version) await refuseStale(tx, id);
    const stays = input.roles.includes("administrator") || !before.roles.includes("administrator");
    if (!stays && !before.deactivatedAt && !(await anotherAdministratorCanSignIn(tx, id))) {
      refuse("last-administrator", { field: "roles" });
    }
    const changes = changesOf(described(before), described(input));
    if (!changes) return;
    await tx
      .update(accounts)
      .set({
        name: input.name,
        email: input.email,
        roles: input.roles,
        mayOverbook: input.mayOverbook,
        version: sql`${accounts.version} + 1`,
      })
      .where(eq(accounts.id, id));
    await setClinics(tx, id, input.clinicIds);
    await setPhysician(tx, id, input);
    if (changes.names.some((name) => ["roles", "clinicIds", "email"].includes(name)))
      await endSignIns(tx, id);
    await audit({ ...about, before: changes.before, after: changes.after });
  });
}

/** Their sign-ins end at once; what they did stays theirs. Nobody does it to themselves. */
export function deactivateAccount(asking: Asking, id: string) {
  const about = { action: "account.deactivate", noun: "account", recordId: id };
  return command(asking, about, async ({ tx, audit }) => {
    const account = await lockAccount(tx, asking, id);
    if (id === asking.actor.id) refuse("own-account");
    if (account.deactivatedAt) return;
    await setDeactivated(tx, id, { at: asking.now, by: asking.actor.id });
    await endSignIns(tx, id);
    await endLinks(tx, id, asking.now);
    await audit({ ...about, after: { deactivatedAt: asking.now } });
  });
}

/** They sign in with the password they had, where they had set one. */
export function reactivateAccount(asking: Asking, id: string) {
  const about = { action: "account.reactivate", noun: "account", recordId: id };
  return command(asking, about, async ({ tx, audit }) => {
    const account = await lockAccount(tx, asking, id);
    if (!account.deactivatedAt) return;
    await setDeactivated(tx, id, null);
    await audit({ ...about, before: { deactivatedAt: account.deactivatedAt } });
  });
}

/** A new one-time link to hand over: for an invitation that ran out, or a forgotten password. */
export function renewLink(asking: Asking, id: string) {
  const about = { action: "account.link", noun: "account", recordId: id };
  return command(asking, about, async ({ tx, audit }) => {
    const account = await lockAccount(tx, asking, id);
    if (account.deactivatedAt) refuse("account-deactivated");
    const token = await makeLink(tx, id, asking.actor.id, asking.now);
    await audit(about);
    return { token };
  });
}

/** Ends one sign-in of an account, or all of them but `keep`: one's own, or anybody's for an administrator. */
export function closeSignIns(asking: Asking, accountId: string, which: { only?: string; keep?: string }) {
  const about = { action: "sign-in.end", noun: "account", recordId: accountId };
  return command(asking, about, async ({ tx, audit }) => {
    if (accountId !== asking.actor.id && !may(asking.actor, "accounts.manage")) refuse("not-found");
    const ended = await tx
      .delete(signIns)
      .where(
        and(
          eq(signIns.accountId, accountId),
          which.only ? eq(signIns.id, which.only) : undefined,
          which.keep ? ne(signIns.id, which.keep) : undefined,
        ),
      )
      .returning({ id: signIns.id });
    if (ended.length > 0) await audit({ ...about, after: { ended: ended.length } });
    return { ended: ended.length };
  });
}

/** Ends one's own sign-in, from its own screen. */
export function signOut(asking: Asking, signInId: string) {
  const about = { action: "sign-in.close", noun: "account", recordId: asking.actor.id };
  return command(asking, about, async ({ tx, audit }) => {
    await tx.delete(signIns).where(and(eq(signIns.accountId, asking.actor.id), eq(signIns.id, signInId)));
    await audit(about);
  });
}

function setDeactivated(tx: Work["tx"], id: string, how: { at: Date; by: string } | null) {
  return tx
    .update(accounts)
    .set({
      deactivatedAt: how?.at ?? null,
      deactivatedBy: how?.by ?? null,
      version: sql`${accounts.version} + 1`,
    })
    .where(eq(accounts.id, id));
}

/** What an account says, for comparing and for the audit; a physician's details only where there is one. */
function described(account: {
  name: string;
  email: string;
  roles: string[];
  clinicIds: string[];
  mayOverbook: boolean;
  speciality?: string | null;
  board?: string | null;
  certifiedUntil?: string | null | undefined;
}) {
  const { name, email, roles, clinicIds, mayOverbook } = account;
  const isPhysician = roles.includes("physician");
  return {
    name,
    email,
    roles,
    clinicIds: [...new Set(clinicIds)],
    mayOverbook,
    speciality: isPhysician ? (account.speciality ?? "") : null,
    board: isPhysician ? (account.board ?? "") : null,
    certifiedUntil: isPhysician ? (account.certifiedUntil ?? null) : null,
  };
}
