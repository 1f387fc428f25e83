import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { closeDatabase, db } from "db/client";
import { takeLock } from "db/embedded/lock.mjs";
import { openCluster } from "db/embedded/postgres.mjs";
import { keepRunning } from "db/embedded/supervise.mjs";
import { migrateDatabase } from "db/migrate";
import { posts } from "tests/routes/forms";
import { aWorld, inDays, type World } from "tests/routes/world";
import { aPlan } from "tests/support/practice";
import { serveApp, type Served } from "tests/support/served";
import { root } from "tests/support/test-server";

/** PostgreSQL on a disk of its own that is full. Only root may mount one: without it there is nothing to fill. */
const dataDir = mkdtempSync(join(tmpdir(), "tendon-full-"));
const mounted =
  spawnSync("mount", ["-t", "tmpfs", "-o", "size=200m,mode=755", "tmpfs", dataDir]).status === 0;
if (!mounted) console.log("skipped: a disk to fill can only be mounted by root on Linux");

let served: Served;
let world: World;
const supervised: { stop(patienceMs: number): Promise<void> }[] = [];

beforeAll(async () => {
  if (!mounted) return;
  takeLock(dataDir, "a test of a full disk");
  const cluster = await openCluster({
    root,
    dataDir,
    settings: { max_wal_size: "48MB", min_wal_size: "32MB", max_connections: "40" },
  });
  const first = await cluster.start();
  supervised.push(keepRunning({ name: "PostgreSQL", first, start: cluster.start, say: () => {} }));
  await migrateDatabase({ ownerUrl: cluster.url("owner"), appRole: "tendon_app" });
  process.env.DATABASE_URL = cluster.url("app");
  process.env.DATABASE_DIRECT_URL = cluster.url("app");
  process.env.SECRET_KEY ??= randomBytes(32).toString("hex");
  world = await aWorld();
  served = await serveApp();
}, 120_000);
afterAll(async () => {
  if (mounted) {
    await served.stop();
    await closeDatabase();
    for (const part of supervised) await part.stop(5000);
    spawnSync("umount", ["-l", dataDir]);
  }
  rmSync(dataDir, { recursive: true, force: true });
});

/** Takes all that is left, to the last byte. */
function fill(file: string) {
  const at = openSync(file, "a");
  try {
    for (let size = 1 << 20; size > 0;) {
      try {
        writeSync(at, Buffer.alloc(size));
      } catch {
        size >>= 1;
      }
    }
  } finally {
    closeSync(at);
  }
}

const ask = (path: string, form?: ReturnType<(typeof posts)[number]["form"]>) =>
  served.ask(path, {
    as: world.people.scheduler.token,
    ...(form && { form }),
    signal: AbortSignal.timeout(10_000),
  });
let days = 42;
/** Each a plan's own, since none takes hundreds. */
const booking = async () => {
  const post = posts.find(({ route }) => route === "routes/sessions.new");
  if (!post) throw new Error("nothing books");
  const plan = await aPlan(world.here.clinicId, world.here.physician);
  return { ...post.form(world.here), planId: plan.id, day: inDays((days += 1)) };
};

test.skipIf(!mounted)(
  "a full disk: reads are answered, writes are told to come again, and nothing is lost once there is room",
  async () => {
    const forms = await Promise.all(Array.from({ length: 300 }, booking));
    expect((await ask("/sessions/new", await booking())).status).toBe(302);
    const filler = join(dataDir, "filler");
    fill(filler);
    const statuses = new Map<number, number>();
    const kept: string[] = [];
    let refused: (typeof forms)[number] | undefined;
    for (const form of forms) {
      const answer = await ask("/sessions/new", form);
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      if (answer.status === 302) kept.push(form.day);
      else {
        expect(answer.status).toBe(503);
        expect(answer.headers["retry-after"]).toBeDefined();
        expect(answer.text).toContain("Try again in a few seconds");
        refused ??= form;
        if ((statuses.get(503) ?? 0) >= 5) break;
      }
      fill(filler);
    }
    expect(refused).toBeDefined();
    for (const path of ["/", "/calendar/week", "/plans", "/sign-in"]) {
      expect([200, 302, 503]).toContain((await ask(path)).status);
    }

    rmSync(filler);
    await vi.waitFor(async () => expect((await ask("/calendar/week")).status).toBe(200), {
      timeout: 20_000,
      interval: 200,
    });
    expect((await ask("/sessions/new", refused)).status).toBe(302);
    const rows = await db.execute<{ day: string }>(
      sql`select (starts_at at time zone 'America/Denver')::date::text as day from sessions`,
    );
    const there = rows.map(({ day }) => day);
    expect(kept.filter((day) => !there.includes(day))).toEqual([]);
    expect(there.filter((day) => day === refused?.day)).toHaveLength(1);
    console.log(`answers on a full disk: ${JSON.stringify([...statuses])}`);
  },
  120_000,
);
