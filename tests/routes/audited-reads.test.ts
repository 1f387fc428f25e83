import { sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { freshDatabase } from "tests/support/database";
import { serveApp, type Answer, type Served } from "tests/support/served";
import { addressOf } from "./addresses";
import { everyAddress } from "./every-address";
import { posts } from "./forms";
import { aWorld, canaries, type World } from "./world";

/**
 * Everybody asks for everything that can be asked for. Where an answer holds a word of a patient's, their name or their
 * id, the audit trail of that request names them.
 */
let database: Awaited<ReturnType<typeof freshDatabase>>;
let served: Served;
let world: World;
/** What gives each patient away. */
let traces: Map<string, RegExp>;

beforeAll(async () => {
  database = await freshDatabase();
  world = await aWorld();
  served = await serveApp();
  const patients = await db.execute<{ id: string; name: string; number: string }>(sql`
    select id, family_name as name, record_number as number from patients`);
  traces = new Map(
    patients.map(({ id, name, number }) => {
      const words = canaries.filter(({ patientId }) => patientId === id).map(({ word }) => word);
      return [id, new RegExp([...words, `\\b${name}\\b`, `\\b${number}\\b`, id].join("|"), "i")];
    }),
  );
});
afterAll(async () => {
  await served.stop();
  await closeDatabase();
  await database.drop();
});

const people = ["scheduler", "physician", "administrator", "a scheduler of another clinic"] as const;

/** Whose data an answer holds, an id that was asked by aside, and whose the trail says it held. */
async function shownAndNamed(asked: string, { text, headers }: Answer) {
  const [query = ""] = asked.split("?").slice(1);
  const told = query
    .split(/[&=]/)
    .reduce((rest, part) => (part.length === 36 ? rest.replaceAll(part, "") : rest), text);
  const shown = [...traces].flatMap(([id, trace]) => (trace.test(told) ? [id] : []));
  const rows = await db.execute<{ id: string }>(sql`
    select unnest(patient_ids || patient_id) as id from audit_events where request_id = ${headers["x-request-id"] ?? ""}`);
  return { shown, named: new Set(rows.map(({ id }) => id)) };
}

test.each(people)(
  "%s is shown nobody without a row that says so",
  async (who) => {
    const missed: string[] = [];
    let found = 0;
    for (const address of everyAddress(world)) {
      const answer = await served.ask(address, { as: world.people[who].token });
      // What was not found or not allowed only says back what was asked for.
      if ([403, 404].includes(answer.status)) continue;
      const { shown, named } = await shownAndNamed(address, answer);
      found += shown.length;
      if (shown.some((id) => !named.has(id))) missed.push(address);
    }
    expect(missed, missed.join("\n")).toEqual([]);
    // An administrator has no patients.
    expect(found > 100).toBe(who !== "administrator");
  },
  180_000,
);

test("a form that comes back as it was typed shows nobody without a row either", async () => {
  const missed: string[] = [];
  for (const { route, by, query } of posts.filter(({ route }) => route !== "routes/sign-out")) {
    const path = addressOf(route, world.here) + (query?.(world.here) ?? "");
    for (const form of [{ intent: "none" }, { version: "99999" }]) {
      const answer = await served.ask(path, { as: world.people[by].token, form });
      const { shown, named } = await shownAndNamed(path, answer);
      if (shown.some((id) => !named.has(id))) missed.push(`${String(answer.status)} ${path}`);
    }
  }
  expect(missed, missed.join("\n")).toEqual([]);
}, 120_000);

test("an answer whose row cannot be written does not leave", async () => {
  const { here, people } = world;
  const path = `/patients/${here.plan.patientId}`;
  expect((await served.ask(path, { as: people.scheduler.token })).status).toBe(200);
  const owner = postgres(database.ownerUrl, { max: 1 });
  try {
    await owner`revoke insert (actor_id) on audit_events from tendon_app`;
    const refused = await served.ask(path, { as: people.scheduler.token });
    expect(refused.status).toBe(500);
    expect(refused.text).not.toMatch(traces.get(here.plan.patientId) ?? /./);
    await owner`grant insert (actor_id) on audit_events to tendon_app`;
    expect((await served.ask(path, { as: people.scheduler.token })).status).toBe(200);
  } finally {
    await owner.end();
  }
});
