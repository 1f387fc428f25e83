import { spawn } from "node:child_process";
import { closeSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { openLog } from "./logs.mjs";
import { PlainError, run, running } from "./processes.mjs";

const readyMs = 60_000;

/**
 * Migrates, grants and, where the practice is empty, fills it or opens first-run setup.
 * @param {{ root: string, env: NodeJS.ProcessEnv, say: (line: string) => void, signal?: AbortSignal | undefined }} options
 * @returns {Promise<import("./print.mjs").Prepared>}
 */
export async function prepare({ root, env, say, signal }) {
  // The last line is for us, the ones before it for whoever watches.
  let held = "";
  const onLine = (/** @type {string} */ line) => {
    if (!line.trim()) return;
    if (held) say(held);
    held = line;
  };
  const tsx = join(root, "node_modules", "tsx", "dist", "cli.mjs");
  const command = [process.execPath, tsx, join("db", "prepare.ts")];
  const { ok } = await run(command, { cwd: root, env, signal, onLine });
  if (!ok) {
    if (held) say(held);
    throw new PlainError("The database could not be made ready; see above. Nothing was deleted.");
  }
  return JSON.parse(held);
}

/**
 * Starts the server of the built pages.
 * @param {{ root: string, env: NodeJS.ProcessEnv, logTo: string | null }} options
 *   logTo: the data folder that keeps its log, or null for our own output
 */
export function startApp({ root, env, logTo }) {
  const log = logTo ? openLog(logTo, "tendon.log") : null;
  // Whoever gets into the app's process finds no way to the owner's role there.
  const own = { MALLOC_ARENA_MAX: "2", ...env };
  delete own.DATABASE_OWNER_URL;
  const leash = new URL("./leash.mjs", import.meta.url).href;
  const child = spawn(process.execPath, ["--import", leash, join("app", "http", "serve.mjs")], {
    cwd: root,
    // Argon2 and gzip run on threads, each with a malloc arena of its own: two for all of them save 20 MiB.
    env: own,
    detached: true, // see postgres.mjs
    stdio: ["ignore", log ?? "inherit", "inherit", "ipc"],
  });
  if (log) closeSync(log);
  return running(child, { politely: "SIGTERM", harshly: "SIGKILL" });
}

/** @param {string} url @returns {Promise<boolean>} */
function answersOk(url) {
  return new Promise((resolve) => {
    const request = get(url, { timeout: 5000, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    });
    request.on("timeout", () => request.destroy());
    request.on("error", () => resolve(false));
  });
}

/**
 * @param {string} address the loopback address to ask
 * @param {import("./processes.mjs").Running} app
 * @param {AbortSignal | undefined} signal
 */
export async function untilServing(address, app, signal) {
  const deadline = Date.now() + readyMs;
  while (!app.hasEnded() && !signal?.aborted && Date.now() < deadline) {
    if (await answersOk(`${address}/healthz`)) return;
    await sleep(50);
  }
  const how = app.hasEnded() ? `ended (${await app.ended})` : "does not answer";
  throw new PlainError(`The server ${how}; see above.`);
}
