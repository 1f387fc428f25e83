import { spawn } from "node:child_process";
import { closeSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { serverAccount } from "./account.mjs";
import { serverPrograms } from "./binaries.mjs";
import { dataFlag, makeFirstDatabase, serverEnv, setPasswords } from "./first-database.mjs";
import { openLog } from "./logs.mjs";
import { freePort, portProblem } from "./ports.mjs";
import { processIdentity, running, serverProcesses, signalAll, until } from "./processes.mjs";
import { keptPasswords } from "./secrets.mjs";

/** @typedef {"superuser" | "owner" | "app" | "restore"} Role */
/** @typedef {{ url: (role: Role, database?: string) => string, start: () => Promise<import("./processes.mjs").Running> }} Cluster */

const roleNames = {
  superuser: "postgres",
  owner: "tendon_owner",
  app: "tendon_app",
  restore: "tendon_restore",
};

/** A small server beside its app: a practice's data fits in memory, and the two share one modest machine. */
const ownSettings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "50",
  shared_buffers: "64MB",
  effective_cache_size: "512MB",
  work_mem: "8MB",
  maintenance_work_mem: "64MB",
  huge_pages: "off",
  jit: "off",
  io_method: "sync",
  random_page_cost: "1.1",
  // Parallel workers want shared memory that containers do not have.
  max_parallel_workers_per_gather: "0",
  max_parallel_maintenance_workers: "0",
  max_logical_replication_workers: "0",
  wal_level: "minimal",
  max_wal_senders: "0",
  // Bounds how long recovery after a crash takes.
  max_wal_size: "256MB",
  checkpoint_timeout: "5min",
  timezone: "UTC",
  log_timezone: "UTC",
  // Statements, parameters and the details of constraint errors name patients.
  log_min_messages: "log",
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
  log_parameter_max_length_on_error: "0",
  log_checkpoints: "off",
};

/**
 * A server that stops takes its file away at any moment, also between a look and a read.
 * @param {string} file
 */
function readIfThere(file) {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (Reflect.get(Object(error), "code") === "ENOENT") return null;
    throw error;
  }
}

/** @param {string} filesDir */
function pidFile(filesDir) {
  const lines = (readIfThere(join(filesDir, "postmaster.pid")) ?? "").split("\n");
  return { pid: Number(lines[0]) || null, status: lines[7]?.trim() ?? "" };
}

/**
 * After a launcher was killed its server lives on, and after a server was killed a backend may still finish its work:
 * nobody may start on these files before they have gone.
 * @param {string} filesDir
 */
export async function endLeftovers(filesDir) {
  const { pid } = pidFile(filesDir);
  const left = () => serverProcesses(filesDir, pid);
  if (left().length > 0) {
    const gone = () => left().length === 0;
    if (pid && left().includes(pid)) signalAll([pid], "SIGINT");
    if (!(await until(gone, 5000))) {
      signalAll(left(), "SIGQUIT");
      if (!(await until(gone, 3000))) {
        signalAll(left(), "SIGKILL");
        await until(gone, 3000);
      }
    }
  }
  // In a container, or after a reboot, the number may since have gone to a stranger, whom PostgreSQL would wait for.
  if (pid && processIdentity(pid)) rmSync(join(filesDir, "postmaster.pid"), { force: true });
}

/** @param {string} dataDir */
async function keptPort(dataDir) {
  const file = join(dataDir, "postgres.port");
  const kept = existsSync(file) ? Number(readFileSync(file, "utf8")) : 0;
  if (kept > 0 && !(await portProblem(kept))) return kept;
  const port = await freePort();
  writeFileSync(file, String(port));
  return port;
}

/** @param {string} dataDir */
function lastWords(dataDir) {
  return readFileSync(join(dataDir, "postgres.log"), "utf8").trimEnd().split("\n").slice(-5).join("\n");
}

/**
 * Makes the server's files in DATA_DIR if there are none, and tells how to start it and, once it runs, how to reach it.
 * @param {{ root: string, dataDir: string, settings?: Record<string, string> | undefined, say?: (line: string) => void }} options
 *   settings: server settings besides our own
 * @returns {Promise<Cluster>}
 */
export async function openCluster({ root, dataDir, settings = {}, say = () => {} }) {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const filesDir = join(dataDir, "postgres");
  const account = serverAccount(filesDir);
  const place = { filesDir, account, programs: serverPrograms({ root, dataDir, account }) };
  if (existsSync(filesDir)) {
    await endLeftovers(filesDir);
  } else {
    say("Making the database …");
    makeFirstDatabase(place);
  }
  const passwords = keptPasswords(dataDir, (fresh) => setPasswords(place, fresh));
  let port = await keptPort(dataDir);
  let wasStarted = false;

  const startOnce = async () => {
    await endLeftovers(filesDir);
    // Once somebody knows the address it stays; until then a port that was snatched away can be given up.
    if (!wasStarted) port = await keptPort(dataDir);
    const flags = Object.entries({ ...ownSettings, port: String(port), ...settings }).flatMap(
      ([name, value]) => ["-c", `${name}=${value}`],
    );
    const log = openLog(dataDir, "postgres.log");
    const child = spawn(join(place.programs, "postgres"), ["-D", dataFlag(place), ...flags], {
      cwd: filesDir,
      env: serverEnv,
      // A group of its own: Ctrl-C in the terminal must reach the app first.
      detached: true,
      stdio: ["ignore", log, log],
      ...account,
    });
    closeSync(log);
    const server = running(child, { politely: "SIGINT", harshly: "SIGQUIT" });
    // Recovery after a crash takes what it takes; only an end is a failure.
    const isReady = () => pidFile(filesDir).pid === server.pid && pidFile(filesDir).status === "ready";
    await until(() => isReady() || server.hasEnded(), Infinity);
    if (server.hasEnded()) return null;
    wasStarted = true;
    return server;
  };

  return {
    url: (role, database = "tendon") =>
      `postgres://${roleNames[role]}:${passwords[role]}@127.0.0.1:${port}/${database}`,
    async start() {
      for (const pauseMs of [200, 500, 1000, 2000, 0]) {
        const server = await startOnce();
        if (server) return server;
        await sleep(pauseMs);
      }
      throw new Error(
        `PostgreSQL does not start; its last words in ${join(dataDir, "postgres.log")}:\n${lastWords(dataDir)}`,
      );
    },
  };
}
