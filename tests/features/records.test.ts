import { eq, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { auditEvents, lots, plans, sessions } from "db/schema";
import { listPlanRecords, recordsToSign } from "~/features/records/lists.server";
import { findRecord } from "~/features/records/queries.server";
import { discardDraft } from "~/features/records/save.server";
import { findSession } from "~/features/sessions/queries.server";
import { freshDatabase } from "tests/support/database";
import { aPlan, aPractice, aSession, asks, NOW, type Practice } from "tests/support/practice";
import { aLot, aTreatedSession, physician, recordOf, save, sign, usedOf, whole } from "./records-practice";
import { attend, done, refusalOf } from "./sessions-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;
let lot: { id: string; lotNumber: string };

beforeAll(async () => {
  database = await freshDatabase();
  practice = await aPractice();
  lot = await aLot(practice.riverside);
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const me = () => physician(practice);
const codesOf = (refusal: { reasons?: { code: string }[] }) => refusal.reasons?.map(({ code }) => code);
const signed = async (known: Parameters<typeof aTreatedSession>[1] = {}) => {
  const sessionId = await aTreatedSession(practice, known);
  await done(sign(me(), sessionId, whole(lot.id)));
  return sessionId;
};

describe("a draft", () => {
  test("is kept as it was typed, however incomplete, and read again", async () => {
    const sessionId = await aTreatedSession(practice, { status: "arrived" });
    const typed = { side: "left", "injections[0].ml": "four", note: "Anxious", unknown: "dropped" };
    const { version } = await done(save(me(), sessionId, typed));
    const found = await findRecord(practice.physician, sessionId);
    expect(found?.opened).toEqual({ side: "left", "injections[0].ml": "four", note: "Anxious" });
    expect([version, found?.version]).toEqual([1, 1]);
  });

  test("is audited by the names of its fields, never by what stands in them", async () => {
    const sessionId = await aTreatedSession(practice);
    const { version } = await done(save(me(), sessionId, { note: "Zqsecret" }));
    await done(save(me(), sessionId, { note: "Zqsecret", complicationNote: "Zqother" }, version));
    const audited = (await recordOf(sessionId))?.audited ?? [];
    expect(audited.map(({ action, after }) => [action, after])).toEqual([
      ["record.save", { note: true }],
      ["record.save", { complicationNote: true }],
    ]);
    expect(audited[0]).toMatchObject({ actorId: practice.physician.id, clinicId: practice.riverside });
    expect(JSON.stringify(audited)).not.toContain("Zq");
  });

  test("of another tab is never written over: the later one is told who saved", async () => {
    const sessionId = await aTreatedSession(practice);
    await done(save(me(), sessionId, { note: "First" }, 0, "tab-one-1"));
    const refusal = await refusalOf(save(me(), sessionId, { note: "Second" }, 0, "tab-two-2"));
    expect(refusal).toMatchObject({ code: "stale", changed: { by: practice.physician.name } });
    expect((await recordOf(sessionId))?.draft).toEqual({ note: "First" });
  });

  test("of two tabs that save at once is the one's, and the other is told", async () => {
    const sessionId = await aTreatedSession(practice);
    const outcomes = await Promise.all(
      ["tab-one-1", "tab-two-2"].map((tab) => save(me(), sessionId, { note: tab }, 0, tab)),
    );
    expect(outcomes.map((outcome) => (outcome.ok ? "saved" : outcome.refusal.code)).sort()).toEqual([
      "saved",
      "stale",
    ]);
  });

  test("goes on from the tab whose answer was lost on the way", async () => {
    const sessionId = await aTreatedSession(practice);
    await done(save(me(), sessionId, { note: "One" }, 0, "tab-one-1"));
    const { version } = await done(save(me(), sessionId, { note: "One and two" }, 0, "tab-one-1"));
    expect(version).toBe(2);
  });

  test("can be thrown away, and the form opens with what is usual again", async () => {
    const sessionId = await aTreatedSession(practice);
    const { version } = await done(save(me(), sessionId, { note: "Wrong patient" }));
    await done(discardDraft(me(), sessionId, { version, tab: null }));
    expect((await findRecord(practice.physician, sessionId))?.opened).toMatchObject({
      region: "knee",
      consentBy: practice.physician.name,
    });
  });

  test.each(["booked", "no-show"] as const)("is not begun while the session is %s", async (status) => {
    const sessionId = await aTreatedSession(practice, { status });
    expect((await refusalOf(save(me(), sessionId, { note: "Early" }))).code).toBe("wrong-status");
  });
});

describe("signing", () => {
  test("keeps a version, clears the draft, takes a vial from the stock and says so in the audit", async () => {
    const own = await aLot(practice.riverside);
    const sessionId = await aTreatedSession(practice);
    const { version } = await done(save(me(), sessionId, { note: "Begun" }));
    await done(sign(me(), sessionId, whole(own.id), version));
    const record = await recordOf(sessionId);
    expect(record).toMatchObject({ draft: null, signedNumber: 1 });
    expect(record?.versions[0]).toMatchObject({
      number: 1,
      consentAt: expect.any(Date),
      side: "left",
      painBefore: 6,
      painAfter: 3,
      injections: 1,
      fluoroscopySeconds: null,
      signedBy: practice.physician.id,
      amendReason: null,
    });
    expect(await usedOf(own.id)).toBe(1);
    const last = record?.audited.at(-1);
    expect(last).toMatchObject({
      action: "record.sign",
      after: { number: 1, painBefore: true, injections: true },
    });
    expect(JSON.stringify(last?.after)).not.toContain("Tibiofemoral");
  });

  test.each([
    ["the other side", { side: "right", "injections[0].side": "right" }, "side-wrong"],
    ["another region", { region: "hip" }, "region-wrong"],
    ["one needle on the other side", { "injections[0].side": "right" }, "injection-side-wrong"],
    ["a patient who is deferred", { decision: "defer" }, "deferred"],
    ["no certified placement", { "injections[0].placement": "" }, "placement-missing"],
    ["no guidance", { "injections[0].guidance": "" }, "guidance-missing"],
    ["X-rays without seconds", { "injections[0].guidance": "fluoroscope" }, "seconds-missing"],
    ["no consent", { consentTime: "" }, "consent-missing"],
    ["no time-out", { timeOutTime: "" }, "time-out-missing"],
  ])("is refused for %s, and nothing is written", async (_, typed, code) => {
    const sessionId = await aTreatedSession(practice);
    const refusal = await refusalOf(sign(me(), sessionId, whole(lot.id, typed)));
    expect(refusal.code).toBe("cannot-sign");
    expect(codesOf(refusal)).toContain(code);
    expect(await recordOf(sessionId)).toBeNull();
  });

  test("judges a lot by the day of the session, not by today", async () => {
    const sessionId = await aTreatedSession(practice);
    const [row] = await db.select({ at: sessions.startsAt }).from(sessions).where(eq(sessions.id, sessionId));
    const day = (row?.at ?? NOW).toISOString().slice(0, 10);
    const before = new Date((row?.at ?? NOW).getTime() - 86_400_000).toISOString().slice(0, 10);
    const gone = await aLot(practice.riverside, { expiresOn: before });
    const last = await aLot(practice.riverside, { expiresOn: day });
    expect(codesOf(await refusalOf(sign(me(), sessionId, whole(gone.id))))).toEqual(["lot-expired"]);
    await done(sign(me(), sessionId, whole(last.id)));
  });

  test("takes no lot of another clinic, and none that was out of use before the session", async () => {
    const sessionId = await aTreatedSession(practice);
    const foreign = await aLot(practice.harbour);
    expect(codesOf(await refusalOf(sign(me(), sessionId, whole(foreign.id))))).toEqual(["lot-missing"]);
    const retired = { retiredAt: new Date("2020-01-01"), retireReason: "Recall" };
    const recalled = await aLot(practice.riverside, retired);
    expect(codesOf(await refusalOf(sign(me(), sessionId, whole(recalled.id))))).toEqual(["lot-missing"]);
    const since = await aLot(practice.riverside, { ...retired, retiredAt: NOW });
    await done(sign(me(), sessionId, whole(since.id)));
  });

  test("of one record by two at once happens once", async () => {
    const sessionId = await aTreatedSession(practice);
    const outcomes = await Promise.all([1, 2].map(() => sign(me(), sessionId, whole(lot.id))));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await recordOf(sessionId))?.versions).toHaveLength(1);
  });

  test("holds the session to having been treated", async () => {
    const sessionId = await signed({ status: "in-treatment" });
    const desk = asks(practice.scheduler);
    expect((await refusalOf(attend(desk, sessionId, "undo", 1))).code).toBe("record-signed");
    await done(attend(desk, sessionId, "perform", 1));
  });
});

describe("an amendment", () => {
  test("keeps both versions, with who, when and why", async () => {
    const sessionId = await signed();
    const changed = whole(lot.id, { painAfter: "4", amendReason: "Misread" });
    expect(codesOf(await refusalOf(sign(me(), sessionId, { ...changed, amendReason: "" }, 1)))).toEqual([
      "amend-reason-missing",
    ]);
    await done(sign(me(), sessionId, changed, 1));
    const record = await recordOf(sessionId);
    expect(
      record?.versions.map(({ number, painAfter, amendReason }) => [number, painAfter, amendReason]),
    ).toEqual([
      [1, 3, null],
      [2, 4, "Misread"],
    ]);
    expect(record?.audited.at(-1)).toMatchObject({
      action: "record.amend",
      after: { number: 2, painAfter: true },
    });
    const found = await findRecord(practice.physician, sessionId);
    expect(found?.versions.map(({ number }) => number)).toEqual([2, 1]);
  });

  test("that changes nothing is none", async () => {
    const sessionId = await signed();
    const same = whole(lot.id, { amendReason: "To be sure" });
    expect((await refusalOf(sign(me(), sessionId, same, 1))).code).toBe("nothing-amended");
  });

  test("to another lot gives the first its vial back", async () => {
    const [wrong, right] = [await aLot(practice.riverside), await aLot(practice.riverside)];
    const sessionId = await aTreatedSession(practice);
    await done(sign(me(), sessionId, whole(wrong.id)));
    await done(sign(me(), sessionId, whole(right.id, { amendReason: "Wrong vial" }), 1));
    expect([await usedOf(wrong.id), await usedOf(right.id)]).toEqual([0, 1]);
  });

  test("stands even where the plan was put on another side since", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const sessionId = await aTreatedSession(practice, {}, plan);
    await done(sign(me(), sessionId, whole(lot.id)));
    await db.update(plans).set({ side: "right" }).where(eq(plans.id, plan.id));
    await done(sign(me(), sessionId, whole(lot.id, { painAfter: "2", amendReason: "Misread" }), 1));
  });
});

describe("who", () => {
  test("works at another clinic finds nothing, and may write nothing", async () => {
    const sessionId = await signed();
    const far = asks(practice.harbourPhysician);
    expect(await findRecord(practice.harbourPhysician, sessionId)).toBeNull();
    expect((await refusalOf(save(far, sessionId, { note: "x" }, 1))).code).toBe("not-found");
    expect((await refusalOf(sign(far, sessionId, whole(lot.id), 1))).code).toBe("not-found");
  });

  test("treats there but not in this session reads what is signed, and writes nothing", async () => {
    const sessionId = await signed();
    const found = await findRecord(practice.colleague, sessionId);
    expect(found).toMatchObject({ mayWrite: false, opened: null });
    expect(found?.versions).toHaveLength(1);
    expect((await refusalOf(save(asks(practice.colleague), sessionId, { note: "x" }, 1))).code).toBe(
      "not-allowed",
    );
  });

  test.each(["scheduler", "administrator"] as const)("is a %s finds none of it", async (role) => {
    const sessionId = await signed();
    expect(await findRecord(practice[role], sessionId)).toBeNull();
    expect((await findSession(practice[role], sessionId, NOW))?.record ?? null).toBeNull();
    expect((await refusalOf(save(asks(practice[role]), sessionId, { note: "x" }, 1))).code).toBe("not-found");
    expect(await recordsToSign(practice[role], { clinicId: "all", now: NOW })).toEqual([]);
  });

  test("is refused is in the audit, without what they typed", async () => {
    const sessionId = await signed();
    await refusalOf(save(asks(practice.scheduler), sessionId, { note: "Zqtyped" }, 1));
    const [row] = await db
      .select()
      .from(auditEvents)
      .where(eq(auditEvents.action, "record.save.refused"))
      .orderBy(sql`id desc`);
    expect(row).toMatchObject({ actorId: practice.scheduler.id, after: { code: "not-found" } });
  });
});

test("a new record opens with what was done last time in the course, and asks anew what belongs to the day", async () => {
  const plan = await aPlan(practice.riverside, practice.physician);
  const first = await aTreatedSession(practice, {}, plan);
  await done(sign(me(), first, whole(lot.id, { "injections[0].ml": "3.5" })));
  const second = await aSession({
    plan,
    clinicId: practice.riverside,
    roomId: practice.rooms[1] ?? "",
    deviceId: practice.carts[1] ?? "",
    physicianId: practice.physician.id,
    startsAt: NOW,
    status: "in-treatment",
    ordinal: 2,
  });
  const opened = (await findRecord(practice.physician, second))?.opened;
  expect(opened).toMatchObject({
    "injections[0].ml": "3.5",
    "injections[0].lotId": lot.id,
    consentForm: "2026-1",
  });
  for (const name of [
    "consentTime",
    "timeOutTime",
    "side",
    "decision",
    "painBefore",
    "injections[0].placement",
  ])
    expect(opened?.[name]).toBeUndefined();
});

test("X-rays add up in a patient and on a device", async () => {
  const plan = await aPlan(practice.riverside, practice.physician, { guidance: "fluoroscope" });
  const xray = { roomId: practice.xrayRoom, deviceId: practice.cArm };
  const typed = (seconds: string, mGy: string) =>
    whole(lot.id, {
      "injections[0].guidance": "fluoroscope",
      fluoroscopySeconds: seconds,
      fluoroscopyMgy: mGy,
    });
  for (const [index, [seconds, mGy]] of [
    ["40", "2.10"],
    ["30", "1.35"],
  ].entries()) {
    const sessionId = await aTreatedSession(practice, { ...xray, ordinal: index + 1 }, plan);
    await done(sign(me(), sessionId, typed(seconds ?? "", mGy ?? "")));
  }
  const third = await aTreatedSession(practice, { ...xray, ordinal: 3 }, plan);
  const sum = { sessions: 2, seconds: 70, mGy: 3.45 };
  expect((await findRecord(practice.physician, third))?.exposure).toEqual({ patient: sum, device: sum });
});

test("what waits to be signed is the physician's own, and leaves the list when it is signed", async () => {
  const plan = await aPlan(practice.riverside, practice.physician);
  const startsAt = new Date(NOW.getTime() - 2 * 3_600_000);
  const sessionId = await aTreatedSession(practice, { startsAt }, plan);
  const waits = async () =>
    (await recordsToSign(practice.physician, { clinicId: "all", now: NOW })).some(
      (record) => record.sessionId === sessionId,
    );
  expect(await waits()).toBe(true);
  expect(await recordsToSign(practice.colleague, { clinicId: "all", now: NOW })).toEqual([]);
  await done(sign(me(), sessionId, whole(lot.id)));
  expect(await waits()).toBe(false);
  expect(await listPlanRecords(practice.colleague, plan.id)).toMatchObject([
    { sessionId, state: "signed", isOwn: false, painBefore: 6 },
  ]);
  expect(await listPlanRecords(practice.scheduler, plan.id)).toBeNull();
});

describe("the database", () => {
  test.each([
    "update record_versions set pain_after = 0",
    "update record_injections set ml = 1",
    "delete from record_versions",
    "delete from record_injections",
    "truncate record_versions cascade",
  ])("lets nobody do: %s", async (attempt) => {
    await signed();
    for (const url of [database.appUrl, database.ownerUrl]) {
      const connection = postgres(url, { max: 1, onnotice: () => {} });
      await expect(connection.unsafe(attempt)).rejects.toMatchObject({ code: "42501" });
      await connection.end();
    }
  });

  test("keeps a lot's expiry from being got around by writing past the app", async () => {
    const sessionId = await signed();
    const gone = await aLot(practice.riverside, { expiresOn: "2020-01-01" });
    const record = await recordOf(sessionId);
    const amend = db.transaction(async (tx) => {
      await tx.execute(sql`
        insert into record_versions select (jsonb_populate_record(v, jsonb_build_object('id', uuidv7(), 'number', 2,
          'amend_reason', 'Past the app'))).* from record_versions v where v.record_id = ${record?.id}`);
      await tx.execute(sql`
        insert into record_injections select (jsonb_populate_record(i, jsonb_build_object('id', uuidv7(), 'lot_id', ${gone.id}::text,
          'version_id', (select id from record_versions where record_id = ${record?.id} and number = 2)))).*
        from record_injections i join record_versions v on v.id = i.version_id where v.record_id = ${record?.id} and v.number = 1`);
      await tx.execute(sql`update procedure_records set signed_number = 2 where id = ${record?.id}`);
    });
    await expect(amend).rejects.toMatchObject({ constraint_name: "record_injections_expired" });
  });
});

test("a vial used is counted whoever counts the shelf meanwhile", async () => {
  const own = await aLot(practice.riverside);
  const sessionIds = await Promise.all([aTreatedSession(practice), aTreatedSession(practice)]);
  await Promise.all(sessionIds.map((sessionId) => done(sign(me(), sessionId, whole(own.id)))));
  expect(await usedOf(own.id)).toBe(2);
  expect((await db.select().from(lots).where(eq(lots.id, own.id)))[0]?.version).toBe(1);
});
