import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { closeDatabase, db } from "db/client";
import { freePort } from "db/embedded/ports.mjs";
import { migrateDatabase } from "db/migrate";
import { readerFor } from "db/reader";
import { outcomeReports } from "db/schema";
import { followReplicas, replicaUse } from "db/replicas/replicas";
import { posts } from "tests/routes/forms";
import { aWorld, inDays, type Site, type World } from "tests/routes/world";
import { anAccount, aPlan, works } from "tests/support/practice";
import { openProxy, type Proxy } from "tests/support/proxy";
import { serveApp, signedIn, type Served } from "tests/support/served";
import { openPair, type Pair } from "tests/support/standby";

/** Two processes on a primary and a standby that follows it, with a network of ours before the standby. */
let pair: Pair;
let proxy: Proxy;
let world: World;
let one: Served;
let other: Served;
let onPrimary: postgres.Sql;
let metricsPort: number;
const boundMs = 10_000;

beforeAll(async () => {
  pair = await openPair({
    settings: { shared_preload_libraries: "pg_stat_statements", max_standby_streaming_delay: "0" },
  });
  await migrateDatabase({ ownerUrl: pair.primary.url("owner"), appRole: "tendon_app" });
  proxy = await openProxy(pair.standby.url("app"));
  process.env.DATABASE_URL = pair.primary.url("app");
  process.env.DATABASE_DIRECT_URL = pair.primary.url("app");
  process.env.DATABASE_REPLICA_URLS = proxy.through(pair.standby.url("app"));
  process.env.SECRET_KEY ??= randomBytes(32).toString("hex");
  onPrimary = postgres(pair.primary.url("superuser"), { max: 1, onnotice: () => {} });
  await onPrimary`create extension if not exists pg_stat_statements`;
  world = await aWorld();
  metricsPort = await freePort();
  [one, other] = await Promise.all([serveApp({ METRICS_PORT: String(metricsPort) }), serveApp()]);
}, 240_000);
beforeEach(async () => {
  await pair.resumeReplay();
  await pair.untilCaughtUp();
  await isUsed();
}, 60_000);
afterAll(async () => {
  await Promise.all([one.stop(), other.stop()]);
  await onPrimary.end();
  await closeDatabase();
  await proxy.close();
  await pair.close();
});

const figures = async (port = metricsPort) => {
  const text = await (await fetch(`http://127.0.0.1:${String(port)}/metrics`)).text();
  const of = (name: string) => Number(new RegExp(`^${name} (\\S+)`, "m").exec(text)?.[1] ?? 0);
  const reads = (answered: string) => of(`tendon_lagging_reads_total{answered="${answered}"}`);
  const [, used] = /^tendon_replica_used\{.*\} (\d)/m.exec(text) ?? [];
  const [, lag] = /^tendon_replica_lag_seconds\{.*\} (\S+)/m.exec(text) ?? [];
  return { reads, used, lag };
};
const isUsed = (as = "1") =>
  vi.waitFor(async () => expect((await figures()).used).toBe(as), { timeout: 40_000, interval: 200 });
const ask = (at: Served, path: string, as: string, headers = {}) =>
  at.ask(path, { as, headers, signal: AbortSignal.timeout(boundMs) });

/** What one account writes, and where two others' reads of it may lag. */
interface Case {
  by: "scheduler" | "physician" | "administrator";
  write: [path: (site: Site) => string, route: string, name: string];
  reads: (site: Site) => string[];
  shows: RegExp;
}
const cases: Record<string, Case> = {
  "plans as a file": {
    by: "scheduler",
    write: [({ waiting }) => `/plans/${waiting[0].id}/status`, "plans.$id.status", "hold"],
    reads: () => ["/plans.csv?show=all&status=on-hold"],
    shows: /On hold/,
  },
  "the trail, its file and a page of its data": {
    by: "administrator",
    write: [({ clinicId }) => `/settings/clinics/${clinicId}`, "settings.clinics.$id", "add a room"],
    reads: () => ["/settings/audit", "/settings/audit.csv", "/settings/audit.data"],
    shows: /A new room|room\.add/,
  },
  "a patient's courses": {
    by: "physician",
    write: [({ plan }) => `/plans/${plan.id}/edit`, "plans.$id.edit", "edit"],
    reads: ({ plan }) => [`/patients/${plan.patientId}.data`],
    shows: /Sprain/,
  },
};

/** Somebody of the same role who has written nothing. */
async function another(...roles: Case["by"][]) {
  const account = await anAccount("Una Other", roles, [world.here.clinicId]);
  if (roles.includes("physician")) await works(account, world.here.clinicId);
  return signedIn(account.id);
}

async function write({ by, write: [path, route, name] }: Case, as: string) {
  const post = posts.find(
    (found) => found.route === `routes/${route}` && found.name === name && found.by === by,
  );
  if (!post) throw new Error(`nothing is sent to ${route}`);
  const { status } = await one.ask(path(world.here), { as, form: post.form(world.here) });
  expect([200, 302]).toContain(status);
}

describe.each(Object.entries(cases))("%s", (_, about) => {
  test("show who wrote their own write at once, in both processes; others what the replica knows", async () => {
    const mine = await signedIn(world.people[about.by].actor.id);
    const theirs = await another(about.by);
    await pair.untilCaughtUp();
    await pair.pauseReplay();
    const before = (await figures()).reads("replica");
    await write(about, mine);
    for (const path of about.reads(world.here)) {
      for (const at of [one, other]) {
        const own = await ask(at, path, mine);
        expect([own.status, own.text]).toEqual([200, expect.stringMatching(about.shows)]);
        const lagging = await ask(at, path, theirs);
        expect([lagging.status, lagging.text]).toEqual([200, expect.not.stringMatching(about.shows)]);
        // Told of the change, they look again.
        const again = await ask(at, path, theirs, { "x-tendon-unattended": "1" });
        expect(again.text).toMatch(about.shows);
      }
    }
    expect((await figures()).reads("replica")).toBeGreaterThan(before);
    expect((await figures()).reads("own write")).toBeGreaterThan(0);
    await pair.resumeReplay();
    await pair.untilCaughtUp();
    for (const path of about.reads(world.here))
      expect((await ask(other, path, theirs)).text).toMatch(about.shows);
  });
});

test("the outcomes, as a file and as a page, show one's own change at once, and others' once the replica does", async () => {
  const { clinicId, physician } = world.here;
  const [mine, theirs] = [await signedIn(physician.id), await another("physician")];
  const plan = await aPlan(clinicId, physician);
  const due = { dueOn: inDays(-40), windowFrom: inDays(-47), windowTo: inDays(-26) };
  await db
    .insert(outcomeReports)
    .values({ ...due, planId: plan.id, timePoint: "6-months", status: "expired" });
  await pair.untilCaughtUp();
  const paths = [
    "/outcomes.csv?point=6-months",
    "/outcomes.data?point=6-months&_routes=routes/outcomes._index",
  ];
  const readBy = (as: string, at = one) =>
    Promise.all(paths.map(async (path) => (await ask(at, path, as)).text));
  const [before, mineBefore] = [await readBy(theirs), await readBy(mine)];
  await pair.pauseReplay();
  const edit = posts.find(({ route, name }) => route === "routes/plans.$id.edit" && name === "edit");
  const form = { ...edit?.form(world.here), region: "ankle" };
  expect((await one.ask(`/plans/${plan.id}/edit`, { as: mine, form })).status).toBe(302);
  const after = await readBy(mine);
  expect(after[0]).toContain("region,Ankle");
  expect(after[1]).not.toBe(mineBefore[1]);
  expect(await readBy(mine, other)).toEqual(after);
  for (const at of [one, other]) expect(await readBy(theirs, at)).toEqual(before);
  await pair.resumeReplay();
  await pair.untilCaughtUp();
  expect((await readBy(theirs))[0]).toContain("region,Ankle");
});

test("without the variable nothing is asked for it, and with it the same reads go elsewhere", async () => {
  const plain = await serveApp({ DATABASE_REPLICA_URLS: "" });
  const onStandby = postgres(pair.standby.url("superuser"), { max: 1 });
  const physician = await signedIn(world.here.physician.id);
  const rounds = 10;
  const counted = async (at: Served) => {
    await onPrimary`select pg_stat_statements_reset()`;
    await onStandby`select pg_stat_statements_reset()`;
    for (let n = 0; n < rounds; n += 1) expect((await ask(at, "/outcomes", physician)).status).toBe(200);
    const calls = async (on: postgres.Sql, like: string) =>
      Number(
        (await on`select coalesce(sum(calls), 0) as n from pg_stat_statements where query like ${like}`)[0]?.[
          "n"
        ],
      );
    return {
      signIns: await calls(onPrimary, "%from sign_ins s join accounts%"),
      asksWhatWasWritten: await calls(onPrimary, "%as wrote%"),
      primary: await calls(onPrimary, "%outcome_cells%"),
      standby: await calls(onStandby, "%outcome_cells%"),
    };
  };
  const [without, with_] = [await counted(plain), await counted(one)];
  expect(without).toEqual({ signIns: rounds, asksWhatWasWritten: 0, primary: 3 * rounds, standby: 0 });
  expect(with_).toEqual({ signIns: rounds, asksWhatWasWritten: rounds, primary: 0, standby: 3 * rounds });
  await onStandby.end();
  await plain.stop();
});

describe("a replica that", () => {
  const page = async (as: string) => {
    const from = performance.now();
    expect((await ask(one, "/outcomes", as)).status).toBe(200);
    return performance.now() - from;
  };

  test("says nothing costs one answer some seconds, and is left alone until it is back", async () => {
    const as = await signedIn(world.here.physician.id);
    proxy.freeze();
    const all = await Promise.all(Array.from({ length: 8 }, () => page(as)));
    await isUsed("0");
    const next = await page(as);
    console.log(`frozen: ${all.map(Math.round).join(" ")} ms, then ${String(Math.round(next))} ms`);
    expect(Math.max(...all)).toBeLessThan(boundMs);
    proxy.restoreForgetting();
    await isUsed();
    const before = (await figures()).reads("replica");
    await page(as);
    expect((await figures()).reads("replica")).toBeGreaterThan(before);
  });

  test("is killed is not missed, and used again once it is back", async () => {
    const as = await signedIn(world.here.physician.id);
    const asking = Array.from({ length: 40 }, () => page(as));
    await pair.standby.kill();
    await Promise.all([...asking, page(as), page(as)]);
    await isUsed("0");
    expect((await ask(one, "/readyz", "")).status).toBe(200);
    await pair.standby.start();
    await isUsed();
  });

  test("has to drop what it reads for what the primary has done: the primary answers", async () => {
    const replicas = followReplicas(() => {});
    const who = { id: world.here.physician.id, wrote: [] };
    await vi.waitFor(() => expect(replicaUse().replicas[0]?.isUsable).toBe(true), { timeout: boundMs });
    await db.execute(
      sql`insert into throttles (key, points) select 'dead ' || n, 1 from generate_series(1, 1000) n`,
    );
    await pair.untilCaughtUp();
    const reading = readerFor(who).execute<{ n: number }>(
      sql`select count(*)::int as n, pg_sleep(2)::text from throttles`,
    );
    await onPrimary`delete from throttles`;
    await onPrimary`vacuum throttles`;
    expect((await reading)[0]?.n).toBe(0);
    expect(Object.fromEntries(replicaUse().reads)).toMatchObject({ conflict: 1 });
    await replicas.stop();
  });

  test("is too far behind is not asked", async () => {
    const as = await another("physician");
    await pair.pauseReplay();
    await db.execute(sql`insert into throttles (key, points) values ('moves on', 1)`);
    await isUsed("0");
    expect(Number((await figures()).lag)).toBeGreaterThan(25);
    const before = (await figures()).reads("no replica");
    await page(as);
    expect((await figures()).reads("no replica")).toBeGreaterThan(before);
  });
});

test("what is no standby of this database is never read from, and noted", async () => {
  const port = await freePort();
  const urls = [pair.primary.url("app"), inject("template").app, "postgres://nobody@127.0.0.1:1/none"];
  const served = await serveApp({
    DATABASE_REPLICA_URLS: urls.join(" , "),
    METRICS_PORT: String(port),
    LOG_LEVEL: "info",
  });
  const as = await signedIn(world.here.physician.id);
  await vi.waitFor(() => expect(served.log().match(/replica: no standby of this database/g)).toHaveLength(2));
  expect((await ask(served, "/outcomes", as)).status).toBe(200);
  expect((await figures(port)).reads("replica")).toBe(0);
  expect((await figures(port)).reads("no replica")).toBeGreaterThan(0);
  await served.stop();
});
