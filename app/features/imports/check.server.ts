import type { Run } from "db/client";
import type { Actor } from "~/domain/actor";
import { dayOf } from "~/domain/time";
import { checkPatients } from "./check-patients.server";
import { checkVisits, type CheckedVisit } from "./check-visits.server";
import { readPatientRows, type PatientDraft } from "./patient-rows.server";
import { stateOf, type Problem, type RowState } from "./problems";
import type { StoredImport } from "./stored.server";
import { readVisitRows } from "./visit-rows.server";

export interface CheckedRow {
  row: number;
  state: RowState;
  isOut: boolean;
  problems: Problem[];
}

export interface Checked {
  rows: CheckedRow[];
  /** Who a row is about, to tell it by. */
  who: (row: number) => string;
  patients: PatientDraft[];
  visits: CheckedVisit[];
}

/** The dry run, and the real one's first step: every row read and held against what is here. */
export async function checkImport(run: Run, actor: Actor, stored: StoredImport, now: Date): Promise<Checked> {
  const { table, mapping, zone } = stored;
  if (stored.kind === "patients") {
    const patients = await checkPatients(run, actor, readPatientRows(table, mapping, dayOf(now, zone)));
    const who = (row: number) => nameOf(patients[row]);
    return { rows: patients.map((draft) => checkedRow(stored, draft)), who, patients, visits: [] };
  }
  const visits = await checkVisits(run, actor, readVisitRows(table, mapping, zone, now));
  const who = (row: number) => visits[row]?.who ?? "";
  return { rows: visits.map((draft) => checkedRow(stored, draft)), who, patients: [], visits };
}

/** What is here already stays out; a likely double stays out until somebody says that it is another person. */
function checkedRow(
  { leftOut, takenIn }: StoredImport,
  { row, problems }: { row: number; problems: Problem[] },
): CheckedRow {
  const state = stateOf(problems);
  const isOut = state === "here" || leftOut.has(row) || (state === "double" && !takenIn.has(row));
  return { row, state, isOut, problems };
}

const nameOf = (draft: PatientDraft | undefined) =>
  draft ? [draft.givenName, draft.familyName].filter(Boolean).join(" ") : "";

export interface Tally {
  total: number;
  /** Will be taken in. */
  coming: number;
  /** Cannot be taken in, and nobody has left them out yet. */
  open: number;
  here: number;
  out: number;
}

export function tallyOf(rows: readonly CheckedRow[]): Tally {
  const count = (holds: (row: CheckedRow) => boolean) => rows.filter(holds).length;
  return {
    total: rows.length,
    coming: count(({ state, isOut }) => !isOut && state !== "bad"),
    open: count(({ state, isOut }) => !isOut && state === "bad"),
    here: count(({ state }) => state === "here"),
    out: count(({ state, isOut }) => isOut && state !== "here"),
  };
}
