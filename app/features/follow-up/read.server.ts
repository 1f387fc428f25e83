import { sql, type SQL } from "drizzle-orm";
import type { Run } from "db/client";
import { uuids } from "db/scope";
import type { Attempt } from "~/domain/follow-up";
import type { AskedReport, Recipient, Sending } from "~/domain/reminders";
import type { Contact, Region, Side, TimePoint } from "~/domain/vocabulary";

/** An open report whose day has come, with what decides who asks for it and how. */
export interface FoundReport extends AskedReport {
  reportId: string;
  version: number;
  planId: string;
  patientId: string;
  patient: string;
  recordNumber: string;
  phone: string;
  language: string;
  deskNotes: string;
  region: Region;
  side: Side;
  clinic: string;
  clinicId: string;
  clinicPhone: string;
  zone: string;
  recipient: Recipient;
  treatedBy: string[];
  attempts: (Attempt & { id: string; by: string })[];
  sendings: Sending[];
}

interface Row extends Record<string, unknown> {
  email: string;
  preferredContact: Contact;
  isActive: boolean;
  attempts: (Omit<Attempt, "at" | "callBackAt"> & {
    id: string;
    by: string;
    atMs: number;
    callBackMs: number | null;
  })[];
  sendings: (Omit<Sending, "at"> & { atMs: number })[];
}

/** No window is longer than a baseline's, after its due day. */
const LONGEST_WINDOW = 90;
export const MOST = 5000;

/** At these clinics, or at all for the system's own work, from the one after `after` on; or one report. */
export type Which =
  | { clinicIds: readonly string[] | "all"; point: TimePoint | null; after?: FoundReport | null }
  | { reportId: string };

/** Whose day has come; `due_on` alone would be enough, but for the zones. */
function inList({ clinicIds, point, after }: Extract<Which, { point: unknown }>, now: Date): SQL {
  const today = sql`${now.toISOString()}::date`;
  return sql`${clinicIds === "all" ? sql`true` : sql`p.clinic_id = any (${uuids(clinicIds)})`}
    and r.time_point ${point ? sql`= ${point}` : sql`in ('baseline', '72-hours', '3-months', '6-months', '12-months')`}
    and r.due_on between ${today} - ${LONGEST_WINDOW + 1}::int and ${today} + 1
    and (${now.toISOString()}::timestamptz at time zone c.zone)::date >= r.due_on
    and ${after ? sql`(r.window_to, r.id) > (${after.windowTo}::date, ${after.reportId}::uuid)` : sql`true`}`;
}

/** Open reports that can be answered, whatever is waited for; in a list those whose day has come. Those of the dead and of who left are not among them. */
export async function readAsked(run: Run, which: Which, now: Date): Promise<FoundReport[]> {
  const today = sql`(${now.toISOString()}::timestamptz at time zone c.zone)::date`;
  const at = "reportId" in which ? sql`r.id = ${which.reportId}` : inList(which, now);
  const rows = await run.execute<Row & Omit<FoundReport, "recipient" | "attempts" | "sendings">>(sql`
    select r.id as "reportId", r.version, r.time_point as "timePoint", r.status, r.due_on as "dueOn",
      r.window_from as "windowFrom", r.window_to as "windowTo", p.id as "planId", p.patient_id as "patientId",
      pa.given_name || ' ' || pa.family_name as patient, pa.record_number as "recordNumber", pa.phone, pa.email,
      pa.preferred_contact as "preferredContact", pa.deactivated_at is null as "isActive", pa.language,
      pa.desk_notes as "deskNotes", p.region, p.side, c.name as clinic,
      c.id as "clinicId", c.phone as "clinicPhone", c.zone,
      array(select p.physician_id::text union select s.physician_id::text from sessions s
        where s.plan_id = p.id and s.status = 'performed') as "treatedBy",
      coalesce((select json_agg(json_build_object('id', a.id, 'outcome', a.outcome, 'by', w.name,
          'atMs', ${ms(sql`a.at`)}, 'callBackMs', ${ms(sql`a.call_back_at`)}) order by a.at, a.id)
        from report_attempts a join accounts w on w.id = a.by
        where a.report_id = r.id and a.undone_at is null
          and (a.at at time zone c.zone)::date >= r.window_from), '[]') as attempts,
      coalesce((select json_agg(json_build_object('kind', x.kind, 'way', x.way, 'state', x.state, 'tries', x.tries,
          'atMs', ${ms(sql`x.at`)}) order by x.at, x.id)
        from (
          select m.id, m.kind, 'mail' as way, m.state, m.tries, m.at from report_sendings m
          where m.report_id = r.id and m.due_on = r.due_on
          union all
          select l.id, 'by-hand', 'handed-over', 'sent', 1, l.issued_at from report_links l
          where l.report_id = r.id and l.purpose = 'handed-over'
            and (l.issued_at at time zone c.zone)::date >= r.window_from) x), '[]') as sendings
    from outcome_reports r join plans p on p.id = r.plan_id join clinics c on c.id = p.clinic_id
    join patients pa on pa.id = p.patient_id
    where ${at} and r.status in ('due', 'sent') and ${today} between r.window_from and r.window_to
      and pa.deceased_on is null and pa.deactivated_at is null
    order by r.window_to, r.id limit ${MOST}`);
  return rows.map(({ email, preferredContact, isActive, attempts, sendings, ...row }) => ({
    ...row,
    recipient: { email, preferredContact, isActive, isDeceased: false },
    attempts: attempts.map(({ atMs, callBackMs, ...attempt }) => ({
      ...attempt,
      at: new Date(atMs),
      callBackAt: callBackMs === null ? null : new Date(callBackMs),
    })),
    sendings: sendings.map(({ atMs, ...sending }) => ({ ...sending, at: new Date(atMs) })),
  }));
}

const ms = (column: SQL) => sql`extract(epoch from ${column})::float8 * 1000`;
