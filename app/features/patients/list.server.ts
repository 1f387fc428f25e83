import { sql, type SQL } from "drizzle-orm";
import { db } from "db/client";
import { hasWords, uuids, visiblePatient, visiblePlan } from "db/scope";
import type { Actor } from "~/domain/actor";
import { dayOf, zoneName, type Day, type Zone } from "~/domain/time";
import { whenWords } from "~/domain/words-of-time";
import { ageOn } from "~/words/patients";
import type { PatientFilter, PatientShow, PatientSort } from "./filter";
import type { PatientRow } from "./row";

export const PAGE_SIZE = 50;

export interface PatientList {
  filter: PatientFilter;
  clinicId: string | "all";
  now: Date;
}

interface FoundPatient extends Record<string, unknown> {
  id: string;
  name: string;
  recordNumber: string;
  birthDate: Day;
  clinic: string | null;
  zone: Zone;
  phone: string;
  email: string;
  inactive: boolean;
  deceasedOn: Day | null;
  plans: PatientRow["plans"];
  next: { id: string; startsAtMs: number; zone: Zone; clinic: string } | null;
}

/** One page of the patients the actor may see. */
export async function listPatients(actor: Actor, list: PatientList): Promise<PatientRow[]> {
  const { filter, now } = list;
  const rows = await db.execute<FoundPatient>(sql`
    with found as (
      select patients.id, row_number() over (order by ${orderBy(filter)}) as place
      from patients join clinics home on home.id = patients.home_clinic_id
      left join lateral ${filter.sort === "next" ? nextAt(actor, now) : sql`(select null::timestamptz as at)`} next on true
      where ${matching(actor, list)} and ${shown[filter.show]}
      order by place limit ${PAGE_SIZE} offset ${(filter.page - 1) * PAGE_SIZE}
    )
    select patients.id, patients.given_name || ' ' || patients.family_name as name,
      patients.record_number as "recordNumber", patients.birth_date as "birthDate",
      case when home.id = any (${uuids(actor.clinicIds)}) then home.name end as clinic, home.zone,
      patients.phone, patients.email, patients.deactivated_at is not null as inactive,
      patients.deceased_on as "deceasedOn", ${plansJson(actor)} as plans, ${nextJson(actor, now)} as next
    from found
    join patients on patients.id = found.id
    join clinics home on home.id = patients.home_clinic_id
    order by found.place`);
  return rows.map((row) => patientRow(row, now));
}

/** How many patients each tab holds, under the same search. */
export async function countPatients(actor: Actor, list: PatientList): Promise<Record<PatientShow, number>> {
  const [counts] = await db.execute<Record<PatientShow, number>>(sql`
    select (count(*) filter (where ${shown.active}))::int as active,
      (count(*) filter (where ${shown.inactive}))::int as inactive, count(*)::int as all
    from patients where ${matching(actor, list)}`);
  return counts ?? { active: 0, inactive: 0, all: 0 };
}

const shown: Record<PatientShow, SQL> = {
  active: sql`patients.deactivated_at is null`,
  inactive: sql`patients.deactivated_at is not null`,
  all: sql`true`,
};

const matching = (actor: Actor, { filter, clinicId }: PatientList): SQL =>
  sql`${visiblePatient(actor, clinicId === "all" ? undefined : clinicId)} and ${hasWords(sql`patients.search`, filter.q)}`;

/** Whatever is still to come at the actor's clinics, the earliest first. */
const upcoming = (actor: Actor, now: Date) => sql`
  from sessions s join clinics c on c.id = s.clinic_id
  where s.patient_id = patients.id and s.clinic_id = any (${uuids(actor.clinicIds)})
    and s.status in ('booked', 'arrived', 'in-treatment') and s.ends_at > ${now.toISOString()}::timestamptz`;

const nextAt = (actor: Actor, now: Date) => sql`(select min(s.starts_at) as at ${upcoming(actor, now)})`;

const nextJson = (actor: Actor, now: Date) => sql`(
  select json_build_object('id', s.id, 'startsAtMs', extract(epoch from s.starts_at)::float8 * 1000,
    'zone', c.zone, 'clinic', c.name)
  ${upcoming(actor, now)} order by s.starts_at, s.id limit 1)`;

const plansJson = (actor: Actor) => sql`coalesce((
  select json_agg(json_build_object('id', plans.id, 'region', plans.region, 'side', plans.side,
    'status', plans.status, 'planned', plans.planned_sessions, 'performed', (
      select count(*) from sessions s where s.plan_id = plans.id and s.status = 'performed')
  ) order by plans.created_at desc, plans.id)
  from plans
  where plans.patient_id = patients.id and plans.status in ('draft', 'active', 'on-hold')
    and ${visiblePlan(actor)}), '[]')`;

function orderBy({ sort, direction }: PatientFilter): SQL {
  const way = direction === "ascending" ? sql`asc nulls last` : sql`desc nulls last`;
  const keys = sortKeys[sort].map((key) => sql`${key} ${way}`);
  return sql.join([...keys, ...sortKeys.name.map((key) => sql`${key} asc`), sql`patients.id asc`], sql`, `);
}

/** The allow-list of what can be sorted by. */
const sortKeys: Record<PatientSort, SQL[]> = {
  name: [sql`searchable(patients.family_name)`, sql`searchable(patients.given_name)`],
  number: [sql`lpad(patients.record_number, 24, '0')`],
  born: [sql`patients.birth_date`],
  clinic: [sql`home.name`],
  next: [sql`next.at`],
};

function patientRow({ inactive, deceasedOn, zone, next, ...row }: FoundPatient, now: Date): PatientRow {
  return {
    ...row,
    age: ageOn(row.birthDate, deceasedOn ?? dayOf(now, zone)),
    state: deceasedOn ? "deceased" : inactive ? "inactive" : "active",
    next: next && {
      id: next.id,
      clinic: next.clinic,
      when: whenWords(new Date(next.startsAtMs), next.zone),
      zone: zoneName(new Date(next.startsAtMs), next.zone, "short"),
    },
  };
}
