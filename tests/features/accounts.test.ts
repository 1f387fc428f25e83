import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { accountClinics, accounts, physicians, signIns } from "db/schema";
import type { Actor } from "~/domain/actor";
import type { Role } from "~/domain/vocabulary";
import {
  closeSignIns,
  createAccount,
  deactivateAccount,
  editAccount,
  reactivateAccount,
  renewLink,
} from "~/features/accounts/commands.server";
import { deviceWords } from "~/features/accounts/device-words";
import { accountEditForm, accountForm, readAccountFilter } from "~/features/accounts/forms";
import { countAccounts, findAccount, listAccounts, listSignIns } from "~/features/accounts/queries.server";
import { parseForm } from "~/http/read-form.server";
import { freshDatabase } from "tests/support/database";
import { aPlan, aPractice, aSession, type Practice } from "tests/support/practice";
import { accountRow, auditOf, isSignedIn, now, signInsOf, withPassword } from "./accounts-practice";
import { done, refusalOf } from "./sessions-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;
let boss: Actor;

beforeAll(async () => {
  database = await freshDatabase();
  practice = await aPractice();
  boss = await withPassword("Bea Boss", ["administrator"], []);
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const aForm = (known: Record<string, unknown> = {}) =>
  accountForm.parse({
    name: "Nora New",
    email: `${randomUUID()}@practice.example`,
    roles: ["scheduler"],
    clinicIds: [practice.riverside],
    ...known,
  });
const anEdit = async (id: string, known: Record<string, unknown> = {}) => {
  const { name, email, roles, version } = await accountRow(id);
  return accountEditForm.parse({
    intent: "save",
    name,
    email,
    roles,
    clinicIds: [practice.riverside],
    version,
    ...known,
  });
};
const create = async (known?: Record<string, unknown>) => done(createAccount(now(boss), aForm(known)));
const administrators = (id: string) => editedTo(id, ["administrator"]);
const editedTo = async (id: string, roles: Role[]) => anEdit(id, { roles });

describe("making an account", () => {
  test("gives it roles, clinics and a link, and leaves a password to its person", async () => {
    const { id, token } = await create({ roles: ["scheduler", "physician"], speciality: "Pain medicine" });
    const row = await accountRow(id);
    expect(row).toMatchObject({
      roles: ["scheduler", "physician"],
      passwordHash: null,
      createdBy: boss.id,
      version: 1,
    });
    expect(token).toMatch(/^[\w-]{43}$/);
    const [physician] = await db.select().from(physicians).where(eq(physicians.id, id));
    expect(physician).toMatchObject({ speciality: "Pain medicine", shortName: "Dr New" });
    const [audited] = await auditOf("account", id);
    expect(audited).toMatchObject({ action: "account.create", actorId: boss.id });
    expect(JSON.stringify(audited)).not.toContain(token);
  });

  test("is refused where the e-mail is taken, in any case", async () => {
    const { id } = await create();
    const { email } = await accountRow(id);
    const refusal = await refusalOf(createAccount(now(boss), aForm({ email: email.toUpperCase() })));
    expect(refusal).toMatchObject({ code: "email-taken", field: "email" });
  });

  test("is refused with a clinic that is not there, and nothing of it stays", async () => {
    const input = aForm({ clinicIds: [practice.riverside, randomUUID()] });
    expect(await refusalOf(createAccount(now(boss), input))).toMatchObject({
      code: "not-valid",
      field: "clinicIds",
    });
    expect(await db.select().from(accounts).where(eq(accounts.email, input.email))).toEqual([]);
  });

  test("takes nothing from a form but what it asks for", () => {
    const form = new FormData();
    const typed = {
      name: "Nora",
      email: "nora@practice.example",
      roles: "scheduler",
      clinicIds: practice.riverside,
    };
    const planted = {
      id: randomUUID(),
      version: "9",
      createdBy: randomUUID(),
      passwordHash: "x",
      deactivatedAt: "2020-01-01",
    };
    for (const [name, value] of Object.entries({ ...typed, ...planted })) form.set(name, value);
    const parsed = parseForm(form, accountForm);
    expect(parsed.ok && Object.keys(parsed.data).sort()).toEqual(
      ["board", "clinicIds", "email", "mayOverbook", "name", "roles", "speciality"].sort(),
    );
  });

  test.each([
    ["no role", { roles: [] }, "roles"],
    ["a role there is not", { roles: ["owner"] }, "roles"],
    ["no clinic", { clinicIds: [] }, "clinicIds"],
    ["a year that PostgreSQL has not", { certifiedUntil: "0000-01-01" }, "certifiedUntil"],
    ["a NUL", { name: "No\u0000ra" }, "name"],
    ["half a character", { board: "x\ud800" }, "board"],
  ])("with %s says so beside the field", (_, known, field) => {
    const result = accountForm.safeParse({
      name: "Nora",
      email: "nora@practice.example",
      roles: ["scheduler"],
      clinicIds: [practice.riverside],
      ...known,
    });
    expect(result.error?.issues[0]?.path[0]).toBe(field);
  });
});

describe("changing an account", () => {
  test("writes what changed, and only that, into the audit", async () => {
    const { id } = await create();
    await done(
      editAccount(now(boss), id, await anEdit(id, { name: "Nora Newname", clinicIds: [practice.harbour] })),
    );
    const after = await findAccount(id, new Date());
    expect(after).toMatchObject({ name: "Nora Newname", clinicIds: [practice.harbour], version: 2 });
    const [, audited] = await auditOf("account", id);
    expect(audited).toMatchObject({
      action: "account.edit",
      before: { name: "Nora New", clinicIds: [practice.riverside] },
      after: { name: "Nora Newname", clinicIds: [practice.harbour] },
    });
    expect(Object.keys(audited?.after as object)).toHaveLength(2);
  });

  test("on an old version is told who changed what, and overwrites nothing", async () => {
    const { id } = await create();
    const [mine, theirs] = [await anEdit(id, { name: "Mine" }), await anEdit(id, { name: "Theirs" })];
    const other = await withPassword("Cal Boss", ["administrator"], []);
    await done(editAccount(now(other), id, theirs));
    const refusal = await refusalOf(editAccount(now(boss), id, mine));
    expect(refusal).toMatchObject({ code: "stale", changed: { by: "Cal Boss", fields: ["name"] } });
    expect((await accountRow(id)).name).toBe("Theirs");
  });

  test("of two at once, one is saved and one is told", async () => {
    const { id } = await create();
    const edits = await Promise.all([anEdit(id, { name: "One" }), anEdit(id, { name: "Other" })]);
    const outcomes = await Promise.all(edits.map((edit) => editAccount(now(boss), id, edit)));
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  test("without a change changes nothing", async () => {
    const { id } = await create();
    await done(editAccount(now(boss), id, await anEdit(id)));
    expect((await accountRow(id)).version).toBe(1);
    expect(await auditOf("account", id)).toHaveLength(1);
  });

  test("a physician who is one no longer stays known to their past sessions", async () => {
    const { id } = await create({ roles: ["physician"], board: "ABPMR" });
    await done(editAccount(now(boss), id, await editedTo(id, ["scheduler"])));
    expect(await db.select().from(physicians).where(eq(physicians.id, id))).toHaveLength(1);
  });

  test("is refused to one who is an administrator no longer, whatever their page still shows", async () => {
    const fallen = await withPassword("Dee Posed", ["administrator"], []);
    const { id } = await create();
    const edit = await anEdit(id, { name: "Mine" });
    await done(deactivateAccount(now(boss), fallen.id));
    expect(await refusalOf(editAccount(now(fallen), id, edit))).toMatchObject({ code: "not-allowed" });
    expect(await refusalOf(createAccount(now(fallen), aForm()))).toMatchObject({ code: "not-allowed" });
    const [, refused] = await auditOf("account", id);
    expect(refused).toMatchObject({ action: "account.edit.refused", actorId: fallen.id });
  });
});

describe("deactivating", () => {
  test("ends the sign-ins, keeps the row, and can be taken back", async () => {
    const sam = await withPassword("Sam Gone", ["scheduler"], [practice.riverside]);
    await isSignedIn(sam.id);
    await done(deactivateAccount(now(boss), sam.id));
    expect(await signInsOf(sam.id)).toEqual([]);
    expect(await accountRow(sam.id)).toMatchObject({ deactivatedBy: boss.id, name: "Sam Gone" });
    expect(await refusalOf(renewLink(now(boss), sam.id))).toMatchObject({ code: "account-deactivated" });
    await done(reactivateAccount(now(boss), sam.id));
    expect(await accountRow(sam.id)).toMatchObject({ deactivatedAt: null, deactivatedBy: null });
    expect((await auditOf("account", sam.id)).map((row) => row.action)).toEqual([
      "account.deactivate",
      "account.link.refused",
      "account.reactivate",
    ]);
  });

  test("is never done to oneself", async () => {
    expect(await refusalOf(deactivateAccount(now(boss), boss.id))).toMatchObject({ code: "own-account" });
  });

  test("warns how many sessions a physician has ahead, and moves none", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    const place = {
      plan,
      clinicId: practice.riverside,
      roomId: practice.rooms[0] ?? "",
      deviceId: practice.carts[0] ?? "",
      physicianId: practice.physician.id,
    };
    await aSession({ ...place, startsAt: inDays(3) });
    await aSession({ ...place, startsAt: inDays(24), ordinal: 2 });
    await aSession({ ...place, startsAt: inDays(-20), status: "performed", ordinal: 3 });
    expect((await findAccount(practice.physician.id, new Date()))?.futureSessions).toBe(2);
  });
});

describe("the last administrator", () => {
  const only = async () => {
    await db.execute(
      sql`update accounts set roles = '{scheduler}' where 'administrator' = any(roles) and id <> ${boss.id}`,
    );
  };

  test("keeps the role, and is told what to do first", async () => {
    await only();
    const refusal = await refusalOf(editAccount(now(boss), boss.id, await editedTo(boss.id, ["scheduler"])));
    expect(refusal).toMatchObject({ code: "last-administrator", field: "roles" });
  });

  test("keeps it too while the only other one has never set a password", async () => {
    await only();
    await create({ roles: ["administrator"] });
    const edit = await editedTo(boss.id, ["scheduler"]);
    expect(await refusalOf(editAccount(now(boss), boss.id, edit))).toMatchObject({
      code: "last-administrator",
    });
  });

  test("hands over once there is another", async () => {
    const next = await withPassword("Nel Next", ["administrator"], []);
    await done(editAccount(now(boss), boss.id, await editedTo(boss.id, ["scheduler"])));
    await done(editAccount(now(next), boss.id, await administrators(boss.id)));
  });

  test.each([1, 2, 3, 4, 5])("two who deactivate each other at once: one remains (%i)", async () => {
    await only();
    const [one, other] = [
      await withPassword("Uno Boss", ["administrator"], []),
      await withPassword("Due Boss", ["administrator"], []),
    ];
    await done(deactivateAccount(now(one), boss.id));
    const outcomes = await Promise.all([
      deactivateAccount(now(one), other.id),
      deactivateAccount(now(other), one.id),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const [left] = await db.execute<{ count: number }>(
      sql`select count(*)::int as count from accounts where deactivated_at is null and 'administrator' = any(roles)`,
    );
    expect(left?.count).toBe(1);
    await db.execute(
      sql`update accounts set deactivated_at = null, deactivated_by = null where id = ${boss.id}`,
    );
  });

  test("stays even for SQL around the app, and for two such at once", async () => {
    await only();
    const second = await withPassword("Sid Second", ["administrator"], []);
    const strip = (id: string) =>
      db.transaction((tx) =>
        tx
          .update(accounts)
          .set({ roles: ["scheduler"] })
          .where(eq(accounts.id, id)),
      );
    const results = await Promise.allSettled([strip(boss.id), strip(second.id)]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await db
      .update(accounts)
      .set({ roles: ["administrator"] })
      .where(eq(accounts.id, boss.id));
  });
});

describe("sign-ins of an account", () => {
  test("are ended by its person one by one, or all but this one", async () => {
    const sam = await withPassword("Sam Desk", ["scheduler"], [practice.riverside]);
    for (let i = 0; i < 4; i += 1) await isSignedIn(sam.id);
    const [first, second] = await listSignIns(sam.id);
    await done(closeSignIns(now(sam), sam.id, { only: first?.id ?? "" }));
    expect(await listSignIns(sam.id)).toHaveLength(3);
    expect(await done(closeSignIns(now(sam), sam.id, { keep: second?.id ?? "" }))).toEqual({ ended: 2 });
    expect((await listSignIns(sam.id)).map(({ id }) => id)).toEqual([second?.id]);
  });

  test("of others are an administrator's to end, and nobody else's", async () => {
    const [sam, eve] = [
      await withPassword("Sam Desk", ["scheduler"], [practice.riverside]),
      await withPassword("Eve Desk", ["scheduler"], [practice.riverside]),
    ];
    await isSignedIn(sam.id);
    const [own] = await listSignIns(sam.id);
    expect(await refusalOf(closeSignIns(now(eve), sam.id, {}))).toMatchObject({ code: "not-found" });
    await done(closeSignIns(now(eve), eve.id, { only: own?.id ?? "" }));
    expect(await signInsOf(sam.id)).toHaveLength(1);
    await done(closeSignIns(now(boss), sam.id, {}));
    expect(await signInsOf(sam.id)).toEqual([]);
  });

  test("that are idle or over are not listed", async () => {
    const sam = await withPassword("Sam Desk", ["scheduler"], [practice.riverside]);
    await isSignedIn(sam.id);
    await db
      .update(signIns)
      .set({ lastSeenAt: new Date(Date.now() - 31 * 60_000) })
      .where(eq(signIns.accountId, sam.id));
    expect(await listSignIns(sam.id)).toEqual([]);
  });
});

describe("the list of accounts", () => {
  const filter = (query: string) => readAccountFilter(new URLSearchParams(query));
  const names = async (query: string) => (await listAccounts(filter(query))).map(({ name }) => name);

  test("is searched by name and e-mail, and told apart by role and state", async () => {
    const { id } = await create({ name: "Zora 100%_Quill", roles: ["physician"] });
    expect(await names("q=zora")).toEqual(["Zora 100%_Quill"]);
    expect(await names("q=100%25_")).toEqual(["Zora 100%_Quill"]);
    expect(await names("q=1%25q")).toEqual([]);
    expect(await names("q=zora&role=scheduler")).toEqual([]);
    expect(await names("q=zora&show=waiting")).toEqual(["Zora 100%_Quill"]);
    await done(deactivateAccount(now(boss), id));
    expect(await names("q=zora&show=active")).toEqual([]);
    expect(await names("q=zora&show=deactivated")).toEqual(["Zora 100%_Quill"]);
    expect(await countAccounts(filter("q=zora"))).toEqual({ all: 1, active: 0, waiting: 0, deactivated: 1 });
  });

  test("reads any address without fault", async () => {
    for (const query of [
      "show=x&role=y&page=-1&q=%00",
      "page=99999999999999999999",
      "q=%ED%A0%80",
      `q=${"x".repeat(5000)}`,
    ]) {
      expect(await listAccounts(filter(query))).toBeInstanceOf(Array);
    }
  });

  test("says when somebody was last seen, and where they work", async () => {
    const sam = await withPassword("Yan Desk", ["scheduler"], [practice.harbour, practice.riverside]);
    await isSignedIn(sam.id);
    const [row] = await listAccounts(filter("q=Yan+Desk"));
    expect(row).toMatchObject({ clinics: ["Harbour", "Riverside"], hasPassword: true });
    expect(Date.now() - (row?.lastSeenAt?.getTime() ?? 0)).toBeLessThan(60_000);
    expect(await db.select().from(accountClinics).where(eq(accountClinics.accountId, sam.id))).toHaveLength(
      2,
    );
  });
});

test.each([
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0", "Firefox on Windows"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.4 Safari/605.1.15",
    "Safari on Mac",
  ],
  [
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36",
    "Chrome on Android",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/126.0 Safari/537.36 Edg/126.0",
    "Edge on Windows",
  ],
  ["curl/8", "Another browser"],
  ["", "Another browser"],
])("%s is said as %s", (userAgent, words) => {
  expect(deviceWords(userAgent)).toBe(words);
});
