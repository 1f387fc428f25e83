import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { freePort } from "db/embedded/ports.mjs";
import { root } from "tests/support/test-server";

const prepare = (DATABASE_URL: string) =>
  spawnSync(process.execPath, ["node_modules/tsx/dist/cli.mjs", "db/prepare.ts"], {
    cwd: root,
    env: { ...process.env, DATABASE_URL, DATABASE_OWNER_URL: "" },
    encoding: "utf8",
  });

test("a database address that is none is told in one line", () => {
  const { status, stderr } = prepare("nonsense");
  expect(status).toBe(1);
  expect(stderr.trim()).toMatch(/^DATABASE_URL is no PostgreSQL address\..*$/);
});

test("a database that cannot be reached is told with where and why, and without the password", async () => {
  const port = String(await freePort());
  const { status, stdout, stderr } = prepare(`postgres://someone:hidden@127.0.0.1:${port}/practice`);
  expect(status).toBe(1);
  // No owner is named, so that the app would be the owner.
  expect(stdout).toMatch(/^Warning: Tendon serves as the owner of its database/);
  expect(stderr.trim()).toMatch(
    new RegExp(`^The database at 127\\.0\\.0\\.1:${port}/practice cannot be reached: .*ECONNREFUSED.*$`),
  );
  expect(stderr).not.toContain("hidden");
});
