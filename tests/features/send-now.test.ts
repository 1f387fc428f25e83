import { and, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { auditEvents, outcomeReports, reportLinks } from "db/schema";
import { issueReportLink } from "db/writes/report-links";
import { addDays, instantAt } from "~/domain/time";
import { sendNow, takeDown } from "~/features/follow-up/send-now.server";
import { sendReports } from "~/jobs/send-reports";
import { freshDatabase } from "tests/support/database";
import { aPractice, asks, NOW, RIVERSIDE_ZONE, type Practice } from "tests/support/practice";
import { anSmtpServer } from "tests/support/smtp";
import { aReport, list, TODAY } from "./follow-up-practice";
import { done, refusalOf } from "./sessions-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;
let smtp: Awaited<ReturnType<typeof anSmtpServer>>;

beforeAll(async () => {
  smtp = await anSmtpServer();
  process.env.SMTP_URL = smtp.url;
  process.env.MAIL_FROM = "reports@practice.example";
  database = await freshDatabase();
  practice = await aPractice();
});
beforeEach(() => {
  smtp.received.length = 0;
});
afterAll(async () => {
  await smtp.stop();
  await closeDatabase();
  await database.drop();
});

const of = ({ id, planId }: { id: string; planId: string }, version: number) => ({
  reportId: id,
  planId,
  version,
});
const desk = () => asks(practice.scheduler);
const aMailed = (email: string) => aReport(practice, { patient: { email, preferredContact: "email" } });
const reportOf = async (id: string) =>
  (await db.select().from(outcomeReports).where(eq(outcomeReports.id, id)))[0];
const openLinks = (reportId: string) =>
  db.$count(reportLinks, and(eq(reportLinks.reportId, reportId), isNull(reportLinks.revokedAt)));
const rowOf = async (reportId: string, at = NOW) => {
  const { calls, waiting } = await list(asks(practice.scheduler, at), practice, true);
  return {
    call: calls.find((row) => row.reportId === reportId),
    waiting: waiting.find((row) => row.reportId === reportId),
  };
};

test("the desk mails the link now: also who prefers the phone, once for a press, and audited", async () => {
  const report = await aReport(practice, { patient: { email: "now@example.org" } });
  await done(sendNow(desk(), of(report, 1)));
  expect(smtp.received).toMatchObject([{ to: ["now@example.org"] }]);
  const sent = await reportOf(report.id);
  expect(sent).toMatchObject({ status: "sent" });
  expect((await refusalOf(sendNow(desk(), of(report, 1)))).code).toBe("stale");
  expect(smtp.received).toHaveLength(1);
  await done(sendNow(desk(), of(report, sent?.version ?? 0)));
  expect((await refusalOf(sendNow(desk(), of(report, sent?.version ?? 0)))).code).toBe("stale");
  expect(await openLinks(report.id)).toBe(1);
  const events = await db.select().from(auditEvents).where(eq(auditEvents.recordId, report.id));
  expect(events.filter(({ action }) => action === "report.send")).toMatchObject([
    { actorId: practice.scheduler.id, after: { kind: "by-hand", state: "sent" } },
    { actorId: practice.scheduler.id, after: { kind: "by-hand", state: "sent" } },
  ]);
});

test("what goes wrong is told, and shown on the worklist", async () => {
  const report = await aMailed("gone@example.org");
  smtp.answers["gone@example.org"] = "refuse for good";
  expect((await refusalOf(sendNow(desk(), of(report, 1)))).code).toBe("mail-came-back");
  expect(await openLinks(report.id)).toBe(0);
  expect((await rowOf(report.id)).call).toMatchObject({ reasons: ["came-back"] });
  const { version } = (await reportOf(report.id)) ?? { version: 0 };
  await smtp.stop();
  expect((await refusalOf(sendNow(desk(), of(report, version)))).code).toBe("mail-put-off");
  await smtp.start();
  smtp.answers["gone@example.org"] = "take";
  const aMinuteLater = new Date(NOW.getTime() + 60_000);
  await done(sendNow(asks(practice.scheduler, aMinuteLater), of(report, version)));
  expect((await rowOf(report.id, aMinuteLater)).waiting).toMatchObject({
    waitsFor: "reply",
    until: addDays(TODAY, 3),
  });
});

test("nobody is mailed without an address, after death, too early, or from another clinic", async () => {
  const code = async (known: Parameters<typeof aReport>[1], actor = practice.scheduler) =>
    (await refusalOf(sendNow(asks(actor), of(await aReport(practice, known), 1)))).code;
  const patient = { email: "x@example.org" };
  expect(await code({})).toBe("mail-no-address");
  expect(await code({ patient: { ...patient, deactivatedAt: NOW, deceasedOn: "2026-11-01" } })).toBe(
    "patient-inactive",
  );
  expect(await code({ patient, dueAgo: -60 })).toBe("report-not-open");
  expect(await code({ patient }, practice.harbourScheduler)).toBe("not-found");
  expect(await code({ patient }, practice.physician)).toBe("not-found");
  expect(smtp.received).toEqual([]);
});

test("a link that is taken down opens nothing, and no reminder follows it", async () => {
  const report = await aMailed("down@example.org");
  await done(sendNow(desk(), of(report, 1)));
  const { version } = (await reportOf(report.id)) ?? { version: 0 };
  await done(takeDown(asks(practice.scheduler, new Date(NOW.getTime() + 60_000)), of(report, version)));
  expect(await openLinks(report.id)).toBe(0);
  expect(await reportOf(report.id)).toMatchObject({ status: "due" });
  expect((await refusalOf(takeDown(desk(), of(report, version + 1)))).code).toBe("link-not-open");
  smtp.received.length = 0;
  const later = instantAt(addDays(TODAY, 4), 10 * 60, RIVERSIDE_ZONE);
  await sendReports.run({}, { now: later, signal: new AbortController().signal });
  expect(smtp.received.filter(({ to }) => to.includes("down@example.org"))).toEqual([]);
  expect((await rowOf(report.id, later)).call).toMatchObject({ reasons: ["taken-down"] });
  const events = await db.select().from(auditEvents).where(eq(auditEvents.recordId, report.id));
  expect(events.map(({ action }) => action)).toEqual([
    "report.send",
    "report.take-down",
    "report.take-down.refused",
  ]);
});

test("a link that was handed over is waited for as a mail is", async () => {
  const report = await aReport(practice);
  await db.transaction((tx) =>
    issueReportLink(tx, {
      reportId: report.id,
      by: practice.scheduler.id,
      purpose: "handed-over",
      now: NOW,
    }),
  );
  expect((await rowOf(report.id)).waiting).toMatchObject({
    waitsFor: "reply",
    until: null,
    sendings: [{ way: "handed-over", state: "sent" }],
  });
  const later = instantAt(addDays(TODAY, 2), 10 * 60, RIVERSIDE_ZONE);
  expect((await rowOf(report.id, later)).call?.reasons).toContain("no-reply");
});
