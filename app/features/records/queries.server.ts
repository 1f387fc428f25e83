import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Actor } from "~/domain/actor";
import type { ExposureSum } from "~/domain/fluoroscopy";
import { may } from "~/domain/permissions";
import { isExpired } from "~/domain/record";
import { prefill, typedOf, type Typed } from "~/domain/record-draft";
import { factsOf, lotsFor } from "./facts.server";
import {
  readableAt,
  readRecord,
  versionOf,
  versionsInJson,
  type ReadRecord,
  type VersionInJson,
} from "./read.server";
import type { LotChoice, RecordView } from "./view";

/** A session's record; null where it is missing or at another clinic, which look alike. */
export async function findRecord(actor: Actor, sessionId: string): Promise<RecordView | null> {
  const row = await readRecord(db, actor, sessionId);
  if (!row) return null;
  const mayWrite = may(actor, "record.write", { clinicIds: [row.clinicId], physicianId: row.physicianId });
  const [lots, exposure] = await Promise.all([lotsFor(db, row), exposureBefore(actor, row)]);
  const versions = row.versions.map((version) => versionOf(version, row.zone));
  return {
    session: {
      id: row.sessionId,
      ordinal: row.ordinal,
      status: row.status,
      startsAt: new Date(row.startsMs),
      day: row.day,
      physician: row.physician,
      device: { id: row.deviceId, name: row.device, kind: row.deviceKind },
    },
    patient: {
      id: row.patientId,
      name: row.patient,
      recordNumber: row.recordNumber,
      birthDate: row.birthDate,
    },
    clinic: { id: row.clinicId, name: row.clinic, zone: row.zone },
    plan: { id: row.planId, region: row.region, side: row.side, plannedSessions: row.plannedSessions },
    mayWrite,
    recordId: row.recordId,
    version: row.version ?? 0,
    saved:
      hasDraft(row) && row.savedMs !== null && row.savedBy !== null
        ? { at: new Date(row.savedMs), by: row.savedBy }
        : null,
    opened: mayWrite ? await openedWith(actor, row, lots) : null,
    versions,
    facts: factsOf(row, lots),
    lots,
    exposure,
  };
}

/** One that was thrown away before it was signed is empty, and opens as if there had been none. */
const hasDraft = (row: ReadRecord): row is ReadRecord & { draft: Typed } =>
  row.draft !== null && Object.keys(row.draft).length > 0;

/** What the form opens with: the draft, else what was signed, else what is usual. */
async function openedWith(actor: Actor, row: ReadRecord, lots: readonly LotChoice[]): Promise<Typed> {
  if (hasDraft(row)) return row.draft;
  const [standing] = row.versions;
  if (standing) return typedOf(versionOf(standing, row.zone).content);
  const [[earlier], [habit]] = await Promise.all([
    db.execute<{ versions: VersionInJson[] }>(sql`
      select ${versionsInJson(sql`r.id`)} as versions
      from procedure_records r join sessions s on s.id = r.session_id
      where r.plan_id = ${row.planId} and r.signed_number is not null and ${readableAt(actor, sql`s.clinic_id`)}
      order by s.starts_at desc limit 1`),
    db.execute<{ form: string }>(sql`
      select v.consent_form as form from record_versions v
      where v.signed_by = ${row.physicianId} order by v.id desc limit 1`),
  ]);
  const last = earlier?.versions[0];
  return prefill({
    plan: { region: row.region, side: row.side, guidance: row.guidance, structures: row.structures },
    last: last ? versionOf(last, row.zone).content : null,
    solution: row.solution,
    consent: { by: row.physician, form: habit?.form ?? "" },
    usableLotIds: lots.filter((lot) => !lot.isRetired && !isExpired(lot, row.day)).map(({ id }) => id),
  });
}

const none: ExposureSum = { sessions: 0, seconds: 0, mGy: 0 };

/** What has added up in the patient and on the device without this session, as far as the reader may see. */
async function exposureBefore(actor: Actor, row: ReadRecord): Promise<RecordView["exposure"]> {
  const of = (condition: ReturnType<typeof sql>) =>
    db.execute<ExposureSum & Record<string, unknown>>(sql`
      select count(*)::int as sessions, coalesce(sum(v.fluoroscopy_seconds), 0)::int as seconds,
        coalesce(sum(v.fluoroscopy_mgy), 0)::float8 as "mGy"
      from procedure_records r
      join record_versions v on v.record_id = r.id and v.number = r.signed_number
      join sessions s on s.id = r.session_id
      where v.fluoroscopy_seconds is not null and s.id <> ${row.sessionId} and ${condition}
        and ${readableAt(actor, sql`s.clinic_id`)}`);
  const [[patient = none], device] = await Promise.all([
    of(sql`r.patient_id = ${row.patientId}`),
    row.deviceKind === "fluoroscope" ? of(sql`s.device_id = ${row.deviceId}`) : null,
  ]);
  return { patient, device: device && (device[0] ?? none) };
}
