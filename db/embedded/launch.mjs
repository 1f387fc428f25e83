import { mkdirSync } from "node:fs";
import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { prepare, startApp, untilServing } from "./app.mjs";
import { buildIfStale } from "./build.mjs";
import { installMissing } from "./install.mjs";
import { takeLock } from "./lock.mjs";
import { portProblem } from "./ports.mjs";
import { openCluster } from "./postgres.mjs";
import { PlainError } from "./processes.mjs";
import { keptSecretKey } from "./secrets.mjs";
import { keepRunning } from "./supervise.mjs";

/** @typedef {{ stop: (patienceMs: number) => Promise<void> }} Part */
/**
 * signal gives up a start under way; logTo says where the app's log goes; settings are PostgreSQL's, besides our own.
 * @typedef {{ root: string, env: NodeJS.ProcessEnv, say: (line: string) => void, signal?: AbortSignal, logTo?: "file" | "output", settings?: Record<string, string> }} Options
 */
/** @typedef {import("./print.mjs").Prepared & { address: string, cluster: import("./postgres.mjs").Cluster | null, stop: (patienceMs: number) => Promise<void> }} Launched */

/** @param {NodeJS.ProcessEnv} env */
function whereToServe(env) {
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new PlainError(`PORT is "${env.PORT}"; it must be a port number.`);
  const host = env.HOST || "127.0.0.1";
  const asked = host === "0.0.0.0" ? "127.0.0.1" : host === "::" ? "::1" : host;
  const local = `http://${asked.includes(":") ? `[${asked}]` : asked}:${port}`;
  return { port, host, local, address: env.ORIGIN || local };
}

/** @param {number} port @param {string} host @param {boolean} isBeingFreed a killed launcher's app is still letting go */
async function requirePort(port, host, isBeingFreed) {
  let problem = await portProblem(port, host);
  for (let tries = 0; problem === "EADDRINUSE" && isBeingFreed && tries < 30; tries += 1) {
    await sleep(100);
    problem = await portProblem(port, host);
  }
  if (!problem) return;
  const other = `Choose another one, for example:\n  PORT=${port < 65535 ? port + 1 : 3000} npm start`;
  if (problem === "EADDRINUSE") throw new PlainError(`Port ${port} is taken by another program. ${other}`);
  if (problem === "EACCES") throw new PlainError(`This account may not listen on port ${port}. ${other}`);
  throw new PlainError(`Nothing can listen on ${host}, port ${port} (${problem}). See HOST and PORT.`);
}

/** @param {string} dataDir */
function makeDataDir(dataDir) {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new PlainError(`The data folder cannot be made: ${error instanceof Error ? error.message : error}`);
  }
}

/**
 * The embedded server, or the operator's own.
 * @param {Options & { dataDir: string, keep: (part: Part) => void }} options
 */
async function openDatabase({ root, env, dataDir, settings, say, keep }) {
  if (env.DATABASE_URL) {
    const DATABASE_DIRECT_URL = env.DATABASE_DIRECT_URL || env.DATABASE_URL;
    const DATABASE_OWNER_URL = env.DATABASE_OWNER_URL || DATABASE_DIRECT_URL;
    return { cluster: null, urls: { DATABASE_OWNER_URL, DATABASE_DIRECT_URL } };
  }
  const cluster = await openCluster({ root, dataDir, settings, say });
  const first = await cluster.start();
  keep(keepRunning({ name: "PostgreSQL", first, start: cluster.start, say }));
  const app = cluster.url("app");
  const urls = {
    DATABASE_URL: app,
    DATABASE_OWNER_URL: cluster.url("owner"),
    DATABASE_DIRECT_URL: app,
    TEST_RESTORE_URL: env.TEST_RESTORE_URL || cluster.url("restore", "postgres"),
    TENDON_EMBEDDED: "1",
  };
  return { cluster, urls };
}

/**
 * Everything `npm start` does: install, database, build, serve, and keep it so until `stop`.
 * @param {Options} options
 * @returns {Promise<Launched>}
 */
export async function launch({ root, env, say, signal, logTo = "file", settings = {} }) {
  const { port, host, local, address } = whereToServe(env);
  const dataDir = resolve(root, env.DATA_DIR || ".data");
  makeDataDir(dataDir);
  const lock = takeLock(dataDir, address);
  if ("holder" in lock)
    throw new PlainError(`Tendon is already running at ${lock.holder.address} (process ${lock.holder.pid}).`);

  /** @type {Part[]} */
  const parts = [];
  const stop = async (/** @type {number} */ patienceMs) => {
    for (const part of [...parts].reverse()) await part.stop(patienceMs);
    lock.release();
  };
  const failed = new AbortController();
  const givenUp = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;

  try {
    await requirePort(port, host, lock.fromKilled);
    await installMissing({ root, say, signal });
    const SECRET_KEY = env.SECRET_KEY || keptSecretKey(dataDir);
    const own = { ...env, NODE_ENV: "production", PORT: String(port), HOST: host, SECRET_KEY };

    const preparing = async () => {
      const { cluster, urls } = await openDatabase({
        root,
        env,
        dataDir,
        settings,
        say,
        keep: (part) => parts.push(part),
      });
      const appEnv = { ...own, ...urls };
      return { cluster, appEnv, prepared: await prepare({ root, env: appEnv, say, signal: givenUp }) };
    };
    const both = /** @type {const} */ ([preparing(), buildIfStale({ root, say, signal: givenUp })]);
    const ready = Promise.all(both);
    ready.catch(() => failed.abort());
    // Nothing may still be starting when a failure is tidied up.
    await Promise.allSettled(both);
    const [{ cluster, appEnv, prepared }] = await ready;

    const start = async () => startApp({ root, env: appEnv, logTo: logTo === "file" ? dataDir : null });
    const first = await start();
    await untilServing(local, first, signal).catch(async (error) => {
      await first.stop(0);
      throw error;
    });
    parts.push(keepRunning({ name: "The server", first, start, say }));
    return { ...prepared, address, cluster, stop };
  } catch (error) {
    await stop(5000);
    throw error;
  }
}
