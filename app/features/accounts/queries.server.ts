import { asc, desc, eq, sql } from "drizzle-orm";
import { db } from "db/client";
import { accountClinics, accounts, clinics, oneTimeLinks, physicians, signIns } from "db/schema";
import type { Actor } from "~/domain/actor";

const clinicNames = sql<string[]>`array(
  select c.name from ${accountClinics} ac join ${clinics} c on c.id = ac.clinic_id
  where ac.account_id = ${accounts.id} order by c.name)`;
const lastSeen = sql<
  string | null
>`(select max(s.last_seen_at) from ${signIns} s where s.account_id = ${accounts.id})`;

/** Every account of the practice, deactivated ones last. For administrators. */
export async function listAccounts() {
  const rows = await db
    .select({
      id: accounts.id,
      name: accounts.name,
      email: accounts.email,
      roles: accounts.roles,
      clinics: clinicNames,
      hasPassword: sql<boolean>`${accounts.passwordHash} is not null`,
      deactivatedAt: accounts.deactivatedAt,
      lastSeenAt: lastSeen,
    })
    .from(accounts)
    .orderBy(sql`${accounts.deactivatedAt} is not null`, asc(accounts.name), asc(accounts.id))
    .limit(2000);
  return rows.map((row) => ({ ...row, lastSeenAt: row.lastSeenAt ? new Date(row.lastSeenAt) : null }));
}

export async function findAccount(accountId: string) {
  const [account] = await db
    .select({
      id: accounts.id,
      name: accounts.name,
      email: accounts.email,
      roles: accounts.roles,
      version: accounts.version,
      hasPassword: sql<boolean>`${accounts.passwordHash} is not null`,
      createdAt: accounts.createdAt,
      deactivatedAt: accounts.deactivatedAt,
      clinicIds: sql<
        string[]
      >`array(select clinic_id from ${accountClinics} ac where ac.account_id = ${accounts.id})`,
      speciality: physicians.speciality,
      board: physicians.board,
      certifiedUntil: physicians.certifiedUntil,
    })
    .from(accounts)
    .leftJoin(physicians, eq(physicians.id, accounts.id))
    .where(eq(accounts.id, accountId));
  return account ?? null;
}

/** An account's open sign-ins, the newest first; `accountId` is the actor's own except for administrators. */
export const listSignIns = (accountId: string) =>
  db
    .select({
      id: signIns.id,
      device: signIns.device,
      createdAt: signIns.createdAt,
      lastSeenAt: signIns.lastSeenAt,
    })
    .from(signIns)
    .where(sql`${signIns.accountId} = ${accountId} and ${signIns.expiresAt} > now()`)
    .orderBy(desc(signIns.lastSeenAt), asc(signIns.id))
    .limit(50);

/** Whose password an unspent link sets; null where it is unknown, spent or past its end. */
export async function findLink(tokenHash: string, now: Date) {
  const [link] = await db
    .select({ purpose: oneTimeLinks.purpose, name: accounts.name, email: accounts.email })
    .from(oneTimeLinks)
    .leftJoin(accounts, eq(accounts.id, oneTimeLinks.accountId))
    .where(
      sql`${oneTimeLinks.tokenHash} = ${tokenHash} and ${oneTimeLinks.usedAt} is null
        and ${oneTimeLinks.expiresAt} > ${now.toISOString()} and ${accounts.deactivatedAt} is null`,
    );
  return link ?? null;
}

/** Accounts that wait for somebody: no password yet, or a physician's certification that ends soon. */
export async function accountsNeedingAttention(now: Date) {
  return db
    .select({
      id: accounts.id,
      name: accounts.name,
      noPassword: sql<boolean>`${accounts.passwordHash} is null`,
      certifiedUntil: physicians.certifiedUntil,
    })
    .from(accounts)
    .leftJoin(physicians, eq(physicians.id, accounts.id))
    .where(
      sql`${accounts.deactivatedAt} is null and (${accounts.passwordHash} is null
        or ${physicians.certifiedUntil} < (${now.toISOString()}::timestamptz + interval '60 days')::date)`,
    )
    .orderBy(asc(accounts.name), asc(accounts.id))
    .limit(50);
}

export const ownAccount = (actor: Actor) => findAccount(actor.id);
