import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { createCipheriv, randomBytes, scryptSync } from "node:crypto";
import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { backUp } from "db/backup/backup";
import { readContainer } from "db/backup/container";
import { restore } from "db/backup/restore";
import { newestBackup, testRestore } from "db/backup/test-restore";
import { closeDatabase, db } from "db/client";
import { restoreTests } from "db/schema";
import { sealKey } from "db/seal/key";
import { headOf, sealNext } from "db/seal/seal";
import { testRestore as testRestoreJob } from "~/jobs/test-restore";
import { migrationsFolder } from "db/migrate";
import { loadDemo } from "db/seed/demo";
import { asIntruder } from "./audit-practice";
import { aPatient } from "tests/support/practice";
import { freshDatabase } from "tests/support/database";

vi.setConfig({ testTimeout: 120_000 });

/** The demo practice into a file and back, by the database's owner as a fresh machine has it. */
let database: Awaited<ReturnType<typeof freshDatabase>>;
let target: string;
const folder = mkdtempSync(join(tmpdir(), "tendon-backups-"));
const emptied: string[] = [];

/** An empty database of the owner's. */
async function anEmptyDatabase() {
  const name = `restore_${randomBytes(6).toString("hex")}`;
  const sql = postgres(database.superUrl, { max: 1, onnotice: () => {} });
  await sql.unsafe(`create database ${name} owner tendon_owner template template1`);
  await sql.end();
  emptied.push(name);
  const url = new URL(database.ownerUrl);
  url.pathname = `/${name}`;
  return url.href;
}

beforeAll(async () => {
  database = await freshDatabase();
  process.env.TEST_RESTORE_URL = inject("template").restore;
  process.env.BACKUP_DIR = join(folder, "of the job");
  await loadDemo(database.ownerUrl, new Date("2026-11-24T17:00:00Z"));
}, 120_000);
beforeEach(async () => {
  target = await anEmptyDatabase();
});
afterAll(async () => {
  await closeDatabase();
  const sql = postgres(new URL("/postgres", database.superUrl).href, { max: 1, onnotice: () => {} });
  for (const name of emptied) await sql.unsafe(`drop database ${name} with (force)`);
  await sql.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const backedUp = (secret?: string) =>
  backUp({ ownerUrl: database.ownerUrl, to: folder, now: new Date(), secret });
const restored = (from: string, secret?: string) =>
  restore({ from, ownerUrl: target, appRole: "tendon_app", secret });

async function tablesIn(url: string) {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const rows =
    await sql`select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`;
  await sql.end();
  return rows.length;
}

test("everything comes back, guarded as it was, and the app's role may use it", async () => {
  const { file, manifest } = await backedUp();
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(manifest.tables.find(({ name }) => name === "sessions")?.rows).toBeGreaterThan(1000);
  await restored(file);

  const sql = postgres(target, { max: 1, onnotice: () => {} });
  const asApp = new URL(database.appUrl);
  asApp.pathname = new URL(target).pathname;
  try {
    const shapeOf = (from: postgres.Sql) => from`
      select conrelid::regclass::text as on, conname, pg_get_constraintdef(oid) as is from pg_constraint
      where connamespace = 'public'::regnamespace union all
      select tablename, indexname, indexdef from pg_indexes where schemaname = 'public' union all
      select tgrelid::regclass::text, tgname, tgenabled::text || pg_get_triggerdef(oid) from pg_trigger
      where not tgisinternal order by 1, 2, 3`;
    const source = postgres(database.ownerUrl, { max: 1, onnotice: () => {} });
    expect([...(await shapeOf(sql))]).toEqual([...(await shapeOf(source))]);
    await source.end();
    const [clash] =
      await sql`select resource_id, during, session_id from claims where session_id is not null limit 1`;
    await expect(
      sql`insert into claims (resource_id, during, session_id) values (${clash?.["resource_id"]}, ${clash?.["during"]}, ${clash?.["session_id"]})`,
    ).rejects.toMatchObject({ code: "23P01" });
    await expect(sql`select setting from pg_settings where name = 'x'`).resolves.toEqual([]);
    const superUrl = new URL(database.superUrl);
    superUrl.pathname = asApp.pathname;
    const grants = postgres(superUrl.href, { max: 1 });
    expect(
      await grants`select has_table_privilege('tendon_app', 'sessions', 'select') as reads,
        has_table_privilege('tendon_app', 'audit_events', 'delete') as deletes`,
    ).toEqual([{ reads: true, deletes: false }]);
    await grants.end();
    expect(await sql`select count(*)::int as n from sign_ins`).toEqual([{ n: 0 }]);
  } finally {
    await sql.end();
  }
});

test("what is written while it runs is in it whole or not at all", async () => {
  const writing = Promise.all(
    Array.from({ length: 20 }, () => aPatient("00000000-0000-0000-0000-000000000000").catch(() => null)),
  );
  const { file } = await backedUp();
  await writing;
  await restored(file);
});

test("a file that was cut off, changed or is something else is refused, and leaves no practice", async () => {
  const { file } = await backedUp();
  const whole = readFileSync(file);
  const bad = join(folder, "bad.backup");
  const changed = Buffer.from(whole);
  changed[Math.floor(changed.length / 2)] = (changed[Math.floor(changed.length / 2)] ?? 0) ^ 1;
  for (const bytes of [
    whole.subarray(0, whole.length - 100),
    changed,
    Buffer.from("something else entirely"),
  ]) {
    writeFileSync(bad, bytes);
    await expect(restored(bad)).rejects.toThrow();
    const sql = postgres(target, { max: 1, onnotice: () => {} });
    const there = (await tablesIn(target)) > 0 ? await sql`select * from practice` : [];
    await sql.end();
    expect([...there]).toEqual([]);
    target = await anEmptyDatabase();
  }
});

test("sealed by a key: nothing can be read without it, and a cut tail is seen", async () => {
  const { file } = await backedUp("a long enough word");
  expect(readFileSync(file).includes("Quill")).toBe(false);
  const read = async (from: string, secret?: string) => {
    const records = readContainer(from, secret);
    while (!(await records.next()).done);
  };
  await expect(read(file)).rejects.toThrow("BACKUP_KEY");
  await expect(read(file, "another word")).rejects.toThrow();
  await restored(file, "a long enough word");
  truncateSync(file, statSync(file).size - 1);
  await expect(read(file, "a long enough word")).rejects.toThrow();
});

test("sealed as backups were before November 2026: it still comes back", async () => {
  const [secret, salt, iv] = ["a long enough word", randomBytes(16), randomBytes(12)];
  const record = Buffer.concat([Buffer.from([4, 0, 0, 0, 2]), Buffer.from("{}")]);
  const cipher = createCipheriv("aes-256-gcm", scryptSync(secret, salt, 32), iv);
  const body = Buffer.concat([cipher.update(gzipSync(record)), cipher.final()]);
  const file = join(folder, "older");
  writeFileSync(file, Buffer.concat([Buffer.from("TENDON-BACKUP-1E"), salt, iv, body, cipher.getAuthTag()]));
  const read = [];
  for await (const { kind, bytes } of readContainer(file, secret)) read.push([kind, bytes.toString()]);
  expect(read).toEqual([["manifest", "{}"]]);
});

test("a database that has a practice is not overwritten", async () => {
  const { file } = await backedUp();
  await expect(restore({ from: file, ownerUrl: database.ownerUrl, appRole: "tendon_app" })).rejects.toThrow(
    "not empty",
  );
});

describe("the audit trail", () => {
  const key = sealKey({ SECRET_KEY: "the trail's own secret, long enough" });
  const withKey = (from: string) => restore({ from, ownerUrl: target, appRole: "tendon_app", key });

  test("comes back as it was sealed, and what was changed before the backup is told and refuses nothing", async () => {
    while (await sealNext(key));
    const { file } = await backedUp();
    const { trail } = await withKey(file);
    expect(trail).toMatchObject({ findings: [], head: { number: (await headOf())?.number } });
    expect(trail?.events).toBeGreaterThan(0);

    await asIntruder(
      database.superUrl,
      (intruder) => intruder`
        update audit_events set action = 'session.move' where id = (select min(id) from audit_events)`,
    );
    target = await anEmptyDatabase();
    const changed = await withKey((await backedUp()).file);
    expect(changed.trail?.findings.map(({ kind }) => kind)).toEqual(["edited"]);
    expect(await tablesIn(target)).toBeGreaterThan(50);
  });
});

test("a backup of an older version comes back in this one's shape", async () => {
  const old = await anEmptyDatabase();
  const migrations = await mkdtemp(join(folder, "older-"));
  await cp(migrationsFolder, migrations, { recursive: true });
  const journalFile = join(migrations, "meta", "_journal.json");
  const journal = JSON.parse(readFileSync(journalFile, "utf8")) as { entries: { tag: string }[] };
  // As it was before second factors and the sealed trail.
  journal.entries = journal.entries.slice(0, 23);
  writeFileSync(journalFile, JSON.stringify(journal));
  const sql = postgres(old, { max: 1, onnotice: () => {} });
  await migrate(drizzle(sql), { migrationsFolder: migrations });
  await sql`insert into practice (name) values ('The old practice')`;
  await sql`insert into audit_events (action, noun) values ('session.book', 'session')`;
  await sql.end();
  const { file } = await backUp({ ownerUrl: old, to: migrations, now: new Date() });
  await restored(file);
  const back = postgres(target, { max: 1, onnotice: () => {} });
  expect(
    await back`select name, (select count(*)::int from audit_events) as events,
    to_regclass('restore_tests') is not null as is_new from practice`,
  ).toEqual([{ name: "The old practice", events: 1, is_new: true }]);
  await back.end();
});

describe("a test restore", () => {
  const tried = (known: Partial<Parameters<typeof testRestore>[0]> = {}) =>
    testRestore({
      ...{ folder: join(folder, "kept"), sourceUrl: database.appUrl, scratchUrl: inject("template").restore },
      ...{ diskOf: folder, secret: undefined, key: null, anchors: [], now: new Date(), ...known },
    });
  const scratchLeft = async () => {
    const sql = postgres(database.superUrl, { max: 1 });
    const rows = await sql`select datname from pg_database where datname like 'tendon_restore%'`;
    await sql.end();
    return rows.length;
  };

  test("without a kept backup makes one by the app's role, and leaves neither file nor database", async () => {
    const test = await tried();
    expect(test).toMatchObject({ source: "made", outcome: "right", fault: null, trail: "unread" });
    expect(test.rows).toBeGreaterThan(10_000);
    expect(await newestBackup(join(folder, "kept"))).toBeNull();
    expect(await scratchLeft()).toBe(0);
  });

  test("clears away what one that was killed left of patients' data, and not another's that is under way", async () => {
    const kept = join(folder, "kept");
    const [old, fresh] = ["restore-test-old", "restore-test-new"].map((name) => join(kept, name));
    for (const path of [old, fresh]) mkdirSync(path ?? "", { recursive: true });
    const before = new Date(Date.now() - 4 * 3_600_000);
    utimesSync(old ?? "", before, before);
    await tried();
    expect(readdirSync(kept).sort()).toEqual(["restore-test-new"]);
  });

  test("takes the newest, and says what is wrong with it", async () => {
    const kept = join(folder, "kept");
    const made = (day: string) => backUp({ ownerUrl: database.ownerUrl, to: kept, now: new Date(day) });
    await made("2026-11-20T02:00:00Z");
    const { file } = await made("2026-11-27T02:00:00Z");
    expect(await tried()).toMatchObject({
      source: "kept",
      takenAt: new Date("2026-11-27T02:00:00Z"),
      outcome: "right",
    });
    truncateSync(file, statSync(file).size - 100);
    const cut = await tried();
    expect(cut).toMatchObject({ source: "kept", outcome: "failed" });
    expect(cut.fault).toContain("cut off");
    expect(await scratchLeft()).toBe(0);
  });

  test("whose role gets in nowhere else, and may not be the practice's", async () => {
    const asRestore = new URL(inject("template").restore);
    asRestore.pathname = new URL(inject("template").app).pathname;
    const sql = postgres(asRestore.href, { max: 1, onnotice: () => {} });
    await expect(sql`select 1`).rejects.toMatchObject({ code: "42501" });
    await sql.end();
  });

  test("is a job's, in a process of its own, and what came of it is kept and audited", async () => {
    const run = (now: Date) => testRestoreJob.run({}, { now, signal: new AbortController().signal });
    // By day, and the practice is a day old.
    await run(new Date("2026-11-25T20:00:00Z"));
    expect(await db.select().from(restoreTests)).toEqual([]);
    await run(new Date("2026-11-26T10:00:00Z"));
    const rows = await db.select().from(restoreTests);
    expect(rows).toMatchObject([{ source: "made", outcome: "right" }]);
    const audited = await db.execute(
      sql`select after from audit_events where action = 'backup.test-restore'`,
    );
    expect(audited).toMatchObject([{ after: { outcome: "right", rows: rows[0]?.rows } }]);
  });
});
