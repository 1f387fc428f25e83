import { createServer } from "node:net";
import { existsSync, readFileSync, readdirSync, realpathSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { freePort, portProblem } from "db/embedded/ports.mjs";
import { processIdentity, serverProcesses, until } from "db/embedded/processes.mjs";
import { openCluster } from "db/embedded/postgres.mjs";
import { startTiny, tinyPractice } from "tests/support/tiny-practice";

type Started = Awaited<ReturnType<typeof startTiny>>;

let pattern: ReturnType<typeof tinyPractice>;
let practice: ReturnType<typeof tinyPractice>;
let starts: Started[];

beforeAll(async () => {
  pattern = tinyPractice();
  await openCluster({ root: pattern.folder, dataDir: join(pattern.folder, ".data") });
});
afterAll(() => {
  pattern.remove();
});

beforeEach(() => {
  practice = tinyPractice();
  practice.takeDataOf(pattern.folder);
  starts = [];
});

afterEach(async () => {
  for (const one of starts) one.kill("SIGTERM");
  await Promise.all(starts.map((one) => one.ended));
  practice.remove();
});

async function start(env?: Record<string, string>) {
  const one = await startTiny(practice.folder, env);
  starts.push(one);
  return one;
}

const filesDir = () => join(practice.folder, ".data", "postgres");
const postmaster = () => Number(readFileSync(join(filesDir(), "postmaster.pid"), "utf8").split("\n")[0]);
const servers = () => serverProcesses(filesDir(), null);
const builds = () => readFileSync(join(practice.folder, "builds.txt"), "utf8").trim().split("\n").length;
const isGone = (pid: number) => processIdentity(pid) === null;
const isServing = (pid: () => number) => {
  try {
    return !isGone(pid());
  } catch {
    return false;
  }
};

test("a first start makes everything, and tells the address and the logins", async () => {
  rmSync(join(practice.folder, ".data"), { recursive: true });
  const one = await start();
  await one.ready;
  expect(one.said()).toContain(`http://127.0.0.1:${one.port}`);
  expect(one.said()).toMatch(/scheduler +a@b\.test +demo/);
  expect(await one.ask("/bookings")).toBe("[]");
});

test("gives the app a lesser role and a kept key, and neither the owner's nor the superuser's password", async () => {
  const one = await start();
  await one.ready;
  const kept = (file: string) => readFileSync(join(practice.folder, ".data", file), "utf8");
  const passwords = JSON.parse(kept("passwords.json"));
  const environment = await one.ask("/environment");
  expect(JSON.parse(environment)).toMatchObject({ NODE_ENV: "production", SECRET_KEY: kept("secret-key") });
  expect(JSON.parse(environment).DATABASE_URL).toMatch(/^postgres:\/\/tendon_app:/);
  expect(environment).not.toContain(passwords.superuser);
  expect(environment).not.toContain(passwords.owner);
  expect(one.said()).not.toContain(passwords.app);
  for (const file of ["passwords.json", "secret-key"]) {
    expect(statSync(join(practice.folder, ".data", file)).mode & 0o077).toBe(0);
  }
});

test.each(["Ctrl-C", "SIGTERM"])("%s stops app and database within seconds", async (how) => {
  const one = await start();
  await one.ready;
  const app = Number(await one.ask("/pid"));
  const since = Date.now();
  if (how === "Ctrl-C") one.pressCtrlC();
  one.kill(how === "Ctrl-C" ? "SIGINT" : "SIGTERM"); // npm passes on what the terminal has sent already
  expect(await one.ended).toBe(0);
  expect(Date.now() - since).toBeLessThan(5000);
  expect(servers()).toEqual([]);
  expect(isGone(app)).toBe(true);
  expect(one.said()).not.toContain("Ctrl-C came to the app");
  expect(readFileSync(join(practice.folder, ".data", "postgres.log"), "utf8")).toMatch(
    /database system is shut down\s*$/,
  );
});

test("after kill -9 of PostgreSQL every acknowledged row is there, and it answers within 10 s", async () => {
  const one = await start();
  await one.ready;
  for (let round = 1; round <= 3; round += 1) {
    await one.ask(`/book/${round}`);
    // Under load a backend of the one before may have answered, before the next one has written its number down.
    expect(await until(() => isServing(postmaster), 10_000)).toBe(true);
    process.kill(postmaster(), "SIGKILL");
    expect(JSON.parse(await one.ask("/bookings"))).toHaveLength(round);
  }
});

test("after kill -9 of the app it serves again within moments", async () => {
  const one = await start();
  await one.ready;
  await one.ask("/book/1");
  const before = await one.ask("/pid");
  process.kill(Number(before), "SIGKILL");
  await until(() => isGone(Number(before)), 1000);
  expect(await one.ask("/pid", 5000)).not.toBe(before);
  expect(await one.ask("/bookings")).toBe("[1]");
});

test("after kill -9 of the launcher the app goes, and the next start takes the database over", async () => {
  const one = await start();
  await one.ready;
  await one.ask("/book/7");
  const app = Number(await one.ask("/pid"));
  one.kill("SIGKILL");
  expect(await until(() => isGone(app), 5000)).toBe(true);
  const next = await start({ PORT: String(one.port) });
  await next.ready;
  expect(await next.ask("/bookings")).toBe("[7]");
});

test("after kill -9 of launcher, app and PostgreSQL at once, the next start recovers", async () => {
  const one = await start();
  await one.ready;
  await one.ask("/book/8");
  const all = [one.pid, Number(await one.ask("/pid")), ...servers()];
  for (const pid of all) process.kill(pid, "SIGKILL");
  await one.ended;
  const next = await start();
  await next.ready;
  expect(await next.ask("/bookings")).toBe("[8]");
});

test("a second start says where the first one is, and leaves it be", async () => {
  const one = await start();
  await one.ready;
  const second = await start();
  expect(await second.ended).toBe(1);
  expect(second.said()).toContain(`already running at http://127.0.0.1:${one.port}`);
  expect(await one.ask("/healthz")).toBe("ok");
});

test("of two starts at once, one runs", async () => {
  const both = await Promise.all([start(), start()]);
  const outcomes = await Promise.all(
    both.map((one) =>
      one.ready.then(
        () => "ready",
        () => one.said(),
      ),
    ),
  );
  expect(outcomes.filter((outcome) => outcome === "ready")).toHaveLength(1);
  expect(outcomes.find((outcome) => outcome !== "ready")).toContain("already running");
});

test("a taken port is told before any work is done", async () => {
  rmSync(join(practice.folder, ".data"), { recursive: true });
  const port = await freePort();
  const other = createServer().listen(port, "127.0.0.1");
  try {
    const one = await start({ PORT: String(port) });
    expect(await one.ended).toBe(1);
    expect(one.said()).toContain(`Port ${port} is taken`);
    expect(existsSync(filesDir())).toBe(false);
  } finally {
    other.close();
  }
});

test("a failed preparation is told, and nothing is left running", async () => {
  practice.write("db/prepare.ts", `console.log("Migration 0007 failed"); process.exit(3);`);
  const one = await start();
  expect(await one.ended).toBe(1);
  expect(one.said()).toContain("Migration 0007 failed");
  expect(servers()).toEqual([]);
  expect(await portProblem(one.port)).toBeNull();
});

test("a failed build is told, and no database is left running", async () => {
  rmSync(join(practice.folder, ".data"), { recursive: true });
  practice.write(
    "node_modules/@remix-run/dev/dist/cli.js",
    `console.log("Unexpected token"); process.exit(1);`,
  );
  const one = await start();
  expect(await one.ended).toBe(1);
  expect(one.said()).toContain("Unexpected token");
  expect(servers()).toEqual([]);
});

test("an interrupted start stops what it has started", async () => {
  practice.write(
    "db/prepare.ts",
    `console.log("a long migration"); console.log(""); console.log("…"); setInterval(() => {}, 1000);`,
  );
  const one = await start();
  await until(() => one.said().includes("a long migration"), 20_000);
  one.kill("SIGINT");
  expect(await one.ended).toBe(0);
  expect(servers()).toEqual([]);
});

test("lost passwords are made anew; the rows stay", async () => {
  const one = await start();
  await one.ready;
  await one.ask("/book/3");
  one.kill("SIGTERM");
  await one.ended;
  rmSync(join(practice.folder, ".data", "passwords.json"));
  const next = await start();
  await next.ready;
  expect(await next.ask("/bookings")).toBe("[3]");
});

test("uses the operator's own database where one is named", async () => {
  const one = await start();
  await one.ready;
  const { DATABASE_URL } = JSON.parse(await one.ask("/environment"));
  const { owner } = JSON.parse(readFileSync(join(practice.folder, ".data", "passwords.json"), "utf8"));
  const asOwner = Object.assign(new URL(DATABASE_URL), { username: "tendon_owner", password: owner });
  const DATABASE_OWNER_URL = asOwner.href;
  const next = await start({ DATABASE_URL, DATABASE_OWNER_URL, DATA_DIR: "elsewhere" });
  await next.ready;
  await next.ask("/book/5");
  expect(await one.ask("/bookings")).toBe("[5]");
  expect(readdirSync(join(practice.folder, "elsewhere")).sort()).toEqual(["launcher.json", "secret-key"]);
  expect(JSON.parse(await next.ask("/environment"))).not.toHaveProperty("TENDON_EMBEDDED");
});

test("builds once for the same sources, and compresses what browsers download", async () => {
  const one = await start();
  await one.ready;
  expect(readdirSync(join(practice.folder, "build", "client")).sort()).toEqual([
    "page.js",
    "page.js.br",
    "page.js.gz",
  ]);
  one.kill("SIGTERM");
  await one.ended;
  await (
    await start()
  ).ready;
  expect(builds()).toBe(1);
  practice.write("app/changed.ts", "export {};");
  for (const running of starts) running.kill("SIGTERM");
  await Promise.all(starts.map((running) => running.ended));
  await (
    await start()
  ).ready;
  expect(builds()).toBe(2);
});

test("the server's working folder is where its files are", async () => {
  const one = await start();
  await one.ready;
  // endLeftovers finds a killed postmaster's backends by this.
  expect(realpathSync(`/proc/${postmaster()}/cwd`)).toBe(realpathSync(filesDir()));
});
