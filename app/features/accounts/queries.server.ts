import { and, asc, desc, eq, isNotNull, isNull, not, sql, type SQL } from "drizzle-orm";
import { db } from "db/client";
import {
  accountClinics,
  accounts,
  accountVisits,
  claims,
  clinics,
  oneTimeLinks,
  physicians,
  practice,
  sessions,
  signIns,
} from "db/schema";
import { hasFactor } from "db/reads/second-factor";
import { env } from "~/env.server";
import type { AccountFilter, AccountState, SeenChoice } from "./filter";
import { clinicIdsOf } from "./lock.server";

export const PAGE_SIZE = 50;

const clinicNames = sql<string[]>`array(
  select c.name from ${accountClinics} ac join ${clinics} c on c.id = ac.clinic_id
  where ac.account_id = accounts.id order by c.name)`;
/** A subquery's instant; the driver leaves null alone. */
const asInstant = (text: string): Date | null => new Date(text);
const lastVisit = sql`(select v.last_seen_at from ${accountVisits} v where v.account_id = accounts.id)`;
const lastSeenAt = lastVisit.mapWith(asInstant);

const isIn: Record<AccountState, SQL | undefined> = {
  all: undefined,
  active: and(isNull(accounts.deactivatedAt), isNotNull(accounts.passwordHash)),
  waiting: and(isNull(accounts.deactivatedAt), isNull(accounts.passwordHash)),
  deactivated: isNotNull(accounts.deactivatedAt),
};

const ownFactor = hasFactor(sql`accounts.id`);

/** An administrator is at every clinic, listed or not. */
const isAt = (clinicId: string) => sql`('administrator' = any(${accounts.roles}) or exists (
  select from ${accountClinics} ac where ac.account_id = accounts.id and ac.clinic_id = ${clinicId}))`;

const wasSeen: Record<SeenChoice, SQL> = {
  never: sql`${lastVisit} is null`,
  "this-week": sql`${lastVisit} > now() - interval '7 days'`,
  "not-for-90-days": sql`${lastVisit} < now() - interval '90 days'`,
};

const fits = ({ role, q, clinic, seen, factor }: AccountFilter) => {
  const pattern = `%${q.replace(/[\\%_]/g, "\\$&")}%`;
  return and(
    role ? sql`${role} = any(${accounts.roles})` : undefined,
    clinic ? isAt(clinic) : undefined,
    seen ? wasSeen[seen] : undefined,
    factor ? (factor === "with" ? ownFactor : not(ownFactor)) : undefined,
    q ? sql`(${accounts.name} ilike ${pattern} or ${accounts.email}::text ilike ${pattern})` : undefined,
  );
};

/** A page of the practice's accounts, deactivated ones last. For administrators. */
export function listAccounts(filter: AccountFilter) {
  return db
    .select({
      id: accounts.id,
      name: accounts.name,
      email: accounts.email,
      roles: accounts.roles,
      clinics: clinicNames,
      hasPassword: sql<boolean>`${accounts.passwordHash} is not null`,
      deactivatedAt: accounts.deactivatedAt,
      lastSeenAt,
      hasFactor: ownFactor,
      factorIsNeeded: sql<boolean>`'administrator' = any(${accounts.roles})
        and not exists (select from ${practice} where demo_loaded_at is not null)`,
    })
    .from(accounts)
    .where(and(isIn[filter.show], fits(filter)))
    .orderBy(sql`${accounts.deactivatedAt} is not null`, asc(accounts.name), asc(accounts.id))
    .limit(PAGE_SIZE)
    .offset((filter.page - 1) * PAGE_SIZE);
}

/** How many accounts each tab holds, under the same search. */
export async function countAccounts(filter: AccountFilter): Promise<Record<AccountState, number>> {
  const count = (state: AccountState) =>
    sql<number>`count(*) filter (where ${isIn[state] ?? sql`true`})::int`;
  const [counts] = await db
    .select({
      all: count("all"),
      active: count("active"),
      waiting: count("waiting"),
      deactivated: count("deactivated"),
    })
    .from(accounts)
    .where(fits(filter));
  return counts ?? { all: 0, active: 0, waiting: 0, deactivated: 0 };
}

/**
 * One account with all that an administrator edits; `futureSessions` is what a physician still has ahead. Those
 * are stranded whose physician is none any more, or not at that clinic: taking a role or a clinic away moves no session.
 */
export async function findAccount(accountId: string, now: Date) {
  const [account] = await db
    .select({
      id: accounts.id,
      name: accounts.name,
      email: accounts.email,
      roles: accounts.roles,
      mayOverbook: accounts.mayOverbook,
      version: accounts.version,
      hasPassword: sql<boolean>`${accounts.passwordHash} is not null`,
      passwordSetAt: accounts.passwordSetAt,
      createdAt: accounts.createdAt,
      deactivatedAt: accounts.deactivatedAt,
      clinicIds: clinicIdsOf,
      speciality: physicians.speciality,
      board: physicians.board,
      certifiedUntil: physicians.certifiedUntil,
      hasFactor: ownFactor,
      linkOpenUntil: sql`(
        select max(l.expires_at) from ${oneTimeLinks} l where l.account_id = accounts.id
          and l.used_at is null and l.expires_at > ${now.toISOString()})`.mapWith(asInstant),
      futureSessions: sql<number>`(
        select count(*)::int from ${claims} c where c.resource_id = accounts.id
          and c.session_id is not null and lower(c.during) > ${now.toISOString()})`,
      strandedSessions: sql<number>`(
        select count(*)::int from ${claims} c join ${sessions} s on s.id = c.session_id
        where c.resource_id = accounts.id and lower(c.during) > ${now.toISOString()} and (
          accounts.deactivated_at is not null or 'physician' <> all(accounts.roles) or not exists (
            select from ${accountClinics} ac where ac.account_id = accounts.id and ac.clinic_id = s.clinic_id)))`,
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
    .where(
      sql`${signIns.accountId} = ${accountId} and ${signIns.expiresAt} > now()
        and ${signIns.lastSeenAt} > now() - make_interval(secs => ${env().SIGN_IN_IDLE_SECONDS})`,
    )
    .orderBy(desc(signIns.lastSeenAt), asc(signIns.id))
    .limit(50);

/** Accounts that wait for somebody: no password yet, or a physician's certification that ends soon. */
export function accountsNeedingAttention(now: Date) {
  return db
    .select({
      id: accounts.id,
      name: accounts.name,
      noPassword: sql<boolean>`${accounts.passwordHash} is null`,
      certifiedUntil: physicians.certifiedUntil,
    })
    .from(accounts)
    .leftJoin(physicians, and(eq(physicians.id, accounts.id), sql`'physician' = any(${accounts.roles})`))
    .where(
      sql`${accounts.deactivatedAt} is null and (${accounts.passwordHash} is null
        or ${physicians.certifiedUntil} < (${now.toISOString()}::timestamptz + interval '60 days')::date)`,
    )
    .orderBy(asc(accounts.name), asc(accounts.id))
    .limit(50);
}
