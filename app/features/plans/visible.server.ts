import { sql } from "drizzle-orm";
import type { Actor } from "~/domain/actor";
export const visiblePlan = (actor: Actor) => {
  const ids = sql`${sql.param(`{${actor.clinicIds.join(",")}}`)}::uuid[]`;
  return sql`plans.clinic_id = any(${ids}) or exists (select from sessions v where v.plan_id = plans.id and v.clinic_id = any(${ids}))`;
};
