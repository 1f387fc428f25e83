import { createHash, randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { accounts, oneTimeLinks, practice as practices, protocols } from "db/schema";
import type { Actor } from "~/domain/actor";
import { createAccount, deactivateAccount, renewLink } from "~/features/accounts/commands.server";
import { accountForm } from "~/features/accounts/forms";
import { hashPassword, passwordMatches, whyNotPassword } from "~/features/accounts/passwords.server";
import { action as changeProfile } from "~/routes/profile";
import { action as setUp, loader as setUpPage } from "~/routes/setup";
import { loader as signInPage } from "~/routes/sign-in";
import { action as welcome, loader as welcomePage } from "~/routes/welcome";
import { freshDatabase } from "tests/support/database";
import { aClinic } from "tests/support/practice";
import {
  accountRow,
  ask,
  auditOf,
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
import { done } from "./sessions-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let clinicId: string;
let boss: Actor;

beforeAll(async () => {
  database = await freshDatabase();
  clinicId = await aClinic("Riverside", "America/Denver");
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});
beforeEach(() => db.execute(sql`delete from throttles`));

const strong = "nine loud geese march north";
const post = (token: string, password = strong, again = password) =>
  ask(welcome, "/welcome", { form: { token, password, again } });

describe("first-run setup", () => {
  const setupToken = async (hours = 24) => {
    const token = randomBytes(32).toString("base64url");
    await db.insert(oneTimeLinks).values({
      tokenHash: hashOf(token),
      purpose: "first-administrator",
      expiresAt: new Date(Date.now() + hours * 3_600_000),
    });
    return token;
  };
  const typed = (token: string, known = {}) => ({
    token,
    practice: "Cedar Pain Clinic",
    name: "Fay First",
    email: "fay@cedar.example",
    password: strong,
    again: strong,
    ...known,
  });
  const opens = async (token: string) => (await ask(loaded(setUpPage), `/setup?token=${token}`)).body;

  test("until it is done, the sign-in page says where it starts, and only the terminal's link opens it", async () => {
    expect((await ask(loaded(signInPage), "/sign-in")).body).toMatchObject({ isSetUp: false });
    const token = await setupToken();
    expect(await opens(token)).toMatchObject({ isOpen: true });
    expect(await opens("A".repeat(43))).toMatchObject({ isOpen: false });
    expect(await opens(await setupToken(-1))).toMatchObject({ isOpen: false });
  });

  test("refuses what is not right, gives it back, and keeps passwords to itself", async () => {
    const token = await setupToken();
    const weak = await ask(setUp, "/setup", {
      form: typed(token, { password: "fay first cedar", again: "fay first cedar" }),
    });
    expect(weak).toMatchObject({
      status: 400,
      body: {
        faults: {
          errors: { password: [expect.stringContaining("easy to guess")] },
          values: { name: "Fay First" },
        },
      },
    });
    const unlike = await ask(setUp, "/setup", { form: typed(token, { again: "another one entirely" }) });
    expect(unlike).toMatchObject({
      status: 400,
      body: { faults: { errors: { again: [expect.any(String)] } } },
    });
    expect(JSON.stringify(unlike.body)).not.toMatch(/geese|another one entirely/);
    expect((await ask(setUp, "/setup", { form: typed("B".repeat(43)) })).status).toBe(409);
    expect(await db.select().from(accounts)).toEqual([]);
  });

  test("of two at once makes one practice, one administrator and thirteen protocols, and signs them in", async () => {
    const [one, other] = [await setupToken(), await setupToken()];
    const replies = await Promise.all([
      ask(setUp, "/setup", { form: typed(one) }),
      ask(setUp, "/setup", { form: typed(other, { email: "else@cedar.example" }) }),
      ask(setUp, "/setup", { form: typed(one, { email: "third@cedar.example" }) }),
    ]);
    expect(replies.map(({ status }) => status).sort()).toEqual([302, 409, 409]);
    const [only, ...others] = await db.select().from(accounts);
    expect(others).toEqual([]);
    expect(only?.roles).toEqual(["administrator"]);
    expect(await db.select({ name: practices.name }).from(practices)).toEqual([
      { name: "Cedar Pain Clinic" },
    ]);
    const rows = await db.select().from(protocols);
    expect(rows).toHaveLength(13);
    expect(
      rows
        .filter(({ assumed }) => assumed)
        .map(({ region }) => region)
        .sort(),
    ).toEqual(["elbow", "foot", "hand", "hip", "other", "shoulder"].sort());
    const won = replies.find(({ status }) => status === 302);
    expect(await signInsOf(only?.id ?? "")).toMatchObject([{ id: hashOf(tokenIn(won ?? replies[0])) }]);
    boss = { id: only?.id ?? "", name: "Fay First", roles: ["administrator"], clinicIds: [] };
  });

  test("once done, leads away from setup", async () => {
    expect((await ask(loaded(setUpPage), `/setup?token=${await setupToken()}`)).location).toBe("/settings");
    expect((await ask(loaded(signInPage), "/sign-in")).body).toMatchObject({ isSetUp: true });
  });
});

/** A loader whose plain object is an answer of 200. */
function loaded(loader: (args: never) => Promise<unknown>) {
  return async (args: object) => {
    const body = await loader(args as never);
    return { data: body, init: null };
  };
}

const invited = async () => {
  const form = accountForm.parse({
    name: "Nora New",
    email: `${randomBytes(6).toString("hex")}@practice.example`,
    roles: ["scheduler"],
    clinicIds: [clinicId],
  });
  return done(createAccount(now(boss), form));
};

describe("a one-time link", () => {
  test("sets the password, signs in at once, and is spent", async () => {
    const { id, token } = await invited();
    expect((await ask(loaded(welcomePage), `/welcome?token=${token}`)).body).toMatchObject({
      person: { name: "Nora New" },
    });
    const reply = await post(token);
    expect(reply).toMatchObject({ status: 302, location: "/" });
    expect(await signInsOf(id)).toMatchObject([{ id: hashOf(tokenIn(reply)) }]);
    expect(await passwordMatches((await accountRow(id)).passwordHash, strong)).toBe(true);
    expect((await ask(loaded(welcomePage), `/welcome?token=${token}`)).body).toMatchObject({ person: null });
    expect(await post(token, "ten quiet geese march south")).toMatchObject({
      status: 409,
      body: { refusal: { code: "link-spent" } },
    });
    expect(await passwordMatches((await accountRow(id)).passwordHash, strong)).toBe(true);
    expect((await auditOf("account", id)).map(({ action }) => action)).toEqual([
      "account.create",
      "account.set-password",
    ]);
  });

  test("is kept as a hash", async () => {
    const { id, token } = await invited();
    const [row] = await db.select().from(oneTimeLinks).where(eq(oneTimeLinks.accountId, id));
    expect(row?.tokenHash).toBe(createHash("sha256").update(token).digest("hex"));
  });

  test("followed by two at once sets one password", async () => {
    const { token } = await invited();
    const replies = await Promise.all([post(token), post(token, "ten quiet geese march south"), post(token)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([302, 409, 409]);
  });

  test("opens nothing when it is unknown, of setup, has run out, was replaced, or its account is deactivated", async () => {
    const expired = await invited();
    await db
      .update(oneTimeLinks)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(oneTimeLinks.tokenHash, hashOf(expired.token)));
    const replaced = await invited();
    const renewed = await done(renewLink(now(boss), replaced.id));
    const gone = await invited();
    await done(deactivateAccount(now(boss), gone.id));
    for (const token of ["", "A".repeat(43), expired.token, replaced.token, gone.token]) {
      expect((await post(token)).status).toBe(409);
    }
    expect((await post(renewed.token)).status).toBe(302);
  });

  test("dies with the account, though it be reactivated", async () => {
    const gone = await invited();
    await done(deactivateAccount(now(boss), gone.id));
    await db
      .update(accounts)
      .set({ deactivatedAt: null, deactivatedBy: null })
      .where(eq(accounts.id, gone.id));
    expect((await post(gone.token)).status).toBe(409);
  });

  test("ends the sign-ins there were: whoever forgot a password may have lost more", async () => {
    const sam = await withPassword("Sam Desk", ["scheduler"], [clinicId]);
    const { token: old } = await isSignedIn(sam.id);
    const { token } = await done(renewLink(now(boss), sam.id));
    expect(await signInsOf(sam.id)).toHaveLength(1);
    await post(token);
    expect((await signInsOf(sam.id)).map(({ id }) => id)).not.toContain(hashOf(old));
  });

  test("keeps a bad password out with words beside the field, and stays good", async () => {
    const { token } = await invited();
    const reply = await post(token, "nora new nora new");
    expect(reply).toMatchObject({
      status: 400,
      body: { faults: { errors: { password: [expect.any(String)] } } },
    });
    expect(JSON.stringify(reply.body)).not.toContain(token);
    expect((await post(token)).status).toBe(302);
  });

  test("is throttled by network", async () => {
    for (let i = 0; i < 30; i += 1) await post("A".repeat(43));
    const { token } = await invited();
    expect(await post(token)).toMatchObject({
      status: 400,
      body: { faults: { errors: { "": [expect.stringMatching(/Too many tries/)] } } },
    });
  });
});

describe("one's own password", () => {
  const change = async (form: object, cookie: string) =>
    ask(changeProfile, "/profile", {
      form: { intent: "password", ...form },
      cookie,
    });

  test("is changed against the present one; every sign-in ends, and a fresh one opens here", async () => {
    const sam = await withPassword("Sam Desk", ["scheduler"], [clinicId]);
    const [here] = [await isSignedIn(sam.id), await isSignedIn(sam.id)];
    const reply = await change({ current: PASSWORD, password: strong, again: strong }, cookieFor(here.token));
    expect(reply.status).toBe(302);
    expect(await signInsOf(sam.id)).toMatchObject([{ id: hashOf(tokenIn(reply)) }]);
    expect(tokenIn(reply)).not.toBe(here.token);
  });

  test("stays where the present one is wrong, and too many tries wait", async () => {
    const sam = await withPassword("Sam Desk", ["scheduler"], [clinicId]);
    const cookie = cookieFor((await isSignedIn(sam.id)).token);
    const wrong = { current: "six quiet herons wade", password: strong, again: strong };
    expect(await change(wrong, cookie)).toMatchObject({
      status: 409,
      body: { refusal: { code: "wrong-password", field: "current" } },
    });
    for (let i = 0; i < 9; i += 1) await change(wrong, cookie);
    const reply = await change({ ...wrong, current: PASSWORD }, cookie);
    expect(JSON.stringify(reply.body)).toMatch(/Too many tries/);
    expect(JSON.stringify(reply.body)).not.toContain("quiet herons");
    expect(await emailOf(sam)).toContain("@");
  });
});

describe("a password", () => {
  const person = ["Lena Okafor", "lena.okafor@riverside.example"];

  test.each([
    "correct wooden battery staple",
    "seven quiet herons wade",
    "летний дождь над рекой",
    "x".repeat(3) + randomBytes(60).toString("hex"),
    "夏の川に降る静かな雨の音を聞く",
  ])("%s is taken", (password) => {
    expect(whyNotPassword(password, person)).toBeNull();
  });

  test.each([
    ["fourteen chars", "short wet duck"],
    ["fourteen letters that take more bytes", "летнийдождьнад"],
    ["one character over and over", "a".repeat(40)],
    ["a known one", "passwordpassword1"],
    ["the keyboard's rows", "qwertyuiopasdfghjkl"],
    ["counting", "123456789012345678"],
    ["their own name", "Lena.Okafor-Lena"],
    ["their own e-mail", "lena.okafor@riverside.example"],
    ["ours", "tendon prolotherapy clinic"],
    ["more than we keep", "x7".repeat(200)],
  ])("%s is refused", (_, password) => {
    expect(whyNotPassword(password, person)).toEqual(expect.any(String));
  });

  test("of 128 characters and more is taken whole", async () => {
    const long = randomBytes(128).toString("base64url").slice(0, 160);
    const kept = await hashPassword(long);
    expect(await passwordMatches(kept, long)).toBe(true);
    expect(await passwordMatches(kept, long.slice(0, 128))).toBe(false);
  });

  test("is the same from another keyboard's Unicode, and kept with argon2id", async () => {
    const kept = await hashPassword("caf\u00e9 au lait \ufb01nement");
    expect(await passwordMatches(kept, "cafe\u0301 au lait finement")).toBe(true);
    expect(kept).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  test("waits for its turn where many sign in at once, and is refused where too many wait", async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 80 }, () => passwordMatches(null, "x")));
    const refused = outcomes.filter(({ status }) => status === "rejected");
    expect(refused).toHaveLength(18);
    expect(await passwordMatches(null, "x")).toBe(false);
  });
});
