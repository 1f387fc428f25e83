import { createHash, randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { Lucia, TimeSpan, type Adapter, type DatabaseSession, type DatabaseUser } from "lucia";
import { db } from "db/client";
import { lacksFactor } from "db/reads/second-factor";
import { wroteLately } from "db/replicas/own-writes";
import type { Role } from "~/domain/vocabulary";
import { env } from "~/env.server";
import { signInToken } from "./cookies.server";

interface AccountAttributes {
  name: string;
  email: string;
  roles: Role[];
  clinicIds: string[];
  mayOverbook: boolean;
  /** Has to set up a second factor before anything else. */
  lacksFactor: boolean;
}
interface SignInAttributes {
  lastSeenAt: Date;
  createdAt: Date;
  /** When it ends whatever happens. Lucia's own `expiresAt` moves on past half of that. */
  endsAt: Date;
  device: string;
  provedAt: Date;
  /** See `wroteLately`; null too where nobody will ask. */
  wrote: string[] | null;
}

declare module "lucia" {
  interface Register {
    Lucia: Lucia<SignInAttributes, AccountAttributes>;
    DatabaseUserAttributes: AccountAttributes;
    DatabaseSessionAttributes: SignInAttributes;
  }
}

interface SignInRow extends Record<string, unknown> {
  id: string;
  accountId: string;
  createdAt: string;
  lastSeenAt: string;
  expiresAt: string;
  device: string;
  name: string;
  email: string;
  roles: Role[];
  clinicIds: string[];
  mayOverbook: boolean;
  lacksFactor: boolean;
  provedAt: string;
  wrote?: string[] | null;
}

/**
 * Lucia's adapter over our own tables: one statement reads the sign-in, the account, its roles and its clinics,
 * and finds nothing where the account is deactivated or the sign-in idle. Lucia's own extension of a session is
 * not wanted (a poll would keep it alive), so `updateSessionExpiration` is empty: idleness is `lastSeenAt`'s.
 */
const adapter: Adapter = {
  async getSessionAndUser(id): Promise<[DatabaseSession | null, DatabaseUser | null]> {
    const { SIGN_IN_IDLE_SECONDS: idleSeconds, DATABASE_REPLICA_URLS } = env();
    const wrote = DATABASE_REPLICA_URLS.length > 0 ? sql`, ${wroteLately(sql`a.id`)} as wrote` : sql``;
    const [row] = await db.execute<SignInRow>(sql`
      select s.id, s.account_id as "accountId", s.created_at as "createdAt", s.last_seen_at as "lastSeenAt",
        s.expires_at as "expiresAt", s.device, a.name, a.email, a.roles,
        a.may_overbook as "mayOverbook", s.proved_at as "provedAt",
        ${lacksFactor({ id: sql`a.id`, roles: sql`a.roles` })} as "lacksFactor",
        array(select clinic_id from account_clinics c where c.account_id = a.id order by clinic_id) as "clinicIds"${wrote}
      from sign_ins s join accounts a on a.id = s.account_id
      where s.id = ${id} and a.deactivated_at is null and s.last_seen_at > now() - make_interval(secs => ${idleSeconds})`);
    if (!row) return [null, null];
    return [
      {
        id: row.id,
        userId: row.accountId,
        expiresAt: new Date(row.expiresAt),
        attributes: {
          lastSeenAt: new Date(row.lastSeenAt),
          createdAt: new Date(row.createdAt),
          endsAt: new Date(row.expiresAt),
          device: row.device,
          provedAt: new Date(row.provedAt),
          wrote: row.wrote ?? null,
        },
      },
      {
        id: row.accountId,
        attributes: {
          name: row.name,
          email: row.email,
          roles: row.roles,
          clinicIds: row.clinicIds,
          mayOverbook: row.mayOverbook,
          lacksFactor: row.lacksFactor,
        },
      },
    ];
  },
  async setSession(session) {
    await db.execute(sql`
      insert into sign_ins (id, account_id, expires_at, device)
      values (${session.id}, ${session.userId}, ${session.attributes.endsAt.toISOString()}, ${session.attributes.device})`);
  },
  async deleteSession(id) {
    await db.execute(sql`delete from sign_ins where id = ${id}`);
  },
  async deleteUserSessions(accountId) {
    await db.execute(sql`delete from sign_ins where account_id = ${accountId}`);
  },
  async deleteExpiredSessions() {
    await db.execute(sql`delete from sign_ins where expires_at <= now()`);
  },
  getUserSessions: () => Promise.resolve([]),
  updateSessionExpiration: () => Promise.resolve(),
};

let made: Lucia<SignInAttributes, AccountAttributes> | undefined;
const lucia = () =>
  (made ??= new Lucia(adapter, {
    sessionExpiresIn: new TimeSpan(env().SIGN_IN_MAX_SECONDS, "s"),
    getSessionAttributes: (attributes) => attributes,
    getUserAttributes: (attributes) => attributes,
  }));

/** The raw token goes into the cookie; the database holds only its SHA-256. */
const signInId = (token: string) => createHash("sha256").update(token).digest("hex");

/**
 * Opens a sign-in for an account and returns the token for its cookie. A token that came with the request is never
 * adopted, and what it opened is ended: one browser has one sign-in.
 */
export async function openSignIn(accountId: string, request: Request): Promise<string> {
  const before = signInToken(request);
  if (before) await closeSignIn(signInId(before));
  const device = request.headers.get("user-agent") ?? "";
  const token = randomBytes(32).toString("base64url");
  const now = new Date();
  const endsAt = new Date(now.getTime() + env().SIGN_IN_MAX_SECONDS * 1000);
  await lucia().createSession(
    accountId,
    { lastSeenAt: now, createdAt: now, provedAt: now, endsAt, device: device.slice(0, 200), wrote: null },
    { sessionId: signInId(token) },
  );
  await touchSignIn(signInId(token));
  return token;
}

export interface SignIn {
  id: string;
  createdAt: Date;
  lastSeenAt: Date;
  endsAt: Date;
  provedAt: Date;
  wrote: string[] | null;
  account: AccountAttributes & { id: string };
}

/** The sign-in behind a token, or null where it is unknown, idle, past its end, or its account deactivated. */
export async function findSignIn(token: string): Promise<SignIn | null> {
  const { session, user } = await lucia().validateSession(signInId(token));
  if (!session) return null;
  return {
    id: session.id,
    createdAt: session.createdAt,
    lastSeenAt: session.lastSeenAt,
    endsAt: session.endsAt,
    provedAt: session.provedAt,
    wrote: session.wrote,
    account: {
      id: user.id,
      name: user.name,
      email: user.email,
      roles: user.roles,
      clinicIds: user.clinicIds,
      mayOverbook: user.mayOverbook,
      lacksFactor: user.lacksFactor,
    },
  };
}

/** Its person has proved anew who they are: the same sign-in, whose earlier token opens nothing any more. */
export async function renewSignIn(id: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await db.execute(
    sql`update sign_ins set id = ${signInId(token)}, proved_at = now(), last_seen_at = now() where id = ${id}`,
  );
  return token;
}

/** Somebody is at the screen. Never called for polls and live updates. */
export async function touchSignIn(id: string): Promise<void> {
  await db.execute(sql`
    with seen as (update sign_ins set last_seen_at = now() where id = ${id} returning account_id)
    insert into account_visits (account_id, last_seen_at) select account_id, now() from seen
    on conflict (account_id) do update set last_seen_at = excluded.last_seen_at`);
}

const closeSignIn = (id: string) => lucia().invalidateSession(id);
