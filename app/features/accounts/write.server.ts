import { eq, inArray, sql } from "drizzle-orm";
import type { z } from "zod";
import type { Tx } from "db/client";
import { accountClinics, accounts, clinics, physicians, resources, signIns, signInSteps } from "db/schema";
import { refuse } from "~/domain/refusals";
import type { accountForm } from "./forms";

export type AccountInput = z.output<typeof accountForm>;

/** The rows around an account: its clinics, what a physician has besides, its sign-ins. */

export async function setClinics(tx: Tx, accountId: string, clinicIds: readonly string[]) {
  await tx.delete(accountClinics).where(eq(accountClinics.accountId, accountId));
  const wanted = [...new Set(clinicIds)];
  if (wanted.length === 0) return;
  const there = await tx.select({ id: clinics.id }).from(clinics).where(inArray(clinics.id, wanted));
  if (there.length < wanted.length) refuse("not-valid", { field: "clinicIds" });
  await tx.insert(accountClinics).values(wanted.map((clinicId) => ({ accountId, clinicId })));
}

/** A physician is a resource too. The row stays when the role goes: their past sessions need it. */
export async function setPhysician(tx: Tx, accountId: string, input: AccountInput) {
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

/** "Dr Lena Okafor, MD" is "Dr Okafor" where there is little room. */
export function shortName(name: string): string {
  const [bare = name] = name.split(",");
  return `Dr ${bare.trim().split(/\s+/).at(-1) ?? bare}`;
}

/** What was begun with the password that somebody had until now ends with them. */
export async function endSignIns(tx: Tx, accountId: string) {
  await tx.delete(signInSteps).where(eq(signInSteps.accountId, accountId));
  await tx.delete(signIns).where(eq(signIns.accountId, accountId));
}

/** Somebody else could sign in and manage accounts if this one no longer did. */
export async function anotherAdministratorCanSignIn(tx: Tx, accountId: string): Promise<boolean> {
  const [other] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(
      sql`${accounts.id} <> ${accountId} and ${accounts.deactivatedAt} is null
        and ${accounts.passwordHash} is not null and 'administrator' = any(${accounts.roles})`,
    )
    .limit(1);
  return other !== undefined;
}
