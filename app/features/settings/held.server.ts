import { sql, type SQL } from "drizzle-orm";
import type { Tx } from "db/client";
import { refuse } from "~/domain/refusals";

/**
 * Refuses while sessions hold a room or a device from now on, with their number. Locks it as booking does, so that none
 * slips in meanwhile. A session it was taken from, by maintenance or a closure, holds it no longer.
 */
export async function refuseWhileHeld(
  tx: Tx,
  resourceId: string,
  now: Date,
  { field, where = sql`true` }: { field?: string; where?: SQL } = {},
): Promise<void> {
  await tx.execute(sql`select 1 from resources where id = ${resourceId} for no key update`);
  const [held] = await tx.execute<{ count: number }>(sql`
    select count(*)::int as count
    from claims c join sessions s on s.id = c.session_id join devices d on d.id = s.device_id
    where c.resource_id = ${resourceId} and upper(c.during) > ${now.toISOString()} and ${where}`);
  if (held && held.count > 0) refuse("has-future-sessions", { count: held.count, ...(field && { field }) });
}
