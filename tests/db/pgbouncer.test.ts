import { afterAll, beforeAll, expect, test, vi } from "vitest";
import postgres from "postgres";
import { eq, sql } from "drizzle-orm";
import { closeDatabase, connect, db } from "db/client";
import { boundRole } from "db/migrate";
import { bounds } from "db/pool/bounds";
import { sessions } from "db/schema";
import { enqueue } from "db/writes/enqueue";
import { posts } from "tests/routes/forms";
import { aWorld, inDays, type World } from "tests/routes/world";
import { freshDatabase } from "tests/support/database";
import { findPgBouncer, openPgBouncer } from "tests/support/pgbouncer";
import { openProxy, type Proxy } from "tests/support/proxy";
import { serveApp, type Asked, type Form, type Served } from "tests/support/served";

/**
 * The served app with PgBouncer in transaction mode between it and its database: four connections for all. Where a machine has
 * none and cannot fetch one, what was not tested is said, and shown as skipped.
 */
const program = await findPgBouncer();
const isThere = !("missing" in program);
if (!isThere) console.warn(`\n!! NOT TESTED with PgBouncer on this machine: ${program.missing}.\n`);

let database: Awaited<ReturnType<typeof freshDatabase>>;
let pooler: Awaited<ReturnType<typeof openPgBouncer>>;
let proxy: Proxy;
let served: Served;
let world: World;
let pooled: string;

beforeAll(async () => {
  if ("missing" in program) return;
  database = await freshDatabase();
  world = await aWorld();
  await boundRole(database.appUrl);
  proxy = await openProxy(database.appUrl);
  pooler = await openPgBouncer(program, [proxy.through(database.appUrl)]);
  pooled = pooler.through(database.appUrl);
  served = await serveApp({
    DATABASE_URL: pooled,
    DATABASE_PREPARE: "false",
    DATABASE_DIRECT_URL: proxy.through(database.appUrl),
  });
});
afterAll(async () => {
  if (!isThere) return;
  await served.stop();
  await pooler.close();
  await proxy.close();
  await closeDatabase();
  await database.drop();
});

const here = test.skipIf(!isThere);
const boundMs = 10_000;
const ask = (path: string, asked: Asked = {}) =>
  served.ask(path, { as: world.people.scheduler.token, ...asked, signal: AbortSignal.timeout(boundMs) });

let days = 42;
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

here("each role's pages come, many at once", async () => {
  const answers = await Promise.all(
    (["scheduler", "physician", "administrator"] as const).flatMap((role) =>
      ["/", "/calendar/week", "/plans", "/patients", "/outcomes", "/settings/accounts"].map(async (path) => {
        const { status } = await ask(path, { as: world.people[role].token });
        return { role, path, status };
      }),
    ),
  );
  expect(answers.filter(({ status }) => ![200, 302, 403].includes(status))).toEqual([]);
  expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(9);
});

here(
  "statements and transactions sent one behind the other are answered in their order, each on one connection",
  async () => {
    const { sql: client } = connect(pooled, { max: 12, isPooled: true });
    const singles = Array.from({ length: 200 }, async (_, n) => {
      const [row] = await client.unsafe("select $1::int as n", [n]);
      return row?.["n"] === n;
    });
    const whole = Array.from({ length: 60 }, (_, n) =>
      client.begin(async (tx) => {
        const [first, , last] = await Promise.all([
          tx.unsafe("select pg_current_xact_id()::text as id, pg_backend_pid() as pid"),
          tx.unsafe("select set_config('tendon.n', $1, true)", [String(n)]),
          tx.unsafe(
            "select pg_current_xact_id()::text as id, pg_backend_pid() as pid, current_setting('tendon.n') as n",
          ),
        ]);
        return (
          last[0]?.["n"] === String(n) &&
          first[0]?.["id"] === last[0]["id"] &&
          first[0]?.["pid"] === last[0]["pid"]
        );
      }),
    );
    expect(new Set(await Promise.all([...singles, ...whole]))).toEqual(new Set([true]));
    const failed = client.begin(async (tx) => {
      await tx.savepoint((inner) => inner.unsafe("select 1 / 0")).catch(() => {});
      await tx.unsafe("select $1::int", ["no number"]);
    });
    await expect(failed).rejects.toMatchObject({ code: "22P02" });
    await client.end();
  },
);

here("a connection has its bounds by its role", async () => {
  const { sql: client } = connect(pooled, { max: 1, isPooled: true });
  const [row] = await client.unsafe(
    `select ${Object.keys(bounds)
      .map((name) => `current_setting('${name}') as ${name}`)
      .join()}, current_setting('TimeZone') as zone`,
  );
  expect(row).toEqual({
    ...{ statement_timeout: "7s", lock_timeout: "4s", idle_in_transaction_session_timeout: "10s" },
    ...{ plan_cache_mode: "force_custom_plan", zone: "UTC" },
  });
  await client.end();
});

here("a booking is made once, however often it is sent; of many after one place one has it", async () => {
  const { day, form } = aBooking();
  const again = await Promise.all(Array.from({ length: 8 }, () => book(form)));
  expect(new Set(again.map(({ status }) => status))).toEqual(new Set([302]));
  expect(await booked(day)).toBe(1);

  const { day: contested, form: one } = aBooking();
  const untilTold = async (form: Form): Promise<number> => {
    const { status } = await book(form);
    return status === 503 ? untilTold(form) : status;
  };
  const rivals = await Promise.all(
    Array.from({ length: 8 }, () => untilTold({ ...one, key: crypto.randomUUID() })),
  );
  expect(rivals.sort()).toEqual([302, ...Array.from({ length: 7 }, () => 409)]);
  expect(await booked(contested)).toBe(1);
});

here("live updates come past it, and a job is done through it", async () => {
  let heard = "";
  const reply = await fetch(`${served.origin}/live`, {
    headers: { cookie: `__Host-tendon=${world.people.scheduler.token}` },
  });
  void reply.body
    ?.pipeThrough(new TextDecoderStream())
    .pipeTo(new WritableStream({ write: (text) => void (heard += text) }))
    .catch(() => {});
  await vi.waitFor(
    async () => {
      expect((await book(aBooking().form)).status).toBe(302);
      expect(heard).toContain('"noun":"session"');
    },
    { timeout: boundMs, interval: 300 },
  );
  await db.transaction((tx) => enqueue(tx, "tidy-sign-ins", {}));
  await vi.waitFor(
    async () => {
      const [job] = await db.execute(
        sql`select state from pgboss.job where name = 'tidy-sign-ins' order by created_on desc limit 1`,
      );
      expect(job).toMatchObject({ state: "completed" });
    },
    { timeout: boundMs, interval: 100 },
  );
});

here("tries to sign in are counted, and end", async () => {
  const form = { email: "somebody@practice.example", password: "not this one, surely", back: "/" };
  const said: string[] = [];
  while (said.length < 11) said.push((await ask("/sign-in", { as: "", form })).text);
  expect(said.findIndex((text) => text.includes("Too many tries"))).toBe(10);
});

here("a database that says nothing any more: 503, and all is well once it is back", async () => {
  proxy.freeze();
  const answers = await Promise.all([ask("/"), ask("/plans"), book(aBooking().form)]);
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 503]);
  proxy.restore();
  await vi.waitFor(async () => expect((await ask("/calendar/day")).status).toBe(200), {
    timeout: boundMs,
    interval: 200,
  });
  expect((await book(aBooking().form)).status).toBe(302);
});

here("without the switch it is refused at once, and not by a hang", async () => {
  const { sql: client } = connect(pooled, { max: 1 });
  await expect(client.unsafe("select 1")).rejects.toThrow(/unsupported startup parameter/);
  await client.end();
  const direct = postgres(database.appUrl, { max: 1, onnotice: () => {} });
  expect(Array.from(await direct`select 1 as one`)).toEqual([{ one: 1 }]);
  await direct.end();
});
