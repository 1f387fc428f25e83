import { sql } from "drizzle-orm";
import type { Run } from "db/client";
import type { Actor } from "~/domain/actor";
import { hasRole } from "~/domain/actor";
import type { Period } from "~/domain/interval";
import type { Kept } from "~/domain/time-off";
import { dayOf, type Day } from "~/domain/time";
import type { Target } from "./targets.server";

const idList = (values: readonly string[]) => sql`${sql.param(`{${values.join(",")}}`)}::uuid[]`;
const over = ({ resourceIds }: Pick<Target, "resourceIds">, { start, end }: Period) => sql`
  c.resource_id = any(${idList(resourceIds)})
  and c.during && tstzrange(${start.toISOString()}, ${end.toISOString()}, '[)')`;

/** The plans whose sessions would lose something, to be locked before anything else. */
export async function plansHit(run: Run, target: Target, period: Period): Promise<string[]> {
  const rows = await run.execute<{ plan_id: string }>(sql`
    select distinct s.plan_id from claims c join sessions s on s.id = c.session_id
    where ${over(target, period)} order by s.plan_id`);
  return rows.map((row) => row.plan_id);
}

/** Treatments under way or done, which no time off takes away. Asked under the resources' locks. */
export async function keptClaims(run: Run, target: Target, period: Period): Promise<Kept[]> {
  const rows = await run.execute<{ resource_id: string; from_ms: number; until_ms: number }>(sql`
    select c.resource_id, extract(epoch from lower(c.during))::float8 * 1000 as from_ms,
      extract(epoch from upper(c.during))::float8 * 1000 as until_ms
    from claims c join sessions s on s.id = c.session_id
    where ${over(target, period)} and s.status in ('in-treatment', 'performed')`);
  return rows.map((row) => ({
    resourceId: row.resource_id,
    start: new Date(row.from_ms),
    end: new Date(row.until_ms),
  }));
}

export interface Impact {
  sessions: number;
  byDay: { day: Day; clinic: string; count: number }[];
  /** A physician's own, with whom; for an administrator there are counts only. */
  own: { startsAt: Date; zone: string; patient: string; clinic: string }[] | null;
  /** Under way or done: these stay. */
  stays: number;
}

/** The sessions that would lose their place, besides what may be told of them. */
export interface FoundImpact {
  impact: Impact;
  sessionIds: string[];
}

/** What saving this would do, before anything is saved. */
export async function findImpact(
  run: Run,
  actor: Actor,
  target: Target,
  period: Period,
  now: Date,
): Promise<FoundImpact> {
  const ahead = { start: period.start > now ? period.start : now, end: period.end };
  const rows = await run.execute<{
    id: string;
    starts_ms: number;
    clinic_id: string;
    clinic: string;
    zone: string;
    patient: string;
    stays: boolean;
  }>(sql`
    select s.id, extract(epoch from s.starts_at)::float8 * 1000 as starts_ms, k.id as clinic_id, k.name as clinic, k.zone,
      p.given_name || ' ' || p.family_name as patient, s.status in ('in-treatment', 'performed') as stays
    from sessions s join clinics k on k.id = s.clinic_id join patients p on p.id = s.patient_id
    where s.id in (select c.session_id from claims c where ${over(target, ahead)})
    order by s.starts_at, s.id limit 5000`);
  const hit = rows.filter((row) => !row.stays);
  const byDay = new Map<string, Impact["byDay"][number]>();
  for (const row of hit) {
    const day = dayOf(new Date(row.starts_ms), row.zone);
    const entry = byDay.get(`${day} ${row.clinic_id}`) ?? { day, clinic: row.clinic, count: 0 };
    byDay.set(`${day} ${row.clinic_id}`, { ...entry, count: entry.count + 1 });
  }
  const isOwn = target.kind === "leave" && target.resourceId === actor.id && hasRole(actor, "physician");
  const impact: Impact = {
    sessions: hit.length,
    byDay: [...byDay.values()].slice(0, 60),
    own: isOwn
      ? hit
          .filter((row) => actor.clinicIds.includes(row.clinic_id))
          .slice(0, 100)
          .map(({ starts_ms, zone, patient, clinic }) => ({
            startsAt: new Date(starts_ms),
            zone,
            patient,
            clinic,
          }))
      : null,
    stays: rows.length - hit.length,
  };
  return { impact, sessionIds: hit.map(({ id }) => id) };
}
