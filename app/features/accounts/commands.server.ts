import { and, eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Tx } from "db/client";
import { command, type Asking } from "db/command";
import { accountClinics, accounts, physicians, resources, signIns } from "db/schema";
import { refuse } from "~/domain/refusals";
import type { accountEditForm, accountForm } from "./forms";
import { makeLink } from "./links.server";

type AccountInput = z.output<typeof accountForm>;

/** Makes an account and the one-time link with which its person sets a password. */
export function createAccount(asking: Asking, input: AccountInput) {
  return command(asking, { action: "account.create", noun: "account" }, async ({ tx, audit }) => {
    const [account] = await tx
      .insert(accounts)
      .values({ name: input.name, email: input.email, roles: input.roles, createdBy: asking.actor.id })
      .returning({ id: accounts.id });
    const { id } = account ?? refuse("not-valid");
    await setClinics(tx, id, input.clinicIds);
    await setPhysician(tx, id, input);
    const token = await makeLink(tx, id, asking.actor.id, asking.now);
    await audit({ action: "account.create", noun: "account", recordId: id, after: described(input) });
    return { id, token };
  });
}

/** Changes name, e-mail, roles and clinics. Other roles or clinics end the account's sign-ins. */
export function editAccount(asking: Asking, id: string, input: z.output<typeof accountEditForm>) {
  return command(asking, { action: "account.edit", noun: "account", recordId: id }, async ({ tx, audit }) => {
    const before = await lockAccount(tx, id);
    if (before.version !== input.version) refuse("stale");
    await tx
      .update(accounts)
      .set({
        name: input.name,
        email: input.email,
        roles: input.roles,
        version: sql`${accounts.version} + 1`,
      })
      .where(eq(accounts.id, id));
    await setClinics(tx, id, input.clinicIds);
    await setPhysician(tx, id, input);
    const reachChanged =
      !sameSet(before.roles, input.roles) ||
      !sameSet(before.clinicIds, input.clinicIds) ||
      before.email !== input.email;
    if (reachChanged) await endSignIns(tx, id);
    await audit({ action: "account.edit", noun: "account", recordId: id, before, after: described(input) });
  });
}

export function deactivateAccount(asking: Asking, id: string) {
  return command(
    asking,
    { action: "account.deactivate", noun: "account", recordId: id },
    async ({ tx, audit }) => {
      const account = await lockAccount(tx, id);
      if (account.deactivatedAt) return;
      await tx
        .update(accounts)
        .set({
          deactivatedAt: asking.now,
          deactivatedBy: asking.actor.id,
          version: sql`${accounts.version} + 1`,
        })
        .where(eq(accounts.id, id));
      await endSignIns(tx, id);
      await audit({ action: "account.deactivate", noun: "account", recordId: id });
    },
  );
}

export function reactivateAccount(asking: Asking, id: string) {
  return command(
    asking,
    { action: "account.reactivate", noun: "account", recordId: id },
    async ({ tx, audit }) => {
      await lockAccount(tx, id);
      await tx
        .update(accounts)
        .set({ deactivatedAt: null, deactivatedBy: null, version: sql`${accounts.version} + 1` })
        .where(eq(accounts.id, id));
      await audit({ action: "account.reactivate", noun: "account", recordId: id });
    },
  );
}

/** A new one-time link to hand over: for an invitation that ran out, or a forgotten password. */
export function renewLink(asking: Asking, id: string) {
  return command(asking, { action: "account.link", noun: "account", recordId: id }, async ({ tx, audit }) => {
    const account = await lockAccount(tx, id);
    if (account.deactivatedAt) refuse("not-allowed");
    const token = await makeLink(tx, id, asking.actor.id, asking.now);
    await audit({ action: "account.link", noun: "account", recordId: id });
    return { token };
  });
}

/** Ends one sign-in of an account, or all of them but `keep`. */
export function closeSignIns(asking: Asking, accountId: string, which: { only?: string; keep?: string }) {
  return command(
    asking,
    { action: "sign-in.end", noun: "account", recordId: accountId },
    async ({ tx, audit }) => {
      await tx
        .delete(signIns)
        .where(
          and(
            eq(signIns.accountId, accountId),
            which.only ? eq(signIns.id, which.only) : undefined,
            which.keep ? sql`${signIns.id} <> ${which.keep}` : undefined,
          ),
        );
      await audit({ action: "sign-in.end", noun: "account", recordId: accountId });
    },
  );
}

async function lockAccount(tx: Tx, id: string) {
  const [account] = await tx
    .select({
      roles: accounts.roles,
      email: accounts.email,
      name: accounts.name,
      version: accounts.version,
      deactivatedAt: accounts.deactivatedAt,
      clinicIds: sql<
        string[]
      >`array(select clinic_id from ${accountClinics} ac where ac.account_id = ${accounts.id})`,
    })
    .from(accounts)
    .where(eq(accounts.id, id))
    .for("update");
  return account ?? refuse("not-allowed");
}

async function setClinics(tx: Tx, accountId: string, clinicIds: string[]) {
  await tx.delete(accountClinics).where(eq(accountClinics.accountId, accountId));
  if (clinicIds.length === 0) return;
  await tx
    .insert(accountClinics)
    .values([...new Set(clinicIds)].map((clinicId) => ({ accountId, clinicId })));
}

/** A physician is a resource too. The row stays when the role goes: their past sessions need it. */
async function setPhysician(tx: Tx, accountId: string, input: AccountInput) {
  if (!input.roles.includes("physician")) return;
  const details = {
    shortName: shortName(input.name),
    speciality: input.speciality,
    board: input.board,
    certifiedUntil: input.certifiedUntil ?? null,
  };
  await tx.insert(resources).values({ id: accountId, kind: "physician" }).onConflictDoNothing();
  await tx
    .insert(physicians)
    .values({ id: accountId, ...details })
    .onConflictDoUpdate({ target: physicians.id, set: details });
}

/** "Dr Lena Okafor" is "Dr Okafor" where there is little room. */
const shortName = (name: string) => `Dr ${name.trim().split(/\s+/).at(-1) ?? name}`;

async function endSignIns(tx: Tx, accountId: string) {
  await tx.delete(signIns).where(inArray(signIns.accountId, [accountId]));
}

const described = ({ name, email, roles, clinicIds }: AccountInput) => ({ name, email, roles, clinicIds });
const sameSet = (a: readonly string[], b: readonly string[]) =>
  a.length === new Set([...a, ...b]).size && b.length === a.length;
