import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { auditEvents, outcomeReports, reportLinks } from "db/schema";
import { issueReportLink } from "db/writes/report-links";
import { addDays, instantAt } from "~/domain/time";
import { expireReportsJob } from "~/jobs/expire-reports";
import { freshDatabase } from "tests/support/database";
import { aPractice, HARBOUR_ZONE, NOW, RIVERSIDE_ZONE, type Practice } from "tests/support/practice";
import { aReport } from "../features/follow-up-practice";

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

const run = (now: Date) => expireReportsJob.run({}, { now, signal: new AbortController().signal });
const statusOf = async (id: string) =>
  (await db.select().from(outcomeReports).where(eq(outcomeReports.id, id)))[0]?.status;

test("a report expires when its last day is over at its clinic, and its link with it; once, and audited", async () => {
  const here = await aReport(practice);
  const there = await aReport(practice, { clinicId: practice.harbour });
  const declined = await aReport(practice, { report: { status: "declined" } });
  const unreachable = await aReport(practice, { report: { status: "unreachable" } });
  await db.transaction((tx) =>
    issueReportLink(tx, { reportId: here.id, by: null, purpose: "mail", now: NOW }),
  );
  const midnight = (zone: string) => instantAt(addDays(here.windowTo, 1), 0, zone);
  await run(new Date(midnight(HARBOUR_ZONE).getTime() - 1));
  expect([await statusOf(here.id), await statusOf(there.id)]).toEqual(["sent", "due"]);
  await run(midnight(HARBOUR_ZONE));
  expect([await statusOf(here.id), await statusOf(there.id)]).toEqual(["sent", "expired"]);
  await Promise.all([run(midnight(RIVERSIDE_ZONE)), run(midnight(RIVERSIDE_ZONE))]);
  expect(await statusOf(here.id)).toBe("expired");
  expect([await statusOf(declined.id), await statusOf(unreachable.id)]).toEqual(["declined", "unreachable"]);
  const [link] = await db.select().from(reportLinks).where(eq(reportLinks.reportId, here.id));
  expect(link?.revokedAt).toEqual(midnight(RIVERSIDE_ZONE));
  const events = await db.select().from(auditEvents).where(eq(auditEvents.recordId, here.id));
  expect(events).toMatchObject([
    { action: "report.expire", actorId: null, before: { status: "sent" }, after: { status: "expired" } },
  ]);
});
