import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { db, type Tx } from "db/client";
import { clinics, imports } from "db/schema";
import type { Actor } from "~/domain/actor";
import type { Table } from "~/formats/csv";
import { dateOrders, fieldsOf, type Columns, type ImportKind, type Mapping } from "./fields";

/** An import as it waits, between its upload and its end. */
export interface StoredImport {
  id: string;
  kind: ImportKind;
  clinicId: string;
  clinic: string;
  zone: string;
  fileName: string;
  table: Table;
  droppedColumns: string[];
  emptiedCells: number;
  mapping: Mapping;
  /** Rows left out by choice. */
  leftOut: ReadonlySet<number>;
  /** Rows that look like somebody who is here, and are somebody else. */
  takenIn: ReadonlySet<number>;
  createdAt: Date;
  appliedAt: Date | null;
  applied: { added: number; leftOut: number } | null;
}

/** An import is its uploader's alone, while they work at its clinic; anybody else's is a missing one. */
export async function findImport(
  actor: Actor,
  id: string,
  from: Pick<Tx, "select"> = db,
  lock: "update" | null = null,
): Promise<StoredImport | null> {
  const query = from
    .select({ stored: imports, clinic: clinics.name, zone: clinics.zone })
    .from(imports)
    .innerJoin(clinics, eq(clinics.id, imports.clinicId))
    .where(
      and(
        eq(imports.id, id),
        eq(imports.accountId, actor.id),
        inArray(imports.clinicId, [...actor.clinicIds]),
      ),
    );
  const [found] = await (lock ? query.for(lock, { of: imports }) : query);
  if (!found) return null;
  const { stored, clinic, zone } = found;
  return {
    id: stored.id,
    kind: stored.kind,
    clinicId: stored.clinicId,
    clinic,
    zone,
    fileName: stored.fileName,
    table: { header: stored.columns, rows: stored.rows },
    droppedColumns: stored.droppedColumns,
    ...unpack(stored.kind, stored.mapping),
    leftOut: new Set(stored.leftOut),
    createdAt: stored.createdAt,
    appliedAt: stored.appliedAt,
    applied: stored.appliedCount,
  };
}

/** One's own imports, the latest first. */
export const listImports = (actor: Actor) =>
  db
    .select({
      id: imports.id,
      kind: imports.kind,
      fileName: imports.fileName,
      clinic: clinics.name,
      zone: clinics.zone,
      createdAt: imports.createdAt,
      appliedAt: imports.appliedAt,
      applied: imports.appliedCount,
    })
    .from(imports)
    .innerJoin(clinics, eq(clinics.id, imports.clinicId))
    .where(and(eq(imports.accountId, actor.id), inArray(imports.clinicId, [...actor.clinicIds])))
    .orderBy(sql`${imports.appliedAt} is not null`, desc(imports.createdAt), desc(imports.id))
    .limit(20);

type Chosen = Pick<StoredImport, "mapping" | "takenIn" | "emptiedCells">;

/** The choices as one flat record: a column for each field under "in.", and the rest by name. */
export function pack({ mapping, takenIn, emptiedCells }: Chosen): Record<string, string> {
  const columns = Object.entries(mapping.columns).flatMap(([key, column]) =>
    column === undefined ? [] : [[`in.${key}`, column] as const],
  );
  const byField: Record<string, string> = Object.fromEntries(columns);
  return {
    ...byField,
    dateOrder: mapping.dateOrder,
    removeDigits: mapping.removeDigits ? "yes" : "no",
    takenIn: [...takenIn].join(","),
    emptiedCells: String(emptiedCells),
  };
}

function unpack(kind: ImportKind, packed: Record<string, string>): Chosen {
  const columns: Columns = {};
  for (const { key } of fieldsOf(kind)) {
    const column = packed[`in.${key}`];
    if (column !== undefined) columns[key] = column;
  }
  return {
    mapping: {
      columns,
      dateOrder: dateOrders.find((order) => order === packed["dateOrder"]) ?? "day-first",
      removeDigits: packed["removeDigits"] === "yes",
    },
    takenIn: new Set((packed["takenIn"] ?? "").split(",").filter(Boolean).map(Number)),
    emptiedCells: Number(packed["emptiedCells"] ?? 0),
  };
}
