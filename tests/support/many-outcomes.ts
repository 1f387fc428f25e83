import type { Sql, TransactionSql } from "postgres";
import { liftGuards } from "db/seed/guards";

export interface ManyOutcomes {
  /** At 3, 6 and 12 months together. */
  reports: number;
  clinics: number;
  physicians: number;
  years: number;
}

/**
 * Plans and reports by the million, of clinics and physicians of their own, alike in nothing but how often each result
 * comes. A bulk load: the guards are lifted for it, and the counts are made anew.
 */
export async function addManyOutcomes(sql: Sql, wanted: ManyOutcomes): Promise<{ clinicIds: string[] }> {
  const clinicIds = await sql.begin(async (tx) => {
    await tx`set local work_mem = '256MB'`;
    const restore = await liftGuards(tx, ["plans", "outcome_reports"]);
    const ids = await addPlaces(tx, wanted);
    await addPlans(tx, wanted);
    await restore(() => {});
    await tx`select rebuild_outcome_figures()`;
    return ids;
  });
  await sql`vacuum (analyze) outcome_cells, outcome_counts, course_cells, plans, outcome_reports`;
  return { clinicIds };
}

async function addPlaces(tx: TransactionSql, { clinics, physicians }: ManyOutcomes): Promise<string[]> {
  await tx`create temporary table many_clinics on commit drop as
    select number, gen_random_uuid() as id from generate_series(0, ${clinics - 1}::int) number`;
  await tx`create temporary table many_physicians on commit drop as
    select number, gen_random_uuid() as id from generate_series(0, ${physicians - 1}::int) number`;
  await tx`create temporary table many_patients on commit drop as select gen_random_uuid() as id`;
  await tx`insert into clinics (id, name, zone) select id, 'Many ' || number, 'America/Denver' from many_clinics`;
  await tx`insert into accounts (id, name, email, roles)
    select id, 'Many ' || number, 'many.' || number || '@practice.example', '{physician}' from many_physicians`;
  await tx`insert into resources (id, kind) select id, 'physician' from many_physicians
    union all select id, 'patient' from many_patients`;
  await tx`insert into physicians (id, short_name) select id, 'Dr Many ' || number from many_physicians`;
  await tx`insert into patients (id, record_number, given_name, family_name, birth_date, home_clinic_id)
    select p.id, 'many', 'Ada', 'Many', '1970-01-01', c.id from many_patients p, many_clinics c where c.number = 0`;
  const ids = await tx<{ id: string }[]>`select id from many_clinics order by number`;
  return ids.map(({ id }) => id);
}

/** One plan in eight has stopped; of the others eight in ten are good, and those reply more often. */
async function addPlans(tx: TransactionSql, { reports, clinics, physicians, years }: ManyOutcomes) {
  await tx`create temporary table many_plans on commit drop as
    select gen_random_uuid() as id, number, random() < 0.125 as stopped, random() < 0.8 as good,
      current_date - (200 + random() * 365 * ${years}::int)::int as last_on, (random() * 6 + 4)::int as pain
    from generate_series(1, ${Math.ceil(reports / 3)}::int) number`;
  await tx`
    insert into plans (id, patient_id, physician_id, clinic_id, region, side, guidance, planned_sessions, gap_min_days,
      gap_target_days, gap_max_days, status, stop_reason, started_at, ended_at, baseline_pain, symptom_months)
    select m.id, patient.id, physician.id, clinic.id,
      (array['knee', 'knee', 'knee', 'shoulder', 'ankle', 'wrist', 'lower-back', 'lower-back', 'neck', 'hip'])[1 + m.number % 10],
      'left', case when m.number % 10 in (6, 7, 8) then 'fluoroscope' else 'ultrasound' end, 4, 14, 21, 28,
      case when stopped then 'stopped' else 'completed' end, case when stopped then 'no-response' end,
      (last_on - 63)::timestamptz, last_on::timestamptz, pain, (random() * 60)::int
    from many_plans m join many_clinics clinic on clinic.number = m.number / 7 % ${clinics}::int
      join many_physicians physician on physician.number = m.number % ${physicians}::int
      cross join many_patients patient`;
  await tx`
    insert into outcome_reports (plan_id, time_point, due_on, window_from, window_to, status, channel, rating, pain, answered_at)
    select id, point, due, due - days, due + days,
      case when replied then 'answered' else 'expired' end, case when replied then 'link' end,
      case when replied then case when good then 'good' else 'fair' end end,
      case when replied then case when good then pain / 3 else pain end end, case when replied then due::timestamptz end
    from (
      select m.*, w.point, w.days, (m.last_on + w.months)::date as due,
        not m.stopped and random() < case when m.good then 0.9 else 0.6 end as replied
      from many_plans m cross join (values
        ('3-months', interval '3 months', 21), ('6-months', interval '6 months', 28), ('12-months', interval '12 months', 42)
      ) w (point, months, days)) asked`;
}
