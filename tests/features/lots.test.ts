import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { auditEvents, lots } from "db/schema";
import { lotState } from "~/domain/lot";
import { stockForm } from "~/features/lots/forms";
import { actOnStock, listStock } from "~/features/lots/stock.server";
import { listLots, traceCsv, tracedRead, traceLot } from "~/features/lots/trace.server";
import { auditRead } from "db/writes/audit-reads";
import { freshDatabase } from "tests/support/database";
import { aPractice, asks, NOW, type Practice } from "tests/support/practice";
import { aLot, aTreatedSession, physician, sign, whole } from "./records-practice";
import { done, refusalOf } from "./sessions-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;

beforeAll(async () => {
  database = await freshDatabase();
  practice = await aPractice();
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const office = () => asks(practice.administrator);
const act = (form: Record<string, string>, asking = office()) => actOnStock(asking, stockForm.parse(form));
const rowOf = async (id: string) => (await db.select().from(lots).where(eq(lots.id, id)))[0];
const arrival = (lotNumber: string) => ({
  intent: "receive",
  clinicId: practice.riverside,
  product: "Dextrose 50 %",
  lotNumber,
  expiresOn: "2027-01-31",
  received: "20",
});

test("a lot is good until the end of its last day, and said to end thirty days before", () => {
  const lot = { expiresOn: "2026-12-24", isRetired: false };
  expect(lotState(lot, "2026-11-23")).toBe("in-use");
  expect(lotState(lot, "2026-11-24")).toBe("expiring");
  expect(lotState(lot, "2026-12-24")).toBe("expiring");
  expect(lotState(lot, "2026-12-25")).toBe("expired");
  expect(lotState({ ...lot, isRetired: true }, "2026-01-01")).toBe("retired");
});

describe("the stock", () => {
  test("takes a lot in once, and says so in the audit", async () => {
    await done(act(arrival("A1")));
    expect(await refusalOf(act(arrival("A1")))).toMatchObject({ code: "lot-known", field: "lotNumber" });
    const [row] = await db.select().from(lots).where(eq(lots.lotNumber, "A1"));
    const [event] = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.recordId, row?.id ?? ""));
    expect(event).toMatchObject({ action: "lot.receive", actorId: practice.administrator.id });
  });

  test("adds, counts, corrects and takes out of use", async () => {
    const { id } = await aLot(practice.riverside, { received: 10, used: 4 });
    await done(act({ intent: "add", lotId: id, vials: "5" }));
    expect(await rowOf(id)).toMatchObject({ received: 15, used: 4 });
    await done(act({ intent: "count", lotId: id, left: "9" }));
    expect(await rowOf(id)).toMatchObject({ received: 13, used: 4 });
    const what = { product: "Dextrose 25 %", lotNumber: randomUUID().slice(0, 8), expiresOn: "2027-02-28" };
    const stale = await refusalOf(act({ intent: "correct", lotId: id, version: "1", ...what }));
    expect(stale).toMatchObject({ code: "stale", changed: { by: practice.administrator.name } });
    await done(act({ intent: "correct", lotId: id, version: "3", ...what }));
    await done(act({ intent: "retire", lotId: id, reason: "Recall" }));
    expect((await refusalOf(act({ intent: "retire", lotId: id, reason: "Recall" }))).code).toBe(
      "lot-retired",
    );
    await done(act({ intent: "use-again", lotId: id }));
    expect(await rowOf(id)).toMatchObject({ ...what, retiredAt: null });
  });

  test.each(["scheduler", "physician"] as const)("is not a %s\u2019s to change", async (role) => {
    const refusal = await refusalOf(act(arrival(randomUUID().slice(0, 8)), asks(practice[role])));
    expect(refusal.code).toBe("not-allowed");
  });

  test("names nobody", async () => {
    const stock = await listStock(NOW);
    expect(Object.keys(stock[0] ?? {}).filter((name) => /patient|session|physician/i.test(name))).toEqual([]);
  });
});

describe("a trace", () => {
  test("leads to every session and patient, and says which records were amended to another lot", async () => {
    const [lot, other] = [await aLot(practice.riverside), await aLot(practice.riverside)];
    const [kept, changed] = [await aTreatedSession(practice), await aTreatedSession(practice)];
    for (const sessionId of [kept, changed]) await done(sign(physician(practice), sessionId, whole(lot.id)));
    await done(
      sign(physician(practice), changed, whole(other.id, { amendReason: "Read the wrong vial" }), 1),
    );
    const trace = await traceLot(practice.colleague, lot.id, NOW);
    expect(new Map(trace?.uses.map((use) => [use.sessionId, use.amendedAway]))).toEqual(
      new Map([
        [kept, false],
        [changed, true],
      ]),
    );
    if (!trace) throw new Error("the lot was not found");
    const lines = traceCsv(trace).trim().split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(lot.lotNumber);
    await auditRead(physician(practice), tracedRead(trace, "lot.export"));
    const [event] = await db.select().from(auditEvents).where(eq(auditEvents.action, "lot.export"));
    expect(event).toMatchObject({ recordId: lot.id, after: { patients: 2 } });
  });

  test("is for those who treat there, and nobody else", async () => {
    const lot = await aLot(practice.riverside);
    for (const who of ["harbourPhysician", "scheduler", "administrator"] as const) {
      expect(await traceLot(practice[who], lot.id, NOW)).toBeNull();
      const found = await listLots(practice[who], { q: lot.lotNumber, clinicId: "all", now: NOW });
      expect(found).toEqual([]);
    }
    const found = await listLots(practice.physician, { q: lot.lotNumber, clinicId: "all", now: NOW });
    expect(found.map(({ id }) => id)).toEqual([lot.id]);
  });
});
