import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Asking } from "db/command";
import { isFreshMove } from "~/features/sessions/undo-move.server";

/** How many sessions of how many courses this person moved together with one, and whether that can still be taken back. */
export async function findMoved(
  { actor, now }: Asking,
  sessionId: string,
): Promise<{ sessionId: string; sessions: number; courses: number; undoable: boolean } | null> {
  const [last] = await db.execute<{ at: number; sessions: number; courses: number }>(sql`
    with own as (
      select m.* from session_moves m where m.session_id = ${sessionId} order by m.moved_at desc, m.id desc limit 1)
    select extract(epoch from own.moved_at)::float8 * 1000 as at, count(*)::int as sessions,
      count(distinct s.plan_id)::int as courses
    from own join session_moves m on m.id = own.id or m.together_id = own.together_id
    join sessions s on s.id = m.session_id
    where own.moved_by = ${actor.id} and s.displaced_at is null
    group by own.moved_at`);
  if (!last) return null;
  const { at, sessions, courses } = last;
  return {
    sessionId,
    sessions,
    courses,
    undoable: isFreshMove({ movedAt: new Date(at), movedBy: actor.id }, actor, now),
  };
}
