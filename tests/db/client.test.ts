import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect } from "db/client";
import { freshDatabase } from "../support/database";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let app: ReturnType<typeof connect>;

beforeAll(async () => {
  database = await freshDatabase();
  app = connect(database.appUrl);
});

afterAll(async () => {
  await app.sql.end();
  await database.drop();
});

test("arrays come and go as they are, with their types told and not asked for", async () => {
  const words = ["plain", 'a "quote", a \\ and {braces}', "", "null"];
  const ids = ["0b0e7c1e-4f6b-4f0e-9d7e-2f1f6f0f4a11"];
  const [row] = await app.db.execute(sql`select
    ${sql.param(words)}::text[] as words, ${sql.param(ids)}::uuid[] as ids, ${sql.param([])}::uuid[] as none,
    ${sql.param([1, -2])}::int[] as whole, ${sql.param([0.5, 1e-7])}::float8[] as real, array[9007199254740993]::int8[] as big`);
  expect(row).toEqual({ words, ids, none: [], whole: [1, -2], real: [0.5, 1e-7], big: ["9007199254740993"] });
});
