import { sql, type SQL } from "drizzle-orm";
import type { Run } from "db/client";
import { uuids } from "db/scope";
import type { Actor } from "~/domain/actor";
import type { Day } from "~/domain/day";
import { clinicScope, may } from "~/domain/permissions";
import type { Injection, RecordContent } from "~/domain/record";
import type { Typed } from "~/domain/record-draft";
import type { Guidance, Region, SessionStatus, Side, StructureKind } from "~/domain/vocabulary";
import { wallClock, type Zone } from "~/domain/wall-clock";
import type { SignedVersion } from "./view";

/** A session as its record needs it; missing for whoever may not read records at its clinic. */
export interface ReadRecord extends Record<string, unknown> {
  sessionId: string;
  ordinal: number;
  status: SessionStatus;
  startsMs: number;
  day: Day;
  physicianId: string;
  physician: string;
  deviceId: string;
  device: string;
  deviceKind: Guidance;
  clinicId: string;
  clinic: string;
  zone: Zone;
  patientId: string;
  patient: string;
  recordNumber: string;
  birthDate: Day;
  planId: string;
  region: Region;
  side: Side;
  guidance: Guidance;
  structures: { kind: StructureKind; name: string }[];
  plannedSessions: number;
  solution: string;
  recordId: string | null;
  version: number | null;
  draft: Typed | null;
  savedMs: number | null;
  savedBy: string | null;
  savedIn: string | null;
  versions: VersionInJson[];
}

type ContentInJson = Omit<RecordContent, "consentMinute" | "timeOutMinute" | "injections"> & {
  consentMs: number;
  timeOutMs: number;
  injections: Injection[];
};
export interface VersionInJson {
  number: number;
  amendReason: string | null;
  signedMs: number;
  signedBy: string;
  content: ContentInJson;
}

const ms = (instant: SQL) => sql`extract(epoch from ${instant})::float8 * 1000`;

/** Where records are read, as a condition on a session's clinic. */
export function readableAt(actor: Actor, clinicId: SQL): SQL {
  if (!may(actor, "record.read")) return sql`false`;
  const scope = clinicScope(actor, "record.read");
  return scope === "all" ? sql`true` : sql`${clinicId} = any (${uuids(scope)})`;
}

export async function readRecord(run: Run, actor: Actor, sessionId: string): Promise<ReadRecord | null> {
  const [row] = await run.execute<ReadRecord>(sql`
    select s.id as "sessionId", s.ordinal, s.status, ${ms(sql`s.starts_at`)} as "startsMs",
      to_char(s.starts_at at time zone c.zone, 'YYYY-MM-DD') as day, s.physician_id as "physicianId",
      doctor.name as physician, d.id as "deviceId", d.name as device, d.kind as "deviceKind", c.id as "clinicId",
      c.name as clinic, c.zone, pa.id as "patientId", pa.given_name || ' ' || pa.family_name as patient,
      pa.record_number as "recordNumber", pa.birth_date as "birthDate", p.id as "planId", p.region, p.side, p.guidance,
      p.structures, p.planned_sessions as "plannedSessions", coalesce(usual.solution, '') as solution,
      r.id as "recordId", r.version, r.draft, ${ms(sql`r.saved_at`)} as "savedMs", saver.name as "savedBy",
      r.saved_in as "savedIn", ${versionsInJson(sql`r.id`)} as versions
    from sessions s
    join clinics c on c.id = s.clinic_id
    join plans p on p.id = s.plan_id
    join patients pa on pa.id = s.patient_id
    join devices d on d.id = s.device_id
    join accounts doctor on doctor.id = s.physician_id
    left join protocols usual on usual.region = p.region
    left join procedure_records r on r.session_id = s.id
    left join accounts saver on saver.id = r.saved_by
    where s.id = ${sessionId} and ${readableAt(actor, sql`s.clinic_id`)}`);
  return row ?? null;
}

/** Every version of a record, the newest first. */
export const versionsInJson = (recordId: SQL): SQL => sql`coalesce((
  select json_agg(json_build_object('number', v.number, 'amendReason', v.amend_reason,
    'signedMs', ${ms(sql`v.signed_at`)}, 'signedBy', signer.name, 'content', json_build_object(
      'consentMs', ${ms(sql`v.consent_at`)}, 'consentForm', v.consent_form, 'consentBy', v.consent_by,
      'timeOutMs', ${ms(sql`v.time_out_at`)}, 'region', v.region, 'side', v.side, 'findings', v.findings,
      'decision', v.decision, 'decisionReason', v.decision_reason, 'skinNumbing', v.skin_numbing,
      'injections', (select json_agg(json_build_object('kind', i.kind, 'structure', i.structure, 'side', i.side,
          'dextrosePercent', i.dextrose_percent, 'anesthetic', i.anesthetic, 'anestheticPercent', i.anesthetic_percent,
          'ml', i.ml, 'guidance', i.guidance, 'placement', i.placement, 'lotId', i.lot_id) order by i.position)
        from record_injections i where i.version_id = v.id),
      'fluoroscopySeconds', v.fluoroscopy_seconds, 'fluoroscopyMgy', v.fluoroscopy_mgy, 'painBefore', v.pain_before,
      'painAfter', v.pain_after, 'complication', v.complication, 'complicationNote', v.complication_note,
      'note', v.note)) order by v.number desc)
  from record_versions v join accounts signer on signer.id = v.signed_by where v.record_id = ${recordId}), '[]')`;

export function versionOf(version: VersionInJson, zone: Zone): SignedVersion {
  const { consentMs, timeOutMs, ...content } = version.content;
  const minutes = (at: number) => wallClock(new Date(at), zone).minutes;
  const { consentForm, consentBy, ...rest } = content;
  return {
    number: version.number,
    amendReason: version.amendReason,
    signedAt: new Date(version.signedMs),
    signedBy: version.signedBy,
    // In the order of the form, which is also that of a diff.
    content: {
      consentMinute: minutes(consentMs),
      consentForm,
      consentBy,
      timeOutMinute: minutes(timeOutMs),
      ...rest,
    },
  };
}
