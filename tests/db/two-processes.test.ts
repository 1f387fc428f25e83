import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { decodeBase32IgnorePadding } from "@oslojs/encoding";
import { generateHOTP } from "@oslojs/otp";
import { closeDatabase, db } from "db/client";
import { accounts, imports, patients, sessions } from "db/schema";
import { draftKey } from "~/http/draft-key.server";
import { posts } from "tests/routes/forms";
import { aWorld, inDays, PASSWORD, type World } from "tests/routes/world";
import { freshDatabase } from "tests/support/database";
import { anAccount, aPlan } from "tests/support/practice";
import { openProxy } from "tests/support/proxy";
import { hearLive, serveApp, signedIn, type Answer, type Form, type Served } from "tests/support/served";

/** Two processes on one database, as behind a balancer that sends each request to either. */
let database: Awaited<ReturnType<typeof freshDatabase>>;
let world: World;
let one: Served;
let other: Served;
let desk: string;

beforeAll(async () => {
  database = await freshDatabase();
  world = await aWorld();
  [one, other] = await Promise.all([serveApp(), serveApp()]);
});
beforeEach(async () => {
  await db.execute(sql`delete from throttles`);
  desk = await signedIn(world.here.scheduler.id);
});
afterAll(async () => {
  await Promise.all([one.stop(), other.stop()]);
  await closeDatabase();
  await database.drop();
});

const postOf = (route: string, name: string) => {
  const found = posts.find((post) => post.route === `routes/${route}` && post.name === name);
  if (!found) throw new Error(`nothing is sent to ${route}`);
  return found.form(world.here);
};
let days = 100;
const aBooking = (): Form => ({
  ...postOf("sessions.new", "book"),
  day: inDays((days += 1)),
  key: randomUUID(),
});
const book = (at: Served, form: Form) => at.ask("/sessions/new", { as: desk, form });
const bookedOn = (form: Form) =>
  db
    .select()
    .from(sessions)
    .where(sql`(${sessions.startsAt} at time zone 'America/Denver')::date = ${form["day"]}`);
const tokenOf = ({ headers }: Answer, name = "__Host-tendon") =>
  new RegExp(`${name}=([^;,]+)`).exec(headers["set-cookie"] ?? "")?.[1] ?? "";
const emailOf = async (id: string) =>
  (await db.select({ email: accounts.email }).from(accounts).where(eq(accounts.id, id)))[0]?.email ?? "";
const signIn = (at: Served, email: string, password = PASSWORD) =>
  at.ask("/sign-in", { form: { email, password, back: "/plans" } });

/** A scheduler of this test's own, with the password of all. */
async function somebody() {
  const account = await anAccount("Sam Both", ["scheduler"], [world.here.clinicId]);
  await db.execute(sql`update accounts set password_hash = (select password_hash from accounts
    where id = ${world.here.scheduler.id}) where id = ${account.id}`);
  return { ...account, email: await emailOf(account.id) };
}

describe("a sign-in", () => {
  test("at one is a sign-in at the other, and ends for both at the next request", async () => {
    const sam = await somebody();
    const token = tokenOf(await signIn(one, sam.email));
    expect((await other.ask("/plans", { as: token })).status).toBe(200);
    expect((await one.ask("/sign-out", { as: token, form: {} })).status).toBe(302);
    expect((await other.ask("/plans", { as: token })).headers["location"]).toMatch(/^\/sign-in/);

    const again = tokenOf(await signIn(other, sam.email));
    expect((await one.ask("/plans", { as: again })).status).toBe(200);
    const boss = await signedIn(world.people.administrator.actor.id);
    const gone = await other.ask(`/settings/accounts/${sam.id}`, {
      as: boss,
      form: { intent: "deactivate" },
    });
    expect(gone.status).toBe(200);
    expect((await one.ask("/plans", { as: again })).headers["location"]).toMatch(/^\/sign-in/);
  });

  test("what is given or taken at one counts at the other's next request", async () => {
    const sam = await somebody();
    const token = await signedIn(sam.id);
    expect((await other.ask(`/plans/${world.here.plan.id}`, { as: token })).status).toBe(200);
    await db.execute(sql`delete from account_clinics where account_id = ${sam.id}`);
    for (const at of [one, other]) {
      expect((await at.ask(`/plans/${world.here.plan.id}`, { as: token })).status).toBe(404);
    }
  });

  test("is proved anew at one for the other, and its earlier token opens nothing at either", async () => {
    const sam = await somebody();
    const token = await signedIn(sam.id);
    await db.execute(
      sql`update sign_ins set proved_at = now() - interval '1 hour' where account_id = ${sam.id}`,
    );
    expect((await one.ask("/plans.csv", { as: token })).headers["location"]).toMatch(/^\/confirm/);
    const form = { intent: "password", password: PASSWORD, back: "/plans" };
    const fresh = tokenOf(await other.ask("/confirm", { as: token, form }));
    expect((await one.ask("/plans.csv", { as: fresh })).status).toBe(200);
    for (const at of [one, other]) {
      expect((await at.ask("/plans", { as: token })).headers["location"]).toMatch(/^\/sign-in/);
    }
  });

  test("begun at one takes its second step at the other, with an app that was set up between them", async () => {
    const sam = await somebody();
    const { secret } = await withApp(sam.id);
    const begun = await signIn(one, sam.email);
    expect(begun.headers["location"]).toMatch(/^\/second-step/);
    const opened = await secondStep(other, tokenOf(begun, "__Host-tendon-step"), codeOf(secret));
    expect(opened.headers["location"]).toBe("/plans");
    // Used at the one, the code is used.
    const again = tokenOf(await signIn(other, sam.email), "__Host-tendon-step");
    expect((await secondStep(one, again, codeOf(secret))).status).toBe(400);
  });
});

const codeOf = (secret: string) =>
  generateHOTP(
    decodeBase32IgnorePadding(secret.replaceAll(" ", "")),
    BigInt(Math.floor(Date.now() / 30_000)),
    6,
  );
const secondStep = (at: Served, step: string, code: string) =>
  at.ask("/second-step", {
    headers: { cookie: `__Host-tendon-step=${step}` },
    form: { code, back: "/plans" },
  });

/** The set-up is made by one and taken by the other. */
async function withApp(accountId: string) {
  const token = await signedIn(accountId);
  const { text } = await one.ask("/second-factor", { as: token });
  const [, setup = ""] = /name="setup" value="([^"]+)"/.exec(text) ?? [];
  const [, secret = ""] = /((?:[A-Z2-7]{4} ){7}[A-Z2-7]{4})/.exec(text) ?? [];
  const form = { intent: "add-totp", setup, code: codeOf(secret) };
  expect((await other.ask("/second-factor", { as: token, form })).status).toBe(200);
  await db.execute(sql`update totp_factors set last_step = last_step - 3 where account_id = ${accountId}`);
  return { secret };
}

describe("tries are counted together", () => {
  /** So many are let through, sent to either in turn, and the next is not. */
  async function countedTogether(most: number, send: (at: Served, n: number) => Promise<Answer>) {
    const isStopped = ({ text }: Answer) => text.includes("Too many tries");
    for (let n = 0; n < most; n += 1) expect(isStopped(await send(n % 2 ? one : other, n))).toBe(false);
    for (const at of [one, other]) expect(isStopped(await send(at, most))).toBe(true);
  }

  test("of passwords", async () => {
    const { email } = await somebody();
    await countedTogether(10, (at) => signIn(at, email, "not the right one at all"));
  });

  test("of the second step", async () => {
    const sam = await somebody();
    await withApp(sam.id);
    await db.execute(sql`delete from throttles`);
    const step = tokenOf(await signIn(one, sam.email), "__Host-tendon-step");
    await countedTogether(10, (at) => secondStep(at, step, "000000"));
  });

  test("of forgotten passwords, and of links", async () => {
    await countedTogether(20, (at, n) =>
      at.ask("/forgotten", { form: { email: `nobody${String(n)}@practice.example` } }),
    );
    const link = { token: "A".repeat(43), password: PASSWORD, again: PASSWORD };
    await countedTogether(30, (at) => at.ask("/welcome", { form: link }));
  });
});

describe("what was opened at one is taken at the other", () => {
  test("a booking, its move, and the move taken back", async () => {
    const form = aBooking();
    const { headers } = await book(one, form);
    const [row] = await bookedOn(form);
    expect(headers["location"]).toContain(form["day"]);
    const id = row?.id ?? "";
    const moved = { ...form, day: inDays((days += 1)), key: randomUUID(), version: "1", then: "calendar" };
    expect((await other.ask(`/sessions/${id}/move`, { as: desk, form: moved })).status).toBe(302);
    const undone = { intent: "undo-move", back: "/calendar/day" };
    expect((await one.ask(`/sessions/${id}`, { as: desk, form: undone })).status).toBe(302);
    const [after] = await db.select().from(sessions).where(eq(sessions.id, id));
    expect(after?.startsAt).toEqual(row?.startsAt);
  });

  test("a record's draft: both give the device the same key, and refuse what was typed over another's", async () => {
    const { physician, sessions: there } = world.here;
    const as = await signedIn(physician.id);
    const path = `/sessions/${there.now}/record`;
    const key = draftKey(physician.id, there.now);
    for (const at of [one, other]) expect((await at.ask(path, { as })).text).toContain(key);
    const save = (at: Served, note: string, tab: string, version: string) =>
      at.ask(`/sessions/${there.now}/draft`, { as, form: { version, tab, note } });
    expect((await save(one, "Well tolerated", "the-first-tab", "1")).status).toBe(200);
    expect((await save(other, "Well tolerated so far", "the-first-tab", "2")).status).toBe(200);
    expect((await save(one, "Not well at all", "another-tab", "2")).text).toContain('"stale"');
  });

  test("an import of patients: uploaded, its columns, applied once", async () => {
    const upload = postOf("patients.import._index", "upload");
    const sent = await one.ask("/patients/import", {
      as: desk,
      form: { ...upload, clinicId: world.here.clinicId },
    });
    const path = sent.headers["location"] ?? "";
    expect(path).toMatch(/^\/patients\/import\/[0-9a-f-]{36}$/);
    expect((await other.ask(path, { as: desk })).text).toContain("people.csv");
    const mapped = { intent: "map", dateOrder: "day-first" };
    const map = await other.ask(path, { as: desk, form: { ...mapped, ...(await columnsOf(path)) } });
    expect(map.status).toBe(302);
    const answers = await Promise.all(
      [one, other].map((at) => at.ask(path, { as: desk, form: { intent: "apply", shown: "", out: [] } })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([302, 409]);
    expect(await db.$count(patients, eq(patients.givenName, "Ida"))).toBe(1);
    expect(
      (
        await db
          .select()
          .from(imports)
          .where(eq(imports.id, path.slice(-36)))
      )[0]?.appliedAt,
    ).not.toBeNull();
  });

  test("accounts from a file: checked at one, made at the other, and not twice", async () => {
    const boss = await signedIn(world.people.administrator.actor.id);
    const form = postOf("settings.accounts.import", "create from a file");
    const send = (at: Served, intent: string) =>
      at.ask("/settings/accounts/import", { as: boss, form: { ...form, intent } });
    expect((await send(one, "check")).text).toContain("Una New");
    await Promise.all([send(one, "create"), send(other, "create")]);
    const email = /[0-9a-f-]{36}@practice\.example/.exec(JSON.stringify(form))?.[0] ?? "";
    expect(await db.$count(accounts, eq(accounts.email, email))).toBe(1);
  });
});

/** The columns' selects as their page proposes them. */
async function columnsOf(path: string): Promise<Form> {
  const { text } = await one.ask(path, { as: desk });
  const selects = text.matchAll(/<select[^>]*name="([^"]+)"[^>]*>(.*?)<\/select>/gs);
  return Object.fromEntries(
    [...selects].map(([, name = "", options = ""]) => {
      const [, value = ""] =
        /value="([^"]*)"[^>]*selected/.exec(options) ??
        /<option[^>]*selected[^>]*value="([^"]*)"/.exec(options) ??
        [];
      return [name, value];
    }),
  );
}

describe("bookings", () => {
  test("one form sent to both at once is one session", async () => {
    for (let n = 0; n < 10; n += 1) {
      const form = aBooking();
      const answers = await Promise.all([one, other, one, other].map((at) => book(at, form)));
      expect(answers.map(({ status }) => status)).toEqual([302, 302, 302, 302]);
      expect(await bookedOn(form)).toHaveLength(1);
    }
  });

  test("racing for one place over both: one wins, nothing overlaps", async () => {
    for (let n = 0; n < 4; n += 1) {
      const day = inDays((days += 1));
      const plans = await Promise.all(
        Array.from({ length: 12 }, () => aPlan(world.here.clinicId, world.here.physician)),
      );
      const answers = await Promise.all(
        plans.map(({ id }, at) =>
          book(at % 2 ? one : other, { ...aBooking(), day, planId: id, startMinute: "09:00" }),
        ),
      );
      expect(answers.filter(({ status }) => status === 302)).toHaveLength(1);
      expect(answers.filter(({ status }) => status === 409)).toHaveLength(11);
    }
    const [overlaps] = await db.execute(sql`select count(*)::int as n from claims a join claims b
      on a.resource_id = b.resource_id and a.id < b.id and a.during && b.during`);
    expect(overlaps).toEqual({ n: 0 });
  });
});

test("what is changed through one is on the live updates of the other, and only where it may be", async () => {
  const stranger = await signedIn(world.there.scheduler.id);
  const [mine, theirs] = await Promise.all([hearLive(other, desk), hearLive(other, stranger)]);
  // What comes before its process listens is told as "look again", which is another test's.
  const changed = async () => {
    expect((await book(one, aBooking())).status).toBe(302);
    expect(mine.heard()).toContain('"noun":"session"');
  };
  await vi.waitFor(changed, { timeout: 30_000, interval: 500 });
  expect(theirs.heard()).not.toContain("session");
  await Promise.all([mine.stop(), theirs.stop()]);
});

test("whoever listens before a process itself does is told to look again", async () => {
  const proxy = await openProxy(database.appUrl);
  const fresh = await serveApp({ DATABASE_DIRECT_URL: proxy.through(database.appUrl) });
  proxy.freeze();
  const early = await hearLive(fresh, desk);
  expect((await book(one, aBooking())).status).toBe(302);
  proxy.restore();
  await vi.waitFor(() => expect(early.heard()).toContain('"noun":"practice"'), { timeout: 10_000 });
  await early.stop();
  await fresh.stop();
  await proxy.close();
});
