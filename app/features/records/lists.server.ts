import { sql, type SQL } from "drizzle-orm";
import { db } from "db/client";
import { primary, type Reader } from "db/reader";
import type { Actor } from "~/domain/actor";
import type { Day } from "~/domain/day";
import { may } from "~/domain/permissions";
import type { Complication, Region, Side } from "~/domain/vocabulary";
import type { Zone } from "~/domain/wall-clock";
import { readableAt } from "./read.server";

export interface RecordToSign {
  sessionId: string;
  name: string;
  region: Region;
  side: Side;
  startsAt: Date;
  zone: Zone;
  isBegun: boolean;
}

/** What is older was treated before Tendon kept records, or will not be remembered any more. */
const RECENT_DAYS = 30;
const MOST_TO_SIGN = 50;

/** The sessions that an actor treated in lately and has not signed the record of, the oldest first. */
export async function recordsToSign(
  actor: Actor,
  { clinicId, now }: { clinicId: string | "all"; now: Date },
): Promise<RecordToSign[]> {
  if (!may(actor, "record.write")) return [];
  const rows = await db.execute<
    Omit<RecordToSign, "startsAt"> & { startsMs: number } & Record<string, unknown>
  >(sql`
    select s.id as "sessionId", pa.given_name || ' ' || pa.family_name as name, p.region, p.side,
      extract(epoch from s.starts_at)::float8 * 1000 as "startsMs", c.zone, coalesce(r.draft <> '{}', false) as "isBegun"
    from sessions s
    join clinics c on c.id = s.clinic_id
    join plans p on p.id = s.plan_id
    join patients pa on pa.id = s.patient_id
    left join procedure_records r on r.session_id = s.id
    where s.physician_id = ${actor.id} and s.status in ('in-treatment', 'performed') and r.signed_number is null
      and s.starts_at between ${now.toISOString()}::timestamptz - make_interval(days => ${RECENT_DAYS}::int)
        and ${now.toISOString()}::timestamptz + interval '1 day'
      and (${clinicId} = 'all' or s.clinic_id::text = ${clinicId}) and ${readableAt(actor, sql`s.clinic_id`)}
    order by s.starts_at, s.id limit ${MOST_TO_SIGN}`);
  return rows.map(({ startsMs, ...row }) => ({ ...row, startsAt: new Date(startsMs) }));
}

export interface PlanRecord {
  sessionId: string;
  ordinal: number;
  on: Day;
  physician: string;
  state: "none" | "draft" | "signed";
  isOwn: boolean;
  /** Of what is signed. */
  versions: number;
  painBefore: number | null;
  painAfter: number | null;
  complication: Complication | null;
  injections: number | null;
}

/** The records of a plan's sessions that were treated in; null for those who may not read them. */
export const listPlanRecords = (actor: Actor, planId: string) =>
  listRecords(actor, sql`s.plan_id = ${planId}`);

/** The same of all of a patient's plans. */
export const listPatientRecords = (actor: Actor, patientId: string, run: Reader) =>
  listRecords(actor, sql`s.patient_id = ${patientId}`, run);

const MOST_RECORDS = 400;

async function listRecords(actor: Actor, of: SQL, run: Reader = primary): Promise<PlanRecord[] | null> {
  if (!may(actor, "record.read")) return null;
  return run.execute<PlanRecord & Record<string, unknown>>(sql`
    select s.id as "sessionId", s.ordinal, to_char(s.starts_at at time zone c.zone, 'YYYY-MM-DD') as on,
      doctor.name as physician, s.physician_id = ${actor.id} as "isOwn", coalesce(r.signed_number, 0) as versions,
      case when r.signed_number is not null then 'signed' when r.draft <> '{}' then 'draft' else 'none' end as state,
      v.pain_before as "painBefore", v.pain_after as "painAfter", v.complication, v.injections
    from sessions s
    join clinics c on c.id = s.clinic_id
    join accounts doctor on doctor.id = s.physician_id
    left join procedure_records r on r.session_id = s.id
    left join record_versions v on v.record_id = r.id and v.number = r.signed_number
    where ${of} and s.status in ('in-treatment', 'performed') and ${readableAt(actor, sql`s.clinic_id`)}
    order by s.starts_at, s.id limit ${MOST_RECORDS}`);
}
