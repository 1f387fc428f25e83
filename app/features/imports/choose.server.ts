import { eq } from "drizzle-orm";
import type { Tx } from "db/client";
import { command, type Asking } from "db/command";
import { imports } from "db/schema";
import { refuse } from "~/domain/refusals";
import { checkImport } from "./check.server";
import { fieldsOf, type Columns, type ImportKind, type Mapping } from "./fields";
import { findImport, pack, type StoredImport } from "./stored.server";

/** A mapping as the form sends it: each field's column by its place in the file. */
export type ChosenMapping = Omit<Mapping, "columns"> & { places: Partial<Record<string, number>> };

/** Says which column holds what. Other columns mean other rows to leave out, so those choices start anew. */
export function saveMapping(asking: Asking, id: string, { places, ...choices }: ChosenMapping) {
  return command(asking, about(id, "import.map"), async ({ tx }) => {
    const stored = await lockOpenImport(tx, asking, id);
    const columns: Columns = {};
    for (const { key } of fieldsOf(stored.kind)) {
      const column = stored.table.header[places[key] ?? -1];
      if (column !== undefined) columns[key] = column;
    }
    const missing = missingField(stored.kind, columns);
    if (missing) refuse("import-column-missing", { field: `in.${missing}` });
    const chosen = { ...stored, mapping: { ...choices, columns }, takenIn: new Set<number>() };
    await tx
      .update(imports)
      .set({ mapping: pack(chosen), leftOut: [] })
      .where(eq(imports.id, id));
  });
}

/** The field without which no row could be taken in. A name may come whole or in two. */
function missingField(kind: ImportKind, columns: Columns): string | null {
  if (kind === "patients" && !columns["fullName"]) {
    if (!columns["givenName"]) return "givenName";
    if (!columns["familyName"]) return "familyName";
  }
  return fieldsOf(kind).find(({ key, required }) => required && !columns[key])?.key ?? null;
}

/** Of the rows that were shown, which stay out; what was not shown stays as it is. */
export interface Leaving {
  shown: readonly number[];
  out: readonly number[];
}

export function saveLeaving(asking: Asking, id: string, leaving: Leaving) {
  return command(asking, about(id, "import.leave-out"), async ({ tx }) => {
    await keepLeaving(tx, await lockOpenImport(tx, asking, id), leaving);
  });
}

/** Leaves out every row that cannot be taken in, on whatever page it stands, and keeps what was chosen on this one. */
export function leaveOutBad(asking: Asking, id: string, leaving: Leaving) {
  return command(asking, about(id, "import.leave-out"), async ({ tx }) => {
    const stored = await keepLeaving(tx, await lockOpenImport(tx, asking, id), leaving);
    const { rows } = await checkImport(tx, asking.actor, stored, asking.now);
    const bad = rows.filter(({ state }) => state === "bad").map(({ row }) => row);
    const leftOut = [...new Set([...stored.leftOut, ...bad])];
    await tx.update(imports).set({ leftOut }).where(eq(imports.id, id));
  });
}

/** Forgets the file and everything chosen for it. */
export function discardImport(asking: Asking, id: string) {
  return command(asking, about(id, "import.discard"), async ({ tx, audit }) => {
    const { clinicId } = await lockOpenImport(tx, asking, id);
    await tx.delete(imports).where(eq(imports.id, id));
    await audit({ ...about(id, "import.discard"), clinicId });
  });
}

export async function keepLeaving(
  tx: Tx,
  stored: StoredImport,
  { shown, out }: Leaving,
): Promise<StoredImport> {
  const isShown = new Set(shown);
  const isOut = new Set(out);
  const elsewhere = (rows: ReadonlySet<number>) => [...rows].filter((row) => !isShown.has(row));
  const leftOut = new Set([...elsewhere(stored.leftOut), ...shown.filter((row) => isOut.has(row))]);
  const takenIn = new Set([...elsewhere(stored.takenIn), ...shown.filter((row) => !isOut.has(row))]);
  const chosen = { ...stored, leftOut, takenIn };
  await tx
    .update(imports)
    .set({ leftOut: [...leftOut], mapping: pack(chosen) })
    .where(eq(imports.id, stored.id));
  return chosen;
}

export async function lockOpenImport(tx: Tx, { actor }: Asking, id: string): Promise<StoredImport> {
  const stored = (await findImport(actor, id, tx, "update")) ?? refuse("not-found");
  return stored.appliedAt ? refuse("import-applied") : stored;
}

const about = (recordId: string, action: string) => ({ action, noun: "import", recordId });
