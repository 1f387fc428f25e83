import { sql } from "drizzle-orm";
import { db } from "db/client";
import { hasWords, visiblePlan } from "db/scope";
import type { Actor } from "~/domain/actor";
import { may } from "~/domain/permissions";
import type { PlanChoice } from "./plan-choice";

const mostChoices = 30;

/** Active plans to book for: those that were searched for, else those that wait for a session, the longest first. */
export async function choosePlan(actor: Actor, search: string, now: Date): Promise<PlanChoice[]> {
  const mayAll = may(actor, "session.write", { physicianId: "" });
  const rows = await db.execute<PlanChoice & Record<string, unknown>>(sql`
    select plans.id, patients.given_name || ' ' || patients.family_name as patient,
      patients.record_number as "recordNumber", plans.region, plans.side, physicians.short_name as physician,
      plans.planned_sessions as planned, json_build_object('min', plans.gap_min_days,
        'target', plans.gap_target_days, 'max', plans.gap_max_days) as range, course.performed, course."lastDay", course."nextDay",
      to_char(${now.toISOString()}::timestamptz at time zone home.zone, 'YYYY-MM-DD') as today
    from plans
    join clinics home on home.id = plans.clinic_id
    join patients on patients.id = plans.patient_id
    join physicians on physicians.id = plans.physician_id
    cross join lateral (
      select count(*) filter (where s.status = 'performed')::int as performed,
        to_char(max(s.starts_at at time zone c.zone) filter (where s.status = 'performed'), 'YYYY-MM-DD') as "lastDay",
        to_char(min(s.starts_at at time zone c.zone) filter (where s.status in ('booked', 'arrived', 'in-treatment')
          and s.displaced_at is null and s.ends_at > ${now.toISOString()}::timestamptz), 'YYYY-MM-DD') as "nextDay"
      from sessions s join clinics c on c.id = s.clinic_id where s.plan_id = plans.id) course
    where plans.status = 'active' and patients.deactivated_at is null and ${visiblePlan(actor)}
      and ${mayAll ? sql`true` : sql`plans.physician_id = ${actor.id}`}
      and ${search ? hasWords(sql`patients.search`, search) : sql`course."nextDay" is null and course.performed < plans.planned_sessions`}
    order by course."nextDay" is not null, course."lastDay", patients.family_name, plans.id
    limit ${mostChoices}`);
  return [...rows];
}
