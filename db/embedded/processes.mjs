import { execFileSync, spawn } from "node:child_process";
import { readFileSync, readdirSync, readlinkSync, realpathSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const onLinux = process.platform === "linux";

/** What went wrong in words for whoever typed the command: printed without a stack. */
export class PlainError extends Error {}

/** @param {() => string} read @returns {string | null} */
function orNull(read) {
  try {
    return read();
  } catch {
    return null;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return Reflect.get(Object(error), "code") === "EPERM";
  }
}

/**
 * Tells one process from a later one that was given the same number, also across reboots and containers.
 * @param {number} pid
 * @returns {string | null} null when there is no such process
 */
export function processIdentity(pid) {
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (!onLinux)
    return orNull(() =>
      execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim(),
    );
  const stat = orNull(() => readFileSync(`/proc/${pid}/stat`, "utf8"));
  if (!stat) return null;
  // The name before the last bracket may itself hold brackets and blanks.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  if (fields[0] === "Z") return null;
  const boot = orNull(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim());
  return `${boot}:${fields[19]}`;
}

/**
 * The PostgreSQL processes that have these files open: a postmaster, or backends that outlived one.
 * @param {string} filesDir
 * @param {number | null} postmaster the process its own pid file names
 * @returns {number[]}
 */
export function serverProcesses(filesDir, postmaster) {
  if (!onLinux) {
    if (!postmaster || !isAlive(postmaster)) return [];
    const command = orNull(() =>
      execFileSync("ps", ["-o", "command=", "-p", String(postmaster)], { encoding: "utf8" }),
    );
    return command?.includes("postgres") && command.includes(filesDir) ? [postmaster] : [];
  }
  const home = orNull(() => realpathSync(filesDir));
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => orNull(() => readlinkSync(`/proc/${pid}/cwd`)) === home)
    .filter((pid) => orNull(() => readFileSync(`/proc/${pid}/comm`, "utf8").trim()) === "postgres")
    .map(Number);
}

/** @param {number[]} pids @param {NodeJS.Signals} signal */
export function signalAll(pids, signal) {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch {
      // It went by itself meanwhile.
    }
  }
}

/**
 * @param {() => boolean} happened
 * @param {number} patienceMs
 */
export async function until(happened, patienceMs) {
  const deadline = Date.now() + patienceMs;
  while (!happened()) {
    if (Date.now() > deadline) return false;
    await sleep(25);
  }
  return true;
}

/**
 * Runs a command to its end.
 * @param {string[]} command
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv, signal?: AbortSignal | undefined, show?: boolean, onLine?: (line: string) => void }} options
 *   show: let its output through; otherwise it is kept and handed back
 * @returns {Promise<{ ok: boolean, output: string }>}
 */
export function run([file = "", ...args], { cwd, env = process.env, signal, show = false, onLine }) {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, {
      cwd,
      env,
      stdio: ["ignore", show ? "inherit" : "pipe", show || onLine ? "inherit" : "pipe"],
      ...(signal && { signal }),
    });
    let output = "";
    let unfinished = "";
    const collect = (/** @type {string} */ text) => {
      output += text;
      const lines = (unfinished + text).split("\n");
      unfinished = lines.pop() ?? "";
      if (onLine) lines.forEach(onLine);
    };
    child.stdout?.setEncoding("utf8").on("data", collect);
    child.stderr?.setEncoding("utf8").on("data", (text) => (output += text));
    child.on("error", reject);
    child.on("close", (code) => {
      if (unfinished && onLine) onLine(unfinished);
      resolve({ ok: code === 0, output });
    });
  });
}

/**
 * A long-running child of ours.
 * @typedef {{ pid: number, ended: Promise<string>, hasEnded: () => boolean, stop: (patienceMs: number) => Promise<void> }} Running
 */

/**
 * @param {import("node:child_process").ChildProcess} child
 * @param {{ politely: NodeJS.Signals, harshly: NodeJS.Signals }} signals
 * @returns {Running}
 */
export function running(child, { politely, harshly }) {
  let over = false;
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    const end = (/** @type {string} */ how) => {
      over = true;
      resolve(how);
    };
    child.on("error", (error) => end(error.message));
    child.on("exit", (code, signal) => end(signal ?? `exit ${code}`));
  });
  return {
    pid: child.pid ?? 0,
    ended,
    hasEnded: () => over,
    async stop(patienceMs) {
      if (over) return;
      child.kill(patienceMs > 0 ? politely : harshly);
      const timer = setTimeout(() => child.kill(harshly), patienceMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
