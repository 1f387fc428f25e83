import { sql, type SQL } from "drizzle-orm";
import { readingVerbs } from "../writes/audit-reads";

/** Longer than a replica may be behind and a transaction may last, together: what is older than that every replica shows. */
export const lateMs = 60_000;
const mostRows = 200;

/**
 * What an account wrote lately, by the audit rows of it: a command's row is written in its transaction, so that whoever shows
 * the row shows the rest. Null where they are more than could be asked for.
 */
export const wroteLately = (accountId: SQL): SQL => sql`(
  select case when count(*) < ${mostRows} then coalesce(array_agg(id::text), '{}') end from (
    select e.id from audit_events e where e.actor_id = ${accountId}
      and e.at > now() - make_interval(secs => ${lateMs / 1000}::int)
      and split_part(e.action, '.', 2) <> all (${sql.param([...readingVerbs])}) limit ${mostRows}) own)`;

export const showsAll = (rows: readonly string[]): SQL => sql`
  select count(*) = ${rows.length}::int as "isSo" from audit_events where id = any (${sql.param(`{${rows.join(",")}}`)}::bigint[])`;
