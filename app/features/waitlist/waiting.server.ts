import { sql } from "drizzle-orm";
import type { Run } from "db/client";
import { planInJson, planOf, type PlanFacts, type PlanInJson } from "db/reads/plan-facts";
import { uuids } from "db/scope";
import type { Actor } from "~/domain/actor";
import { may } from "~/domain/permissions";
import type { WaitlistWish } from "~/domain/refill";
import type { WeekdaySpan } from "~/domain/working-hours";

/** An active plan at a clinic, whose it is, and what its patient said. */
export interface WaitingPlan {
  plan: PlanFacts;
  patient: string;
  recordNumber: string;
  phone: string;
  email: string;
  physician: string;
  wish: WaitlistWish | null;
  note: string;
}

/** More active plans than any clinic has. */
const MOST = 5000;

/** The active plans at a clinic, and those that wait for a place there; of a physician's their own. */
export async function readWaiting(run: Run, actor: Actor, clinicId: string, only?: readonly string[]) {
  const rows = await run.execute<
    Record<string, unknown> & Omit<WaitingPlan, "plan" | "wish"> & { plan: PlanInJson; wish: Wish | null }
  >(sql`
    select ${planInJson(sql`w.id`)} as plan, pa.given_name || ' ' || pa.family_name as patient,
      pa.record_number as "recordNumber", pa.phone, pa.email, ph.short_name as physician, coalesce(e.note, '') as note,
      case when e.id is not null then json_build_object('times', e.times, 'noticeMinutes', e.notice_minutes,
        'notBefore', e.not_before, 'notAfter', e.not_after, 'samePhysician', e.same_physician) end as wish
    from plans w join patients pa on pa.id = w.patient_id join physicians ph on ph.id = w.physician_id
    left join waitlist_entries e on e.plan_id = w.id and e.closed_at is null
    where w.status = 'active' and pa.deactivated_at is null and pa.deceased_on is null
      and (w.clinic_id = ${clinicId} or e.clinic_id = ${clinicId})
      ${only ? sql`and w.id = any (${uuids(only)})` : sql``}
    order by w.id limit ${MOST}`);
  return rows.flatMap(({ plan: json, wish, ...row }): WaitingPlan[] => {
    const plan = planOf(json);
    if (!plan || !may(actor, "session.write", { clinicIds: [clinicId], physicianId: plan.physicianId })) {
      return [];
    }
    return [{ ...row, plan, wish }];
  });
}

interface Wish extends WaitlistWish {
  times: WeekdaySpan[] | null;
}
