import { existsSync, openSync, renameSync, statSync } from "node:fs";
import { join } from "node:path";

const enoughBytes = 10_000_000;

/** Opens a log to append to; at a start, one that has grown long steps aside. @param {string} dataDir @param {string} name */
export function openLog(dataDir, name) {
  const file = join(dataDir, name);
  if (existsSync(file) && statSync(file).size > enoughBytes) renameSync(file, `${file}.old`);
  return openSync(file, "a", 0o600);
}
