import { sql } from "drizzle-orm";
import type { Tx } from "db/client";
import type { Asking } from "db/command";
import { nextRecordNumber } from "db/reads/record-number";
import type { PatientDraft } from "./patient-rows.server";

export interface ImportOrigin {
  asking: Asking;
  importId: string;
  clinicId: string;
}

/** Few enough for a statement's time limit on a slow disk, many enough to be fast. */
const ROWS_A_STATEMENT = 2_000;

export function* inParts<T>(rows: readonly T[]): Generator<T[]> {
  for (let from = 0; from < rows.length; from += ROWS_A_STATEMENT)
    yield rows.slice(from, from + ROWS_A_STATEMENT);
}

/** Each with its resource and its audit row; those without a record number get the next free ones, in the file's order. */
export async function insertPatients(
  tx: Tx,
  { asking, importId, clinicId }: ImportOrigin,
  drafts: readonly PatientDraft[],
): Promise<void> {
  if (drafts.length === 0) return;
  const numbered = withNumbers(drafts, await nextRecordNumber(tx));
  for (const part of inParts(numbered)) {
    await tx.execute(sql`
      with incoming as materialized (
        select uuidv7() as id, i.* from jsonb_to_recordset(${JSON.stringify(part.map(columnsOf))}::jsonb) as i(
          record_number text, given_name text, family_name text, birth_date date, phone text, email text,
          language text, preferred_contact text, desk_notes text, is_active bool, deceased_on date, source_id text)
      ), added as (
        insert into resources (id, kind) select id, 'patient' from incoming
      ), told as (
        insert into audit_events (actor_id, action, noun, record_id, clinic_id, patient_id, after, request_id)
        select ${asking.actor.id}::uuid, 'patient.import', 'patient', id::text,
          ${clinicId}::uuid, id, jsonb_build_object('importId', ${importId}::text), ${asking.requestId}
        from incoming
      )
      insert into patients (id, record_number, given_name, family_name, birth_date, home_clinic_id, phone, email,
        language, preferred_contact, desk_notes, deactivated_at, deceased_on, source_id, created_at)
      select id, record_number, given_name, family_name, birth_date, ${clinicId}::uuid, phone, email, language,
        preferred_contact, desk_notes, case when not is_active then ${asking.now.toISOString()}::timestamptz end,
        deceased_on, source_id, ${asking.now.toISOString()}::timestamptz
      from incoming`);
  }
}

const columnsOf = (draft: PatientDraft) => ({
  record_number: draft.recordNumber,
  given_name: draft.givenName,
  family_name: draft.familyName,
  birth_date: draft.birthDate,
  phone: draft.phone,
  email: draft.email,
  language: draft.language,
  preferred_contact: draft.preferredContact,
  desk_notes: draft.deskNotes,
  is_active: draft.isActive && draft.deceasedOn === null,
  deceased_on: draft.deceasedOn,
  source_id: draft.sourceId,
});

/** The file's own numbers count too: a free one must not be given twice. */
function withNumbers(drafts: readonly PatientDraft[], free: number): PatientDraft[] {
  const own = drafts
    .map(({ recordNumber }) => recordNumber ?? "")
    .filter((number) => /^[1-9]\d{0,11}$/.test(number));
  let next = own.reduce((least, number) => Math.max(least, Number(number) + 1), free);
  return drafts.map((draft) => ({ ...draft, recordNumber: draft.recordNumber ?? String(next++) }));
}
