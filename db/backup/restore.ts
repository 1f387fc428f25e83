import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { finished } from "node:stream/promises";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import type postgres from "postgres";
import { migrateDatabase, migrationsFolder } from "../migrate";
import { openOnce } from "../pool/once";
import type { SealKey } from "../seal/key";
import { verifyTrail, type Anchor, type Verified } from "../seal/verify";
import { copyOf, quoted, tablesOf, type Head, type Manifest, type Table } from "./backup";
import { BackupFault, readContainer } from "./container";
import { whatDiffers } from "./verify";

const fromJson = (bytes: Buffer): unknown => JSON.parse(bytes.toString("utf8"));

/**
 * A backup into an empty database, by its owner: the shape that the backup had, its rows, whatever was migrated since, and
 * then a look at all of it. It is there whole and found to be right, or the database holds no practice.
 */
export async function restore(options: {
  from: string;
  ownerUrl: string;
  appRole: string;
  secret?: string | undefined;
  /** What the audit trail is sealed with; without it nobody can tell whether the trail was changed. */
  key?: SealKey | null | undefined;
  /** Heads of its chain that were noted outside; those from after the backup say nothing of it. */
  anchors?: readonly Anchor[] | undefined;
}): Promise<{ manifest: Manifest; trail: Verified | null }> {
  const sql = await openOnce(options.ownerUrl, { max_lifetime: null });
  try {
    await requireEmpty(sql);
    await requireWhole(options.from, options.secret);
    const records = readContainer(options.from, options.secret);
    const first = await records.next();
    if (first.done || first.value.kind !== "head") throw new BackupFault(`${options.from} is damaged.`);
    await shape(sql, fromJson(first.value.bytes) as Head);
    const manifest = await sql.begin((tx) => load(tx, records));
    await sql.unsafe("analyze");
    const trail = options.key && (await trailOf(sql, options.key, options.anchors));
    await migrateDatabase(options);
    return { manifest, trail: trail ?? null };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/**
 * Looked at before anything is written under this cluster's own numbers. What was changed before the backup is told and
 * refuses nothing; what waited for its seal when the backup was taken has waited since.
 */
async function trailOf(
  sql: postgres.Sql,
  key: SealKey,
  anchors: readonly Anchor[] = [],
): Promise<Verified | null> {
  const [shape] = await sql`select 1 from pg_class where oid = to_regclass('public.audit_seals')`;
  // It is from before there were seals.
  if (!shape) return null;
  const [last] = await sql<{ number: number }[]>`
    select coalesce(max(number), 0)::int as number from audit_seals`;
  const noted = anchors.filter(({ number }) => number <= (last?.number ?? 0));
  const verified = await verifyTrail(drizzle(sql), key, noted);
  return { ...verified, findings: verified.findings.filter(({ kind }) => kind !== "unsealed") };
}

/** Read to its end before anything is begun: only then is it known to be as it was written. */
async function requireWhole(from: string, secret?: string) {
  const records = readContainer(from, secret);
  while (!(await records.next()).done);
}

async function requireEmpty(sql: postgres.Sql) {
  const [row] = await sql<{ tables: number }[]>`
    select count(*)::int as tables from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`;
  if (row?.tables !== 0)
    throw new BackupFault("The database is not empty. A backup is restored into one that is.");
}

/** Migrates as far as the backup's own database was. */
async function shape(sql: postgres.Sql, { migrations }: Head) {
  const folder = await mkdtemp(join(tmpdir(), "tendon-shape-"));
  try {
    await cp(migrationsFolder, folder, { recursive: true });
    const file = join(folder, "meta", "_journal.json");
    const journal = JSON.parse(await readFile(file, "utf8")) as { entries: unknown[] };
    if (journal.entries.length < migrations.length) {
      throw new BackupFault("The backup is from a newer version of Tendon. Restore it with that one.");
    }
    journal.entries = journal.entries.slice(0, migrations.length);
    await writeFile(file, JSON.stringify(journal));
    await migrate(drizzle(sql), { migrationsFolder: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const made = await sql<
    { hash: string }[]
  >`select hash from drizzle.__drizzle_migrations order by created_at`;
  if (made.some(({ hash }, at) => hash !== migrations[at])) {
    throw new BackupFault("The backup's database was made by other migrations than this Tendon's.");
  }
}

async function load(
  tx: postgres.TransactionSql,
  records: ReturnType<typeof readContainer>,
): Promise<Manifest> {
  const tables = await tablesOf(tx);
  const known = new Map(tables.map((table) => [table.name, table]));
  const all = tables.map(({ name }) => quoted(name)).join(", ");
  for (const { name } of tables) await tx.unsafe(`alter table ${quoted(name)} disable trigger user`);
  const putBack = await takeOff(tx);
  await tx.unsafe(`truncate ${all}`);

  let manifest: Manifest | null = null;
  let into: Awaited<ReturnType<typeof open>> | null = null;
  try {
    for await (const { kind, bytes } of records) {
      if (kind === "table") into = await open(tx, fromJson(bytes) as Table, known);
      if (kind === "data") await into?.write(bytes);
      if (kind === "end") {
        await into?.end();
      }
      if (kind === "manifest") manifest = fromJson(bytes) as Manifest;
    }
  } catch (error) {
    // In the middle of a COPY nothing else could be said to the server, not even ROLLBACK.
    into?.giveUp();
    throw error;
  }
  if (!manifest) throw new BackupFault("The backup was cut off.");

  for (const statement of putBack) await tx.unsafe(statement);
  for (const { name } of tables) await tx.unsafe(`alter table ${quoted(name)} enable trigger user`);
  for (const { name, value } of manifest.sequences)
    await tx`select setval(${quoted(name)}::regclass, ${value}::bigint)`;
  const differs = await whatDiffers(tx, manifest);
  if (differs.length > 0)
    throw new BackupFault(`The restored database is not what was backed up: ${differs.join("; ")}.`);
  return manifest;
}

/**
 * Foreign keys, exclusions and plain indexes: faster made over all rows than row by row, in no order of tables, and so each
 * holds for every row or the restore fails. Answers with the statements that make them.
 */
async function takeOff(tx: postgres.TransactionSql): Promise<string[]> {
  const constraints = await tx<{ on: string; name: string; definition: string }[]>`
    select conrelid::regclass::text as on, conname as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where connamespace = 'public'::regnamespace and contype in ('f', 'x') order by contype desc, oid`;
  const indexes = await tx<{ name: string; definition: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indexrelid
    where c.relnamespace = 'public'::regnamespace and not i.indisunique and not i.indisexclusion
      and not exists (select 1 from pg_constraint where conindid = i.indexrelid)`;
  for (const { on, name } of [...constraints].sort((a) => (a.definition.startsWith("FOREIGN") ? -1 : 1))) {
    await tx.unsafe(`alter table ${on} drop constraint ${quoted(name)}`);
  }
  for (const { name } of indexes) await tx.unsafe(`drop index ${name}`);
  return [
    ...indexes.map(({ definition }) => definition),
    ...constraints.map(
      ({ on, name, definition }) => `alter table ${on} add constraint ${quoted(name)} ${definition}`,
    ),
  ];
}

async function open(tx: postgres.TransactionSql, table: Table, known: ReadonlyMap<string, Table>) {
  if (table.columns.join() !== known.get(table.name)?.columns.join()) {
    throw new BackupFault(`The table ${table.name} has another shape here.`);
  }
  const stream = await tx.unsafe(`copy ${copyOf(table)} from stdin`).writable();
  // Told to whoever writes; heard by nobody it would end the process.
  stream.on("error", () => {});
  return {
    write: (bytes: Buffer) =>
      new Promise<void>((resolve, reject) =>
        stream.write(bytes, (error) => (error ? reject(error) : resolve())),
      ),
    async end() {
      stream.end();
      await finished(stream);
    },
    giveUp: () => void stream.destroy(new Error("given up")),
  };
}
