import { lt, and, isNull } from "drizzle-orm";
import { command, type Asking, type Outcome } from "db/command";
import { newId } from "db/new-id";
import { clinics, imports } from "db/schema";
import { eq } from "drizzle-orm";
import { may } from "~/domain/permissions";
import { refuse } from "~/domain/refusals";
import { readCsv, type CsvFault } from "~/formats/csv";
import type { ImportKind } from "./fields";
import { guessMapping } from "./guess.server";
import { dropNeverTaken } from "./never-taken";
import { pack } from "./stored.server";

export const MOST_ROWS = 20_000;
export const MOST_BYTES = 5 * 1024 * 1024;
/** How long an import may lie unfinished. */
export const KEPT_DAYS = 7;

interface Upload {
  kind: ImportKind;
  clinicId: string;
  fileName: string;
  bytes: Uint8Array;
}

/** Reads a file, drops what never enters Tendon, and keeps the rest until it is applied, dropped or forgotten. */
export async function uploadImport(
  asking: Asking,
  { kind, clinicId, fileName, bytes }: Upload,
): Promise<Outcome<{ id: string }> | { ok: false; fault: CsvFault }> {
  const { actor, now } = asking;
  const read = readCsv(bytes, MOST_ROWS);
  if (!read.ok) return read;
  const { droppedColumns, emptiedCells, ...table } = dropNeverTaken(read.table);
  const about = { action: "import.upload", noun: "import" };
  return command(asking, about, async ({ tx, audit }) => {
    if (!may(actor, "patient.import", { clinicIds: [clinicId] }))
      refuse("not-allowed", { field: "clinicId" });
    const [clinic] = await tx
      .select({ zone: clinics.zone, closedAt: clinics.closedAt })
      .from(clinics)
      .where(eq(clinics.id, clinicId));
    if (!clinic || clinic.closedAt) return refuse("not-valid", { field: "clinicId" });
    const forgottenBefore = new Date(now.getTime() - KEPT_DAYS * 86_400_000);
    await tx.delete(imports).where(and(isNull(imports.appliedAt), lt(imports.createdAt, forgottenBefore)));
    const id = newId(now);
    await tx.insert(imports).values({
      id,
      accountId: actor.id,
      clinicId,
      kind,
      fileName: shortName(fileName),
      columns: table.header,
      rows: table.rows,
      droppedColumns,
      mapping: pack({ mapping: guessMapping(kind, table, clinic.zone), takenIn: new Set(), emptiedCells }),
      createdAt: now,
    });
    await audit({
      ...about,
      recordId: id,
      clinicId,
      after: { kind, rows: table.rows.length, droppedColumns },
    });
    return { id };
  });
}

const shortName = (name: string) =>
  (name.split(/[\\/]/).at(-1) ?? "").replace(/[\p{Cc}\p{Cs}]/gu, "").slice(0, 120) || "file.csv";
