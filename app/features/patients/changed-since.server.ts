import { sql } from "drizzle-orm";
import type { Run } from "db/client";
import type { Refusal } from "~/domain/refusals";

/** The actions that make a patient's next version. */
const changing = ["patient.edit", "patient.deactivate", "patient.reactivate", "patient.deceased"];

/** What became of a patient in its last so many versions: every field, and who was last at it. */
export async function changedSince(
  run: Run,
  patientId: string,
  versions: number,
): Promise<Pick<Refusal, "changed">> {
  const rows = await run.execute<{ by: string | null; at: string; fields: string[] }>(sql`
    select a.name as by, e.at, array(select jsonb_object_keys(e.after)) as fields
    from audit_events e left join accounts a on a.id = e.actor_id
    where e.noun = 'patient' and e.record_id = ${patientId} and e.action in ${changing}
    order by e.id desc limit ${versions}`);
  const [last] = rows;
  if (!last) return {};
  const fields = [...new Set(rows.flatMap((row) => row.fields))];
  return { changed: { by: last.by ?? "Somebody", at: new Date(last.at), fields } };
}
