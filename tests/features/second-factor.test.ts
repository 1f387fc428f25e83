import { decodeBase32IgnorePadding } from "@oslojs/encoding";
import { generateHOTP } from "@oslojs/otp";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { accounts, practice, recoveryCodes, totpFactors } from "db/schema";
import type { Actor } from "~/domain/actor";
import { deactivateAccount } from "~/features/accounts/commands.server";
import { resetFactors } from "~/features/accounts/factors.server";
import { loader as accountsPage } from "~/routes/settings.accounts._index";
import { action as confirm, loader as confirmPage } from "~/routes/confirm";
import { action as changeFactor, loader as factorPage } from "~/routes/second-factor";
import { action as secondStep, loader as secondStepPage } from "~/routes/second-step";
import { action as newAccount, loader as newAccountPage } from "~/routes/settings.accounts.new";
import { action as signIn } from "~/routes/sign-in";
import { freshDatabase } from "tests/support/database";
import { aClinic } from "tests/support/practice";
import {
  ask,
  auditOf,
  backdate,
  cookieFor,
  emailOf,
  isSignedIn,
  now,
  PASSWORD,
  signInsOf,
  tokenIn,
  withPassword,
  type Reply,
} from "./accounts-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let clinicId: string;
let boss: Actor;

beforeAll(async () => {
  database = await freshDatabase();
  clinicId = await aClinic("Riverside", "America/Denver");
  await db.insert(practice).values({ name: "Cedar" });
  boss = await withPassword("Ada Boss", ["administrator"], []);
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});
beforeEach(() => db.execute(sql`delete from throttles`));

const aScheduler = () => withPassword("Sam Desk", ["scheduler"], [clinicId]);
/** The code that an authenticator app shows so many steps from now. */
const codeOf = (secret: string, stepsAway = 0) =>
  generateHOTP(
    decodeBase32IgnorePadding(secret.replaceAll(" ", "")),
    BigInt(Math.floor(Date.now() / 30_000) + stepsAway),
    6,
  );
const stepIn = (reply: Reply) => /__Host-tendon-step=[^;]+/.exec(reply.cookies.join("\n"))?.[0] ?? "";
const givePassword = async (actor: Actor) =>
  ask(signIn, "/sign-in", { form: { email: await emailOf(actor), password: PASSWORD, back: "/plans" } });
const giveCode = (cookie: string, code: string, more = {}) =>
  ask(secondStep, "/second-step", { form: { code, back: "/plans" }, cookie, ...more });

/** Signs in, sets an app up and is told the codes. */
async function withApp(actor: Actor) {
  const { token } = await isSignedIn(actor.id);
  const cookie = cookieFor(token);
  const { body } = await ask(factorPage, "/second-factor", { cookie });
  const { setup } = body as { setup: { setup: string; secret: string } };
  const reply = await ask(changeFactor, "/second-factor", {
    form: { intent: "add-totp", setup: setup.setup, code: codeOf(setup.secret) },
    cookie,
  });
  const { codes } = reply.body as { codes: string[] };
  // Some time passes, so that the present code is not the one that was just used.
  await db.execute(sql`update totp_factors set last_step = last_step - 3 where account_id = ${actor.id}`);
  return { token, cookie, secret: setup.secret, codes, reply };
}

describe("an authenticator app", () => {
  test("is kept once a code proves it, sealed, with ten recovery codes of which only hashes stay", async () => {
    const sam = await aScheduler();
    const before = await isSignedIn(sam.id);
    const { secret, codes, reply, token } = await withApp(sam);
    expect(reply.status).toBe(200);
    expect(new Set(codes).size).toBe(10);
    const kept = JSON.stringify([await db.select().from(totpFactors), await db.select().from(recoveryCodes)]);
    expect(kept).not.toContain(secret.replaceAll(" ", ""));
    for (const code of codes) expect(kept).not.toContain(code.replaceAll("-", ""));
    // What was signed in with the password alone is not any more; the one that proved it is.
    const left = (await signInsOf(sam.id)).map(({ id }) => id);
    expect(left).toHaveLength(1);
    expect(JSON.stringify(left)).not.toContain(before.token);
    expect((await ask(factorPage, "/second-factor", { cookie: cookieFor(token) })).status).toBe(200);
    expect((await auditOf("account", sam.id)).map(({ action }) => action)).toContain(
      "factor.add-authenticator",
    );
  });

  test("is not kept with a wrong code, nor with another account's set-up, nor with one that waited too long", async () => {
    const [sam, eve] = [await aScheduler(), await aScheduler()];
    const cookie = cookieFor((await isSignedIn(sam.id)).token);
    const { body } = await ask(factorPage, "/second-factor", { cookie });
    const { setup } = body as { setup: { setup: string; secret: string } };
    const add = (code: string, by = cookie, text = setup.setup) =>
      ask(changeFactor, "/second-factor", { form: { intent: "add-totp", setup: text, code }, cookie: by });
    const wrong = await add("000000");
    expect(wrong.status).toBe(409);
    // The same secret again: the phone has it already.
    expect(wrong.body).toMatchObject({ refusal: { code: "wrong-code" }, setup: { secret: setup.secret } });
    const others = await add(codeOf(setup.secret), cookieFor((await isSignedIn(eve.id)).token));
    expect(others.body).toMatchObject({ refusal: { code: "setup-over" } });
    expect((await add(codeOf(setup.secret), cookie, "nonsense")).body).toMatchObject({
      refusal: { code: "setup-over" },
    });
    expect(await db.select().from(totpFactors).where(eq(totpFactors.accountId, sam.id))).toEqual([]);
  });
});

describe("signing in with a second factor", () => {
  test("the password alone opens nothing; with the code of the app it does, and never twice", async () => {
    const sam = await aScheduler();
    const { secret } = await withApp(sam);
    const first = await givePassword(sam);
    expect(first.location).toBe("/second-step?back=%2Fplans");
    expect(first.cookies.join()).not.toMatch(/__Host-tendon=/);
    const step = stepIn(first);
    expect((await ask(secondStepPage, "/second-step", { cookie: step })).body).toMatchObject({
      hasTotp: true,
    });
    const code = codeOf(secret);
    const opened = await giveCode(step, code);
    expect(opened.location).toBe("/plans");
    expect(await signInsOf(sam.id)).toHaveLength(2);
    // Spent: the step, and the code for another step.
    expect((await giveCode(step, codeOf(secret, 1))).location).toMatch(/^\/sign-in/);
    const again = stepIn(await givePassword(sam));
    expect((await giveCode(again, code)).status).toBe(400);
    expect((await giveCode(again, codeOf(secret, 1))).location).toBe("/plans");
  });

  test("of two browsers with the same code at once one gets in", async () => {
    const sam = await aScheduler();
    const { secret } = await withApp(sam);
    const steps = [stepIn(await givePassword(sam)), stepIn(await givePassword(sam))];
    const code = codeOf(secret);
    const replies = await Promise.all(steps.map((step) => giveCode(step, code)));
    expect(replies.map(({ status }) => status).sort()).toEqual([302, 400]);
  });

  test("a recovery code opens once, with or without its hyphens", async () => {
    const sam = await aScheduler();
    const { codes } = await withApp(sam);
    const [one = "", two = ""] = codes;
    expect(one).toMatch(/^([a-z2-7]{4}-){6}[a-z2-7]{2}$/);
    expect((await giveCode(stepIn(await givePassword(sam)), one)).location).toBe("/plans");
    const step = stepIn(await givePassword(sam));
    expect((await giveCode(step, one)).status).toBe(400);
    expect((await giveCode(step, two.replaceAll("-", "").toUpperCase())).location).toBe("/plans");
    const actions = await db.execute<{ action: string }>(
      sql`select action from audit_events where actor_id = ${sam.id} order by id`,
    );
    expect(actions.map(({ action }) => action)).toEqual([
      ...["factor.add-authenticator", "sign-in.password", "factor.use-recovery-code", "sign-in.open"],
      ...["sign-in.password", "sign-in.refused", "factor.use-recovery-code", "sign-in.open"],
    ]);
  });

  test("the step is this browser's, and ends: after ten minutes, with another password, with the account", async () => {
    const sam = await aScheduler();
    const { codes } = await withApp(sam);
    const leadsBack = async (cookie: string) =>
      expect((await giveCode(cookie, codes[0] ?? "")).location).toMatch(/^\/sign-in\?back/);
    await leadsBack("");
    await leadsBack(`__Host-tendon-step=${"A".repeat(43)}`);
    const late = stepIn(await givePassword(sam));
    await db.execute(sql`update sign_in_steps set expires_at = now()`);
    await leadsBack(late);
    const gone = stepIn(await givePassword(sam));
    await deactivateAccount(now(boss), sam.id);
    await leadsBack(gone);
  });

  test("too many codes wait, here after ten and from anywhere after fifty, the right one too", async () => {
    const sam = await aScheduler();
    const { codes } = await withApp(sam);
    const step = stepIn(await givePassword(sam));
    for (let i = 0; i < 10; i += 1) await giveCode(step, "000000");
    const blocked = await giveCode(step, codes[0] ?? "");
    expect(JSON.stringify(blocked.body)).toContain("Too many tries");
    const elsewhere = { address: "198.51.100.7" };
    expect((await giveCode(step, "000000", elsewhere)).status).toBe(400);
    await db.execute(sql`update throttles set points = 50 where key like 'code-account%'`);
    expect(JSON.stringify((await giveCode(step, codes[1] ?? "", elsewhere)).body)).toContain(
      "Too many tries",
    );
    await db.execute(sql`update throttles set expire = expire - 25 * 60 * 60 * 1000`);
    expect((await giveCode(step, codes[2] ?? "", elsewhere)).location).toBe("/plans");
  });

  test("a stolen row makes no codes: sealed for one account, it opens nothing for another", async () => {
    const [sam, eve] = [await aScheduler(), await aScheduler()];
    const { secret } = await withApp(sam);
    await db.execute(sql`
      insert into totp_factors (account_id, sealed_secret, last_step)
      select ${eve.id}, sealed_secret, 0 from totp_factors where account_id = ${sam.id}`);
    expect((await giveCode(stepIn(await givePassword(eve)), codeOf(secret))).status).toBe(400);
  });
});

describe("who manages accounts", () => {
  const aBoss = async () => {
    const actor = await withPassword("Bea Boss", ["administrator"], []);
    await db.execute(sql`delete from passkeys where account_id = ${actor.id}`);
    return { actor, cookie: cookieFor((await isSignedIn(actor.id)).token) };
  };

  test("has to set a second factor up before anything else, and may then", async () => {
    const { actor } = await aBoss();
    const { token } = await isSignedIn(actor.id);
    const before = await ask(accountsPage, "/settings/accounts", { cookie: cookieFor(token) });
    expect(before.location).toBe("/second-factor");
    const { cookie } = await withApp(actor);
    expect((await ask(accountsPage, "/settings/accounts", { cookie })).status).toBe(200);
    const last = await ask(changeFactor, "/second-factor", { form: { intent: "remove-totp" }, cookie });
    expect(last.body).toMatchObject({ refusal: { code: "factor-needed" } });
    expect(await db.select().from(totpFactors).where(eq(totpFactors.accountId, actor.id))).toHaveLength(1);
  });

  test("need none in the demo practice", async () => {
    const { cookie } = await aBoss();
    await db.execute(sql`update practice set demo_loaded_at = now()`);
    const reply = await ask(accountsPage, "/settings/accounts", { cookie });
    await db.execute(sql`update practice set demo_loaded_at = null`);
    expect(reply.status).toBe(200);
  });

  test("reset somebody's, who then signs in with the password alone; never their own", async () => {
    const sam = await aScheduler();
    await withApp(sam);
    expect((await resetFactors(now(sam), sam.id)).ok).toBe(false);
    expect(await resetFactors(now(boss), boss.id)).toMatchObject({ refusal: { code: "own-account" } });
    expect((await resetFactors(now(boss), sam.id)).ok).toBe(true);
    expect(await signInsOf(sam.id)).toEqual([]);
    expect((await givePassword(sam)).location).toBe("/plans");
    expect(await resetFactors(now(boss), sam.id)).toMatchObject({ refusal: { code: "no-factor" } });
    const audited = (await auditOf("account", sam.id)).map(({ action }) => action);
    expect(audited).toEqual(expect.arrayContaining(["factor.reset", "factor.reset.refused"]));
  });
});

describe("a fresh proof", () => {
  const lateSignIn = async (actor: Actor, minutes: number) => {
    const { token } = await isSignedIn(actor.id);
    await backdate(token, "proved_at", minutes);
    return cookieFor(token);
  };
  const form = () => ({
    name: "Una New",
    email: `${crypto.randomUUID()}@practice.example`,
    roles: "scheduler",
    clinicIds: clinicId,
  });

  test("is asked for before what is dangerous, and leads on to it; what was typed is not lost", async () => {
    const cookie = await lateSignIn(boss, 16);
    const page = await ask(newAccountPage, "/settings/accounts/new?role=scheduler", { cookie });
    expect(page.location).toBe("/confirm?back=%2Fsettings%2Faccounts%2Fnew%3Frole%3Dscheduler");
    // A form that was opened in time is still taken for a while, and then refused with all that it said.
    expect((await ask(newAccount, "/settings/accounts/new", { cookie, form: form() })).status).toBe(200);
    const typed = form();
    const late = await ask(newAccount, "/settings/accounts/new", {
      cookie: await lateSignIn(boss, 46),
      form: typed,
    });
    expect(late.status).toBe(409);
    expect(late.body).toMatchObject({ refusal: { code: "prove-first", field: "/confirm" }, values: typed });
    expect(
      await db
        .select()
        .from(accounts)
        .where(sql`email = ${typed.email}`),
    ).toEqual([]);
  });

  test("is the password where there is no second factor, and gives the sign-in another token", async () => {
    const sam = await aScheduler();
    const cookie = await lateSignIn(sam, 60);
    const prove = (password: string) =>
      ask(confirm, "/confirm", { cookie, form: { intent: "password", password, back: "/plans.csv" } });
    expect((await prove("six quiet herons wade")).body).toMatchObject({
      refusal: { code: "wrong-password" },
    });
    const done = await prove(PASSWORD);
    expect(done.location).toBe("/confirm?back=%2Fplans.csv");
    const fresh = cookieFor(tokenIn(done));
    expect(fresh).not.toBe(cookie);
    expect((await ask(confirmPage, "/confirm?back=/plans.csv", { cookie: fresh })).body).toMatchObject({
      isDone: true,
      back: "/plans.csv",
    });
    expect((await ask(confirmPage, "/confirm?back=/plans", { cookie: fresh })).location).toBe("/plans");
    // The earlier token is dead, and no second sign-in came of it.
    expect((await ask(confirmPage, "/confirm", { cookie })).location).toMatch(/^\/sign-in/);
    expect(await signInsOf(sam.id)).toHaveLength(1);
  });

  test("is the second factor where there is one: the password alone is not enough", async () => {
    const sam = await aScheduler();
    const { cookie, codes } = await withApp(sam);
    const prove = (fields: Record<string, string>) =>
      ask(confirm, "/confirm", { cookie, form: { back: "/", ...fields } });
    expect((await prove({ intent: "password", password: PASSWORD })).status).toBe(409);
    expect((await prove({ intent: "code", code: "000000" })).status).toBe(409);
    expect((await prove({ intent: "code", code: codes[0] ?? "" })).location).toBe("/");
  });
});
