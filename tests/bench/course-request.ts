import postgres from "postgres";
import { addDays } from "~/domain/time";
import { request } from "./http";
import { measure, percentile, type Tell } from "./measure";
import type { BenchPractice } from "./practice";

const PHYSICIANS = 20;
const ROOMS = 10;
const WEEKS = 26;
/** The share of the quarter hours from eight to five that is taken, of everybody and everything. */
const LOAD = 0.6;
const [COURSES, WARM_UP] = [200, 20];

/**
 * The whole page with three courses, of plans of a clinic whose half year is as full as the composer's own instances: of
 * those that have a session, and of new ones for which six are to be found.
 */
export async function benchCourseRequest(practice: BenchPractice, { tell }: { tell: Tell }) {
  await fillHalfYear(practice);
  const { sql, dense, cookies, address } = practice;
  const plans = await sql<{ id: string; begun: boolean }[]>`
    select p.id, s.id is not null as begun from plans p left join sessions s on s.plan_id = p.id
    where p.clinic_id = ${dense.clinicId} order by md5(p.id::text) limit ${COURSES + WARM_UP}`;
  const times = { new: [] as number[], begun: [] as number[] };
  for (const [index, { id, begun }] of plans.entries()) {
    const from = performance.now();
    const { status, body } = await request(address, {
      path: `/plans/${id}/course`,
      cookie: cookies.scheduler,
    });
    if (index >= WARM_UP) times[begun ? "begun" : "new"].push(performance.now() - from);
    if (status !== 200) throw new Error(`a course's page answered ${String(status)}`);
    if (!body.includes('name="session"')) throw new Error("no course was proposed");
  }
  for (const [kind, ms] of Object.entries(times)) {
    tell(measure(`composer.request.${kind}.p95.ms`, percentile(ms, 0.95), "ms"));
    tell(measure(`composer.request.${kind}.p50.ms`, percentile(ms, 0.5), "ms"));
  }
}

/** What is taken is leave and maintenance of a quarter hour each: to whoever looks for a place it is all the same. */
async function fillHalfYear({ superUrl, dense: { clinicId, monday } }: BenchPractice) {
  const sql = postgres(superUrl, { max: 1, onnotice: () => {} });
  const last = addDays(monday, WEEKS * 7);
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`
      with made as (
        insert into accounts (id, email, name, roles)
        select gen_random_uuid(), 'half.year.' || n || '@tendon.example', 'Dr Half Year ' || n, array['physician']
        from generate_series(1, ${PHYSICIANS}::int - (select count(*) from account_clinics a join physicians p on p.id = a.account_id
          where a.clinic_id = ${clinicId})) n
        returning id),
      known as (insert into resources (id, kind) select id, 'physician' from made),
      here as (insert into account_clinics (account_id, clinic_id) select id, ${clinicId} from made)
      insert into physicians (id, short_name) select id, 'Half year' from made`;
    await tx`delete from working_hours where physician_id in
      (select account_id from account_clinics where clinic_id = ${clinicId})`;
    await tx`
      insert into working_hours (physician_id, clinic_id, weekday, starts_minute, ends_minute, valid_from)
      select p.id, ${clinicId}, weekday, 480, 1020, ${addDays(monday, -365)}::date
      from account_clinics a join physicians p on p.id = a.account_id, generate_series(1, 5) weekday
      where a.clinic_id = ${clinicId}`;
    await tx`
      update rooms set closed_at = now() where clinic_id = ${clinicId}
        and id not in (select id from rooms where clinic_id = ${clinicId} order by id limit ${ROOMS})`;
    await tx`
      with taken as (
        insert into time_off (kind, clinic_id, starts_at, ends_at)
        values ('closure', ${clinicId}, now(), now() + interval '1 minute') returning id),
      everything as (
        select account_id as id from account_clinics join physicians on physicians.id = account_id where clinic_id = ${clinicId}
        union all select id from rooms where clinic_id = ${clinicId} and closed_at is null
        union all select id from devices where clinic_id = ${clinicId})
      insert into claims (resource_id, during, time_off_id)
      select e.id, tstzrange(at, at + interval '15 minutes'), taken.id
      from taken, everything e, generate_series(${addDays(monday, 7)}::date, ${last}::date, interval '1 day') day,
        generate_series(day + interval '8 hours', day + interval '16:45', interval '15 minutes') local,
        lateral (select local::timestamp at time zone 'America/Denver' as at) as instant
      where extract(isodow from day) < 6 and random() < ${LOAD}
      on conflict do nothing`;
    await tx`
      insert into plans (id, patient_id, physician_id, clinic_id, region, side, guidance, planned_sessions,
        gap_min_days, gap_target_days, gap_max_days, status, started_at, created_at)
      select gen_random_uuid(), patient_id, physician_id, clinic_id, 'shoulder', side, guidance, 6,
        gap_min_days, gap_target_days, gap_max_days, status, started_at, created_at
      from plans where clinic_id = ${clinicId}`;
  });
  await sql`analyze`;
  await sql.end();
}
