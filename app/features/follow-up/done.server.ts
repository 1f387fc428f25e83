import { sql } from "drizzle-orm";
import { db } from "db/client";
import { visiblePlan } from "db/scope";
import type { Actor } from "~/domain/actor";
import type { Done } from "./done-toast";

/** The call or the report that an id names, where this actor sees its plan and it can still be taken back. */
export async function readDone(actor: Actor, id: string): Promise<Done | null> {
  const patient = sql`(select pa.given_name || ' ' || pa.family_name from patients pa where pa.id = plans.patient_id)`;
  const [done] = await db.execute<Done & Record<string, unknown>>(sql`
    select r.id as "reportId", r.version, plans.id as "planId", ${patient} as patient, a.outcome as what,
      a.id as "attemptId"
    from report_attempts a join outcome_reports r on r.id = a.report_id join plans on plans.id = r.plan_id
    where a.id = ${id} and a.undone_at is null and r.status in ('due', 'sent') and ${visiblePlan(actor)}
      and not exists (select from report_attempts o where o.report_id = a.report_id and o.undone_at is null
        and (o.at, o.id) > (a.at, a.id))
    union all
    select r.id, r.version, plans.id, ${patient}, r.status, null
    from outcome_reports r join plans on plans.id = r.plan_id
    where r.id = ${id} and r.status in ('declined', 'unreachable') and ${visiblePlan(actor)}`);
  return done ?? null;
}
