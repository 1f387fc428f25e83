import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { db } from "db/client";
import { type Served } from "tests/support/served";
import { withServedWorld } from "./served-world";
import type { World } from "./world";

/** Whoever is signed in and turned away is in the trail, by the request that they made. */
let served: Served;
let world: World;
withServedWorld((...given) => ([served, world] = given));

async function asked(path: string, as: string | undefined, method = "GET") {
  const { status, headers } = await served.ask(path, { as, method });
  const rows = await db.execute(sql`
    select action, actor_id as actor, record_id as record, after from audit_events
    where request_id = ${headers["x-request-id"] ?? ""}`);
  return { status, rows: [...rows] };
}

test("what a role may not open", async () => {
  const { actor, token } = world.people.scheduler;
  for (const path of ["/settings/accounts", "/settings/audit.csv", "/settings/accounts.data"]) {
    expect(await asked(path, token)).toEqual({
      status: 403,
      rows: [
        {
          ...{ action: "access.refused", actor: actor.id, record: null },
          after: { page: expect.stringMatching(/^settings/), method: "GET" },
        },
      ],
    });
  }
});

test("a record of another clinic's, and one that is not there, alike", async () => {
  const { actor, token } = world.people.scheduler;
  for (const id of [world.there.plan.id, randomUUID()]) {
    expect(await asked(`/plans/${id}`, token)).toEqual({
      status: 404,
      rows: [
        { action: "access.not-found", actor: actor.id, record: id, after: { page: "plans", method: "GET" } },
      ],
    });
  }
});

test("nobody else: who is let in, who is nobody, and a page that never was", async () => {
  expect((await asked("/settings/accounts", world.people.administrator.token)).rows).toEqual([]);
  expect((await asked("/settings/accounts", undefined)).rows).toEqual([]);
  expect(await asked("/no-such-page", world.people.scheduler.token)).toEqual({ status: 404, rows: [] });
});
