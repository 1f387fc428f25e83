import { eq, sql } from "drizzle-orm";
import { db } from "db/client";
import { accounts, calendarFeeds } from "db/schema";
import { uuids } from "db/scope";
import { hasRole, type Actor } from "~/domain/actor";
import { clinicScope, may } from "~/domain/permissions";
import type { FeedSession } from "./calendar";
import { feedHash } from "./commands.server";

const daysBack = 14;
const daysAhead = 200;
const most = 3000;

/** Since when an account has a feed; null where it has none. */
export async function feedSince(accountId: string): Promise<Date | null> {
  const [feed] = await db
    .select({ createdAt: calendarFeeds.createdAt })
    .from(calendarFeeds)
    .where(eq(calendarFeeds.accountId, accountId));
  return feed?.createdAt ?? null;
}

/** Whose feed a token opens, with the rights that they have now; null for no token of ours, or a deactivated account. */
export async function actorOfFeed(token: string): Promise<Actor | null> {
  const [actor] = await db
    .select({
      id: accounts.id,
      name: accounts.name,
      roles: accounts.roles,
      clinicIds: sql<string[]>`array(select clinic_id from account_clinics where account_id = accounts.id)`,
    })
    .from(calendarFeeds)
    .innerJoin(accounts, eq(accounts.id, calendarFeeds.accountId))
    .where(sql`${calendarFeeds.tokenHash} = ${feedHash(token)} and ${accounts.deactivatedAt} is null`);
  return actor && may(actor, "calendar.read") ? actor : null;
}

/**
 * A physician's own sessions, or else all at the account's clinics, from two weeks ago on. Of the patient it reads
 * nothing at all.
 */
export async function sessionsOfFeed(actor: Actor, now: Date): Promise<FeedSession[]> {
  const scope = clinicScope(actor, "calendar.read");
  const own = hasRole(actor, "physician");
  const rows = await db.execute<
    { startsAt: string; endsAt: string } & Omit<FeedSession, "startsAt" | "endsAt">
  >(sql`
    select s.id, s.version, s.starts_at as "startsAt", s.ends_at as "endsAt", s.ordinal, p.planned_sessions as planned,
      p.guidance, f.short_name as physician, c.name as clinic, c.address, r.name as room,
      s.displaced_at is not null as displaced
    from sessions s
    join plans p on p.id = s.plan_id
    join physicians f on f.id = s.physician_id
    join clinics c on c.id = s.clinic_id
    join rooms r on r.id = s.room_id
    where ${scope === "all" ? sql`true` : sql`s.clinic_id = any (${uuids(scope)})`}
      and ${own ? sql`s.physician_id = ${actor.id}` : sql`true`}
      and s.released_at is null
      and s.starts_at between ${dayFrom(now, -daysBack)} and ${dayFrom(now, daysAhead)}
    order by s.starts_at, s.id limit ${most}`);
  return rows.map((row) => ({ ...row, startsAt: new Date(row.startsAt), endsAt: new Date(row.endsAt) }));
}

const dayFrom = (now: Date, days: number) => new Date(now.getTime() + days * 86_400_000).toISOString();
