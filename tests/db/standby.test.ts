import { afterAll, beforeAll, expect, test } from "vitest";
import postgres from "postgres";
import { openPair, type Pair } from "tests/support/standby";

/** The pair that other tests stand on does what they take for granted. */
let pair: Pair;
let primary: postgres.Sql;
let standby: postgres.Sql;

beforeAll(async () => {
  pair = await openPair({ isSynchronous: true });
  primary = postgres(pair.primary.url("owner"), { max: 1, onnotice: () => {} });
  standby = postgres(pair.standby.url("owner"), { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await Promise.all([primary.end({ timeout: 1 }), standby.end({ timeout: 1 })]);
  await pair.close();
});

const seen = async () => (await standby<{ n: number }[]>`select n from seen order by n`).map(({ n }) => n);

test("what is committed is at the standby, is held back while replay pauses, and outlives the primary", async () => {
  await primary`create table seen (n int)`;
  await primary`insert into seen values (1)`;
  await pair.untilCaughtUp();
  expect(await seen()).toEqual([1]);
  await expect(standby`insert into seen values (9)`).rejects.toMatchObject({ code: "25006" });

  await pair.pauseReplay();
  await primary`insert into seen values (2)`;
  expect(await seen()).toEqual([1]);
  await pair.resumeReplay();
  await pair.untilCaughtUp();
  expect(await seen()).toEqual([1, 2]);

  await primary`insert into seen values (3)`;
  await pair.primary.kill();
  await pair.promote();
  expect(await seen()).toEqual([1, 2, 3]);
  await standby`insert into seen values (4)`;
  expect(await seen()).toEqual([1, 2, 3, 4]);
});
