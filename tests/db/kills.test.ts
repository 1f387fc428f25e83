import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { takeLock } from "db/embedded/lock.mjs";
import { openCluster, type Cluster } from "db/embedded/postgres.mjs";
import type { Running } from "db/embedded/processes.mjs";
import { migrateDatabase } from "db/migrate";
import { anAccount, aPractice, type Practice } from "tests/support/practice";
import { serveApp, signedIn, type Served } from "tests/support/served";
import { tally } from "tests/support/tally";
import { root, testDataDir } from "tests/support/test-server";
import { untilAnswered, whatBecameOf, wishes, type Wish } from "./desks";

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

test("nothing acknowledged is lost, nothing is half there, nothing overlaps: PostgreSQL and the app killed under load", async () => {
  const all = await wishes(practice, 96, 24);
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
      const status = await untilAnswered((...asked) => served.ask(...asked), token, wish, tell);
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
  const became = await whatBecameOf(all, acknowledged);
  console.log(
    `${String(all.length)} wishes, ${String(kills)} kills, ${String(acknowledged.length)} acknowledged, answers ${JSON.stringify([...said])}`,
  );
  tally("kills", kills);
  tally("kills.acknowledged", acknowledged.length);
  tally("kills.lost", became.lost + became.half);
  tally("overlaps", became.overlaps);
  expect(became).toEqual({ lost: 0, half: 0, unclaimed: 0, overlaps: 0 });
  // Of three after one place one has it.
  expect(acknowledged.filter(({ sessions }) => sessions === 1).length).toBeGreaterThan(60);
  expect(acknowledged.filter(({ sessions }) => sessions === 3).length).toBeGreaterThan(0);
}, 240_000);
