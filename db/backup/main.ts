import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { takeLock } from "../embedded/lock.mjs";
import { openCluster } from "../embedded/postgres.mjs";
import { ownerUrl } from "../owner-url";
import { readAddress } from "../pool/address";
import { backUp } from "./backup";
import { BackupFault } from "./container";
import { restore } from "./restore";

const usage = `Usage:
  npm run backup [-- --to DIR]                       default: backups in DATA_DIR
  npm run restore -- --from FILE [--to ADDRESS]      into an empty database, as its owner

A backup is of the database that DATABASE_OWNER_URL names, or else of the embedded one of a Tendon that is running. A restore
without --to goes into DATABASE_OWNER_URL, or else makes the embedded database of a DATA_DIR that has none; start Tendon on it
afterwards. BACKUP_KEY seals and opens the file.`;

const root = fileURLToPath(new URL("../..", import.meta.url));
const dataDir = resolve(root, process.env["DATA_DIR"] || ".data");
const secret = process.env["BACKUP_KEY"] || undefined;
const rowsIn = (tables: readonly { rows: number }[]) => tables.reduce((sum, { rows }) => sum + rows, 0);

async function runBackup(to = resolve(dataDir, "backups")) {
  const url = ownerUrl();
  if (!url) throw new BackupFault("No database: set DATABASE_OWNER_URL, or start Tendon first.");
  const { file, manifest } = await backUp({ ownerUrl: url, to, now: new Date(), secret });
  console.log(`${file}\n${String(rowsIn(manifest.tables))} rows of ${String(manifest.tables.length)} tables`);
}

async function runRestore(from: string, to = process.env["DATABASE_OWNER_URL"] || undefined) {
  const appUrl = process.env["DATABASE_URL"];
  const into = async (url: string) => {
    const appRole = appUrl || to ? readAddress(appUrl || to || "").user : "tendon_app";
    const { takenAt, tables } = await restore({ from, ownerUrl: url, appRole, secret });
    console.log(
      `Restored and verified: ${String(rowsIn(tables))} rows of ${String(tables.length)} tables, as of ${takenAt}. Everybody signs in anew.`,
    );
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

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { to: { type: "string" }, from: { type: "string" } },
});
try {
  if (positionals[0] === "backup" && !values.from) await runBackup(values.to);
  else if (positionals[0] === "restore" && values.from) await runRestore(values.from, values.to);
  else throw new BackupFault(usage);
} catch (error) {
  // What PostgreSQL says may hold a row.
  const isTheServers = error instanceof postgres.PostgresError;
  console.error(isTheServers ? `It failed: PostgreSQL says ${error.code}.` : (error as Error).message);
  process.exitCode = 1;
}
