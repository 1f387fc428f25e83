import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { DatabaseAway, withPatience } from "db/pool/patience";
import { auditRead } from "db/writes/audit-reads";
import { freshDatabase } from "tests/support/database";
import { anAccount, asks } from "tests/support/practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let owner: postgres.Sql;

beforeAll(async () => {
  database = await freshDatabase();
  owner = postgres(database.ownerUrl, { max: 1 });
});
afterAll(async () => {
  await owner.end();
  await closeDatabase();
  await database.drop();
});

test("reads that are written together are each as patient as their own request", async () => {
  const asking = asks(await anAccount("Sam Desk", ["scheduler"], []));
  const reads = (recordId: string) =>
    auditRead(asking, { action: "forecast.read", noun: "forecast", recordId });
  // What opens the connection is no part of it.
  await reads("before");
  let others: Promise<PromiseSettledResult<void>[]> | undefined;
  await owner.begin(async (tx) => {
    await tx`lock table audit_events in exclusive mode`;
    const first = withPatience(() => reads("first"), 100);
    const third = withPatience(() => reads("third"), 600);
    others = Promise.allSettled([withPatience(() => reads("second")), reads("nobody's request")]);
    await expect(first).rejects.toThrow(DatabaseAway);
    await expect(third).rejects.toThrow(DatabaseAway);
  });
  expect(await others).toMatchObject([{ status: "fulfilled" }, { status: "fulfilled" }]);
  const written = await db.execute<{ id: string }>(sql`
    select record_id as id from audit_events e where action = 'forecast.read' order by e.id`);
  expect(written.map(({ id }) => id)).toEqual(["before", "first", "third", "second", "nobody's request"]);
});
