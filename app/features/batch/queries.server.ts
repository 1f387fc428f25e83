import { sql, type SQL } from "drizzle-orm";
import { db } from "db/client";
import type { Asking } from "db/command";
import { uuids } from "db/scope";
import { gapToBound, isUnderWay } from "~/domain/batch-run";
import { may } from "~/domain/permissions";
import { zoneName } from "~/domain/time";
import { visibleRun } from "./read.server";
import { readCourses } from "./rows.server";
import type { BatchChoices, RunRow, RunView, TimeOffNamed } from "./view";
import { lackingPlans, MOST_COURSES } from "./which-plans.server";

const MOST_RUNS = 20;

/** How many courses could be planned together at a clinic, and what they lack for. */
export async function batchChoices({ actor }: Asking, clinicId: string): Promise<BatchChoices> {
  const lacking = lackingPlans(actor, clinicId);
  const [[sum], timeOffs, physicians, [open]] = await Promise.all([
    db.execute<{ courses: number; sessions: number }>(sql`
      select count(*)::int as courses, coalesce(sum(lacking), 0)::int as sessions from (${lacking}) l`),
    db.execute<Counted>(sql`
      select t.id, ${timeOffInJson} as "timeOff", l.courses, l.sessions
      from (select hit, count(*)::int as courses, sum(displaced)::int as sessions
        from (${lacking}) p, unnest(p.displaced_by) hit group by hit) l
      join time_off t on t.id = l.hit join clinics c on c.id = ${clinicId}
      order by t.starts_at, t.id limit 50`),
    db.execute<{ id: string; name: string }>(sql`
      select ph.id, ph.short_name as name from physicians ph
      join accounts a on a.id = ph.id and a.deactivated_at is null and 'physician' = any (a.roles)
      where ph.id in (select physician_id from working_hours where clinic_id = ${clinicId})
      order by ph.short_name, ph.id`),
    db.execute<{ id: string }>(sql`
      select id from batch_runs where clinic_id = ${clinicId} and status in ('queued', 'running') and ${visibleRun(actor)}`),
  ]);
  return {
    clinicId,
    courses: sum?.courses ?? 0,
    sessions: sum?.sessions ?? 0,
    most: MOST_COURSES,
    timeOffs: timeOffs.map(({ id, timeOff, courses, sessions }) => ({ id, ...timeOff, courses, sessions })),
    physicians: [...physicians],
    underWay: open?.id ?? null,
  };
}

interface Counted extends Record<string, unknown> {
  id: string;
  timeOff: TimeOffNamed;
  courses: number;
  sessions: number;
}

/** Whose or which time off it is, on the days of a clinic `c`. */
const timeOffInJson = sql`json_build_object('kind', t.kind,
  'name', coalesce((select short_name from physicians where id = t.resource_id),
    (select name from rooms where id = t.resource_id), (select name from devices where id = t.resource_id),
    (select name from clinics where id = t.clinic_id)),
  'from', (t.starts_at at time zone c.zone)::date, 'to', ((t.ends_at - interval '1 second') at time zone c.zone)::date)`;

/** The last runs at these clinics, the newest first. */
export async function listRuns({ actor }: Asking, clinicIds: readonly string[]): Promise<RunRow[]> {
  const rows = await readRuns(sql`batch_runs.clinic_id = any (${uuids(clinicIds)}) and ${visibleRun(actor)}`);
  return rows.map(rowOf);
}

/** A run with its courses; null where it is not for this actor. */
export async function findRun(asking: Asking, runId: string): Promise<RunView | null> {
  const { actor, now } = asking;
  const [run] = await readRuns(sql`batch_runs.id = ${runId} and ${visibleRun(actor)}`);
  if (!run) return null;
  const isShown = run.status === "ready" || run.status === "applied";
  const rows = isShown ? await readCourses(runId, run.clinicId) : [];
  const own = rows.filter(({ physicianId }) =>
    may(actor, "session.write", { clinicIds: [run.clinicId], physicianId }),
  );
  return {
    ...rowOf(run),
    clinicId: run.clinicId,
    share: run.share,
    gap: run.cost === null || run.bound === null ? null : gapToBound(run.cost, run.bound),
    appliedBy: run.appliedBy,
    zoneLabel: zoneName(now, run.zone, "longGeneric"),
    rows: own.map(({ row }) => row),
  };
}

interface ReadRun extends Omit<RunRow, "askedAt">, Record<string, unknown> {
  clinicId: string;
  asked: number;
  share: number;
  cost: number | null;
  bound: number | null;
  appliedBy: string | null;
}

const readRuns = (where: SQL) =>
  db.execute<ReadRun>(sql`
    select batch_runs.id, batch_runs.clinic_id as "clinicId", batch_runs.status, batch_runs.scope,
      (select short_name from physicians where id = batch_runs.physician_id) as physician,
      (select ${timeOffInJson} from time_off t where t.id = batch_runs.time_off_id) as "timeOff",
      c.name as clinic, c.zone, extract(epoch from batch_runs.asked_at)::float8 * 1000 as asked,
      asker.name as "askedBy", applier.name as "appliedBy", batch_runs.share, batch_runs.cost, batch_runs.bound,
      n.courses, batch_runs.planned, n.booked, n.refused
    from batch_runs join clinics c on c.id = batch_runs.clinic_id
    join accounts asker on asker.id = batch_runs.asked_by
    left join accounts applier on applier.id = batch_runs.applied_by
    cross join lateral (
      select count(*)::int as courses, count(*) filter (where outcome = 'booked')::int as booked,
        count(*) filter (where outcome = 'refused')::int as refused
      from batch_courses where run_id = batch_runs.id) n
    where ${where}
    order by batch_runs.asked_at desc, batch_runs.id limit ${MOST_RUNS}`);

function rowOf(run: ReadRun): RunRow {
  const { id, status, scope, physician, timeOff, clinic, zone, asked, askedBy } = run;
  const { courses, planned, booked, refused } = run;
  return {
    ...{ id, status, scope, physician, timeOff, clinic, zone, askedBy, courses, booked, refused },
    planned: isUnderWay(status) && run.share === 0 ? 0 : planned,
    askedAt: new Date(asked),
  };
}
