import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { accounts, auditEvents, outcomeReports, reportAttempts } from "db/schema";
import { addDays, instantAt } from "~/domain/time";
import { noteAttempt, undoAttempt } from "~/features/follow-up/attempts.server";
import { readDone } from "~/features/follow-up/done.server";
import { takeReport } from "~/features/outcomes/take-report.server";
import { freshDatabase } from "tests/support/database";
import { anAccount, aPractice, asks, NOW, RIVERSIDE_ZONE, type Practice } from "tests/support/practice";
import { aReport, list, TODAY, wasSent } from "./follow-up-practice";
import { done, refusalOf } from "./sessions-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;

beforeAll(async () => {
  database = await freshDatabase();
  practice = await aPractice();
});
afterEach(() =>
  db.execute(sql`update outcome_reports set status = 'expired' where status in ('due', 'sent')`),
);
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const desk = () => asks(practice.scheduler);
const of = ({ id, planId }: { id: string; planId: string }) => ({ reportId: id, planId });
const aMinuteLater = new Date(NOW.getTime() + 60_000);
const noAnswer = { version: 1, outcome: "no-answer", callBack: null } as const;
const callsOf = async (...known: Parameters<typeof list>) => (await list(...known)).calls;

describe("the worklist", () => {
  test("has who is to be called, soonest lost first, with number, reasons and what was tried", async () => {
    const later = await aReport(practice, { dueAgo: 2, patient: { deskNotes: "After four" } });
    const sooner = await aReport(practice, {
      dueAgo: 20,
      patient: { email: "a@example.org", preferredContact: "email" },
    });
    await wasSent(sooner, "first", 3, "came-back");
    const { calls, callCount } = await list(desk(), practice);
    expect(callCount).toBe(2);
    expect(calls.map(({ reportId }) => reportId)).toEqual([sooner.id, later.id]);
    expect(calls[0]).toMatchObject({
      reasons: ["came-back"],
      daysLeft: 8,
      sendings: [{ state: "came-back" }],
    });
    expect(calls[1]).toMatchObject({
      reasons: ["no-email"],
      phone: "+1 303 555 0100",
      deskNotes: "After four",
      language: "en",
      best: null,
      attempts: [],
      isTreating: false,
    });
  });

  test("leaves whoever is mailed to answer, and says until when", async () => {
    const mails = { email: "b@example.org", preferredContact: "email" } as const;
    const report = await aReport(practice, { dueAgo: 1, patient: mails, report: { status: "sent" } });
    await wasSent(report, "first", 1);
    const { calls, waiting } = await list(desk(), practice, true);
    expect(calls).toEqual([]);
    expect(waiting).toMatchObject([{ reportId: report.id, waitsFor: "reply", until: addDays(TODAY, 2) }]);
  });

  test("has nobody who died or left, nothing closed, and nothing of another clinic", async () => {
    await aReport(practice, { patient: { deactivatedAt: NOW, deceasedOn: "2026-11-01" } });
    await aReport(practice, { patient: { deactivatedAt: NOW } });
    await aReport(practice, { report: { status: "declined" } });
    await aReport(practice, { dueAgo: -1 });
    const there = await aReport(practice, { clinicId: practice.harbour });
    expect(await callsOf(desk(), practice)).toEqual([]);
    const dock = await callsOf(asks(practice.harbourScheduler), practice);
    expect(dock.map(({ reportId }) => reportId)).toEqual([there.id]);
    expect(await callsOf(asks(practice.physician), practice)).toEqual([]);
  });

  test("tells who treats only that somebody else calls", async () => {
    const report = await aReport(practice);
    const both = await anAccount("Toni Both", ["scheduler"], [practice.riverside]);
    await db.execute(sql`insert into resources (id, kind) values (${both.id}, 'physician')`);
    await db.execute(sql`insert into physicians (id, short_name) values (${both.id}, 'Dr Both')`);
    await db.execute(sql`update plans set physician_id = ${both.id} where id = ${report.planId}`);
    await db
      .update(accounts)
      .set({ roles: ["scheduler", "physician"] })
      .where(eq(accounts.id, both.id));
    const actor = { ...both, roles: ["scheduler", "physician"] as const };
    expect(await callsOf(asks(actor), practice)).toMatchObject([{ isTreating: true }]);
    expect((await refusalOf(noteAttempt(asks(actor), { ...noAnswer, ...of(report) }))).code).toBe(
      "treating-physician",
    );
  });

  test("learns the best time from calls that reached the patient", async () => {
    const report = await aReport(practice);
    await db.insert(outcomeReports).values({
      planId: report.planId,
      timePoint: "3-months",
      dueOn: "2026-08-24",
      windowFrom: "2026-08-03",
      windowTo: "2026-09-14",
      status: "answered",
      channel: "phone",
      rating: "good",
      pain: 2,
      answeredAt: instantAt("2026-08-26", 15 * 60, RIVERSIDE_ZONE),
    });
    expect(await callsOf(desk(), practice)).toMatchObject([{ best: { part: "afternoon", times: 1, of: 1 } }]);
  });

  test("counts who has answered of those who can now, and says nothing of what", async () => {
    await aReport(practice, { timePoint: "12-months", dueAgo: 3 });
    await aReport(practice, {
      timePoint: "12-months",
      report: {
        status: "answered",
        channel: "link",
        rating: "poor",
        pain: 9,
        adverseEffects: "Fainted",
        answeredAt: NOW,
      },
    });
    const found = await list(desk(), practice);
    expect(found.response.find(({ timePoint }) => timePoint === "12-months")).toEqual({
      timePoint: "12-months",
      answered: 1,
      due: 2,
    });
    expect(JSON.stringify(found)).not.toMatch(/poor|Fainted/);
  });
});

describe("a call", () => {
  test("is noted with who, when and what came of it, and audited", async () => {
    const report = await aReport(practice);
    const { attemptId } = await done(noteAttempt(desk(), { ...noAnswer, ...of(report) }));
    expect(await callsOf(desk(), practice)).toMatchObject([
      {
        reportId: report.id,
        version: 2,
        isTriedToday: true,
        attempts: [{ id: attemptId, outcome: "no-answer", by: "Sam Desk", at: NOW }],
      },
    ]);
    const [event] = await db.select().from(auditEvents).where(eq(auditEvents.recordId, report.id));
    expect(event).toMatchObject({
      action: "report.attempt",
      actorId: practice.scheduler.id,
      clinicId: practice.riverside,
      patientId: report.plan.patientId,
      after: { outcome: "no-answer" },
    });
  });

  test("promised for another day leaves the list until then; at its time it stands first", async () => {
    const report = await aReport(practice);
    const callBack = { day: addDays(TODAY, 1), minutes: 14 * 60 + 30 };
    await done(noteAttempt(desk(), { ...of(report), version: 1, outcome: "call-back", callBack }));
    await aReport(practice, { dueAgo: 27 });
    const before = await list(desk(), practice);
    expect(before.waiting).toMatchObject([{ reportId: report.id, waitsFor: "call-back" }]);
    const then = instantAt(callBack.day, callBack.minutes, RIVERSIDE_ZONE);
    const [first] = await callsOf(asks(practice.scheduler, then), practice);
    expect(first).toMatchObject({ reportId: report.id, promisedAt: then });
  });

  test("cannot be promised for the past, nor for when it is too late", async () => {
    const report = await aReport(practice, { dueAgo: 27 });
    const back = (day: string, minutes: number) =>
      refusalOf(
        noteAttempt(desk(), { ...of(report), version: 1, outcome: "call-back", callBack: { day, minutes } }),
      );
    expect(await back(TODAY, 9 * 60)).toMatchObject({ code: "call-back-past", field: "callBackDay" });
    expect(await back(addDays(TODAY, 2), 9 * 60)).toMatchObject({ code: "call-back-late" });
    expect(await db.$count(reportAttempts, eq(reportAttempts.reportId, report.id))).toBe(0);
  });

  test("noted by mistake is taken back, but only the last", async () => {
    const report = await aReport(practice);
    const { attemptId: first } = await done(noteAttempt(desk(), { ...noAnswer, ...of(report) }));
    const { attemptId: second } = await done(
      noteAttempt(asks(practice.scheduler, aMinuteLater), {
        ...of(report),
        ...noAnswer,
        version: 2,
        outcome: "wrong-number",
      }),
    );
    expect(await readDone(practice.scheduler, second)).toMatchObject({ what: "wrong-number", version: 3 });
    const undo = (attemptId: string, version: number) =>
      undoAttempt(desk(), { ...of(report), version, attemptId });
    expect((await refusalOf(undo(first, 3))).code).toBe("attempt-not-last");
    await done(undo(second, 3));
    expect((await refusalOf(undo(second, 4))).code).toBe("attempt-not-last");
    expect(await callsOf(desk(), practice)).toMatchObject([{ attempts: [{ id: first }] }]);
    expect(await readDone(practice.scheduler, second)).toBeNull();
  });

  test("that two desks took at once is one's, and the other is told by whom", async () => {
    const report = await aReport(practice);
    const other = await anAccount("Olga Other", ["scheduler"], [practice.riverside]);
    const outcomes = await Promise.all(
      [practice.scheduler, other].map((actor) => noteAttempt(asks(actor), { ...noAnswer, ...of(report) })),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const refused = outcomes.find((outcome) => !outcome.ok);
    expect(refused).toMatchObject({ refusal: { code: "stale", changed: { by: expect.any(String) } } });
    expect(await db.$count(reportAttempts, eq(reportAttempts.reportId, report.id))).toBe(1);
  });

  test("is nobody's but the clinic's desk, and not for what is closed or for the dead", async () => {
    const report = await aReport(practice);
    for (const actor of [practice.harbourScheduler, practice.physician, practice.administrator]) {
      expect((await refusalOf(noteAttempt(asks(actor), { ...noAnswer, ...of(report) }))).code).toBe(
        "not-found",
      );
    }
    const elsewhere = await aReport(practice);
    const mixed = { ...noAnswer, ...of(report), planId: elsewhere.planId };
    expect((await refusalOf(noteAttempt(desk(), mixed))).code).toBe("not-found");
    expect(await readDone(practice.harbourScheduler, report.id)).toBeNull();
    const closed = await aReport(practice, { report: { status: "expired" } });
    expect((await refusalOf(noteAttempt(desk(), { ...noAnswer, ...of(closed) }))).code).toBe(
      "report-not-open",
    );
    const dead = await aReport(practice, { patient: { deactivatedAt: NOW, deceasedOn: "2026-11-01" } });
    expect((await refusalOf(noteAttempt(desk(), { ...noAnswer, ...of(dead) }))).code).toBe(
      "patient-inactive",
    );
  });
});

test.each(["decline", "give-up"] as const)(
  "a slip with %s is taken back, and the report asked for again",
  async (intent) => {
    const report = await aReport(practice);
    await done(takeReport(desk(), report.planId, report.id, { intent, version: 1 }));
    expect(await callsOf(desk(), practice)).toEqual([]);
    const undo = await readDone(practice.scheduler, report.id);
    expect(undo).toMatchObject({ attemptId: null, version: 2 });
    await done(takeReport(desk(), report.planId, report.id, { intent: "reopen", version: 2 }));
    expect(await callsOf(desk(), practice)).toMatchObject([{ reportId: report.id }]);
  },
);
