import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { accounts, auditEvents } from "db/schema";
import { editAccount, deactivateAccount } from "~/features/accounts/commands.server";
import { changeOwnPassword } from "~/features/accounts/own-password.server";
import { findActor, timeLeft } from "~/http/actor.server";
import { requestContext } from "~/http/context.server";
import { findSignIn } from "~/http/lucia.server";
import { action as signIn, loader as signInPage } from "~/routes/sign-in";
import { action as signOut } from "~/routes/sign-out";
import { loader as stay } from "~/routes/stay";
import { freshDatabase } from "tests/support/database";
import { aClinic, anAccount } from "tests/support/practice";
import {
  accountRow,
  ask,
  backdate,
  cookieFor,
  emailOf,
  hashOf,
  isSignedIn,
  now,
  PASSWORD,
  signInsOf,
  tokenIn,
  withPassword,
} from "./accounts-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let clinicId: string;

beforeAll(async () => {
  database = await freshDatabase();
  clinicId = await aClinic("Riverside", "America/Denver");
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});
beforeEach(() => db.execute(sql`delete from throttles`));

const aScheduler = () => withPassword("Sam Desk", ["scheduler"], [clinicId]);
const form = (email: string, password = PASSWORD) => ({ email, password, back: "/plans" });
const post = (email: string, password?: string, more = {}) =>
  ask(signIn, "/sign-in", { form: form(email, password), ...more });

/** Who a token signs in, asked as a page asks. */
const actorOf = (token: string, headers: Record<string, string> = {}) =>
  requestContext.run({ requestId: "test", address: "", nonce: "" }, async () => {
    const request = new Request("http://127.0.0.1:3000/", {
      headers: { cookie: cookieFor(token), ...headers },
    });
    return (await findActor(request))?.actor ?? null;
  });

describe("signing in", () => {
  test("leads on with a fresh token, of which the database holds the hash alone", async () => {
    const sam = await aScheduler();
    const reply = await post(await emailOf(sam));
    expect(reply.status).toBe(302);
    expect(reply.location).toBe("/plans");
    expect(reply.cookies[0]).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const token = tokenIn(reply);
    expect(await actorOf(token)).toMatchObject({ id: sam.id });
    const [row] = await signInsOf(sam.id);
    expect(row?.id).toBe(hashOf(token));
    expect(JSON.stringify(await db.execute(sql`select * from sign_ins`))).not.toContain(token);
    expect(await actorOf(row?.id ?? "")).toBeNull();
  });

  test("never adopts a token that was planted", async () => {
    const sam = await aScheduler();
    const planted = "A".repeat(43);
    const reply = await post(await emailOf(sam), PASSWORD, { cookie: cookieFor(planted) });
    expect(tokenIn(reply)).not.toBe(planted);
    expect(await actorOf(planted)).toBeNull();
  });

  test("over an open sign-in ends that one", async () => {
    const [sam, other] = [await aScheduler(), await aScheduler()];
    const { token } = await isSignedIn(other.id);
    const reply = await post(await emailOf(sam), PASSWORD, { cookie: cookieFor(token) });
    expect(await actorOf(tokenIn(reply))).toMatchObject({ id: sam.id });
    expect(await actorOf(token)).toBeNull();
  });

  test("the e-mail's case does not matter, the password's does", async () => {
    const sam = await aScheduler();
    const email = await emailOf(sam);
    expect((await post(email.toUpperCase())).status).toBe(302);
    expect((await post(email, PASSWORD.toUpperCase())).status).toBe(400);
  });

  test("leads nowhere else: a foreign address is dropped", async () => {
    const sam = await aScheduler();
    const reply = await ask(signIn, "/sign-in", {
      form: { ...form(await emailOf(sam)), back: "//evil.example/" },
    });
    expect(reply.location).toBe("/");
  });

  test("says the same to an unknown e-mail, a disabled account, one without a password and a wrong password", async () => {
    const [sam, disabled, invited] = [
      await aScheduler(),
      await aScheduler(),
      await anAccount("New Person", ["scheduler"], [clinicId]),
    ];
    await db.update(accounts).set({ deactivatedAt: new Date() }).where(eq(accounts.id, disabled.id));
    const tries = [
      { email: "nobody@practice.example", password: PASSWORD },
      { email: await emailOf(disabled), password: PASSWORD },
      { email: await emailOf(invited), password: PASSWORD },
      { email: await emailOf(sam), password: "six quiet herons wade" },
    ];
    const replies = [];
    for (const { email, password } of tries) {
      const { status, body } = await post(email, password);
      replies.push({ status, body: JSON.stringify(body).replace(email, "<email>") });
    }
    expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
    expect(replies[0]?.status).toBe(400);
    expect(replies[0]?.body).not.toContain("quiet herons");
  });

  test("takes as long for an unknown e-mail as for a wrong password", async () => {
    const sam = await aScheduler();
    const email = await emailOf(sam);
    const timed = async (address: string) => {
      const from = performance.now();
      await post(address, "six quiet herons wade");
      return performance.now() - from;
    };
    const unknown: number[] = [];
    const wrong: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      unknown.push(await timed("nobody@practice.example"));
      wrong.push(await timed(email));
    }
    // The fastest of each: what else the machine does only adds.
    const ratio = Math.min(...unknown) / Math.min(...wrong);
    expect(ratio).toBeGreaterThan(0.5);
    expect(ratio).toBeLessThan(2);
  });

  test("is audited either way, without what was typed", async () => {
    const sam = await aScheduler();
    await post(await emailOf(sam), "six quiet herons wade");
    await post(await emailOf(sam));
    const rows = await db.select().from(auditEvents).where(eq(auditEvents.actorId, sam.id));
    expect(rows.map((row) => row.action)).toEqual(["sign-in.refused", "sign-in.open"]);
    expect(JSON.stringify(rows)).not.toContain("herons");
  });

  test("what is no e-mail, or too long, is told beside its field and not given to the hash", async () => {
    const reply = await post("not an e-mail", "x".repeat(2000));
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({
      faults: { errors: { email: [expect.any(String)], password: [expect.any(String)] } },
    });
    expect(JSON.stringify(reply.body)).not.toContain("xxxx");
  });
});

describe("too many tries", () => {
  const wrong = "six quiet herons wade";

  test("on one account from one network wait, the right password too, until the window has passed", async () => {
    const sam = await aScheduler();
    const email = await emailOf(sam);
    for (let i = 0; i < 10; i += 1) await post(email, wrong);
    const blocked = await post(email);
    expect(blocked.status).toBe(400);
    expect(JSON.stringify(blocked.body)).toMatch(/Too many tries. Wait 1[45] minutes/);
    expect((await post(await emailOf(await aScheduler()))).status).toBe(302);
    await db.execute(sql`update throttles set expire = expire - 16 * 60 * 1000`);
    expect((await post(email)).status).toBe(302);
  });

  test("do not keep the owner out who comes from elsewhere, until a hundred came from everywhere", async () => {
    const sam = await aScheduler();
    const email = await emailOf(sam);
    const elsewhere = { address: "198.51.100.9" };
    for (let i = 0; i < 11; i += 1) await post(email, wrong);
    expect((await post(email, PASSWORD, elsewhere)).status).toBe(302);
    await post(email, wrong);
    await post(email, wrong, elsewhere);
    await db.execute(sql`update throttles set points = 100 where key like 'sign-in-account%'`);
    expect((await post(email, PASSWORD, elsewhere)).status).toBe(400);
  });

  test("look the same for an e-mail that nobody has", async () => {
    for (let i = 0; i < 10; i += 1) await post("nobody@practice.example", wrong);
    const { body } = await post("nobody@practice.example", wrong);
    expect(JSON.stringify(body)).toContain("Too many tries");
  });

  test("from one network wait, whatever the account; an IPv6 household is one", async () => {
    const sam = await aScheduler();
    await db.execute(sql`delete from throttles`);
    await post("a@practice.example", wrong, { address: "2001:db8:1:2::1" });
    await db.execute(sql`update throttles set points = 100 where key like 'sign-in-network%'`);
    expect((await post(await emailOf(sam), PASSWORD, { address: "2001:db8:1:2:ffff::9" })).status).toBe(400);
    expect((await post(await emailOf(sam), PASSWORD, { address: "2001:db8:1:3::1" })).status).toBe(302);
  });

  test("are kept in the database, by hash: a restart forgets none", async () => {
    await post("nobody@practice.example", wrong);
    const rows = await db.execute<{ key: string; points: number }>(
      sql`select key, points from throttles where key like 'sign-in-here%'`,
    );
    expect(rows).toHaveLength(1);
    expect(rows[0]?.points).toBe(1);
    expect(rows[0]?.key).not.toContain("nobody");
  });

  test("are forgotten with the right password", async () => {
    const sam = await aScheduler();
    const email = await emailOf(sam);
    for (let i = 0; i < 9; i += 1) await post(email, wrong);
    expect((await post(email)).status).toBe(302);
    for (let i = 0; i < 9; i += 1) await post(email, wrong);
    expect((await post(email)).status).toBe(302);
  });
});

describe("a sign-in ends", () => {
  test("after half an hour without anything, and after twelve hours whatever happens", async () => {
    const sam = await aScheduler();
    const [idle, old] = [await isSignedIn(sam.id), await isSignedIn(sam.id)];
    await backdate(idle.token, "last_seen_at", 29);
    expect(await actorOf(idle.token, { "x-tendon-unattended": "1" })).not.toBeNull();
    await backdate(idle.token, "last_seen_at", 31);
    expect(await actorOf(idle.token)).toBeNull();
    await backdate(old.token, "expires_at", 1);
    expect(await actorOf(old.token)).toBeNull();
  });

  test("a page keeps it alive; what nobody asked for by hand does not", async () => {
    const sam = await aScheduler();
    const { token } = await isSignedIn(sam.id);
    const seenMinutesAgo = async () => {
      const found = await findSignIn(token);
      return Math.round((Date.now() - (found?.lastSeenAt.getTime() ?? 0)) / 60_000);
    };
    await backdate(token, "last_seen_at", 20);
    await actorOf(token, { "x-tendon-unattended": "1" });
    await actorOf(token, { accept: "text/event-stream" });
    expect(await seenMinutesAgo()).toBe(20);
    await actorOf(token);
    expect(await seenMinutesAgo()).toBe(0);
  });

  test("and says how long it still lasts, and why it ends", async () => {
    const sam = await aScheduler();
    const { token } = await isSignedIn(sam.id);
    await backdate(token, "last_seen_at", 20);
    const cookie = cookieFor(token);
    const unattended = await ask(stay, "/stay", { cookie, headers: { "x-tendon-unattended": "1" } });
    const left = JSON.parse(String(unattended.body));
    expect(left.isIdle).toBe(true);
    expect(Math.abs(left.seconds - 600)).toBeLessThan(5);
    const attended = JSON.parse(String((await ask(stay, "/stay", { cookie })).body));
    expect(attended.seconds).toBeGreaterThan(1790);
    await backdate(token, "expires_at", -10);
    const found = await findSignIn(token);
    expect(found && timeLeft(found, new Date())).toMatchObject({ isIdle: false });
    expect((await ask(stay, "/stay")).location).toMatch(/^\/sign-in/);
  });

  test("on the server when one signs out", async () => {
    const sam = await aScheduler();
    const { token } = await isSignedIn(sam.id);
    const reply = await ask(signOut, "/sign-out", { form: { x: "" }, cookie: cookieFor(token) });
    expect(reply.location).toBe("/sign-in");
    expect(reply.cookies[0]).toContain("Max-Age=0");
    expect(await actorOf(token)).toBeNull();
    const told = await db.execute(
      sql`select action, actor_id as actor from audit_events where record_id = ${sam.id} and action like 'sign-in.%'`,
    );
    expect([...told]).toEqual([{ action: "sign-in.close", actor: sam.id }]);
  });

  test("at the next request after deactivation, another role, other clinics or another password", async () => {
    const boss = now(await withPassword("Ada Boss", ["administrator"], []));
    await withPassword("Eve Boss", ["administrator"], []);
    const other = await aClinic("Harbour", "Europe/Berlin");
    const edited = async (change: object) => {
      const sam = await aScheduler();
      const { token } = await isSignedIn(sam.id);
      const { version, email, name } = await accountRow(sam.id);
      const standing = { name, email, roles: ["scheduler" as const], clinicIds: [clinicId] };
      const none = { mayOverbook: false, speciality: "", board: "", intent: "save" as const };
      const outcome = await editAccount(boss, sam.id, { ...standing, ...none, version, ...change });
      expect(outcome.ok).toBe(true);
      return actorOf(token);
    };
    expect(await edited({ roles: ["physician"] })).toBeNull();
    expect(await edited({ clinicIds: [other] })).toBeNull();
    expect(await edited({ name: "Sam Newname" })).toMatchObject({ name: "Sam Newname" });

    const gone = await aScheduler();
    const { token } = await isSignedIn(gone.id);
    await deactivateAccount(boss, gone.id);
    expect(await actorOf(token)).toBeNull();

    const own = await aScheduler();
    const first = await isSignedIn(own.id);
    const outcome = await changeOwnPassword(now(own), {
      current: PASSWORD,
      password: "nine loud geese march north",
    });
    expect(outcome.ok).toBe(true);
    expect(await actorOf(first.token)).toBeNull();
  });
});

test("a malformed cookie is signed out, never a fault", async () => {
  const cookies = [
    "__Host-tendon=%E0%A4%A",
    "__Host-tendon=",
    "__Host-tendon=short",
    ";;;=",
    `__Host-tendon=${"x".repeat(5000)}`,
    "__Host-tendon=\u00e9",
  ];
  for (const cookie of cookies) {
    const reply = await ask(signInPage, "/sign-in", { cookie });
    expect(reply.status).toBe(200);
  }
});
