import { sql } from "drizzle-orm";
import type { Refusal } from "~/domain/refusals";
import type { Run } from "../client";

/** Who changed a record last, when, and which fields: what a stale form is told. */
export async function whoChanged(
  run: Run,
  noun: string,
  recordId: string,
): Promise<Pick<Refusal, "changed">> {
  const [last] = await run.execute<{ by: string | null; at: string; fields: string[] | null }>(sql`
    select a.name as by, e.at, array(select jsonb_object_keys(coalesce(e.after, '{}'))) as fields
    from audit_events e left join accounts a on a.id = e.actor_id
    where e.noun = ${noun} and e.record_id = ${recordId} and e.action !~ '\\.(refused|read)$'
    order by e.id desc limit 1`);
  if (!last) return {};
  return { changed: { by: last.by ?? "Somebody", at: new Date(last.at), fields: last.fields ?? [] } };
}
