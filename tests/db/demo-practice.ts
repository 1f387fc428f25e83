import postgres from "postgres";
import type { AttentionKind } from "~/domain/attention";
import { courseOf, type CoursePlan, type CourseSession } from "~/domain/course";
import type { ExistingReport, PerformedSession } from "~/domain/report";
import type { Day } from "~/domain/time";
import { loadDemo } from "db/seed/demo";
import { freshDatabase } from "tests/support/database";

/** The demo practice in a database of its own, and what the tests ask of it. */
export async function demoPractice(now: Date) {
  const database = await freshDatabase();
  await loadDemo(database.ownerUrl, now);
  const sql = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
  return { ownerUrl: database.ownerUrl, sql, leave: () => sql.end().then(() => database.drop()) };
}

export function share<T>(list: readonly T[], holds: (one: T) => boolean): number {
  return list.filter(holds).length / list.length;
}

/** The salt of a hash, which transaction wrote a row, and when the database was made. */
const notOfTheDay = ["password_hash", "written_in", "began_at"];

/** A sum over every table's rows, without what argon2 salts. */
export async function checksums(sql: postgres.Sql): Promise<Record<string, string | null>> {
  const tables = await sql<{ name: string }[]>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1`;
  const sums: Record<string, string | null> = {};
  for (const { name } of tables) {
    const [row] = await sql<{ sum: string | null }[]>`
      select md5(string_agg(row, e'\\n' order by row)) as sum
      from (select (to_jsonb(t) - ${notOfTheDay}::text[])::text as row from ${sql(name)} t) rows`;
    sums[name] = row?.sum ?? null;
  }
  return sums;
}

/**
 * How full each physician's half-day is, from the day on until the other, where neither closure nor leave stands in the
 * way. A second room starts half a step later, so it holds one session less.
 */
export async function halfDayFills(sql: postgres.Sql, from: Day, to: Day) {
  return sql<{ day: Day; physician: string; clinic: string; taken: number; slots: number }[]>`
    select days.day::date::text as day, a.name as physician, c.name as clinic, count(s.id)::int as taken,
      greatest(count(distinct s.room_id), 1)::int * ((w.ends_minute - w.starts_minute) / 30)
        - greatest(count(distinct s.room_id) - 1, 0)::int as slots
    from generate_series(${from}::date, ${to}::date, interval '1 day') as days (day)
    join working_hours w on w.weekday = extract(isodow from days.day) and w.valid_from <= days.day
    join clinics c on c.id = w.clinic_id
    join accounts a on a.id = w.physician_id
    left join sessions s on s.physician_id = w.physician_id and s.clinic_id = c.id
      and (s.starts_at at time zone c.zone)::date = days.day and s.released_at is null
    where not exists (select from time_off t where (t.clinic_id = c.id and t.resource_id is null or t.resource_id = w.physician_id)
      and tstzrange(t.starts_at, t.ends_at) && tstzrange(days.day at time zone c.zone, (days.day + interval '1 day') at time zone c.zone))
    group by days.day, a.name, c.name, w.starts_minute, w.ends_minute`;
}

/** What the desk is told of all courses, by the domain's own rules. */
export async function attentionKinds(sql: postgres.Sql, today: Day): Promise<AttentionKind[]> {
  const plans = await sql<
    (CoursePlan & { sessions: (Omit<CourseSession, "startsAt"> & { startsAt: string })[] })[]
  >`
    select p.status, p.planned_sessions as "plannedSessions",
      json_build_object('min', p.gap_min_days, 'target', p.gap_target_days, 'max', p.gap_max_days) as range,
      (select count(*)::int from outcome_reports r where r.plan_id = p.id and r.status in ('due', 'sent') and r.due_on < ${today})
        as "unansweredReports",
      coalesce((select json_agg(json_build_object('id', s.id, 'ordinal', s.ordinal, 'status', s.status, 'startsAt', s.starts_at,
          'day', (s.starts_at at time zone c.zone)::date, 'displaced', s.displaced_at is not null,
          'gapExplained', s.gap_reason is not null))
        from sessions s join clinics c on c.id = s.clinic_id where s.plan_id = p.id), '[]') as sessions
    from plans p where p.status in ('active', 'on-hold')`;
  return plans.flatMap(({ sessions, ...plan }) => {
    const course = sessions.map((session) => ({ ...session, startsAt: new Date(session.startsAt) }));
    return courseOf(plan, course, today).attention.map(({ kind }) => kind);
  });
}

/** Each started plan's reports beside what they follow from. */
export async function reportsByPlan(sql: postgres.Sql) {
  return sql<{ startedOn: Day; performed: PerformedSession[]; reports: ExistingReport[] }[]>`
    select (p.started_at at time zone home.zone)::date::text as "startedOn",
      coalesce((select json_agg(json_build_object('id', s.id, 'day', (s.starts_at at time zone c.zone)::date))
        from sessions s join clinics c on c.id = s.clinic_id where s.plan_id = p.id and s.status = 'performed'), '[]') as performed,
      (select json_agg(json_build_object('id', r.id, 'timePoint', r.time_point, 'sessionId', r.session_id, 'dueOn', r.due_on,
          'windowFrom', r.window_from, 'windowTo', r.window_to, 'status', r.status))
        from outcome_reports r where r.plan_id = p.id) as reports
    from plans p join clinics home on home.id = p.clinic_id where p.started_at is not null`;
}
