import { sql } from "drizzle-orm";
import type { Run } from "db/client";
import { visiblePatient } from "db/scope";
import type { Actor } from "~/domain/actor";
import { firstOf } from "./check-patients.server";
import type { Problem } from "./problems";
import { rowNumber } from "./row-cells";
import type { VisitDraft } from "./visit-rows.server";

/** A visit with the patient it belongs to, where Tendon knows one. */
export interface CheckedVisit extends VisitDraft {
  patientId: string | null;
  who: string;
}

/** Finds each visit's patient, by the other system's id or else by the record number, and which visits are here already. */
export async function checkVisits(
  run: Run,
  actor: Actor,
  drafts: readonly VisitDraft[],
): Promise<CheckedVisit[]> {
  const [patients, here] = await Promise.all([patientsOf(run, actor, drafts), knownVisits(run, drafts)]);
  const seen = new Map<string, number>();
  return drafts.map((draft) => {
    const patient = patients.get(draft.patient);
    const problems: Problem[] = [...draft.problems];
    if (!patient && draft.patient) problems.push({ code: "patient-unknown", value: draft.patient });
    const owner = here.get(draft.sourceId);
    if (owner && owner === patient?.id) problems.push({ code: "already-here" });
    else if (owner) problems.push({ code: "id-of-another", value: "another patient’s visit" });
    const earlier = firstOf(seen, draft.sourceId, draft.row);
    if (earlier !== null) problems.push({ code: "id-twice", row: rowNumber(earlier) });
    return { ...draft, problems, patientId: patient?.id ?? null, who: patient?.who ?? draft.patient };
  });
}

async function patientsOf(run: Run, actor: Actor, drafts: readonly VisitDraft[]) {
  const wanted = JSON.stringify([...new Set(drafts.map(({ patient }) => patient).filter(Boolean))]);
  const rows = await run.execute<{ key: string; id: string; who: string }>(sql`
    with wanted as materialized (select value as key from jsonb_array_elements_text(${wanted}::jsonb)),
    found as (
      select wanted.key, 1 as rank, patients.id from wanted join patients on patients.source_id = wanted.key
      union all
      select wanted.key, 2, patients.id from wanted join patients on patients.record_number = wanted.key
    )
    select distinct on (found.key) found.key, patients.id,
      patients.given_name || ' ' || patients.family_name || ', ' || patients.record_number as who
    from found join patients on patients.id = found.id
    where ${visiblePatient(actor)}
    order by found.key, found.rank`);
  return new Map(rows.map(({ key, ...patient }) => [key, patient]));
}

async function knownVisits(run: Run, drafts: readonly VisitDraft[]): Promise<Map<string, string>> {
  const ids = JSON.stringify(drafts.map(({ sourceId }) => sourceId));
  const rows = await run.execute<{ sourceId: string; patientId: string }>(sql`
    select v.source_id as "sourceId", v.patient_id as "patientId" from past_visits v
    where v.source_id in (select value from jsonb_array_elements_text(${ids}::jsonb))`);
  return new Map(rows.map(({ sourceId, patientId }) => [sourceId, patientId]));
}
