import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PlainError, run } from "./processes.mjs";

/** @typedef {{ version?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[] }} Locked */

/** @param {string} file @returns {Record<string, Locked> | null} */
function lockedPackages(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages;
  } catch {
    return null;
  }
}

/** @param {Locked} locked */
function isForThisMachine({ os, cpu, libc }) {
  if (!os || libc) return false; // npm itself decides between C libraries
  return os.includes(process.platform) && (!cpu || cpu.includes(process.arch));
}

/** npm's own record of what it laid down says whether somebody has installed by hand. @param {string} root */
function isInstalled(root) {
  const wanted = lockedPackages(join(root, "package-lock.json"));
  const laid = lockedPackages(join(root, "node_modules", ".package-lock.json"));
  if (!wanted || !laid) return false;
  return Object.entries(wanted).every(
    ([path, locked]) =>
      path === "" || laid[path]?.version === locked.version || (locked.optional && !isForThisMachine(locked)),
  );
}

/** @param {string} root */
function lockStamp(root) {
  const lock = readFileSync(join(root, "package-lock.json"));
  return createHash("sha256").update(lock).update(`${process.platform}-${process.arch}`).digest("hex");
}

/** @param {string[]} args @returns {string[]} */
function npm(args) {
  // Under `npm start` this is the very npm that runs us; PATH need not hold one.
  const own = process.env.npm_execpath;
  return own && /npm-cli\.[cm]?js$/.test(own) ? [process.execPath, own, ...args] : ["npm", ...args];
}

/**
 * Installs the packages of package-lock.json where node_modules does not hold them.
 * @param {{ root: string, say: (line: string) => void, signal?: AbortSignal | undefined }} options
 */
export async function installMissing({ root, say, signal }) {
  const stampFile = join(root, "node_modules", ".tendon-lock");
  const stamp = lockStamp(root);
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === stamp) return;
  if (!isInstalled(root)) {
    say("Installing packages; the first time this takes a minute or two …");
    const flags = ["--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
    const attempts = [
      ["ci", ...flags],
      ["install", "--no-save", ...flags],
    ];
    let failure = "";
    for (const attempt of attempts) {
      const { ok, output } = await run(npm(attempt), { cwd: root, signal }).catch((error) => {
        if (signal?.aborted) throw error;
        return { ok: false, output: `npm could not be run: ${error.message}` };
      });
      failure = ok ? "" : output;
      if (ok) break;
    }
    if (failure)
      throw new PlainError(
        `${failure.trim()}\n\nThe packages could not be installed (npm's words are above).`,
      );
  }
  try {
    writeFileSync(stampFile, stamp);
  } catch {
    // Somebody else's node_modules: the comparison above is quick enough to repeat.
  }
}
