import { once } from "node:events";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { closeDatabase, db } from "db/client";
import { freePort } from "db/embedded/ports.mjs";
import { freshDatabase } from "tests/support/database";
import { openProxy, type Proxy } from "tests/support/proxy";
import { serveApp, type Served } from "tests/support/served";
import { posts } from "./forms";
import { aWorld, inDays, type World } from "./world";

/** What whoever keeps it running sees of it, and how it stops. */
let database: Awaited<ReturnType<typeof freshDatabase>>;
let served: Served;
let proxy: Proxy;
let world: World;
let beside: postgres.Sql;
let metricsPort: number;

const serve = async (env: Record<string, string> = {}) => {
  const through = proxy.through(database.appUrl);
  return serveApp({ DATABASE_URL: through, DATABASE_DIRECT_URL: through, LOG_LEVEL: "debug", ...env });
};

beforeAll(async () => {
  database = await freshDatabase();
  world = await aWorld();
  proxy = await openProxy(database.appUrl);
  metricsPort = await freePort();
  served = await serve({ METRICS_PORT: String(metricsPort) });
  beside = postgres(database.superUrl, { max: 2, onnotice: () => {} });
});
afterAll(async () => {
  await served.stop();
  await beside.end();
  await proxy.close();
  await closeDatabase();
  await database.drop();
});

const booking = (days: number) => {
  const post = posts.find(({ route }) => route === "routes/sessions.new");
  if (!post) throw new Error("nothing books");
  return { ...post.form(world.here), day: inDays(days) };
};

describe("alive and ready", () => {
  test("are two things while the database is away", async () => {
    expect(await served.ask("/readyz")).toMatchObject({ status: 200, text: "ready" });
    proxy.freeze();
    expect(await served.ask("/readyz")).toMatchObject({ status: 503, text: "database" });
    expect(await served.ask("/healthz")).toMatchObject({ status: 200, text: "ok" });
    proxy.restoreForgetting();
    await vi.waitFor(async () => expect((await served.ask("/readyz")).status).toBe(200), {
      timeout: 10_000,
      interval: 100,
    });
  });

  test("a database that this version's migrations have not reached is not ready", async () => {
    await beside`update drizzle.__drizzle_migrations set created_at = created_at - 9000000000000`;
    expect(await served.ask("/readyz")).toMatchObject({ status: 503, text: "migrations" });
    await beside`update drizzle.__drizzle_migrations set created_at = created_at + 9000000000000`;
    expect((await served.ask("/readyz")).status).toBe(200);
  });
});

describe("figures", () => {
  const read = async () => (await fetch(`http://127.0.0.1:${String(metricsPort)}/metrics`)).text();

  test("name routes, never paths; and are on no port that visitors reach", async () => {
    await served.ask(`/plans/${world.here.plan.id}`, { as: world.people.scheduler.token });
    await served.ask("/Zqcanary/of/a/path", { method: "ZQVERB" }).catch(() => null);
    await served.ask("/sign-in", {
      form: { email: "zqcanary@practice.example", password: "not this one at all", back: "/" },
    });
    const text = await read();
    expect(text).toMatch(/tendon_request_seconds_count\{route="\/plans\/:id",method="GET",status="200"\} \d/);
    expect(text).toMatch(/tendon_sign_in_failures_total 1/);
    expect(text).toMatch(/tendon_database_connections\{state="waiting"\} 0/);
    expect(text).toMatch(/tendon_live_streams 0/);
    expect(text).toContain("nodejs_eventloop_lag_seconds");
    expect(text).not.toMatch(/zq/i);
    expect(text).not.toContain(world.here.plan.id);
    expect((await served.ask("/metrics")).status).toBe(404);
    await vi.waitFor(
      async () => expect(await read()).toMatch(/tendon_job_runs_total\{queue="[a-z-]+",outcome="done"\} \d/),
      { timeout: 20_000, interval: 200 },
    );
  });
});

test("nothing that somebody sends reaches a log, nor does a request choose its own number", async () => {
  const word = "Zqcanary";
  const said = {
    headers: {
      "x-request-id": word,
      "user-agent": word,
      referer: `http://x/${word}`,
      "x-forwarded-for": word,
    },
  };
  const as = world.people.scheduler.token;
  const answers = [
    await served.ask(`/${word}/${word}?${word}=${word}`, said),
    await served.ask(`/plans/${word}?q=${word}`, { as, ...said }),
    await served.ask(`/plans.data?q=${word}`, { as, ...said }),
    await served.ask("/sign-in", {
      form: { email: `${word}@x.example`, password: word.repeat(3), back: "/" },
      ...said,
    }),
    await served.ask("/sessions/new", {
      as,
      form: { ...booking(60), gapReason: word, planId: word },
      ...said,
    }),
  ];
  // An error whose message holds its statement and parameters.
  proxy.cut();
  answers.push(await served.ask(`/plans?q=${word}`, { as, ...said }));
  answers.push(await served.ask("/sessions/new", { as, form: { ...booking(61), gapReason: word }, ...said }));
  proxy.restore();
  for (const { headers } of answers) {
    expect(headers["x-request-id"]).toMatch(/^[0-9a-f-]{36}$/);
    await vi.waitFor(() => expect(served.log()).toContain(headers["x-request-id"]));
  }
  expect(served.log()).toContain('"fault"');
  expect(served.log()).not.toMatch(/zqcanary/i);
});

test("told to stop: says first that it is not ready, answers what is under way, takes nothing new, and ends", async () => {
  const stopping = await serve({ DRAIN_NOTICE_SECONDS: "1" });
  const holding = new AbortController();
  const held = beside.begin(async (tx) => {
    await tx`select 1 from resources where id = ${world.here.physician.id} for update`;
    await once(holding.signal, "abort");
  });
  const slow = stopping.ask("/sessions/new", { as: world.people.scheduler.token, form: booking(70) });
  await vi.waitFor(async () => {
    const [row] = await beside`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    expect(row?.["n"]).toBe(1);
  }, 5_000);
  stopping.signal("SIGTERM");
  await vi.waitFor(async () =>
    expect(await stopping.ask("/readyz")).toMatchObject({ status: 503, text: "stopping" }),
  );
  await vi.waitFor(() => expect(fetch(`${stopping.origin}/healthz`)).rejects.toThrow(), {
    timeout: 5_000,
    interval: 100,
  });
  holding.abort();
  await held;
  expect((await slow).status).toBe(302);
  await stopping.ended();
  const [row] = await db.execute(sql`select count(*)::int as n from sessions
    where (starts_at at time zone 'America/Denver')::date = ${inDays(70)}`);
  expect(row).toEqual({ n: 1 });
});
