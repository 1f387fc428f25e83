import type { Sql, TransactionSql } from "postgres";
import type { Rows } from "./rows";

/** Writes all rows, one statement a table. The database's own rules check every one of them. */
export async function writeRows(tx: TransactionSql, rows: Rows): Promise<void> {
  for (const [table, list] of Object.entries(rows) as [keyof Rows, object[]][]) {
    await insert(tx, table, list);
  }
}

async function insert(tx: TransactionSql, table: string, list: readonly object[]): Promise<void> {
  if (list.length === 0) return;
  const columns = [...new Set(list.flatMap((row) => Object.keys(row)))];
  const names = tx(columns.map(snakeCase));
  const json = list.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, value]) => [snakeCase(name), value as unknown])),
  );
  await tx`
    insert into ${tx(table)} (${names})
    select ${names} from json_populate_recordset(null::${tx(table)}, ${JSON.stringify(json)}::text::json)`;
}

function snakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The database holds a practice that people work in: nothing here may touch it. */
export class RealPractice extends Error {
  constructor() {
    super("This database holds a real practice, so no demo data is written to it.");
  }
}

export async function practiceKind(sql: Sql | TransactionSql): Promise<"none" | "demo" | "real"> {
  const [row] = await sql<{ demo_loaded_at: Date | null }[]>`select demo_loaded_at from practice`;
  if (!row) return "none";
  return row.demo_loaded_at === null ? "real" : "demo";
}
