import { once } from "node:events";
import { EventEmitter } from "node:events";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { bossOf } from "db/boss";
import { closeDatabase, db, sqlClient } from "db/client";
import { queues, type QueueName } from "db/queues";
import { enqueue } from "db/writes/enqueue";
import { jobs } from "~/jobs";
import type { Job, Running } from "~/jobs/job";
import { startWorker } from "~/jobs/worker";
import { freshDatabase } from "tests/support/database";

const queue: QueueName = "tidy-sign-ins";

let database: Awaited<ReturnType<typeof freshDatabase>>;
const workers: { stop(): Promise<void> }[] = [];

beforeAll(async () => {
  process.env.LOG_LEVEL = "silent";
  database = await freshDatabase();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await db.execute(sql`delete from pgboss.job`);
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

/** A job that tells what it was given, and does what it is told. */
function aJob(run: Job["run"] = () => Promise.resolve()) {
  const told = new EventEmitter();
  const done: unknown[] = [];
  const job: Job = {
    queue,
    async run(data, running) {
      told.emit("begun", data);
      await run(data, running);
      done.push(data);
      told.emit("done", data);
    },
  };
  return { job, done, begun: () => once(told, "begun"), ended: () => once(told, "done") };
}

const work = (...mine: Job[]) => {
  const worker = startWorker(mine, { everyMs: 10 });
  workers.push(worker);
  return worker;
};

const put = (data: Record<string, string>) => db.transaction((tx) => enqueue(tx, queue, data));

const states = async () =>
  (await db.execute<{ state: string }>(sql`select state from pgboss.job order by created_on`)).map(
    ({ state }) => state,
  );

/** What has no event of its own, such as pg-boss's rows: looked at until it is so. */
const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 20 });

test("every job has its queue, and every queue its job", () => {
  expect(jobs.map((job) => job.queue).sort()).toEqual(Object.keys(queues).sort());
});

test("a job is done once what asked for it is committed", async () => {
  const { job, ended } = aJob();
  const heard = ended();
  work(job);
  await put({ id: "one" });
  expect(await heard).toEqual([{ id: "one" }]);
  await until(async () => expect(await states()).toEqual(["completed"]));
});

test("a job asked for in a transaction that is rolled back is none", async () => {
  const failing = db.transaction(async (tx) => {
    await enqueue(tx, queue, { id: "never" });
    throw new Error("changed our mind");
  });
  await expect(failing).rejects.toThrow("changed our mind");
  expect(await states()).toEqual([]);
});

test("a job that throws is done again, and its message is kept nowhere", async () => {
  let tries = 0;
  const { job, ended } = aJob(() => {
    tries += 1;
    return tries === 1 ? Promise.reject(new TypeError("Ada Quill, born 1970")) : Promise.resolve();
  });
  work(job);
  await put({ id: "again" });
  await until(async () => expect(await states()).toEqual(["retry"]));
  const [row] = await db.execute(sql`select output from pgboss.job`);
  expect(row).toEqual({ output: { kind: "TypeError" } });
  const heard = ended();
  await db.execute(sql`update pgboss.job set start_after = now()`);
  expect(await heard).toEqual([{ id: "again" }]);
});

test("two workers do a job once", async () => {
  const first = aJob();
  const second = aJob();
  work(first.job);
  work(second.job);
  const ids = Array.from({ length: 40 }, (_, index) => String(index));
  await Promise.all(ids.map((id) => put({ id })));
  await until(async () => expect(new Set(await states())).toEqual(new Set(["completed"])));
  const done = [...first.done, ...second.done].map((data) => (data as { id: string }).id);
  expect(done.sort()).toEqual(ids.sort());
});

test("what a killed process had under way is taken up again when its time is over", async () => {
  await put({ id: "orphan" });
  const killed = bossOf(sqlClient);
  expect(await killed.fetch(queue)).toHaveLength(1);
  await db.execute(sql`update pgboss.job set started_on = now() - interval '1 hour'`);
  await killed.maintain();
  expect(await states()).toEqual(["retry"]);
  await db.execute(sql`update pgboss.job set start_after = now()`);
  const { job, ended } = aJob();
  const heard = ended();
  work(job);
  expect(await heard).toEqual([{ id: "orphan" }]);
});

test("a worker that stops tells its job so, and leaves it to the next one", async () => {
  const { job, begun } = aJob(
    (_, { signal }: Running) =>
      new Promise((_, reject) => signal.addEventListener("abort", () => reject(new Error("told to end")))),
  );
  const heard = begun();
  const worker = work(job);
  await put({ id: "long" });
  await heard;
  await worker.stop();
  expect(await states()).toEqual(["retry"]);
});

test("what is done by itself is sent once in its time, however many look", async () => {
  const { job, ended } = aJob();
  const heard = ended();
  work({ ...job, everyMinutes: 60 });
  work({ ...job, everyMinutes: 60 });
  await heard;
  await until(async () => expect(await states()).toEqual(["completed"]));
});

test("sign-ins that have ended are cleared away, others stay", async () => {
  await db.execute(sql`
    with who as (insert into accounts (name, email, roles) values ('Sam Desk', 'sam@practice.example', '{scheduler}') returning id)
    insert into sign_ins (id, account_id, expires_at)
      select 'ended', id, now() - interval '1 minute' from who union all
      select 'open', id, now() + interval '1 hour' from who`);
  work(...jobs);
  await until(async () => {
    expect(await db.execute(sql`select id from sign_ins`)).toEqual([{ id: "open" }]);
  });
});

test("the app's role makes no queue and no table of pg-boss's", async () => {
  const refused = { code: "42501" };
  const app = postgres(database.appUrl, { max: 1 });
  try {
    await expect(app`select pgboss.create_queue('mine', '{}'::json)`).rejects.toMatchObject(refused);
    await expect(app`create table pgboss.mine (id int)`).rejects.toMatchObject(refused);
    await expect(app`create schema mine`).rejects.toMatchObject(refused);
    await expect(app`delete from pgboss.queue`).rejects.toMatchObject(refused);
    await expect(app`delete from pgboss.version`).rejects.toMatchObject(refused);
  } finally {
    await app.end();
  }
});
