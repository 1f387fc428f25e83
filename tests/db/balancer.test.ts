import { spawnSync } from "node:child_process";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { freePort } from "db/embedded/ports.mjs";
import { accounts, throttles } from "db/schema";
import { aWorld, PASSWORD, type World } from "tests/routes/world";
import { freshDatabase } from "tests/support/database";
import { findHaProxy, openHaProxy } from "tests/support/haproxy";
import { serveApp, type Served } from "tests/support/served";

/**
 * Two processes behind HAProxy with the file that db/deploy ships. Where a machine has none and cannot fetch one, or no
 * openssl for a certificate, what was not tested is said, and shown as skipped.
 */
const program = await findHaProxy();
const missing =
  "missing" in program
    ? program.missing
    : spawnSync("openssl", ["version"]).status === 0
      ? null
      : "there is no openssl";
if (missing) console.warn(`\n!! NOT TESTED behind HAProxy on this machine: ${missing}.\n`);
const here = test.skipIf(missing !== null);

let database: Awaited<ReturnType<typeof freshDatabase>>;
let world: World;
let balancer: Awaited<ReturnType<typeof openHaProxy>>;
let origin: string;
let one: Served;
let other: Served;

beforeAll(async () => {
  if (missing !== null || "missing" in program) return;
  database = await freshDatabase();
  world = await aWorld();
  const port = await freePort();
  origin = `https://localhost:${String(port)}`;
  const serve = () => serveApp({ ORIGIN: origin, TRUSTED_PROXIES: "127.0.0.1", DRAIN_NOTICE_SECONDS: "5" });
  [one, other] = await Promise.all([serve(), serve()]);
  balancer = await openHaProxy(program, port, [one.port, other.port]);
}, 60_000);
afterAll(async () => {
  if (missing !== null) return;
  await balancer.close();
  await Promise.all([one.stop(), other.stop()]);
  await closeDatabase();
  await database.drop();
});

const cookie = (token: string) => ({ cookie: `__Host-tendon=${token}` });

here("it speaks TLS 1.2 with forward secrecy and 1.3, and nothing older or weaker", async () => {
  expect(await balancer.greet({ minVersion: "TLSv1.3" })).toBe("TLSv1.3");
  expect(await balancer.greet({ maxVersion: "TLSv1.2" })).toBe("TLSv1.2");
  const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "ALL:@SECLEVEL=0" } as const;
  expect(await balancer.greet(old)).toMatch(/ALERT|ERR_SSL|ECONNRESET/);
  const weak = { maxVersion: "TLSv1.2", ciphers: "AES128-SHA:AES256-GCM-SHA384:@SECLEVEL=0" } as const;
  expect(await balancer.greet(weak)).toMatch(/ALERT|ERR_SSL|ECONNRESET/);
});

here("one signs in through it, from the address that people type and no other", async () => {
  const [account] = await db
    .select({ email: accounts.email })
    .from(accounts)
    .where(eq(accounts.id, world.people.scheduler.actor.id));
  const email = account?.email ?? "";
  const body = new URLSearchParams({ email, password: PASSWORD, back: "/plans" }).toString();
  const form = { "content-type": "application/x-www-form-urlencoded" };
  const plain = await balancer.ask("/sign-in", {
    body,
    headers: { ...form, origin: origin.replace("https", "http") },
  });
  expect(plain.status).toBe(403);
  const reply = await balancer.ask("/sign-in", { body, headers: { ...form, origin } });
  expect([reply.status, reply.headers["location"]]).toEqual([302, "/plans"]);
  const set = String(reply.headers["set-cookie"]);
  expect(set).toMatch(/__Host-tendon=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax/);
  const [pair = ""] = set.split(";");
  expect((await balancer.ask("/plans", { headers: { cookie: pair } })).status).toBe(200);
});

here("whoever says by themselves that they come from elsewhere is counted as who they are", async () => {
  const form = { "content-type": "application/x-www-form-urlencoded", origin };
  const tryFrom = async (address: string) => {
    await db.delete(throttles);
    const body = new URLSearchParams({ email: "nobody@practice.example", password: "wrong" }).toString();
    await balancer.ask("/sign-in", { body, headers: { ...form, "x-forwarded-for": address } });
    const rows = await db.select({ key: throttles.key }).from(throttles);
    return rows.map(({ key }) => key).sort();
  };
  const plainly = await tryFrom("127.0.0.1");
  expect(plainly.length).toBeGreaterThan(0);
  expect(await tryFrom("203.0.113.7")).toEqual(plainly);
});

here("live updates come through it", async () => {
  const stream = await balancer.ask("/live", { headers: cookie(world.people.scheduler.token) });
  expect([stream.status, stream.text]).toEqual([200, expect.stringContaining("retry: 2000")]);
});

here(
  "one that is stopped while many ask costs nobody an answer",
  async () => {
    const statuses: number[] = [];
    let isOver = false;
    const asking = [1, 2, 3].map(async () => {
      while (!isOver) {
        const { status } = await balancer.ask("/plans", { headers: cookie(world.people.scheduler.token) });
        statuses.push(status);
      }
    });
    one.signal("SIGTERM");
    await one.ended();
    const atItsEnd = statuses.length;
    await expect.poll(() => statuses.length).toBeGreaterThan(atItsEnd + 10);
    isOver = true;
    await Promise.all(asking);
    expect(new Set(statuses)).toEqual(new Set([200]));
    expect(atItsEnd).toBeGreaterThan(10);
  },
  60_000,
);
