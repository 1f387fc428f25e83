import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PlainError } from "./processes.mjs";

/** @typedef {{ superuser: string, owner: string, app: string, restore: string }} Passwords */

const newSecret = () => randomBytes(32).toString("base64url");

/** @param {string} file @param {string} text */
function keep(file, text) {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** @param {string} file @returns {string | null} */
function kept(file) {
  if (!existsSync(file)) return null;
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new PlainError(`${file} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}

/** The key the app signs with, made once per data folder. @param {string} dataDir */
export function keptSecretKey(dataDir) {
  const file = join(dataDir, "secret-key");
  const known = kept(file);
  if (known) return known;
  const key = newSecret();
  keep(file, key);
  return key;
}

/**
 * The server's passwords, which nobody types.
 * @param {string} dataDir
 * @param {(passwords: Passwords) => void} apply sets new ones in the server's files; they are kept only once it has
 * @returns {Passwords}
 */
export function keptPasswords(dataDir, apply) {
  const file = join(dataDir, "passwords.json");
  const known = JSON.parse(kept(file) ?? "{}");
  if (known.restore) return known;
  const fresh = { superuser: newSecret(), owner: newSecret(), app: newSecret(), restore: newSecret() };
  // A data folder from before there were test restores keeps the passwords that it has.
  const passwords = { ...fresh, ...known };
  apply(passwords);
  keep(file, JSON.stringify(passwords, null, 2));
  return passwords;
}
