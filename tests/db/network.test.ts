import { once } from "node:events";
import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import postgres from "postgres";
import { closeDatabase, connect, db } from "db/client";
import type { DatabaseAway } from "db/pool/patience";
import { sessions } from "db/schema";
import { posts } from "tests/routes/forms";
import { aWorld, inDays, type World } from "tests/routes/world";
import { freshDatabase } from "tests/support/database";
import { openProxy, type Proxy } from "tests/support/proxy";
import { tally } from "tests/support/tally";
import { serveApp, type Asked, type Form, type Served } from "tests/support/served";

/** The served app with a network of ours between it and its database, which fails in each of its ways. */
let database: Awaited<ReturnType<typeof freshDatabase>>;
let served: Served;
let proxy: Proxy;
let world: World;
/** Past the network, and sees what others wait for. */
let beside: postgres.Sql;

const boundMs = 10_000;

beforeAll(async () => {
  database = await freshDatabase();
  world = await aWorld();
  proxy = await openProxy(database.appUrl);
  const through = proxy.through(database.appUrl);
  served = await serveApp({ DATABASE_URL: through, DATABASE_DIRECT_URL: through });
  beside = postgres(database.superUrl, { max: 2, onnotice: () => {} });
});
afterEach(async () => {
  proxy.restore();
  await isWell();
});
afterAll(async () => {
  await served.stop();
  await beside.end();
  await proxy.close();
  await closeDatabase();
  await database.drop();
});

/** An answer, whichever, within what is promised; a request without one is ended and fails the test. */
async function ask(path: string, asked: Asked = {}) {
  const from = performance.now();
  const signal = AbortSignal.timeout(boundMs);
  const answer = await served.ask(path, { as: world.people.scheduler.token, ...asked, signal });
  tally("frozen.s", (performance.now() - from) / 1000);
  return answer;
}

const isWell = () =>
  vi.waitFor(async () => expect((await ask("/calendar/day")).status).toBe(200), {
    timeout: boundMs,
    interval: 200,
  });

let days = 42;
/** A booking of its own day, with its key. */
function aBooking(): { day: string; form: Form } {
  const booking = posts.find(({ route }) => route === "routes/sessions.new");
  if (!booking) throw new Error("nothing books");
  const day = inDays((days += 1));
  return { day, form: { ...booking.form(world.here), day } };
}
const book = (form: Form) => ask("/sessions/new", { form });
const booked = async (day: string) =>
  (
    await db.select({ id: sessions.id }).from(sessions)
      .where(sql`(${sessions.startsAt} at time zone 'America/Denver')::date = ${day}
        and ${eq(sessions.planId, world.here.plan.id)}`)
  ).length;

function expectAway({ status, headers, text }: Awaited<ReturnType<typeof ask>>) {
  expect(status).toBe(503);
  expect(headers["retry-after"]).toBeDefined();
  expect(text).not.toMatch(/DATABASE_|ECONN|CONNECT_|postgres|\bat \w+ \(/);
}

/** Holds what a booking locks, so that it stands in the middle of its transaction. */
async function inTheMiddle(form: Form) {
  const holding = new AbortController();
  const held = beside.begin(async (tx) => {
    await tx`select 1 from resources where id = ${world.here.physician.id} for update`;
    await once(holding.signal, "abort");
  });
  const answer = book(form);
  await vi.waitFor(async () => {
    const [row] = await beside`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    expect(row?.["n"]).toBe(1);
  }, 5_000);
  const letGo = async () => {
    holding.abort();
    await held;
  };
  return { answer, letGo };
}

describe("a database that says nothing any more", () => {
  test("in the middle of requests: pages, data, bookings and sign-ins are answered, and again once it is back", async () => {
    const { day, form } = aBooking();
    const { answer, letGo } = await inTheMiddle(form);
    proxy.freeze();
    await letGo();
    const asked = [
      answer,
      ...["/", "/calendar/week", "/plans", "/calendar/day.data", "/plans.csv"].map((path) => ask(path)),
      book(aBooking().form),
      ask("/sign-in", {
        as: "",
        form: { email: "somebody@practice.example", password: "not this one", back: "/" },
      }),
    ];
    for (const one of await Promise.all(asked)) expectAway(one);
    proxy.restore();
    await isWell();
    expect((await book(form)).status).toBe(302);
    expect(await booked(day)).toBe(1);
  });

  test("and whose connections stay dead when the way to it is back: new ones are made", async () => {
    proxy.freeze();
    await Promise.all(Array.from({ length: 12 }, () => ask("/").then(expectAway)));
    proxy.restoreForgetting();
    await isWell();
    await Promise.all(Array.from({ length: 12 }, async () => expect((await ask("/")).status).toBe(200)));
  });

  test("its page says so in words, and names the request", async () => {
    proxy.freeze();
    const page = await ask("/plans");
    expectAway(page);
    expect(page.text).toContain("Not possible at the moment");
    expect(page.text).toContain(page.headers["x-request-id"]);
  });

  test("live updates go on afterwards", async () => {
    const news = new AbortController();
    const heard = vi.fn();
    const reply = await fetch(`${served.origin}/live`, {
      headers: { cookie: `__Host-tendon=${world.people.scheduler.token}` },
      signal: news.signal,
    });
    const reading = reply.body
      ?.pipeThrough(new TextDecoderStream())
      .pipeTo(new WritableStream({ write: (text) => heard(text) as undefined }))
      .catch(() => {});
    proxy.freeze();
    await ask("/").then(expectAway);
    proxy.restoreForgetting();
    await isWell();
    await vi.waitFor(() => expect(heard.mock.calls.join()).toContain("practice"), { timeout: boundMs });
    heard.mockClear();
    expect((await book(aBooking().form)).status).toBe(302);
    await vi.waitFor(() => expect(heard.mock.calls.join()).toContain("data:"), { timeout: boundMs });
    news.abort();
    await reading;
  });
});

test("a way to the database that is cut: 503 at once, and all goes on once it is back", async () => {
  const { day, form } = aBooking();
  const { answer, letGo } = await inTheMiddle(form);
  proxy.cut();
  await letGo();
  for (const one of await Promise.all([answer, ask("/"), ask("/plans"), book(form)])) expectAway(one);
  proxy.restore();
  await isWell();
  expect((await book(form)).status).toBe(302);
  expect(await booked(day)).toBe(1);
});

test("connections reset in the middle of transactions, again and again: each booking is there once", async () => {
  const all = Array.from({ length: 12 }, aBooking);
  let resets = 0;
  const untilBooked = async (form: Form): Promise<void> => {
    const { status } = await book(form);
    // Whoever is answered pulls the line away from all others.
    if ((resets += 1) < 60) proxy.reset();
    if (status === 302) return;
    expect(status).toBe(503);
    return untilBooked(form);
  };
  await Promise.all(all.map(({ form }) => untilBooked(form)));
  expect(resets).toBeGreaterThan(all.length);
  for (const { day } of all) expect(await booked(day)).toBe(1);
});

test("a slow line in small pieces: answered whole, or 503", async () => {
  proxy.slow(150, 100);
  for (const { status } of await Promise.all([ask("/"), ask("/calendar/day"), book(aBooking().form)])) {
    expect([200, 302, 503]).toContain(status);
  }
});

test("more than could wait: the rest is told at once, and nobody who was let in is forgotten", async () => {
  const { sql: client, pool } = connect(database.appUrl, { max: 1 });
  const letGo = new AbortController();
  const holding = client.begin(() => once(letGo.signal, "abort"));
  const asked = Array.from({ length: 250 }, () => client.unsafe("select 1 as one").then(() => "answered"));
  const told = await Promise.allSettled(asked.slice(200));
  expect(
    told.map((one) => (one.status === "rejected" ? (one.reason as DatabaseAway).code : one.value)),
  ).toEqual(Array.from({ length: 50 }, () => "DATABASE_BUSY"));
  expect(pool.use).toEqual({ inUse: 1, open: 1, max: 1, waiting: 200 });
  letGo.abort();
  await holding;
  expect(new Set(await Promise.all(asked.slice(0, 200)))).toEqual(new Set(["answered"]));
  await client.end();
});
