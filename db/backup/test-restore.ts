import { mkdir, mkdtemp, readdir, rm, stat, statfs } from "node:fs/promises";
import { join } from "node:path";
import postgres from "postgres";
import { roomFor, type RestoreTest } from "../../app/domain/restore-test";
import { openOnce } from "../pool/once";
import type { SealKey } from "../seal/key";
import type { Anchor } from "../seal/verify";
import { backUp, quoted } from "./backup";
import { BackupFault } from "./container";
import { restore } from "./restore";

const scratch = "tendon_restore_test";
const ownPrefix = "restore-test-";
const leftAfterMs = 3 * 3_600_000;

interface Options {
  /** Where backups are kept. */
  folder: string;
  /** The practice's database, as whoever may read it. */
  sourceUrl: string;
  /** A role that may make databases, beside the practice's own or on another server. */
  scratchUrl: string;
  /** The folder whose disk holds the scratch database, where that is known. */
  diskOf: string | null;
  secret: string | undefined;
  key: SealKey | null;
  anchors: readonly Anchor[];
  now: Date;
}

/**
 * The newest of the kept backups, or else one that is made for it, restored into a database that exists for this alone and is
 * dropped whatever happens. What goes wrong is told and not thrown: it is what the test is for.
 */
export async function testRestore(options: Options): Promise<RestoreTest> {
  const begun = performance.now();
  const said: RestoreTest = {
    ...{ source: "kept", takenAt: null, tables: 0, rows: 0, bytes: 0, seconds: 0, trail: "unread" },
    ...{ outcome: "failed", fault: null },
  };
  await mkdir(options.folder, { recursive: true, mode: 0o700 });
  await clearLeft(options.folder, options.now);
  const own = await mkdtemp(join(options.folder, ownPrefix));
  try {
    if (options.diskOf) await requireRoom(options.sourceUrl, options.diskOf);
    const kept = await newestBackup(options.folder);
    said.source = kept ? "kept" : "made";
    const from = kept ?? (await made(options, own));
    said.bytes = (await stat(from)).size;
    const { manifest, trail } = await inScratch(options.scratchUrl, (ownerUrl) =>
      restore({ from, ownerUrl, appRole: new URL(ownerUrl).username, ...options }),
    );
    said.takenAt = new Date(manifest.takenAt);
    said.tables = manifest.tables.length;
    said.rows = manifest.tables.reduce((sum, { rows }) => sum + rows, 0);
    if (trail) said.trail = trail.findings.length === 0 ? "intact" : "changed";
    said.outcome = "right";
  } catch (error) {
    if (error instanceof NoRoom) said.outcome = "no-room";
    said.fault = faultWords(error);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
  return { ...said, seconds: (performance.now() - begun) / 1000 };
}

/** Its own files are patients' data: one that was killed left them behind. None takes so long. */
async function clearLeft(folder: string, now: Date) {
  for (const name of (await readdir(folder)).filter((name) => name.startsWith(ownPrefix))) {
    const path = join(folder, name);
    const { mtimeMs } = await stat(path);
    if (now.getTime() - mtimeMs > leftAfterMs) await rm(path, { recursive: true, force: true });
  }
}

class NoRoom extends Error {}

/** What PostgreSQL itself says may hold a row. */
function faultWords(error: unknown): string {
  if (error instanceof BackupFault || error instanceof NoRoom) return error.message;
  if (error instanceof postgres.PostgresError) return `PostgreSQL says ${error.code}.`;
  const code = error instanceof Error && "code" in error ? String(error.code) : "nothing more";
  return `It ended early: ${code}.`;
}

/** By the moment in its name. */
export async function newestBackup(folder: string): Promise<string | null> {
  const names = (await readdir(folder)).filter((name) => /^tendon-\d.*Z\.backup$/.test(name)).sort();
  const newest = names.at(-1);
  return newest === undefined ? null : join(folder, newest);
}

async function made({ sourceUrl, secret, now }: Options, to: string) {
  const { file } = await backUp({ ownerUrl: sourceUrl, to, now, secret });
  return file;
}

async function requireRoom(sourceUrl: string, disk: string) {
  const sql = await openOnce(sourceUrl);
  try {
    const [row] = await sql<{ bytes: number }[]>`
      select pg_database_size(current_database())::float8 as bytes`;
    const { bavail, bsize } = await statfs(disk);
    const wanted = roomFor(row?.bytes ?? 0);
    if (bavail * bsize < wanted)
      throw new NoRoom(
        `The disk has too little room to try it: ${String(Math.ceil(wanted / 1e6))} MB are needed.`,
      );
  } finally {
    await sql.end();
  }
}

async function inScratch<T>(scratchUrl: string, work: (ownerUrl: string) => Promise<T>): Promise<T> {
  const sql = postgres(scratchUrl, { max: 1, onnotice: () => {} });
  try {
    // One that was killed leaves its own behind.
    await sql.unsafe(`drop database if exists ${quoted(scratch)} with (force)`);
    await sql.unsafe(`create database ${quoted(scratch)} template template1`);
    await sql.unsafe(`revoke all on database ${quoted(scratch)} from public`);
    const url = new URL(scratchUrl);
    url.pathname = `/${scratch}`;
    return await work(url.href);
  } finally {
    await sql.unsafe(`drop database if exists ${quoted(scratch)} with (force)`);
    await sql.end();
  }
}
