import { existsSync, readFileSync, statSync } from "node:fs";
import { PlainError } from "./processes.mjs";

/** @typedef {{ uid: number, gid: number }} Account */

// PostgreSQL refuses to run as root. `nobody` is there on the barest machine, and initdb wants a passwd entry.
const standIns = ["postgres", "_postgres", "nobody", "daemon"];

/** @returns {Account | null} */
function standIn() {
  const entries = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  for (const name of standIns) {
    const entry = entries.find(([known]) => known === name);
    if (entry && Number(entry[2]) > 0) return { uid: Number(entry[2]), gid: Number(entry[3]) };
  }
  return null;
}

/**
 * Whom the server runs as: null is whoever calls, which is everybody but root.
 * @param {string} filesDir the server's files, which stay with the account that made them
 * @returns {Account | null}
 */
export function serverAccount(filesDir) {
  const caller = process.getuid?.();
  const owner = existsSync(filesDir) ? statSync(filesDir) : null;
  if (caller !== 0) {
    if (owner && owner.uid !== caller) {
      throw new PlainError(
        `${filesDir} belongs to another account (number ${owner.uid}), so this one (number ${caller}) cannot use it.\n` +
          "Start Tendon as that account or as root, or name another folder in DATA_DIR.",
      );
    }
    return null;
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = standIn();
  if (account) return account;
  throw new PlainError(
    `PostgreSQL does not run as root, and there is none of the accounts ${standIns.join(", ")} to run it as.\n` +
      "Start Tendon as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.",
  );
}
