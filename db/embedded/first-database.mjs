import { spawnSync } from "node:child_process";
import { chownSync, mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { PlainError } from "./processes.mjs";

/**
 * How PostgreSQL's programs are called for one folder of server files.
 * @typedef {{ programs: string, filesDir: string, account: import("./account.mjs").Account | null }} Place
 */

const extensions = ["btree_gist", "pg_trgm", "citext", "unaccent", "pgcrypto"];

/** Nothing of ours reaches the server: no PG*, no secret, no locale. */
export const serverEnv = { PATH: "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/**
 * Where the server's own account may not walk the path to the files (root's clone under /root), it can still stand in
 * them: we enter the folder before we change account, and name it by where we stand.
 * @param {Place} place
 */
export function dataFlag({ filesDir, account }) {
  return account && process.platform === "linux" ? "/proc/self/cwd" : filesDir;
}

/** @param {Place} place @param {string} program @param {string[]} args @param {string} input */
function call({ programs, filesDir, account }, program, args, input = "") {
  const { status, error, stdout, stderr } = spawnSync(join(programs, program), args, {
    cwd: filesDir,
    env: serverEnv,
    encoding: "utf8",
    input,
    ...account,
  });
  const complaint =
    error?.message ?? stderr.split("\n").find((line) => /\b(ERROR|FATAL|PANIC|error):/.test(line));
  if (status === 0 && !complaint) return;
  throw new PlainError(
    `PostgreSQL's ${program} failed in ${filesDir}:\n${complaint ?? `${stdout}${stderr}`}`,
  );
}

/**
 * SQL by the superuser while no server runs: no password travels, and no driver is needed.
 * @param {Place} place
 * @param {string[]} statements
 */
function asSuperuser(place, statements) {
  const input = statements.map((statement) => `${statement};\n\n`).join("");
  const quiet = ["-c", "log_min_error_statement=panic", "-c", "log_checkpoints=off"];
  call(place, "postgres", ["--single", "-j", ...quiet, "-D", dataFlag(place), "template1"], input);
}

/** @param {Place} place @param {import("./secrets.mjs").Passwords} passwords */
export function setPasswords(place, { superuser, owner, app, restore }) {
  asSuperuser(place, [
    // Restores backups for a look, into a database of its own; to the practice's it has no way in.
    "DO $$ BEGIN CREATE ROLE tendon_restore LOGIN CREATEDB; EXCEPTION WHEN duplicate_object THEN NULL; END $$",
    "GRANT CONNECT ON DATABASE postgres TO tendon_restore",
    `ALTER ROLE tendon_restore PASSWORD '${restore}'`,
    `ALTER ROLE postgres PASSWORD '${superuser}'`,
    `ALTER ROLE tendon_owner PASSWORD '${owner}'`,
    `ALTER ROLE tendon_app PASSWORD '${app}'`,
  ]);
}

/**
 * Makes the server's files: the database `tendon`, its owner for migrations, and the lesser role the app serves with.
 * @param {Place} place
 */
export function makeFirstDatabase(place) {
  const { filesDir, account } = place;
  // Built aside and renamed when whole, so that an interrupted first start leaves nothing to mend.
  const unfinished = join(dirname(filesDir), "postgres.unfinished");
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  if (account) chownSync(unfinished, account.uid, account.gid);
  const aside = { ...place, filesDir: unfinished };
  // The built-in locale sorts and folds alike on every machine, whatever C library it has.
  const locale = ["--encoding=UTF8", "--locale-provider=builtin", "--locale=C.UTF-8"];
  call(aside, "initdb", [
    "-D",
    dataFlag(aside),
    "-U",
    "postgres",
    "-A",
    "reject",
    "--no-instructions",
    ...locale,
  ]);
  // Nobody gets in without a password, not even from this machine.
  writeFileSync(join(unfinished, "pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
  asSuperuser(aside, [
    ...extensions.map((name) => `CREATE EXTENSION IF NOT EXISTS ${name}`),
    "CREATE ROLE tendon_owner LOGIN",
    "CREATE ROLE tendon_app LOGIN",
    "CREATE DATABASE tendon OWNER tendon_owner",
    "REVOKE ALL ON DATABASE tendon, postgres, template1 FROM PUBLIC",
    "GRANT CONNECT ON DATABASE tendon TO tendon_app",
  ]);
  renameSync(unfinished, filesDir);
}
