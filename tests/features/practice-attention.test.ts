import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { accountsState } from "~/features/accounts/attention.server";
import { countBlocks, waitToSignIn } from "~/http/throttle.server";
import { practiceAttention, type PracticeFacts } from "~/shell/today/attention";
import { freshDatabase } from "tests/support/database";
import { anAccount, NOW } from "tests/support/practice";

/** What Today tells an administrator to look at. */
let database: Awaited<ReturnType<typeof freshDatabase>>;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const before = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const well: PracticeFacts = {
  ...{ now: NOW, zone: "America/Denver", withoutFactor: 0, invited: 0, linksOver: 0 },
  signIns: { refused: 3, accounts: 1, blocked: 0 },
  trail: { sealedAt: before(1), waiting: 2, verified: { at: before(300), findings: 0 } },
};
const titles = (facts: Partial<PracticeFacts>) =>
  practiceAttention({ ...well, ...facts }).map(({ title }) => title);

test("nothing where all is well, and where nothing was verified or sealed yet because it has only begun", () => {
  expect(titles({})).toEqual([]);
  expect(titles({ trail: { sealedAt: null, waiting: 0, verified: null } })).toEqual([]);
});

test("a trail that was changed comes first and in red; one that is sealed or verified no more is told", () => {
  const changed = { ...well.trail, verified: { at: before(300), findings: 2 } };
  const all = practiceAttention({ ...well, trail: changed, withoutFactor: 1 });
  expect(all.map(({ title, tone }) => [title, tone])).toEqual([
    ["The audit trail was changed", "danger"],
    ["1 administrator has no second factor", "warn"],
  ]);
  expect(all[0]?.note).toContain("2 places");
  expect(titles({ trail: { ...well.trail, sealedAt: before(16) } })).toEqual([
    "The audit trail is not being sealed",
  ]);
  expect(titles({ trail: { ...well.trail, sealedAt: before(16), waiting: 0 } })).toEqual([]);
  expect(titles({ trail: { ...well.trail, verified: { at: before(37 * 60), findings: 0 } } })).toEqual([
    "The audit trail was not verified lately",
  ]);
});

test("many refused sign-ins, or a block at this moment", () => {
  const told = (refused: number, blocked: number) => titles({ signIns: { refused, accounts: 4, blocked } });
  expect(told(19, 0)).toEqual([]);
  expect(told(20, 0)).toEqual(["20 sign-ins were refused since yesterday"]);
  expect(told(1, 1)).toEqual(["1 sign-in was refused since yesterday"]);
});

test("accounts: administrators without a second factor, and invitations that nobody took", async () => {
  const password = (id: string) => db.execute(sql`update accounts set password_hash = 'x' where id = ${id}`);
  const [safe, bare, invited, late, gone] = [
    await anAccount("Ada Safe", ["administrator"], []),
    await anAccount("Bo Bare", ["administrator"], []),
    await anAccount("Ina Vited", ["scheduler"], []),
    await anAccount("Lou Late", ["scheduler"], []),
    await anAccount("Gus Gone", ["administrator"], []),
  ];
  await password(safe.id);
  await password(bare.id);
  await db.execute(sql`delete from passkeys where account_id in (${bare.id}, ${gone.id})`);
  await db.execute(sql`update accounts set deactivated_at = now() where id = ${gone.id}`);
  for (const [id, days] of [
    [invited.id, 2],
    [late.id, -2],
  ] as const) {
    await db.execute(sql`insert into one_time_links (token_hash, purpose, account_id, expires_at)
      values (${id}, 'set-password', ${id}, ${NOW.toISOString()}::timestamptz + make_interval(days => ${days}))`);
  }
  expect(await accountsState(NOW)).toEqual({ withoutFactor: 1, invited: 2, linksOver: 1 });
  await db.execute(sql`insert into practice (name, demo_loaded_at) values ('Demo', now())`);
  expect((await accountsState(NOW)).withoutFactor).toBe(0);
});

test("a block counts while it lasts", async () => {
  const now = new Date();
  expect(await countBlocks(now)).toBe(0);
  for (let tries = 0; tries < 11; tries += 1) await waitToSignIn("somebody@practice.example", "192.0.2.7");
  expect(await countBlocks(now)).toBe(1);
  expect(await countBlocks(new Date(now.getTime() + 16 * 60_000))).toBe(0);
});
