import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { closeDatabase, db } from "db/client";
import { freePort } from "db/embedded/ports.mjs";
import { queues, type QueueName } from "db/queues";
import { outcomeReports } from "db/schema";
import { ownSealKey } from "db/seal/own";
import { verifyTrail } from "db/seal/verify";
import { enqueue } from "db/writes/enqueue";
import { addDays, dayOf, isZone, minutesOf } from "~/domain/time";
import { jobs } from "~/jobs";
import { aWorld, type World } from "tests/routes/world";
import { freshDatabase } from "tests/support/database";
import { aPatient, aPlan } from "tests/support/practice";
import { serveApp, signedIn, type Served } from "tests/support/served";
import { anSmtpServer } from "tests/support/smtp";

/** What is done in the background is done by one of two processes, and by the other where the first one dies. */
const isMidday = (name: string) => isZone(name) && Math.abs(minutesOf(new Date(), name) - 13 * 60) < 2 * 60;
/** Patients are mailed by day: somewhere it is midday, whenever this runs. */
const zone = Intl.supportedValuesOf("timeZone").find(isMidday) ?? "UTC";
const packs = mkdtempSync(join(tmpdir(), "tendon-packs-"));
let database: Awaited<ReturnType<typeof freshDatabase>>;
let world: World;
let smtp: Awaited<ReturnType<typeof anSmtpServer>>;
let one: Served;
let other: Served;
const metrics: number[] = [];

const serve = async () => {
  const port = await freePort();
  metrics.push(port);
  return serveApp({
    METRICS_PORT: String(port),
    MORNING_PACK_DIR: packs,
    SMTP_URL: smtp.url,
    MAIL_FROM: "The practice <reports@practice.example>",
  });
};

beforeAll(async () => {
  database = await freshDatabase();
  world = await aWorld();
  await db.execute(sql`update outcome_reports set status = 'expired' where status in ('due', 'sent')`);
  // Today's hour has come, whenever this runs.
  await db.execute(sql`update clinics set morning_pack_minute = 0, zone = ${zone}`);
  smtp = await anSmtpServer();
  [one, other] = await Promise.all([serve(), serve()]);
}, 60_000);
beforeEach(async () => {
  await until(async () => expect(await unfinished()).toBe(0));
});
afterAll(async () => {
  await Promise.all([one.stop(), other.stop()]);
  await smtp.stop();
  await closeDatabase();
  await database.drop();
  rmSync(packs, { recursive: true, force: true });
});

const until = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 60_000, interval: 100 });
const unfinished = async () => {
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from pgboss.job where state in ('created', 'active', 'retry')`,
  );
  return row?.n ?? -1;
};
const active = async (queue: QueueName) => {
  const [row] = await db.execute<{ n: number }>(
    sql`select count(*)::int as n from pgboss.job where state = 'active' and name = ${queue}`,
  );
  return row?.n ?? -1;
};
const completed = async () => {
  const rows = await db.execute<{ name: string; n: number }>(
    sql`select name, count(*)::int as n from pgboss.job where state = 'completed' group by 1 order by 1`,
  );
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
};
/** How many jobs of each queue each process has done, by its own count. */
const doneBy = () =>
  Promise.all(
    metrics.map(async (port) => {
      const text = await (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text();
      const lines = text.matchAll(/tendon_job_runs_total\{queue="([a-z-]+)",outcome="done"\} (\d+)/g);
      return Object.fromEntries([...lines].map(([, queue = "", n]) => [queue, Number(n)]));
    }),
  );
const put = (queue: QueueName, data: Record<string, string> = {}) =>
  db.transaction((tx) => enqueue(tx, queue, data));

test("what is done by itself is done once in its time, by one of them", async () => {
  const byItself = jobs.flatMap(({ queue, everyMinutes }) => (everyMinutes ? [queue] : []));
  await until(async () => expect(Object.keys(await completed())).toEqual(byItself.sort()));
  const slots = await db.execute<{ name: string; n: number }>(
    sql`select name, count(distinct singleton_on)::int as n from pgboss.job group by 1 order by 1`,
  );
  const rows = await completed();
  expect(rows).toEqual(Object.fromEntries(slots.map(({ name, n }) => [name, n])));
  const done = await doneBy();
  for (const queue of byItself) {
    expect(done.reduce((sum, counts) => sum + (counts[queue] ?? 0), 0)).toBe(rows[queue]);
  }
});

test("many at once go to both, and each mail goes out once, each event is sealed once", async () => {
  const today = dayOf(new Date(), zone);
  const due = { dueOn: today, windowFrom: addDays(today, -2), windowTo: addDays(today, 4) };
  const emails = await Promise.all(
    Array.from({ length: 30 }, async (_, n) => {
      const email = `p${String(n)}@example.org`;
      const patientId = await aPatient(world.here.clinicId, { email, preferredContact: "email" });
      const plan = await aPlan(world.here.clinicId, world.here.physician, { patientId });
      await db.insert(outcomeReports).values({ ...due, planId: plan.id, timePoint: "6-months" });
      return email;
    }),
  );
  const before = await doneBy();
  const each = { "send-reports": 6, "seal-audit": 12, "fold-outcomes": 12, "morning-packs": 6 } as const;
  // Whoever seals waits for this lock, so that the next of its queue is left to the other process.
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('tendon audit seal'))`);
    for (const [queue, times] of Object.entries(each)) {
      await Promise.all(Array.from({ length: times }, () => put(queue as QueueName)));
    }
    await until(async () => expect(await active("seal-audit")).toBe(2));
  });
  await until(async () => expect(await unfinished()).toBe(0));
  const after = await doneBy();
  for (const [queue, times] of Object.entries(each)) {
    const done = [0, 1].map((at) => (after[at]?.[queue] ?? 0) - (before[at]?.[queue] ?? 0));
    expect((done[0] ?? 0) + (done[1] ?? 0), queue).toBeGreaterThanOrEqual(times);
  }
  expect(smtp.received.flatMap(({ to }) => to).sort()).toEqual(emails.sort());
  await until(async () => {
    await put("seal-audit");
    expect((await db.execute(sql`select from audit_seals`)).length).toBeGreaterThan(0);
  });
  expect((await verifyTrail(db, ownSealKey())).findings).toEqual([]);
});

test("a morning pack made by one is read at the other, and no half of one is left", async () => {
  const desk = await signedIn(world.here.scheduler.id);
  const form = { clinicId: world.here.clinicId };
  const made = await Promise.all(
    [one, other, one, other].map((at) => at.ask("/morning-pack", { as: desk, form })),
  );
  expect(made.map(({ status }) => status)).toEqual([302, 302, 302, 302]);
  const [mine, theirs] = await Promise.all(
    [one, other].map((at) => at.ask("/morning-pack/file", { as: desk })),
  );
  expect(mine?.status).toBe(200);
  expect(theirs?.text).toBe(mine?.text);
  const files = readdirSync(join(packs, world.here.clinicId));
  expect(files).toEqual([`${dayOf(new Date(), zone)}.html`]);
});

test("a link for a forgotten password that was asked for twice, at both, is mailed as often", async () => {
  smtp.received.length = 0;
  const [account] = await db.execute<{ email: string }>(
    sql`select email from accounts where id = ${world.here.scheduler.id}`,
  );
  const email = account?.email ?? "";
  await Promise.all([one, other].map((at) => at.ask("/forgotten", { form: { email } })));
  await until(async () => expect(await unfinished()).toBe(0));
  expect(smtp.received.map(({ to }) => to)).toEqual([[email], [email]]);
});

test("a process that is killed in the middle of a job leaves it to the other", async () => {
  const desk = await signedIn(world.here.scheduler.id);
  // Alone, so that it is the one who has it.
  await other.stop();
  metrics.pop();
  const asked = { clinicId: world.here.clinicId, which: "backlog", physicianId: "" };
  const { headers } = await one.ask("/batch", { as: desk, form: asked });
  const runId = headers["location"]?.split("/").at(-1) ?? "";
  const run = async () =>
    (
      await db.execute<{ status: string; share: number }>(
        sql`select status, share from batch_runs where id = ${runId}`,
      )
    )[0];
  await until(async () => expect(await run()).toMatchObject({ status: "running" }));
  await one.kill();
  other = await serve();
  metrics.shift();
  expect(await run()).toMatchObject({ status: "running" });
  // Its time to expire is over; the other one looks for such by itself.
  await db.execute(sql`
    update pgboss.job set started_on = started_on - make_interval(secs => ${queues["plan-many"].expireInSeconds})
    where state = 'active'`);
  await until(async () => expect(await run()).toMatchObject({ status: "ready" }));
  one = other;
  expect((await doneBy())[0]).toMatchObject({ "plan-many": 1 });
  expect((await other.ask(`/batch/${runId}`, { as: desk })).status).toBe(200);
});
