import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Run } from "db/client";
import { primary, type Reader } from "db/reader";
import { uuids, visiblePatient, visiblePlan } from "db/scope";
import type { Actor } from "~/domain/actor";
import { may } from "~/domain/permissions";
import { dayOf, zoneName, type Day, type Zone } from "~/domain/time";
import type { Contact, Region, SessionStatus, Side } from "~/domain/vocabulary";
import { clock, dayWithYear, whenWords } from "~/domain/words-of-time";
import { ageOn } from "~/words/patients";
import type { PastVisit, Patient, PatientPlan, PatientSession } from "./patient";

interface ReadPatient extends Record<string, unknown> {
  id: string;
  version: number;
  givenName: string;
  familyName: string;
  recordNumber: string;
  birthDate: Day;
  homeClinicId: string;
  homeClinic: string;
  zone: Zone;
  phone: string;
  email: string;
  language: string;
  preferredContact: Contact;
  deskNotes: string;
  deactivatedAtMs: number | null;
  deceasedOn: Day | null;
  /** Every clinic where the patient is visible. */
  clinicIds: string[];
  hasOwnPlan: boolean;
}

/** The patient's own row; null where it is missing or at others' clinics. */
export async function findPatient(
  actor: Actor,
  id: string,
  run: Run = db,
  lock = sql``,
): Promise<ReadPatient | null> {
  const [row] = await run.execute<ReadPatient>(sql`
    select patients.id, patients.version, patients.given_name as "givenName", patients.family_name as "familyName",
      patients.record_number as "recordNumber", patients.birth_date as "birthDate",
      patients.home_clinic_id as "homeClinicId", home.name as "homeClinic", home.zone,
      patients.phone, patients.email, patients.language, patients.preferred_contact as "preferredContact",
      patients.desk_notes as "deskNotes",
      extract(epoch from patients.deactivated_at)::float8 * 1000 as "deactivatedAtMs",
      patients.deceased_on as "deceasedOn",
      array(select patients.home_clinic_id
        union select clinic_id from plans where patient_id = patients.id
        union select clinic_id from sessions where patient_id = patients.id) as "clinicIds",
      exists (select from plans where patient_id = patients.id and physician_id = ${actor.id}) as "hasOwnPlan"
    from patients join clinics home on home.id = patients.home_clinic_id
    where patients.id = ${id} and ${visiblePatient(actor)} ${lock}`);
  return row ?? null;
}

/** Schedulers write at their clinics, physicians their own patients: those with a plan of theirs. */
export const mayWritePatient = (actor: Actor, patient: Pick<ReadPatient, "clinicIds" | "hasOwnPlan">) =>
  may(actor, "patient.write", {
    clinicIds: patient.clinicIds,
    physicianId: patient.hasOwnPlan ? actor.id : "",
  });

export async function readPatient(actor: Actor, id: string, now: Date): Promise<Patient | null> {
  const found = await findPatient(actor, id);
  if (!found) return null;
  const { zone, clinicIds: _, hasOwnPlan: __, deactivatedAtMs, homeClinic, ...patient } = found;
  return {
    ...patient,
    homeClinic: actor.clinicIds.includes(patient.homeClinicId) ? homeClinic : null,
    age: ageOn(patient.birthDate, patient.deceasedOn ?? dayOf(now, zone)),
    inactiveSince: deactivatedAtMs === null ? null : dayOf(new Date(deactivatedAtMs), zone),
    mayWrite: mayWritePatient(actor, found),
    mayPlan: deactivatedAtMs === null && may(actor, "plan.write"),
    mayExport: may(actor, "patient.export"),
  };
}

interface ReadPlan extends Omit<PatientPlan, "mayBook">, Record<string, unknown> {
  physicianId: string;
  patientIsActive: boolean;
}

/** The plans the actor may open, those under way first. Their course, and nothing clinical. */
export async function listPlansOf(actor: Actor, patientId: string): Promise<PatientPlan[]> {
  const plans = await db.execute<ReadPlan>(sql`
    select plans.id, plans.region, plans.side, plans.status, plans.physician_id as "physicianId",
      physicians.short_name as physician, clinics.name as clinic, plans.planned_sessions as planned,
      patients.deactivated_at is null as "patientIsActive",
      (select count(*)::int from sessions s where s.plan_id = plans.id and s.status = 'performed') as performed,
      (select count(*)::int from sessions s where s.plan_id = plans.id
        and s.status in ('booked', 'arrived', 'in-treatment')) as booked
    from plans
    join patients on patients.id = plans.patient_id
    join physicians on physicians.id = plans.physician_id
    join clinics on clinics.id = plans.clinic_id
    where plans.patient_id = ${patientId} and ${visiblePlan(actor)}
    order by plans.status in ('completed', 'stopped'), plans.created_at desc, plans.id
    limit 100`);
  return plans.map(({ physicianId, patientIsActive, ...plan }) => ({
    ...plan,
    mayBook: plan.status === "active" && patientIsActive && may(actor, "session.write", { physicianId }),
  }));
}

interface ReadSession extends Record<string, unknown> {
  id: string;
  startsAtMs: number;
  isPast: boolean;
  zone: Zone;
  isHere: boolean;
  place: string;
  physician: string;
  region: Region;
  side: Side;
  ordinal: number;
  planned: number;
  status: SessionStatus;
  displaced: boolean;
}

const MOST_SESSIONS = 200;

/** What is to come, the next first, and what is over, the latest first. */
export async function listSessionsOf(
  actor: Actor,
  patientId: string,
  now: Date,
): Promise<{ upcoming: PatientSession[]; past: PatientSession[] }> {
  const rows = await db.execute<ReadSession>(sql`
    select s.id, extract(epoch from s.starts_at)::float8 * 1000 as "startsAtMs",
      s.ends_at <= ${now.toISOString()}::timestamptz
        or s.status not in ('booked', 'arrived', 'in-treatment') as "isPast", c.zone,
      s.clinic_id = any (${uuids(actor.clinicIds)}) as "isHere", c.name || ', ' || rooms.name as place,
      physicians.short_name as physician, plans.region, plans.side, s.ordinal, plans.planned_sessions as planned,
      s.status, s.displaced_at is not null as displaced
    from sessions s
    join clinics c on c.id = s.clinic_id
    join rooms on rooms.id = s.room_id
    join physicians on physicians.id = s.physician_id
    join plans on plans.id = s.plan_id
    where s.patient_id = ${patientId} and (s.clinic_id = any (${uuids(actor.clinicIds)})
      or s.status in ('booked', 'arrived', 'in-treatment', 'performed'))
    order by s.starts_at desc, s.id desc
    limit ${MOST_SESSIONS}`);
  const sessions = rows.map(patientSession);
  return {
    upcoming: sessions.filter(({ isPast }) => !isPast).reverse(),
    past: sessions.filter(({ isPast }) => isPast),
  };
}

function patientSession({ id, startsAtMs, isPast, zone, isHere, ...here }: ReadSession): PatientSession {
  const startsAt = new Date(startsAtMs);
  return {
    // The id of one elsewhere would lead nowhere.
    id: isHere ? id : `elsewhere-${startsAtMs}`,
    when: isPast
      ? `${dayWithYear(dayOf(startsAt, zone))}, ${clock(startsAt, zone)}`
      : whenWords(startsAt, zone),
    zone: zoneName(startsAt, zone, "short"),
    isPast,
    here: isHere ? here : null,
  };
}

const USUAL_VISITS = 20;
const MOST_VISITS = 2000;

/** What an import brought, the latest first, in the home clinic's days. What a visit was for is clinical. */
export async function listPastVisits(
  actor: Actor,
  patient: Pick<Patient, "id" | "homeClinicId">,
  all: boolean,
  run: Reader = primary,
): Promise<{ visits: PastVisit[]; total: number }> {
  const what = may(actor, "plan.read-clinical")
    ? sql`json_build_object('description', v.description, 'reason', v.reason)`
    : sql`null`;
  const rows = await run.execute<PastVisit & { total: number } & Record<string, unknown>>(sql`
    select v.id, to_char(v.started_at at time zone home.zone, 'YYYY-MM-DD') as day, ${what} as what,
      count(*) over ()::int as total
    from past_visits v, clinics home
    where v.patient_id = ${patient.id} and home.id = ${patient.homeClinicId}
    order by v.started_at desc, v.id desc
    limit ${all ? MOST_VISITS : USUAL_VISITS}`);
  return { visits: rows.map(({ total: _, ...visit }) => visit), total: rows[0]?.total ?? 0 };
}

/** "Tue 24 Nov, 09:30 MST, Riverside" for each session that is still to come; those elsewhere without their place. */
export async function sessionsAhead(run: Run, actor: Actor, patientId: string, now: Date): Promise<string[]> {
  const rows = await run.execute<{ startsAtMs: number; zone: Zone; clinic: string | null }>(sql`
    select extract(epoch from s.starts_at)::float8 * 1000 as "startsAtMs", c.zone,
      case when c.id = any (${uuids(actor.clinicIds)}) then c.name end as clinic
    from sessions s join clinics c on c.id = s.clinic_id
    where s.patient_id = ${patientId} and s.status in ('booked', 'arrived', 'in-treatment')
      and s.ends_at > ${now.toISOString()}::timestamptz
    order by s.starts_at, s.id limit 50`);
  return rows.map(({ startsAtMs, zone, clinic }) => {
    const startsAt = new Date(startsAtMs);
    return `${whenWords(startsAt, zone)} ${zoneName(startsAt, zone, "short")}, ${clinic ?? "at another clinic"}`;
  });
}
