import { createHash } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type postgres from "postgres";
import { openOnce } from "../pool/once";
import { writeContainer, type BackupRecord } from "./container";

/** Who is signed in, and who tried too often: nobody needs them back, and a thief of the file must not have them. */
const leftOut = ["sign_ins", "throttles"];

export interface Table {
  name: string;
  columns: string[];
}
export interface TableSum {
  name: string;
  rows: number;
  sha256: string;
}
export interface Head {
  takenAt: string;
  /** The hashes of the migrations that made its shape. */
  migrations: string[];
}
export interface Manifest extends Head {
  tables: TableSum[];
  sequences: { name: string; value: string }[];
  auditHead: string;
}

export const asJson = (kind: BackupRecord["kind"], value: unknown): BackupRecord => ({
  kind,
  bytes: Buffer.from(JSON.stringify(value)),
});
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;
export const copyOf = ({ name, columns }: Table) => `${quoted(name)} (${columns.map(quoted).join(", ")})`;

export async function tablesOf(sql: postgres.Sql | postgres.TransactionSql): Promise<Table[]> {
  return sql<Table[]>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> all (${leftOut})
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by 1 order by 1`;
}

/** A table's rows as COPY writes them, counted and summed while they pass. */
export async function* rowsOf(sql: postgres.TransactionSql, table: Table): AsyncGenerator<Buffer, TableSum> {
  const hash = createHash("sha256");
  let rows = 0;
  const stream = await sql.unsafe(`copy ${copyOf(table)} to stdout`).readable();
  for await (const chunk of stream) {
    const bytes = chunk as Buffer;
    hash.update(bytes);
    // A line break inside of a value is written as \n.
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) rows += 1;
    yield bytes;
  }
  // postgres.js leaves its socket paused where the last piece came faster than it was read, and would wait for ever.
  stream._read(0);
  return { name: table.name, rows, sha256: hash.digest("hex") };
}

async function* recordsOf(sql: postgres.TransactionSql, head: Head, done: (manifest: Manifest) => void) {
  yield asJson("head", head);
  const tables: TableSum[] = [];
  for (const table of await tablesOf(sql)) {
    yield asJson("table", table);
    const rows = rowsOf(sql, table);
    let held: Buffer[] = [];
    let bytes = 0;
    for (;;) {
      const next = await rows.next();
      if (!next.done) {
        held.push(next.value);
        bytes += next.value.length;
      }
      if (bytes > 1 << 16 || (next.done && bytes > 0)) {
        yield { kind: "data", bytes: Buffer.concat(held) } as const;
        held = [];
        bytes = 0;
      }
      if (!next.done) continue;
      tables.push(next.value);
      yield asJson("end", next.value);
      break;
    }
  }
  const sequences = await sql<Manifest["sequences"]>`
    select sequencename as name, last_value::text as value from pg_sequences
    where schemaname = 'public' and last_value is not null order by 1`;
  const [head_] = await sql<{ id: string }[]>`select coalesce(max(id), 0)::text as id from audit_events`;
  const manifest = { ...head, tables, sequences: [...sequences], auditHead: head_?.id ?? "0" };
  done(manifest);
  yield asJson("manifest", manifest);
}

/** Everything as it was at one moment, into a file of the folder; the app goes on meanwhile. */
export async function backUp(options: {
  ownerUrl: string;
  to: string;
  now: Date;
  secret?: string | undefined;
}): Promise<{ file: string; manifest: Manifest }> {
  await mkdir(options.to, { recursive: true, mode: 0o700 });
  const file = join(options.to, `tendon-${options.now.toISOString().replace(/[:.]/g, "-")}.backup`);
  const sql = await openOnce(options.ownerUrl);
  try {
    let manifest: Manifest | undefined;
    await sql.begin("isolation level repeatable read read only", async (tx) => {
      const applied = await tx<
        { hash: string }[]
      >`select hash from drizzle.__drizzle_migrations order by created_at`;
      const head = { takenAt: options.now.toISOString(), migrations: applied.map(({ hash }) => hash) };
      await writeContainer(
        file,
        recordsOf(tx, head, (made) => (manifest = made)),
        options.secret,
      );
    });
    if (!manifest) throw new Error("no manifest was made");
    return { file, manifest };
  } finally {
    await sql.end();
  }
}
