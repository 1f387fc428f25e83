import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { takeLock } from "../embedded/lock.mjs";
import { openCluster } from "../embedded/postgres.mjs";
import { ownerUrl } from "../owner-url";
import { readAddress } from "../pool/address";
import { readAnchors } from "../seal/anchors";
import { keyAtHand } from "../seal/at-hand";
import { findingWords } from "../seal/words";
import { backUp } from "./backup";
import { BackupFault } from "./container";
import { restore } from "./restore";
import { testRestore } from "./test-restore";

const usage = `Usage:
  npm run backup [-- --to DIR]                       default: backups in DATA_DIR
  npm run restore -- --from FILE [--to ADDRESS]      into an empty database, as its owner
  npm run restore -- --test                          the newest backup, into a database of its own that is dropped afterwards

A backup is of the database that DATABASE_OWNER_URL names, or else of the embedded one of a Tendon that is running. A restore
without --to goes into DATABASE_OWNER_URL, or else makes the embedded database of a DATA_DIR that has none; start Tendon on it
afterwards. A test needs TEST_RESTORE_URL. BACKUP_DIR is where backups are kept, BACKUP_KEY seals and opens them.`;

const root = fileURLToPath(new URL("../..", import.meta.url));
const dataDir = resolve(root, process.env["DATA_DIR"] || ".data");
const secret = process.env["BACKUP_KEY"] || undefined;
const folder = resolve(process.env["BACKUP_DIR"] || resolve(dataDir, "backups"));
const rowsIn = (tables: readonly { rows: number }[]) => tables.reduce((sum, { rows }) => sum + rows, 0);

async function runBackup(to = folder) {
  const url = ownerUrl();
  if (!url) throw new BackupFault("No database: set DATABASE_OWNER_URL, or start Tendon first.");
  const { file, manifest } = await backUp({ ownerUrl: url, to, now: new Date(), secret });
  console.log(`${file}\n${String(rowsIn(manifest.tables))} rows of ${String(manifest.tables.length)} tables`);
}

async function runRestore(from: string, to = process.env["DATABASE_OWNER_URL"] || undefined) {
  const appUrl = process.env["DATABASE_URL"];
  const into = async (url: string) => {
    const appRole = appUrl || to ? readAddress(appUrl || to || "").user : "tendon_app";
    const anchors = await readAnchors(process.env["AUDIT_ANCHOR_FILE"]);
    const { manifest, trail } = await restore({
      ...{ from, ownerUrl: url, appRole, secret, anchors },
      key: keyAtHand(),
    });
    const { takenAt, tables } = manifest;
    console.log(
      `Restored and verified: ${String(rowsIn(tables))} rows of ${String(tables.length)} tables, as of ${takenAt}. Everybody signs in anew.`,
    );
    if (!trail)
      console.log(
        "The audit trail was not verified: no key is at hand (AUDIT_KEY or SECRET_KEY), or it had no seal yet.",
      );
    else if (trail.findings.length === 0)
      console.log(
        `The audit trail is as it was sealed: ${String(trail.seals)} seals over ${String(trail.events)} events.`,
      );
    else {
      console.error("The audit trail had been changed before it was backed up:");
      for (const finding of trail.findings) console.error(`  ${findingWords(finding)}`);
      process.exitCode = 3;
    }
  };
  if (to) return into(to);
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = takeLock(dataDir, "a restore");
  if ("holder" in lock) throw new BackupFault("Tendon is running on this DATA_DIR. Name an empty one.");
  try {
    const cluster = await openCluster({ root, dataDir, say: console.log });
    const server = await cluster.start();
    try {
      await into(cluster.url("owner"));
    } finally {
      await server.stop(20_000);
    }
  } finally {
    lock.release();
  }
}

/** Ends with the result as JSON, for the job that runs it. */
async function runTest() {
  const scratchUrl = process.env["TEST_RESTORE_URL"];
  if (!scratchUrl) throw new BackupFault("Name a role that may make databases in TEST_RESTORE_URL.");
  // The app's own role reads all that is in a backup, and is all that the job has.
  const sourceUrl = process.env["DATABASE_DIRECT_URL"] || process.env["DATABASE_URL"] || ownerUrl();
  if (!sourceUrl) throw new BackupFault("No database: set DATABASE_URL, or start Tendon first.");
  const result = await testRestore({
    ...{ folder, sourceUrl, scratchUrl, secret, now: new Date() },
    diskOf: process.env["TENDON_EMBEDDED"] === "1" ? dataDir : null,
    key: keyAtHand(),
    anchors: await readAnchors(process.env["AUDIT_ANCHOR_FILE"]),
  });
  console.log(JSON.stringify(result));
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { to: { type: "string" }, from: { type: "string" }, test: { type: "boolean" } },
});
try {
  if (positionals[0] === "backup" && !values.from) await runBackup(values.to);
  else if (positionals[0] === "restore" && values.test) await runTest();
  else if (positionals[0] === "restore" && values.from) await runRestore(values.from, values.to);
  else throw new BackupFault(usage);
} catch (error) {
  // What PostgreSQL says may hold a row.
  const isTheServers = error instanceof postgres.PostgresError;
  console.error(isTheServers ? `It failed: PostgreSQL says ${error.code}.` : (error as Error).message);
  process.exitCode = 1;
}
