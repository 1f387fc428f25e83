import { sql } from "drizzle-orm";
import { db } from "db/client";
import { visiblePlan } from "db/scope";
import type { Actor } from "~/domain/actor";

/** The reports a paper form's code may mean, at the actor's clinics; what is no code means none. */
export async function findByPaperCode(
  actor: Actor,
  typed: string,
): Promise<{ planId: string; reportId: string }[]> {
  const code = typed
    .toLowerCase()
    .replace(/[^0-9a-z]/g, "")
    .replaceAll("o", "0");
  if (!/^[0-9a-f]{8}$/.test(code)) return [];
  const found = await db.execute<{ planId: string; reportId: string }>(sql`
    select plans.id as "planId", r.id as "reportId"
    from outcome_reports r join plans on plans.id = r.plan_id
    where right(r.id::text, 8) = ${code} and ${visiblePlan(actor)} limit 2`);
  return [...found];
}
