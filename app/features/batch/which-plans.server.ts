import { sql, type SQL } from "drizzle-orm";
import type { Run } from "db/client";
import { hasRole, type Actor } from "~/domain/actor";

/** Whoever has waited longest goes first; the rest is planned by the next run. */
export const MOST_COURSES = 300;

/** Active plans of a clinic that lack sessions, and how many each: of them `displaced` lost their place. */
export const lackingPlans = (actor: Actor, clinicId: string): SQL => sql`
  select p.id, p.patient_id, p.physician_id, n.displaced, n.displaced_by, n.waits_since,
    greatest(n.displaced, p.planned_sessions - n.standing) as lacking
  from plans p
  join patients pa on pa.id = p.patient_id and pa.deactivated_at is null
  cross join lateral (
    select count(*) filter (where ${displaced})::int as displaced,
      count(*) filter (where s.released_at is null and not ${displaced})::int as standing,
      array_agg(distinct s.displaced_by) filter (where ${displaced} and s.displaced_by is not null) as displaced_by,
      coalesce(max(s.performed_at), p.started_at) as waits_since
    from sessions s where s.plan_id = p.id) n
  where p.clinic_id = ${clinicId} and p.status = 'active' and ${isTheirs(actor)}
    and greatest(n.displaced, p.planned_sessions - n.standing) > 0`;

const displaced = sql`(s.displaced_at is not null and s.status = 'booked')`;

/** A desk books for everybody at its clinics, a physician for their own patients. */
const isTheirs = (actor: Actor): SQL =>
  hasRole(actor, "scheduler") ? sql`true` : sql`p.physician_id = ${actor.id}`;

export interface LackingPlan extends Record<string, unknown> {
  id: string;
  lacking: number;
  displaced: number;
}

/** The plans that a run is about, those who have waited longest first. */
export async function findLacking(
  run: Run,
  actor: Actor,
  clinicId: string,
  timeOffId: string | null,
): Promise<LackingPlan[]> {
  return [
    ...(await run.execute<LackingPlan>(sql`
      select id, lacking, displaced from (${lackingPlans(actor, clinicId)}) l
      where ${timeOffId}::uuid is null or ${timeOffId}::uuid = any (displaced_by)
      order by waits_since, id limit ${MOST_COURSES}`)),
  ];
}
