import { EventEmitter, once } from "node:events";
import postgres from "postgres";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { sealKey } from "db/seal/key";
import { headOf, sealNext } from "db/seal/seal";
import { verifyTrail } from "db/seal/verify";
import { freshDatabase } from "tests/support/database";
import { tally } from "tests/support/tally";
import { asIntruder, found, key, sealAll, someEvents, waiting } from "./audit-practice";
import { tamperTrail } from "./tamper-trail";

let database: Awaited<ReturnType<typeof freshDatabase>>;

beforeAll(async () => {
  database = await freshDatabase();
});
beforeEach(() =>
  asIntruder(database.superUrl, async (intruder) => {
    await intruder`truncate audit_events, audit_seals`;
  }),
);
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

describe("sealing", () => {
  test("goes on from the head, batch by batch, and leaves nothing but what is under way", async () => {
    await someEvents(3);
    const [first] = await sealAll();
    await someEvents(4);
    const heads = await sealAll();
    expect(first?.number).toBe(1);
    expect(await headOf()).toMatchObject(heads.at(-1) ?? {});
    expect(await verifyTrail(db, key)).toMatchObject({ events: 7, waiting: 0, findings: [] });
    expect(await sealNext(key)).toBeNull();
  });

  test("does not skip what commits late", async () => {
    const late = postgres(database.appUrl, { max: 1 });
    const steps = new EventEmitter();
    const written = once(steps, "written");
    const held = late.begin(async (tx) => {
      await tx`insert into audit_events (action, noun) values ('session.book', 'session')`;
      const mayEnd = once(steps, "end");
      steps.emit("written");
      await mayEnd;
    });
    await written;
    // Written after it, with higher numbers, and committed before it.
    await someEvents(5);
    const early = await sealNext(key);
    const left = await waiting();
    steps.emit("end");
    await held;
    expect([early, left]).toEqual([null, 5]);
    await sealAll();
    expect(await verifyTrail(db, key)).toMatchObject({ events: 6, findings: [] });
    await late.end();
  });

  test("by two at once makes one chain", async () => {
    await someEvents(6);
    await Promise.all([sealAll(), sealAll(), sealAll()]);
    expect(await verifyTrail(db, key)).toMatchObject({ events: 6, findings: [] });
  });

  test("of another cluster's events begins a new era, whatever its transactions are numbered", async () => {
    await someEvents(2);
    await sealAll();
    const later = "(pg_current_xact_id()::text::bigint + 1000000)::text::xid8";
    // As a backup restored into a fresh cluster would have them: numbers that this one has not come to.
    await asIntruder(database.superUrl, async (intruder) => {
      await intruder.unsafe(
        `insert into audit_events (action, noun, written_in) values ('a', 'b', ${later})`,
      );
      await intruder`insert into audit_eras (number, cluster) values (2, 'another')`;
      await intruder`alter table audit_events alter column era set default 2`;
    });
    await someEvents(3);
    await sealAll();
    expect(await verifyTrail(db, key)).toMatchObject({ events: 6, waiting: 0, findings: [] });
    await asIntruder(database.superUrl, async (intruder) => {
      await intruder`delete from audit_eras where number = 2`;
      await intruder`alter table audit_events alter column era set default 1`;
    });
  });
});

describe("verifying", () => {
  test("finds any single tampering", async () => {
    const { tried, missed } = await tamperTrail(database.superUrl, 60);
    tally("tamper.tried", tried);
    tally("tamper.missed", missed.length);
    expect({ tried, missed }).toEqual({ tried: 60, missed: [] });
  }, 120_000);

  test("names the events, and what was done to them", async () => {
    await someEvents(6);
    await sealAll();
    const ids = await db.execute<{ id: number }>(sql`select id::float8 as id from audit_events order by id`);
    const [one, two, three] = ids.map(({ id }) => id);
    await asIntruder(database.superUrl, async (intruder) => {
      await intruder`update audit_events set actor_id = null where id = ${one ?? 0}`;
      await intruder`delete from audit_events where id = ${two ?? 0}`;
      await intruder`
        insert into audit_events (at, action, noun, era, written_in)
        select at, action, noun, era, written_in from audit_events where id = ${three ?? 0}`;
    });
    const [{ id: added } = { id: 0 }] = await db.execute<{ id: number }>(
      sql`select max(id)::float8 as id from audit_events`,
    );
    const { findings } = await verifyTrail(db, key);
    expect(findings.map(({ kind, events }) => [kind, events])).toEqual([
      ["deleted", [two]],
      ["inserted", [added]],
      ["edited", [one]],
    ]);
  });

  test("finds a cut tail by an anchor, and says nothing of it without one", async () => {
    await someEvents(3);
    await sealAll();
    await someEvents(3);
    const heads = await sealAll();
    await asIntruder(database.superUrl, async (intruder) => {
      await intruder`
        delete from audit_events e using audit_seals s where s.number = ${heads[0]?.number ?? 0} and e.written_in >= s."from"`;
      await intruder`delete from audit_seals where number >= ${heads[0]?.number ?? 0}`;
    });
    expect(await found()).toEqual([]);
    expect(await found(heads)).toContain("cut");
    // Sealed anew it has the same number, and another mac.
    await someEvents(1);
    await sealAll();
    expect(await found(heads)).toContain("cut");
  });

  test("with another key says that it is another key, and not that all was edited", async () => {
    await someEvents(3);
    await sealAll();
    const another = sealKey({ SECRET_KEY: "x".repeat(32) });
    expect(new Set(await found([], another))).toEqual(new Set(["another-key"]));
  });

  test("finds a chain that somebody without the key made anew", async () => {
    await someEvents(3);
    await sealAll();
    await asIntruder(database.superUrl, (intruder) => intruder`truncate audit_seals`);
    await sealNext({ key: Buffer.alloc(32), id: key.id });
    expect(await found()).toContain("seal-changed");
  });
});
