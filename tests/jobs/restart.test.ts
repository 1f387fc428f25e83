import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { closeDatabase, db } from "db/client";
import { takeLock } from "db/embedded/lock.mjs";
import { openCluster, type Cluster } from "db/embedded/postgres.mjs";
import type { Running } from "db/embedded/processes.mjs";
import { migrateDatabase } from "db/migrate";
import { enqueue } from "db/writes/enqueue";
import { startWorker } from "~/jobs/worker";
import { hastySettings, root, testDataDir } from "tests/support/test-server";

let dataDir: string;
let cluster: Cluster;
let server: Running;

beforeAll(async () => {
  dataDir = await testDataDir();
  takeLock(dataDir, "a test of its restarts");
  cluster = await openCluster({ root, dataDir, settings: hastySettings });
  server = await cluster.start();
  await migrateDatabase({ ownerUrl: cluster.url("owner"), appRole: "tendon_app" });
  process.env.DATABASE_URL = cluster.url("app");
  process.env.SECRET_KEY ??= randomBytes(32).toString("hex");
  process.env.LOG_LEVEL = "silent";
});
afterAll(async () => {
  await closeDatabase();
  await server.stop(5000);
  rmSync(dataDir, { recursive: true, force: true });
});

test("jobs and their worker outlive the database: before it is there, while it stops, and once it is back", async () => {
  await db.transaction((tx) => enqueue(tx, "tidy-sign-ins", { id: "kept" }));
  await server.stop(5000);

  const went: unknown[] = [];
  const worker = startWorker(
    [
      {
        queue: "tidy-sign-ins",
        async run(data) {
          went.push(data);
          // Gone while it works, and so when it would say that it is done.
          await server.stop(5000);
          setImmediate(() => void cluster.start().then((next) => (server = next)));
        },
      },
    ],
    { everyMs: 20 },
  );
  server = await cluster.start();
  await vi.waitFor(
    async () => {
      const rows = await db.execute(sql`select state from pgboss.job`);
      expect(rows).toEqual([{ state: "completed" }]);
    },
    { timeout: 20_000, interval: 50 },
  );
  expect(went).toEqual([{ id: "kept" }]);
  await worker.stop();
});
