import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { closeDatabase, db } from "db/client";
import { accounts, practice } from "db/schema";
import { mailLinks } from "~/features/accounts/mail-link.server";
import { mailForgottenJob } from "~/jobs/mail-forgotten";
import { action as forgotten } from "~/routes/forgotten";
import { action as signIn } from "~/routes/sign-in";
import { action as welcome } from "~/routes/welcome";
import { freshDatabase } from "tests/support/database";
import { aClinic } from "tests/support/practice";
import { anSmtpServer } from "tests/support/smtp";
import { ask, emailOf, isSignedIn, PASSWORD, signInsOf, withPassword } from "./accounts-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let smtp: Awaited<ReturnType<typeof anSmtpServer>>;
let clinicId: string;

beforeAll(async () => {
  database = await freshDatabase();
  smtp = await anSmtpServer();
  vi.stubEnv("SMTP_URL", smtp.url);
  vi.stubEnv("MAIL_FROM", "Cedar <tendon@cedar.example>");
  clinicId = await aClinic("Riverside", "America/Denver");
  await db.insert(practice).values({ name: "Cedar" });
});
afterAll(async () => {
  await smtp.stop();
  await closeDatabase();
  await database.drop();
});
beforeEach(async () => {
  await db.execute(sql`delete from throttles`);
  await db.execute(sql`delete from pgboss.job where name = 'mail-forgotten'`);
  smtp.received.length = 0;
});

const aScheduler = () => withPassword("Sam Desk", ["scheduler"], [clinicId]);
const say = (email: string, more = {}) => ask(forgotten, "/forgotten", { form: { email }, ...more });
const waiting = async () => [
  ...(await db.execute<{ data: { account: string } }>(
    sql`select data from pgboss.job where name = 'mail-forgotten' order by created_on`,
  )),
];
const doJobs = async () => {
  for (const { data } of await waiting()) {
    await mailForgottenJob.run(data, { now: new Date(), signal: new AbortController().signal });
  }
};
const tokenMailed = () => /token=([\w-]{43})/.exec(smtp.received.at(-1)?.text ?? "")?.[1] ?? "";
const strong = "nine loud geese march north";
const choose = (token: string) =>
  ask(welcome, "/welcome", { form: { token, password: strong, again: strong } });

describe("a forgotten password", () => {
  test("is answered the same to anybody, and does the same, whoever it is", async () => {
    const [sam, gone] = [await aScheduler(), await aScheduler()];
    await db.update(accounts).set({ deactivatedAt: new Date() }).where(eq(accounts.id, gone.id));
    const replies = [];
    for (const email of [await emailOf(sam), await emailOf(gone), "nobody@practice.example"]) {
      const { status, body } = await say(email);
      replies.push(JSON.stringify([status, body]).replace(email, "<email>"));
    }
    expect(new Set(replies).size).toBe(1);
    expect(await waiting()).toHaveLength(3);
    await doJobs();
    expect(smtp.received.map(({ to }) => to)).toEqual([[await emailOf(sam)]]);
  });

  test("is replaced by the link in the mail, once; until then the old one works; sign-ins end with it", async () => {
    const sam = await aScheduler();
    await isSignedIn(sam.id);
    await say(await emailOf(sam));
    await doJobs();
    const token = tokenMailed();
    const before = await ask(signIn, "/sign-in", {
      form: { email: await emailOf(sam), password: PASSWORD, back: "/" },
    });
    expect(before.status).toBe(302);
    expect((await choose(token)).location).toBe("/");
    expect(await signInsOf(sam.id)).toHaveLength(1);
    expect((await choose(token)).status).toBe(409);
  });

  test("does not pass by the second factor", async () => {
    const sam = await aScheduler();
    await db.execute(sql`
      insert into totp_factors (account_id, sealed_secret, last_step) values (${sam.id}, 'sealed', 0)`);
    await say(await emailOf(sam));
    await doJobs();
    const reply = await choose(tokenMailed());
    expect(reply.location).toBe("/second-step");
    expect(await signInsOf(sam.id)).toEqual([]);
  });

  test("the link ends after an hour, and with the next one", async () => {
    const sam = await aScheduler();
    await say(await emailOf(sam));
    await doJobs();
    const first = tokenMailed();
    await doJobs();
    expect((await choose(first)).status).toBe(409);
    await db.execute(sql`update one_time_links set expires_at = now() where used_at is null`);
    expect((await choose(tokenMailed())).status).toBe(409);
  });

  test("somebody else's asking fills no mailbox, and tells nothing", async () => {
    const sam = await aScheduler();
    const email = await emailOf(sam);
    for (let i = 0; i < 4; i += 1) await say(email, { address: `198.51.100.${i}` });
    const fifth = await say(email, { address: "198.51.100.9" });
    expect(fifth.body).toMatchObject({ ok: true });
    await doJobs();
    expect(smtp.received).toHaveLength(4);
  });

  test("from one network too many wait", async () => {
    for (let i = 0; i < 20; i += 1) await say(`a${i}@practice.example`);
    expect(JSON.stringify((await say("b@practice.example")).body)).toContain("Too many tries");
  });
});

test("mailing many links ends after twenty seconds, and the rest is handed over; what is under way then is sent", async () => {
  const made = [1, 2, 3, 4, 5].map((number) => ({
    email: `n${String(number)}@cedar.example`,
    link: `https://tendon.example/welcome?token=${String(number)}`,
  }));
  // Each mail takes nine seconds of this clock.
  let seconds = -9;
  const told = await mailLinks(made, () => 1000 * (seconds += 9));
  expect(told.map(({ mailed }) => mailed)).toEqual(["sent", "sent", "put-off", "put-off", "put-off"]);
  expect(smtp.received.map(({ to }) => to)).toEqual([["n1@cedar.example"], ["n2@cedar.example"]]);
});
