import { sql } from "drizzle-orm";
import { db } from "db/client";
import { lacksFactor } from "db/reads/second-factor";

export interface AccountsState {
  /** Administrators who get nowhere until they set a second factor up; none in the demo, which asks for none. */
  withoutFactor: number;
  /** Invited, with no password yet; of them those whose link has run out. */
  invited: number;
  linksOver: number;
}

/** What about the practice's accounts waits for an administrator, in counts. */
export async function accountsState(now: Date): Promise<AccountsState> {
  const [state] = await db.execute<AccountsState & Record<string, unknown>>(sql`
    select
      (count(*) filter (where a.password_hash is not null
        and ${lacksFactor({ id: sql`a.id`, roles: sql`a.roles` })}))::int as "withoutFactor",
      (count(*) filter (where a.password_hash is null))::int as invited,
      (count(*) filter (where a.password_hash is null and not exists (
        select from one_time_links l where l.account_id = a.id and l.used_at is null
          and l.expires_at > ${now.toISOString()}::timestamptz)))::int as "linksOver"
    from accounts a where a.deactivated_at is null`);
  return state ?? { withoutFactor: 0, invited: 0, linksOver: 0 };
}
