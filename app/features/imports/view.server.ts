import { db } from "db/client";
import type { Actor } from "~/domain/actor";
import { clock, dayWords } from "~/domain/words-of-time";
import { dayOf, type Zone } from "~/domain/time";
import { birthWords } from "~/words/patients";
import { checkImport, tallyOf, type CheckedRow } from "./check.server";
import type { CheckedVisit } from "./check-visits.server";
import { areNumbered } from "./guess.server";
import type { PatientDraft } from "./patient-rows.server";
import type { RowState } from "./problems";
import { dateOrderOf } from "./read-values.server";
import { rowNumber } from "./row-cells";
import { findImport, type StoredImport } from "./stored.server";
import type { CheckStep, ColumnsStep, ImportView } from "./view";

export const PAGE_SIZE = 100;
const SAMPLES = 3;
const PREVIEW_ROWS = 5;
const COMING_ROWS = 8;
const SAMPLE_CHARS = 60;

/** What an import's page shows at a step; null where it is missing or another's. */
export async function viewImport(
  actor: Actor,
  id: string,
  { step, page, now }: { step: "columns" | "check"; page: number; now: Date },
): Promise<ImportView | null> {
  const stored = await findImport(actor, id);
  if (!stored) return null;
  const { kind, fileName, clinic, table, zone, applied, appliedAt } = stored;
  const about = { id, kind, fileName, clinic, total: table.rows.length };
  if (appliedAt && applied) {
    const at = `${dayWords(dayOf(appliedAt, zone))}, ${clock(appliedAt, zone)}`;
    return { ...about, step: "done", applied, at };
  }
  return {
    ...about,
    ...(step === "check" ? await checkStep(actor, stored, page, now) : columnsStep(stored)),
  };
}

function columnsStep({ table, mapping, zone, droppedColumns, emptiedCells }: StoredImport): ColumnsStep {
  const short = (cell: string) => (cell.length > SAMPLE_CHARS ? `${cell.slice(0, SAMPLE_CHARS)}…` : cell);
  const cells = (key: string) => {
    const column = table.header.indexOf(mapping.columns[key] ?? "");
    return column < 0 ? [] : table.rows.slice(0, 200).flatMap((row) => (row[column] ? [row[column]] : []));
  };
  return {
    step: "columns",
    header: table.header,
    samples: table.header.map((_, column) => firstFilled(table.rows, column).map(short)),
    preview: table.rows.slice(0, PREVIEW_ROWS).map((row) => row.map(short)),
    mapping,
    hasDates: dateOrderOf(["birthDate", "deathDate", "start", "end"].flatMap(cells), zone) !== null,
    areNamesNumbered: areNumbered(["givenName", "familyName", "fullName"].flatMap(cells)),
    droppedColumns,
    emptiedCells,
  };
}

function firstFilled(rows: readonly (readonly string[])[], column: number): string[] {
  const found = new Set<string>();
  for (const row of rows) {
    const cell = row[column];
    if (cell) found.add(cell);
    if (found.size === SAMPLES) break;
  }
  return [...found];
}

const worstFirst: Record<RowState, number> = { bad: 0, double: 1, ready: 2, here: 3 };

async function checkStep(actor: Actor, stored: StoredImport, page: number, now: Date): Promise<CheckStep> {
  const { rows, who, patients, visits } = await checkImport(db, actor, stored, now);
  const told = rows
    .filter(({ problems }) => problems.length > 0)
    .sort((a, b) => worstFirst[a.state] - worstFirst[b.state] || a.row - b.row);
  const isComing = ({ row }: { row: number }) => !rows[row]?.isOut && rows[row]?.state !== "bad";
  return {
    step: "check",
    tally: tallyOf(rows),
    rows: told.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE).map((row) => shownRow(row, who)),
    shownOf: told.length,
    page,
    pageSize: PAGE_SIZE,
    badRows: rows.filter(({ state }) => state === "bad").length,
    inactive: patients.filter((draft) => isComing(draft) && (draft.deceasedOn !== null || !draft.isActive))
      .length,
    coming: [
      ...patients.filter(isComing).slice(0, COMING_ROWS).map(asPatient),
      ...visits
        .filter(isComing)
        .slice(0, COMING_ROWS)
        .map((visit) => asVisit(visit, stored.zone)),
    ],
    unused: unusedColumns(stored),
  };
}

/** Under the words of `comingHeads`. */
const asPatient = (draft: PatientDraft) => ({
  row: draft.row,
  cells: [
    `${draft.givenName} ${draft.familyName}`,
    draft.birthDate ? birthWords(draft.birthDate) : "",
    draft.recordNumber ?? "The next free one",
    [draft.phone, draft.email].filter(Boolean).join(", ") || "None",
    draft.deceasedOn ? `Died ${birthWords(draft.deceasedOn)}` : draft.isActive ? "Active" : "Inactive",
  ],
});

const asVisit = ({ row, who, startedAt, endedAt, description, reason }: CheckedVisit, zone: Zone) => ({
  row,
  cells: [
    who,
    startedAt ? `${birthWords(dayOf(startedAt, zone))}, ${clock(startedAt, zone)}` : "",
    endedAt ? clock(endedAt, zone) : "",
    description,
    reason,
  ],
});

function unusedColumns({ table, mapping }: StoredImport): string[] {
  const used = new Set(Object.values(mapping.columns));
  return table.header.filter((name) => !used.has(name));
}

const shownRow = ({ row, state, isOut, problems }: CheckedRow, who: (row: number) => string) => ({
  row,
  number: rowNumber(row),
  who: who(row),
  state,
  isOut,
  // What else is wrong with a row that stays out anyway is nobody's to mend.
  problems: state === "here" ? problems.filter(({ code }) => code === "already-here") : problems,
});
