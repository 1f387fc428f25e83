import { eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { auditEvents, clinics, outcomeReports, reportLinks, reportSendings } from "db/schema";
import { reportTokenHash } from "db/writes/report-links";
import { addDays, instantAt } from "~/domain/time";
import { beginSending } from "~/features/follow-up/send.server";
import { sendReports } from "~/jobs/send-reports";
import { freshDatabase } from "tests/support/database";
import { aPractice, RIVERSIDE_ZONE, type Practice } from "tests/support/practice";
import { anSmtpServer } from "tests/support/smtp";
import { aReport, TODAY } from "../features/follow-up-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;
let smtp: Awaited<ReturnType<typeof anSmtpServer>>;

beforeAll(async () => {
  smtp = await anSmtpServer();
  process.env.SMTP_URL = smtp.url;
  process.env.MAIL_FROM = "The practice <reports@practice.example>";
  process.env.MAIL_REPLY_TO = "desk@practice.example";
  process.env.ORIGIN = "https://tendon.practice.example";
  database = await freshDatabase();
  practice = await aPractice();
  await db.update(clinics).set({ phone: "+1 303 555 0199" }).where(eq(clinics.id, practice.riverside));
});
beforeEach(() => {
  smtp.received.length = 0;
});
afterEach(() =>
  db.execute(sql`update outcome_reports set status = 'expired' where status in ('due', 'sent')`),
);
afterAll(async () => {
  await smtp.stop();
  await closeDatabase();
  await database.drop();
});

const at = (days: number, hour = 10, minute = 0) =>
  instantAt(addDays(TODAY, days), hour * 60 + minute, RIVERSIDE_ZONE);
const never = new AbortController().signal;
const run = (now: Date) => sendReports.run({}, { now, signal: never });
let numbered = 0;
/** A report due today of one who wants to be mailed. */
const mailed = (known: { language?: string } = {}) => {
  const email = `p${(numbered += 1)}@example.org`;
  return aReport(practice, { patient: { email, preferredContact: "email", ...known } }).then((report) => ({
    ...report,
    email,
  }));
};
const sendingsOf = (reportId: string) =>
  db.select().from(reportSendings).where(eq(reportSendings.reportId, reportId)).orderBy(reportSendings.at);
const statusOf = async (reportId: string) =>
  (await db.select().from(outcomeReports).where(eq(outcomeReports.id, reportId)))[0]?.status;
const tokenIn = (text: string) => /\/report\?token=([\w-]{43})/.exec(text)?.[1] ?? "";

describe("the mail", () => {
  test("brings a link that opens this report, and names neither patient nor treatment", async () => {
    const report = await mailed();
    await run(at(0));
    const [mail, ...others] = smtp.received;
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: [report.email], from: "reports@practice.example" });
    const text = mail?.text ?? "";
    expect(text).toContain("Subject: Riverside: how are you now?");
    expect(text).toContain("From: The practice <reports@practice.example>");
    expect(text).toContain("Reply-To: desk@practice.example");
    expect(text).toContain("You can answer until 22 December.");
    expect(text).toContain("+1 303 555 0199");
    expect(text).not.toMatch(/Ada|Quill|knee|pain|prolotherapy|months/i);
    const token = tokenIn(text);
    const [link] = await db.select().from(reportLinks).where(eq(reportLinks.reportId, report.id));
    expect(link).toMatchObject({ tokenHash: reportTokenHash(token), purpose: "mail", issuedBy: null });
    expect(text).toContain(`https://tendon.practice.example/report?token=${token}`);
    expect(await statusOf(report.id)).toBe("sent");
    const events = await db.select().from(auditEvents).where(eq(auditEvents.recordId, report.id));
    expect(events).toMatchObject([
      { action: "report.send", actorId: null, after: { kind: "first", way: "mail", state: "sent" } },
    ]);
    expect(JSON.stringify(events)).not.toContain(token);
  });

  test("is in the patient's language, and in English where there is no file for it", async () => {
    await mailed({ language: "es" });
    await mailed({ language: "pl" });
    await run(at(0));
    const texts = smtp.received.map(({ text }) => text).join();
    expect(texts).toContain("Puede responder hasta el 22 de diciembre.");
    expect(texts).toContain("You can answer until 22 December.");
  });
});

describe("each kind goes out once", () => {
  test("however often it is looked, and by however many", async () => {
    const report = await mailed();
    await Promise.all([run(at(0)), run(at(0)), run(at(0))]);
    await run(at(0, 11));
    await run(at(2));
    expect(smtp.received).toHaveLength(1);
    await Promise.all([run(at(3)), run(at(3))]);
    await run(at(6));
    await run(at(7));
    await run(at(8));
    expect((await sendingsOf(report.id)).map(({ kind, state }) => [kind, state])).toEqual([
      ["first", "sent"],
      ["first-reminder", "sent"],
      ["second-reminder", "sent"],
    ]);
    expect(smtp.received).toHaveLength(3);
    expect(smtp.received[1]?.text).toContain("we have not heard from you yet");
    expect(new Set(smtp.received.map(({ text }) => tokenIn(text))).size).toBe(3);
    const open = await db.$count(
      reportLinks,
      sql`report_id = ${report.id} and revoked_at is null and used_at is null`,
    );
    expect(open).toBe(1);
  });

  test("also where a process died after it was kept: nobody knows whether it went, and the desk is told", async () => {
    const report = await mailed();
    expect(await beginSending(report.id, "first", at(0))).toMatchObject({ reportId: report.id });
    await run(at(0, 10, 5));
    expect(await sendingsOf(report.id)).toMatchObject([{ state: "under-way" }]);
    await run(at(0, 10, 15));
    await run(at(5));
    expect(await sendingsOf(report.id)).toMatchObject([{ kind: "first", state: "unclear" }]);
    expect(smtp.received).toEqual([]);
  });

  test("also where the line went dead after the mail was taken", async () => {
    const report = await mailed();
    smtp.answers[report.email] = "hang up";
    await run(at(0));
    expect(await sendingsOf(report.id)).toMatchObject([{ state: "unclear" }]);
    await run(at(1));
    expect(smtp.received).toHaveLength(1);
  });

  test("and by day alone, at the clinic", async () => {
    await mailed();
    await run(at(0, 8, 59));
    await run(at(0, 19));
    expect(smtp.received).toEqual([]);
    await run(at(0, 9));
    expect(smtp.received).toHaveLength(1);
  });
});

describe("what goes wrong", () => {
  test("an address that is refused for good is not tried again, and its link opens nothing", async () => {
    const report = await mailed();
    smtp.answers[report.email] = "refuse for good";
    await run(at(0));
    await run(at(1));
    expect(await sendingsOf(report.id)).toMatchObject([{ state: "came-back", tries: 1 }]);
    expect(await statusOf(report.id)).toBe("due");
    const [link] = await db.select().from(reportLinks).where(eq(reportLinks.reportId, report.id));
    expect(link?.revokedAt).toEqual(expect.any(Date));
  });

  test("one that is refused for now is tried again a quarter of an hour later", async () => {
    const report = await mailed();
    smtp.answers[report.email] = "refuse for now";
    await run(at(0));
    await run(at(0, 10, 14));
    expect(await sendingsOf(report.id)).toMatchObject([{ state: "put-off", tries: 1 }]);
    smtp.answers[report.email] = "take";
    await run(at(0, 10, 15));
    expect(await sendingsOf(report.id)).toMatchObject([{ state: "sent", tries: 2 }]);
    expect(smtp.received).toHaveLength(1);
  });

  test("while the server is away it is put off, and the link that the patient has goes on working", async () => {
    const report = await mailed();
    await run(at(0));
    const token = tokenIn(smtp.received[0]?.text ?? "");
    await smtp.stop();
    await run(at(3));
    expect(await sendingsOf(report.id)).toMatchObject([
      { kind: "first", state: "sent" },
      { kind: "first-reminder", state: "put-off" },
    ]);
    const [link] = await db
      .select()
      .from(reportLinks)
      .where(eq(reportLinks.tokenHash, reportTokenHash(token)));
    expect(link?.revokedAt).toBeNull();
    await smtp.start();
    await run(at(3, 10, 15));
    expect(await sendingsOf(report.id)).toMatchObject([
      { state: "sent" },
      { kind: "first-reminder", state: "sent", tries: 2 },
    ]);
  });
});

test("nobody is mailed who has died, left, would rather be called, or has answered meanwhile", async () => {
  const to = { email: "x@example.org", preferredContact: "email" } as const;
  await aReport(practice, { patient: { ...to, deactivatedAt: at(-9), deceasedOn: addDays(TODAY, -9) } });
  await aReport(practice, { patient: { ...to, deactivatedAt: at(-9) } });
  await aReport(practice, { patient: { ...to, preferredContact: "phone" } });
  await aReport(practice, { patient: to, report: { status: "declined" } });
  const answered = await mailed();
  await db
    .update(outcomeReports)
    .set({ status: "answered", answeredAt: at(0, 8), channel: "in-clinic", rating: "good", pain: 1 })
    .where(eq(outcomeReports.id, answered.id));
  await run(at(0));
  expect(smtp.received).toEqual([]);
  expect(await beginSending(answered.id, "first", at(0))).toBeNull();
});
