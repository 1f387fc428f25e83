import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import { db } from "db/client";
import { primary, type Reader } from "db/reader";
import { uuids } from "db/scope";
import { headOf } from "db/seal/seal";
import type { Actor } from "~/domain/actor";
import { may } from "~/domain/permissions";
import { addDays, dayBounds } from "~/domain/time";
import { actionsIn } from "~/words/audit";
import { changesOf, type Change } from "./changes";
import type { AuditFilter } from "./filter";

export const PAGE_SIZE = 50;
export const EXPORT_LIMIT = 10_000;
export const REPORT_LIMIT = 1_000;

/** An event as administrators read it: of a patient there is a number, and nothing that was written about them. */
export interface AuditRow {
  id: number;
  at: Date;
  /** Microseconds, as the database counts them: to go on from. */
  atMicros: string;
  action: string;
  noun: string;
  recordId: string | null;
  who: { id: string; name: string | null } | null;
  clinic: string | null;
  /** Of whom it was; several of a list. */
  patients: { id: string | null; count: number };
  changes: Change[];
  requestId: string | null;
  /** Somebody's request did it: its number is one, and a job's is a word. */
  isAsked: boolean;
  isSealed: boolean;
}

/** As tables show it: no id of any patient travels with it. */
export const asTableRow = ({ id, at, action, who, clinic, patients, changes, isAsked }: AuditRow) => ({
  ...{ id, at, action, clinic, changes, isAsked },
  who: who && { name: who.name },
  patients: { count: patients.count },
});

interface ReadRow extends Record<string, unknown> {
  id: number;
  micros: string;
  action: string;
  noun: string;
  recordId: string | null;
  actorId: string | null;
  actor: string | null;
  clinic: string | null;
  patientId: string | null;
  several: number;
  before: unknown;
  after: unknown;
  requestId: string | null;
  isSealed: boolean;
}

/** Events that fit, the newest first; none for whoever may not read the trail. */
export async function listEvents(
  actor: Actor,
  filter: AuditFilter,
  { zone, limit, run = primary }: { zone: string; limit: number; run?: Reader },
): Promise<AuditRow[]> {
  if (!may(actor, "audit.read")) return [];
  return read(conditions(filter, zone), limit, run);
}

export async function findEvent(actor: Actor, id: number): Promise<AuditRow | null> {
  if (!may(actor, "audit.read")) return null;
  const [event] = await read(sql`e.id = ${id}`, 1, primary);
  return event ?? null;
}

async function read(where: SQL, limit: number, run: Reader): Promise<AuditRow[]> {
  const rows = await run.execute<ReadRow>(sql`
    select e.id::float8 as id, (extract(epoch from e.at) * 1000000)::bigint::text as micros, e.action, e.noun,
      e.record_id as "recordId", e.actor_id as "actorId", a.name as actor, c.name as clinic,
      e.patient_id as "patientId", coalesce(cardinality(e.patient_ids), 0) as several, e.before, e.after,
      e.request_id as "requestId", coalesce((e.era, e.written_in) < (head.era, head.until), false) as "isSealed"
    from audit_events e
    left join accounts a on a.id = e.actor_id
    left join clinics c on c.id = e.clinic_id
    left join lateral (select era, until from audit_seals order by number desc limit 1) head on true
    where ${where}
    order by e.at desc, e.id desc limit ${limit}`);
  return rows.map(({ micros, actorId, actor, patientId, several, before, after, ...row }) => ({
    ...row,
    at: new Date(Number(micros) / 1000),
    atMicros: micros,
    who: actorId === null ? null : { id: actorId, name: actor },
    patients: { id: patientId, count: several > 0 ? several : Number(patientId !== null) },
    changes: changesOf(row.noun, before, after),
    isAsked: isUuid(row.requestId),
  }));
}

function conditions(filter: AuditFilter, zone: string): SQL {
  const { who, what, outcome, record, patient, clinic, from, to, before } = filter;
  const isRefused = sql`(e.action like '%.refused' or e.action = 'access.not-found')`;
  const instant = (date: Date) => date.toISOString();
  const all = [
    who && sql`e.actor_id = ${who}`,
    what &&
      sql`regexp_replace(e.action, '(?<!^sign-in|^access)\\.refused$', '') = any (${sql.param(actionsIn(what))})`,
    outcome && (outcome === "refused" ? isRefused : sql`not ${isRefused}`),
    record && sql`e.record_id = ${record}`,
    patient && ofPatient(patient),
    clinic && sql`e.clinic_id = ${clinic}`,
    from && sql`e.at >= ${instant(dayBounds(from, zone).start)}`,
    to && sql`e.at < ${instant(dayBounds(addDays(to, 1), zone).start)}`,
    before &&
      sql`(e.at, e.id) < (timestamptz 'epoch' + ${before.at}::bigint * interval '1 microsecond', ${before.id}::bigint)`,
  ].filter((condition) => condition !== null);
  return all.length === 0 ? sql`true` : sql.join(all, sql` and `);
}

/** Each half by an index of its own. */
const ofPatient = (id: string): SQL => sql`e.id in (
  select id from audit_events where patient_id = ${id}
  union all select id from audit_events where patient_ids @> array[${id}::uuid])`;

/** A patient by what an administrator was told of them, their record number or id: neither name nor anything else. */
export async function findPatientId(actor: Actor, text: string): Promise<string | null> {
  if (!may(actor, "audit.read") || text === "") return null;
  const [row] = await db.execute<{ id: string }>(sql`
    select id from patients where record_number = ${text} or id::text = ${text.toLowerCase()} limit 1`);
  return row?.id ?? null;
}

/** Whose ids are in these rows, be it as the record that was asked for. */
export async function patientsNamed(rows: readonly AuditRow[]): Promise<string[]> {
  const ids = rows.flatMap(({ recordId, patients: { id } }) => [id, recordId]).filter(isUuid);
  const found = await db.execute<{ id: string }>(sql`
    select id from patients where id = any (${uuids([...new Set(ids)])})`);
  return found.map(({ id }) => id);
}

const isUuid = (text: string | null): text is string => text !== null && z.uuid().safeParse(text).success;

export interface AuditChoices {
  accounts: { id: string; name: string }[];
  clinics: { id: string; name: string }[];
}

export async function auditChoices(run: Reader = primary): Promise<AuditChoices> {
  const [accounts, clinics] = await Promise.all([
    run.execute<{ id: string; name: string }>(
      sql`select id, name from accounts order by name, id limit 1000`,
    ),
    run.execute<{ id: string; name: string }>(sql`select id, name from clinics order by name, id limit 2000`),
  ]);
  return { accounts: [...accounts], clinics: [...clinics] };
}

export interface SealState {
  head: { number: number; mac: string; sealedAt: Date } | null;
  waiting: number;
  verified: { at: Date; findings: number } | null;
}

/** How far the trail is sealed, and what the last verification found. */
export async function sealState(): Promise<SealState> {
  const head = await headOf();
  const { era, until } = head ?? { era: 0, until: "0" };
  const [[waiting], [verified]] = await Promise.all([
    db.execute<{ count: number }>(sql`
      select count(*)::int as count from audit_events where (era, written_in) >= (${era}, ${until}::xid8)`),
    db.execute<{ ms: number; findings: number }>(sql`
      select extract(epoch from at)::float8 * 1000 as ms, (after->>'findings')::int as findings
      from audit_events where noun = 'audit' and record_id is null and action = 'audit.verify'
      order by at desc limit 1`),
  ]);
  return {
    head: head && { number: head.number, mac: head.mac, sealedAt: new Date(`${head.sealedAt}Z`) },
    waiting: waiting?.count ?? 0,
    verified: verified ? { at: new Date(verified.ms), findings: verified.findings } : null,
  };
}
