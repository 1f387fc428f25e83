import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "./test-server";

const git = (...args: string[]) =>
  spawnSync("git", ["-c", `safe.directory=${root}`, ...args], { cwd: root, encoding: "utf8" });

/**
 * The commit before the newest migration: what still serves while this version migrates. Null where there is no history to
 * ask, as in a copy without git.
 */
export function previousVersion(): string | null {
  const newest = git("log", "-1", "--first-parent", "--format=%H", "--", "drizzle/meta/_journal.json");
  if (newest.status !== 0 || newest.stdout.trim() === "") return null;
  const before = git("rev-parse", "--verify", "--quiet", `${newest.stdout.trim()}^1`);
  return before.status === 0 ? before.stdout.trim() : null;
}

/** That version's files, built, with this one's packages. */
export function checkOut(commit: string): { folder: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "tendon-previous-"));
  const files = execFileSync("git", ["-c", `safe.directory=${root}`, "archive", commit], {
    cwd: root,
    maxBuffer: 1 << 30,
  });
  execFileSync("tar", ["-x", "-C", folder], { input: files });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const remix = join(root, "node_modules", "@remix-run", "dev", "dist", "cli.js");
  execFileSync(process.execPath, [remix, "vite:build"], {
    cwd: folder,
    env: { ...process.env, NODE_ENV: "production" },
    stdio: "pipe",
  });
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
