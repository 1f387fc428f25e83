import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { processIdentity } from "./processes.mjs";

/** @typedef {{ pid: number, identity: string | null, address: string }} Holder */

/** @param {string} file @returns {Holder | null} */
function readHolder(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

/** @param {Holder} holder */
function isRunning(holder) {
  return holder.identity !== null && processIdentity(holder.pid) === holder.identity;
}

/**
 * One launcher at a time per data folder.
 * @param {string} dataDir
 * @param {string} address where the launcher that takes it will serve
 * @returns {{ release: () => void, fromKilled: boolean } | { holder: Holder }}
 */
export function takeLock(dataDir, address) {
  const file = join(dataDir, "launcher.json");
  const mine = { pid: process.pid, identity: processIdentity(process.pid), address };
  const aside = `${file}.${process.pid}`;
  let fromKilled = false;
  for (;;) {
    // Linked into place, never written there: nobody must see half a file and think it stale.
    writeFileSync(aside, JSON.stringify(mine), { mode: 0o600 });
    try {
      linkSync(aside, file);
      const release = () => readHolder(file)?.identity === mine.identity && rmSync(file, { force: true });
      return { release, fromKilled };
    } catch (error) {
      if (Reflect.get(Object(error), "code") !== "EEXIST") throw error;
    } finally {
      rmSync(aside, { force: true });
    }
    const holder = readHolder(file);
    if (holder && isRunning(holder)) return { holder };
    fromKilled = true;
    // Of two that find this out at once, only one can rename the file away.
    try {
      renameSync(file, aside);
    } catch {
      continue;
    }
    const taken = readHolder(aside);
    if (taken && isRunning(taken)) renameSync(aside, file);
    else rmSync(aside, { force: true });
  }
}
