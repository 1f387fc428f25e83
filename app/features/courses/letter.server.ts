import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Asking } from "db/command";
import { visiblePlan } from "db/scope";
import { dayOf, minutesOf, zoneName, type Day, type Zone } from "~/domain/time";
import type { Region, Side } from "~/domain/vocabulary";
import { minutesToClock } from "~/domain/words-of-time";

/** What a patient is told of their course; nothing clinical. */
export interface Letter {
  planId: string;
  patient: string;
  phone: string;
  email: string;
  region: Region;
  side: Side;
  today: Day;
  sessions: { id: string; ordinal: number; day: Day; clock: string; physician: string; clinic: string }[];
  /** Where the sessions are. */
  clinics: { name: string; address: string; phone: string; zoneLabel: string }[];
}

/** The sessions ahead that have their place; null where the plan is not visible to the actor. */
export async function findLetter(
  { actor, now }: Asking,
  planId: string,
): Promise<{ letter: Letter; plan: { id: string; clinicId: string; patientId: string } } | null> {
  const [plan] = await db.execute<{
    clinic_id: string;
    patient_id: string;
    patient: string;
    phone: string;
    email: string;
    region: Region;
    side: Side;
    zone: Zone;
  }>(sql`
    select plans.clinic_id, plans.patient_id, pa.given_name || ' ' || pa.family_name as patient, pa.phone, pa.email, plans.region, plans.side,
      c.zone
    from plans join patients pa on pa.id = plans.patient_id join clinics c on c.id = plans.clinic_id
    where plans.id = ${planId} and ${visiblePlan(actor)}`);
  if (!plan) return null;
  const sessions = await db.execute<{
    id: string;
    ordinal: number;
    starts: number;
    physician: string;
    clinic: string;
    address: string;
    phone: string;
    zone: Zone;
  }>(sql`
    select s.id, s.ordinal, extract(epoch from s.starts_at)::float8 * 1000 as starts, a.name as physician,
      c.name as clinic, c.address, c.phone, c.zone
    from sessions s join clinics c on c.id = s.clinic_id join accounts a on a.id = s.physician_id
    where s.plan_id = ${planId} and s.status = 'booked' and s.displaced_at is null
      and s.starts_at > ${now.toISOString()}::timestamptz
    order by s.starts_at`);
  const clinics = new Map(
    sessions.map(({ clinic, address, phone, zone, starts }) => [
      clinic,
      { name: clinic, address, phone, zoneLabel: zoneName(new Date(starts), zone, "longGeneric") },
    ]),
  );
  const letter = {
    planId,
    patient: plan.patient,
    phone: plan.phone,
    email: plan.email,
    region: plan.region,
    side: plan.side,
    today: dayOf(now, plan.zone),
    sessions: sessions.map(({ id, ordinal, starts, physician, clinic, zone }) => ({
      id,
      ordinal,
      day: dayOf(new Date(starts), zone),
      clock: minutesToClock(minutesOf(new Date(starts), zone)),
      physician,
      clinic,
    })),
    clinics: [...clinics.values()],
  };
  return { letter, plan: { id: planId, clinicId: plan.clinic_id, patientId: plan.patient_id } };
}
