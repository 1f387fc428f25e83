import { sql } from "drizzle-orm";
import { db } from "../client";
import type { Asking } from "../command";
import { isAway } from "../constraints";
import { patiently, withPatience } from "../pool/patience";

/** The verbs of what changes nothing; every other is a write's. */
export const readingVerbs = [
  ...["read", "list", "print", "export", "download", "trace", "search", "patient-report"],
  ...["refused", "not-found"],
] as const;

/**
 * What one request showed. Whose data it was is said by patients, or by plans and sessions, whose patients are looked up;
 * by none of them where it was about no patient, as the practice's figures are.
 */
export interface AuditedRead {
  /** What was looked at, as noun.verb: "calendar.read". */
  action: `${string}.${(typeof readingVerbs)[number]}`;
  noun: string;
  recordId?: string | null;
  clinicId?: string | null;
  patients?: readonly string[];
  plans?: readonly string[];
  sessions?: readonly string[];
  after?: Record<string, unknown>;
}

type Row = Record<string, unknown>;
interface Waiting {
  row: Row;
  written: () => void;
  failed: (error: unknown) => void;
}

const mostAtOnce = 200;
const waiting: Waiting[] = [];
let isWriting = false;

/**
 * Writes who was shown whose data: one row a request, none where it was nobody's. Reads of the requests under way are
 * written in one statement, since a commit for each page would be most of its time. Whoever awaits this knows that it is kept.
 */
export function auditRead({ actor, requestId }: Asking, read: AuditedRead): Promise<void> {
  const { patients, plans, sessions } = read;
  const isOfPatients = patients !== undefined || plans !== undefined || sessions !== undefined;
  const named = [...(patients ?? []), ...(plans ?? []), ...(sessions ?? [])];
  if (isOfPatients && named.length === 0) return Promise.resolve();
  const row = {
    actor_id: actor.id,
    action: read.action,
    noun: read.noun,
    record_id: read.recordId ?? null,
    clinic_id: read.clinicId ?? null,
    is_of_patients: isOfPatients,
    patients: [...new Set(patients)],
    plans: [...new Set(plans)],
    sessions: [...new Set(sessions)],
    after: read.after ?? {},
    request_id: requestId,
  };
  return patiently(
    new Promise((resolve, reject) => {
      waiting.push({ row, written: resolve, failed: reject });
      if (!isWriting) void writeAll();
    }),
  );
}

async function writeAll() {
  isWriting = true;
  // Whatever else this turn of the event loop asks for goes along.
  await new Promise((resolve) => setImmediate(resolve));
  while (waiting.length > 0) {
    const group = waiting.splice(0, mostAtOnce);
    await write(group).catch(async (error: unknown) => {
      if (group.length === 1 || isAway(error)) group.forEach(({ failed }) => failed(error));
      // What is wrong with one of them is not the others' fault.
      else for (const one of group) await write([one]).catch(one.failed);
    });
  }
  isWriting = false;
}

/** In a patience of its own: whose request began it may have none left, and the others would fail with them. */
async function write(group: readonly Waiting[]) {
  // A query is asked where it is awaited: within.
  await withPatience(async () => {
    await insert(group.map(({ row }) => row));
  });
  group.forEach(({ written }) => written());
}

/** One text for any number of rows, so that it is prepared once. */
const insert = (rows: readonly Row[]) =>
  db.execute(sql`
    insert into audit_events (actor_id, action, noun, record_id, clinic_id, patient_id, patient_ids, after, request_id)
    select e.actor_id, e.action, e.noun, e.record_id, e.clinic_id,
      case when shown.count = 1 then shown.ids[1] end, case when shown.count > 1 then shown.ids end,
      nullif(e.after || case when shown.count > 1 then jsonb_build_object('patients', shown.count) else '{}' end, '{}'),
      e.request_id
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as e (
      actor_id uuid, action text, noun text, record_id text, clinic_id uuid, is_of_patients boolean, patients uuid[], plans uuid[],
      sessions uuid[], after jsonb, request_id text),
    lateral (
      select array_agg(id order by id) as ids, count(*) as count from (
        select unnest(e.patients) as id
        union select patient_id from plans where id = any (e.plans)
        union select patient_id from sessions where id = any (e.sessions)) found
    ) shown
    where shown.count > 0 or not e.is_of_patients`);
