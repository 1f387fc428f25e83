import { sql, type SQL } from "drizzle-orm";
import type { Run } from "../client";
import { uuids } from "../scope";
import type { CourseSession } from "~/domain/course";
import type { GapRange } from "~/domain/gap";
import type { PhaseMinutes } from "~/domain/session";
import type { Guidance, PlanStatus, Region, Side } from "~/domain/vocabulary";

/** What booking needs to know of a plan; nothing clinical. */
export interface PlanFacts {
  id: string;
  patientId: string;
  patientActive: boolean;
  physicianId: string;
  clinicId: string;
  region: Region;
  side: Side;
  status: PlanStatus;
  guidance: Guidance;
  plannedSessions: number;
  range: GapRange;
  phases: PhaseMinutes;
  sessions: (CourseSession & { clinicId: string; physicianId: string })[];
}

export async function loadPlanFacts(run: Run, planId: string): Promise<PlanFacts | null> {
  const [row] = await run.execute<{ plan: PlanInJson | null }>(sql`select ${planInJson(planId)} as plan`);
  return planOf(row?.plan);
}

/** The same of many plans, in no order. */
export async function loadManyPlanFacts(run: Run, planIds: readonly string[]): Promise<PlanFacts[]> {
  const rows = await run.execute<{ plan: PlanInJson | null }>(
    sql`select ${planInJson(sql`asked.id`)} as plan from unnest(${uuids(planIds)}) asked(id)`,
  );
  return rows.flatMap(({ plan }) => planOf(plan) ?? []);
}

/** Facts as JSON: one value costs the app less to read than many rows. JSON knows no instants, only milliseconds. */
export interface PlanInJson extends Omit<PlanFacts, "sessions"> {
  sessions: (Omit<PlanFacts["sessions"][number], "startsAt"> & { startsAt: number })[];
}

export function planOf(plan: PlanInJson | null | undefined): PlanFacts | null {
  if (!plan) return null;
  const sessions = plan.sessions.map((session) => ({ ...session, startsAt: new Date(session.startsAt) }));
  return { ...plan, sessions };
}

export const planInJson = (planId: string | SQL): SQL => sql`(
  select json_build_object(
    'id', p.id, 'patientId', p.patient_id, 'patientActive', pa.deactivated_at is null, 'physicianId', p.physician_id,
    'clinicId', p.clinic_id, 'region', p.region, 'side', p.side, 'status', p.status, 'guidance', p.guidance,
    'plannedSessions', p.planned_sessions,
    'range', json_build_object('min', p.gap_min_days, 'target', p.gap_target_days, 'max', p.gap_max_days),
    'phases', json_build_object('prepare', coalesce(r.prepare_minutes, 5), 'treat', coalesce(r.treat_minutes, 15),
      'recover', coalesce(r.recover_minutes, 10)),
    'sessions', (select coalesce(json_agg(json_build_object('id', s.id, 'ordinal', s.ordinal, 'status', s.status,
        'startsAt', (extract(epoch from s.starts_at) * 1000)::bigint, 'day', (s.starts_at at time zone c.zone)::date,
        'clinicId', s.clinic_id, 'physicianId', s.physician_id, 'displaced', s.displaced_at is not null, 'gapExplained', s.gap_reason is not null)
        order by s.starts_at, s.id), '[]')
      from sessions s join clinics c on c.id = s.clinic_id where s.plan_id = p.id))
  from plans p join patients pa on pa.id = p.patient_id left join protocols r on r.region = p.region
  where p.id = ${planId})`;
