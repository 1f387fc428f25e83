import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import type { Actor } from "~/domain/actor";
import { createAccounts, readBulk } from "~/features/accounts/bulk.server";
import { freshDatabase } from "tests/support/database";
import { aClinic, anAccount } from "tests/support/practice";
import { emailOf, now } from "./accounts-practice";
import { done } from "./sessions-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let clinics: { id: string; name: string }[];
let boss: Actor;

beforeAll(async () => {
  database = await freshDatabase();
  const names = ["Riverside", "Harbour"];
  clinics = await Promise.all(
    names.map(async (name) => ({ name, id: await aClinic(name, "America/Denver") })),
  );
  boss = await anAccount("Ada Boss", ["administrator"], []);
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const rowsOf = async (...lines: string[]) => {
  const read = await readBulk(["Name,E-mail,Roles,Clinics", ...lines].join("\n"), clinics);
  if (!read.ok) throw new Error(read.why);
  return read.rows;
};
const accountsNow = async () => (await db.execute(sql`select 1 from accounts`)).length;

test("rows that are right are made together, each with its own link, and audited one by one", async () => {
  const rows = await rowsOf(
    "Una New,una@cedar.example,scheduler,riverside",
    "Dr Max Both,max@cedar.example,physician; scheduler,Riverside; Harbour",
  );
  expect(rows.flatMap(({ faults }) => faults)).toEqual([]);
  const made = await done(createAccounts(now(boss), rows));
  expect(new Set(made.map(({ token }) => token)).size).toBe(2);
  const kept = await db.execute<{ name: string; roles: string[]; at: number }>(sql`
    select a.name, a.roles, (select count(*)::int from account_clinics c where c.account_id = a.id) as at
    from accounts a where a.created_by = ${boss.id} order by a.name`);
  expect([...kept]).toEqual([
    { name: "Dr Max Both", roles: ["physician", "scheduler"], at: 2 },
    { name: "Una New", roles: ["scheduler"], at: 1 },
  ]);
  const audited = await db.execute(sql`select 1 from audit_events where action = 'account.create'`);
  expect(audited).toHaveLength(2);
});

test("each row says what is wrong with it, and one that is wrong keeps all from being made", async () => {
  const rows = await rowsOf(
    `Ada Again,${await emailOf(boss)},administrator,`,
    "No Role,norole@cedar.example,surgeon,Riverside",
    "No Place,noplace@cedar.example,scheduler,Atlantis",
    "Twice,twice@cedar.example,scheduler,Riverside",
    "Twice More,TWICE@cedar.example,scheduler,Riverside",
    ",not an address,scheduler,Riverside",
  );
  expect(rows.map(({ line, faults }) => [line, faults.length > 0])).toEqual([
    ...[2, 3, 4].map((line) => [line, true]),
    [5, false],
    ...[6, 7].map((line) => [line, true]),
  ]);
  const before = await accountsNow();
  expect((await createAccounts(now(boss), rows)).ok).toBe(false);
  expect(await accountsNow()).toBe(before);
});

test("an e-mail that somebody else took meanwhile keeps all from being made", async () => {
  const rows = await rowsOf(
    "First One,first@cedar.example,scheduler,Riverside",
    "Second One,second@cedar.example,scheduler,Riverside",
  );
  const taken = await rowsOf("Second Before,second@cedar.example,scheduler,Riverside");
  await done(createAccounts(now(boss), taken));
  const before = await accountsNow();
  expect(await createAccounts(now(boss), rows)).toMatchObject({ refusal: { code: "email-taken" } });
  expect(await accountsNow()).toBe(before);
});

test("who is no administrator makes none, and a file without its columns is told which", async () => {
  const sam = await anAccount("Sam Desk", ["scheduler"], [clinics[0]?.id ?? ""]);
  const rows = await rowsOf("Third One,third@cedar.example,scheduler,Riverside");
  expect(await createAccounts(now(sam), rows)).toMatchObject({ refusal: { code: "not-allowed" } });
  expect(await readBulk("Name,Mail\nx,y", clinics)).toMatchObject({
    ok: false,
    why: expect.stringContaining("“email”, “roles”, “clinics”"),
  });
});
