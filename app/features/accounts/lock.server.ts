import { eq, inArray, sql } from "drizzle-orm";
import type { Tx } from "db/client";
import type { Asking } from "db/command";
import { whoChanged } from "db/reads/who-changed";
import { accountClinics, accounts, physicians } from "db/schema";
import { refuse } from "~/domain/refusals";

/**
 * An account's row, locked for an administrator's change, together with the administrator's own: whoever lost the role
 * between the page and the button changes nothing. Both in the order of their ids, so that two who change each other
 * take turns.
 */
export async function lockAccount(tx: Tx, { actor }: Asking, id: string) {
  const locked = await tx
    .select({ id: accounts.id, roles: accounts.roles, deactivatedAt: accounts.deactivatedAt })
    .from(accounts)
    .where(inArray(accounts.id, [actor.id, id]))
    .orderBy(accounts.id)
    .for("update");
  const asker = locked.find((row) => row.id === actor.id);
  if (!asker || asker.deactivatedAt || !asker.roles.includes("administrator")) refuse("not-allowed");
  const [account] = await tx
    .select({
      name: accounts.name,
      email: accounts.email,
      roles: accounts.roles,
      clinicIds: clinicIdsOf,
      mayOverbook: accounts.mayOverbook,
      speciality: physicians.speciality,
      board: physicians.board,
      certifiedUntil: physicians.certifiedUntil,
      version: accounts.version,
      deactivatedAt: accounts.deactivatedAt,
    })
    .from(accounts)
    .leftJoin(physicians, eq(physicians.id, accounts.id))
    .where(eq(accounts.id, id));
  return account ?? refuse("not-found");
}

export const clinicIdsOf = sql<
  string[]
>`array(select ac.clinic_id from ${accountClinics} ac where ac.account_id = accounts.id order by ac.clinic_id)`;

export async function refuseStale(tx: Tx, id: string): Promise<never> {
  return refuse("stale", await whoChanged(tx, "account", id));
}
