import { randomBytes, randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { takeLock } from "db/embedded/lock.mjs";
import { openCluster, type Cluster } from "db/embedded/postgres.mjs";
import type { Running } from "db/embedded/processes.mjs";
import { migrateDatabase } from "db/migrate";
import { anAccount, aPlan, aPractice, type Practice } from "tests/support/practice";
import { serveApp, signedIn, type Form, type Served } from "tests/support/served";
import { tally } from "tests/support/tally";
import { root, testDataDir } from "tests/support/test-server";

/**
 * Desks that book without a pause while PostgreSQL and the app are killed in turn. Here the server writes as it does for a
 * clinic: what it has said to be committed is on its disk.
 */
let dataDir: string;
let cluster: Cluster;
let server: Running;
let served: Served;
let practice: Practice;
let token: string;

beforeAll(async () => {
  dataDir = await testDataDir();
  takeLock(dataDir, "a test of its kills");
  cluster = await openCluster({ root, dataDir });
  server = await cluster.start();
  await migrateDatabase({ ownerUrl: cluster.url("owner"), appRole: "tendon_app" });
  process.env.DATABASE_URL = cluster.url("app");
  process.env.DATABASE_DIRECT_URL = cluster.url("app");
  process.env.SECRET_KEY ??= randomBytes(32).toString("hex");
  practice = await aPractice();
  await db.execute(sql`insert into practice (name) values ('The practice')`);
  token = await signedIn((await anAccount("Sue Sharp", ["scheduler"], [practice.riverside])).id);
  served = await serveApp();
}, 120_000);
afterAll(async () => {
  await served.stop();
  await closeDatabase();
  await server.stop(5000);
  rmSync(dataDir, { recursive: true, force: true });
});

interface Wish {
  planId: string;
  /** How many sessions it is for: all of them are there, or none. */
  sessions: number;
  path: string;
  form: Form;
}

const dayAfter = (days: number) => new Date(Date.UTC(2027, 0, 4 + days)).toISOString().slice(0, 10);
const columns = () =>
  [practice.physician, practice.colleague].map(({ id }, index) => ({
    clinicId: practice.riverside,
    physicianId: id,
    roomId: practice.rooms[index] ?? "",
    deviceId: practice.carts[index] ?? "",
  }));

/** Three patients after each place, and courses of three among them that meet some of the same. */
async function wishes(places: number, courses: number): Promise<Wish[]> {
  const single = Array.from({ length: places * 3 }, async (_, index): Promise<Wish> => {
    const at = Math.floor(index / 3);
    const plan = await aPlan(practice.riverside, practice.physician);
    const where = columns()[at % 2];
    const startMinute = `${String(8 + (Math.floor(at / 2) % 10)).padStart(2, "0")}:00`;
    const form = { ...where, planId: plan.id, day: dayAfter(Math.floor(at / 20)), startMinute };
    return {
      planId: plan.id,
      sessions: 1,
      path: "/sessions/new",
      form: { ...form, gapReason: "Agreed", key: randomUUID() },
    };
  });
  const whole = Array.from({ length: courses }, async (_, index): Promise<Wish> => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const [where] = columns();
    const session = [0, 21, 42].map(
      (days) =>
        `${where?.clinicId} ${dayAfter(days + Math.floor(index / 16))} ${String(8 + (index % 8)).padStart(
          2,
          "0",
        )}:00 once ${where?.physicianId} ${where?.roomId} ${where?.deviceId}`,
    );
    const form = { intent: "book", session, gapReason: "Agreed", key: randomUUID() };
    return { planId: plan.id, sessions: 3, path: `/plans/${plan.id}/course`, form };
  });
  const all = await Promise.all([...single, ...whole]);
  const orderOf = ({ form: { key } }: Wish) => (typeof key === "string" ? key : "");
  return all.sort((a, b) => orderOf(a).localeCompare(orderOf(b)));
}

/** Sends a form until it is answered for good: 302 acknowledges it, 409 and 400 refuse it. */
async function untilAnswered({ path, form }: Wish, tell: (status: number) => void): Promise<number> {
  for (;;) {
    const status = await served
      .ask(path, { as: token, form, signal: AbortSignal.timeout(10_000) })
      .then((answer) => answer.status)
      .catch(() => 0);
    tell(status);
    if (status !== 0 && status !== 503) return status;
    await pause(100);
  }
}

test("nothing acknowledged is lost, nothing is half there, nothing overlaps: PostgreSQL and the app killed under load", async () => {
  const all = await wishes(96, 24);
  const waiting = [...all];
  const acknowledged: Wish[] = [];
  const said = new Map<number, number>();
  let answered = 0;
  let kills = 0;
  let killing = Promise.resolve();

  const strikes = [
    async () => {
      process.kill(server.pid, "SIGKILL");
      await server.ended;
      server = await cluster.start();
    },
    async () => {
      await served.kill();
      served = await serveApp();
    },
  ];
  const tell = (status: number) => said.set(status, (said.get(status) ?? 0) + 1);
  const desk = async () => {
    for (let wish = waiting.shift(); wish; wish = waiting.shift()) {
      const status = await untilAnswered(wish, tell);
      expect([302, 409]).toContain(status);
      if (status === 302) acknowledged.push(wish);
      answered += 1;
      if (answered % 50 === 0) {
        const strike = strikes[(kills += 1) % 2];
        killing = killing.then(strike);
      }
    }
  };
  await Promise.all(Array.from({ length: 12 }, desk));
  await killing;

  expect(kills).toBeGreaterThanOrEqual(6);
  const rows = await db.execute<{ plan_id: string; n: number; claims: number }>(sql`
    select plan_id, count(distinct s.id)::int as n, count(c.id)::int as claims
    from sessions s left join claims c on c.session_id = s.id where status = 'booked' group by 1`);
  const booked = new Map(rows.map((row) => [row.plan_id, row]));
  const lost = acknowledged.filter(({ planId, sessions }) => booked.get(planId)?.n !== sessions);
  const half = all.filter(({ planId, sessions }) => ![undefined, sessions].includes(booked.get(planId)?.n));
  const unclaimed = rows.filter(({ n, claims }) => claims !== 4 * n);
  const [overlaps] = await db.execute(sql`
    select count(*)::int as n from claims a join claims b
      on a.resource_id = b.resource_id and a.id < b.id and a.during && b.during`);
  console.log(
    `${String(all.length)} wishes, ${String(kills)} kills, ${String(acknowledged.length)} acknowledged, answers ${JSON.stringify([...said])}`,
  );
  tally("kills", kills);
  tally("kills.acknowledged", acknowledged.length);
  tally("kills.lost", lost.length + half.length);
  tally("overlaps", Number(overlaps?.["n"]));
  expect({ lost, half, unclaimed, overlaps }).toEqual({
    lost: [],
    half: [],
    unclaimed: [],
    overlaps: { n: 0 },
  });
  // Of three after one place one has it.
  expect(acknowledged.filter(({ sessions }) => sessions === 1).length).toBeGreaterThan(60);
  expect(acknowledged.filter(({ sessions }) => sessions === 3).length).toBeGreaterThan(0);
}, 240_000);
