import { sql } from "drizzle-orm";
import type { Tx } from "db/client";
import type { CheckedVisit } from "./check-visits.server";
import { inParts, type ImportOrigin } from "./insert-patients.server";

/** Visits of the past, and for each patient an audit row that says how many came. */
export async function insertVisits(
  tx: Tx,
  { asking, importId, clinicId }: ImportOrigin,
  visits: readonly CheckedVisit[],
): Promise<void> {
  for (const part of inParts(visits)) {
    const rows = part.map(({ patientId, startedAt, endedAt, description, reason, sourceId }) => ({
      patient_id: patientId,
      started_at: startedAt,
      ended_at: endedAt,
      description,
      reason,
      source_id: sourceId,
    }));
    await tx.execute(sql`
      insert into past_visits (patient_id, started_at, ended_at, description, reason, source_id)
      select i.patient_id, i.started_at, i.ended_at, i.description, i.reason, i.source_id
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as i(
        patient_id uuid, started_at timestamptz, ended_at timestamptz, description text, reason text, source_id text)`);
  }
  const counts = new Map<string, number>();
  for (const { patientId } of visits) if (patientId) counts.set(patientId, (counts.get(patientId) ?? 0) + 1);
  for (const part of inParts([...counts].map(([id, visits]) => ({ id, visits })))) {
    await tx.execute(sql`
      insert into audit_events (actor_id, action, noun, record_id, clinic_id, patient_id, after, request_id)
      select ${asking.actor.id}::uuid, 'patient.import-visits', 'patient',
        i.id::text, ${clinicId}::uuid, i.id, jsonb_build_object('importId', ${importId}::text, 'visits', i.visits),
        ${asking.requestId}
      from jsonb_to_recordset(${JSON.stringify(part)}::jsonb) as i(id uuid, visits int)`);
  }
}
