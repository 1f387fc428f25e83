import { once } from "node:events";
import { connect as dial, createServer, type AddressInfo } from "node:net";
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

test("arrays come and go as they are", async () => {
  const words = ["plain", 'a "quote", a \\ and {braces}', "", "null"];
  const ids = ["0b0e7c1e-4f6b-4f0e-9d7e-2f1f6f0f4a11"];
  const [row] = await app.db.execute(sql`select
    ${sql.param(words)}::text[] as words, ${sql.param(ids)}::uuid[] as ids, ${sql.param([])}::uuid[] as none,
    ${sql.param([1, -2])}::int[] as whole, ${sql.param([0.5, 1e-7])}::float8[] as real, array[9007199254740993]::int8[] as big`);
  expect(row).toEqual({ words, ids, none: [], whole: [1, -2], real: [0.5, 1e-7], big: ["9007199254740993"] });
});

test("a connection says nothing of its own that nobody waits for: lost then, it would end the process", async () => {
  const said: Buffer[] = [];
  const { hostname, port } = new URL(database.appUrl);
  const between = createServer((near) => {
    const far = dial(Number(port), hostname);
    near.on("data", (bytes) => said.push(bytes));
    near.pipe(far).pipe(near);
  });
  between.listen(0, "127.0.0.1");
  await once(between, "listening");
  const url = new URL(database.appUrl);
  url.host = `127.0.0.1:${(between.address() as AddressInfo).port}`;
  const through = connect(url.href, { max: 1 });
  expect(Array.from(await through.db.execute(sql`select 1 as one`))).toEqual([{ one: 1 }]);
  await through.sql.end();
  between.close();

  const words = Buffer.concat(said).toString("latin1");
  expect(words).toContain("select 1 as one");
  expect(words).not.toContain("pg_type");
});
