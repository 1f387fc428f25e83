import type postgres from "postgres";
import { rowsOf, tablesOf, type Manifest } from "./backup";

/**
 * What of a restored database is not as its backup says, in words; nothing where all is. Each row is read again and must be
 * the same to the byte; every constraint must have been found to hold.
 */
export async function whatDiffers(tx: postgres.TransactionSql, manifest: Manifest): Promise<string[]> {
  const differs: string[] = [];
  const wanted = new Map(manifest.tables.map((table) => [table.name, table]));
  for (const table of await tablesOf(tx)) {
    const rows = rowsOf(tx, table);
    let next = await rows.next();
    while (!next.done) next = await rows.next();
    const was = wanted.get(table.name);
    if (!was) differs.push(`${table.name} was not in the backup`);
    else if (was.rows !== next.value.rows)
      differs.push(`${table.name} has ${next.value.rows} rows and had ${was.rows}`);
    else if (was.sha256 !== next.value.sha256) differs.push(`${table.name} has other rows`);
    wanted.delete(table.name);
  }
  for (const name of wanted.keys()) differs.push(`${name} is missing`);
  const unproved = await tx<{ name: string }[]>`
    select conname as name from pg_constraint
    where connamespace = 'public'::regnamespace and not (convalidated and conenforced)`;
  for (const { name } of unproved) differs.push(`${name} is not known to hold`);
  const [head] = await tx<{ id: string }[]>`select coalesce(max(id), 0)::text as id from audit_events`;
  if (head?.id !== manifest.auditHead) differs.push("the audit trail ends elsewhere");
  return differs;
}
