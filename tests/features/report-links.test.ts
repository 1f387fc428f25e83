import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { outcomeReports, patients, reportLinks } from "db/schema";
import { issueReportLink, reportTokenHash, revokePatientLinks } from "db/writes/report-links";
import { syncReports } from "db/writes/reports";
import type { Actor } from "~/domain/actor";
import type { LinkPurpose } from "~/domain/vocabulary";
import { takeReport } from "~/features/outcomes/take-report.server";
import { freshDatabase } from "tests/support/database";
import { aClinic, addSessions, anActor, aPlanRow, asks, inDays, NOW, type Place } from "./plans-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let riverside: Place;
let physician: Actor;
let desk: Actor;
let plan: Awaited<ReturnType<typeof aPlanRow>>;
let hour = 3;

beforeAll(async () => {
  database = await freshDatabase();
  riverside = await aClinic("Riverside", "America/Denver");
  physician = await anActor("Lena Okafor", ["physician", "scheduler"], [riverside]);
  desk = await anActor("Ana Ruiz", ["scheduler"], [riverside]);
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

/** Last treated 92 days ago: the three months' report is due today. */
beforeEach(async () => {
  hour += 1;
  plan = await aPlanRow(riverside, physician, { startedAt: inDays(-130) });
  await addSessions(plan, [{ place: riverside, startsAt: inDays(-92, hour), status: "performed" }]);
  await db.transaction((tx) => syncReports(tx, plan.id, NOW));
});

const rowOf = async (timePoint: "3-months" | "6-months" = "3-months") => {
  const rows = await db.select().from(outcomeReports).where(eq(outcomeReports.planId, plan.id));
  const row = rows.find((each) => each.timePoint === timePoint);
  if (!row) throw new Error(`no ${timePoint} report`);
  return row;
};
const issue = async (purpose: LinkPurpose = "mail", timePoint: "3-months" | "6-months" = "3-months") => {
  const { id: reportId } = await rowOf(timePoint);
  return db.transaction((tx) => issueReportLink(tx, { reportId, by: null, purpose, now: NOW }));
};
const linkOf = async (token: string) => {
  const [row] = await db
    .select()
    .from(reportLinks)
    .where(eq(reportLinks.tokenHash, reportTokenHash(token)));
  return row;
};

describe("a link that is issued", () => {
  test("is kept as a hash alone, ends with the report's window, and marks the report as sent", async () => {
    const token = await issue();
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(JSON.stringify(await db.select().from(reportLinks))).not.toContain(token);
    const report = await rowOf();
    expect(report).toMatchObject({ status: "sent", version: 2 });
    expect(await linkOf(token)).toMatchObject({
      purpose: "mail",
      issuedBy: null,
      revokedAt: null,
      // Midnight after the last day in Denver, by then on winter time.
      expiresAt: new Date(new Date(`${report.windowTo}T00:00:00-07:00`).getTime() + 86_400_000),
    });
  });

  test("revokes the one before it, and a tablet's lasts an hour", async () => {
    const first = await issue();
    const second = await issue("kiosk");
    expect(await linkOf(first)).toMatchObject({ revokedAt: NOW });
    expect(await linkOf(second)).toMatchObject({
      revokedAt: null,
      expiresAt: new Date(NOW.getTime() + 3_600_000),
    });
  });

  test("of two at once one stays open", async () => {
    const tokens = await Promise.all([issue(), issue("handed-over")]);
    const links = await Promise.all(tokens.map(linkOf));
    expect(links.filter((link) => link?.revokedAt === null)).toHaveLength(1);
  });

  test("is refused before its window and for the dead", async () => {
    await expect(issue("mail", "6-months")).rejects.toMatchObject({ refusal: { code: "report-too-early" } });
    await db
      .update(patients)
      .set({ deactivatedAt: NOW, deceasedOn: "2026-11-01" })
      .where(eq(patients.id, plan.patientId));
    await expect(issue()).rejects.toMatchObject({ refusal: { code: "patient-inactive" } });
  });
});

describe("an open link ends", () => {
  test.each(["answer", "decline"] as const)(
    "when the desk enters that the patient did %s",
    async (intent) => {
      const token = await issue();
      const answers = {
        rating: "good" as const,
        pain: 2,
        activities: [],
        selfCare: null,
        adverseEffects: "",
        channel: "phone" as const,
        language: "en",
      };
      const { id } = await rowOf();
      const input = intent === "answer" ? { intent, version: 2, ...answers } : { intent, version: 2 };
      expect(await takeReport(asks(desk), plan.id, id, input)).toMatchObject({ ok: true });
      expect(await linkOf(token)).toMatchObject({ revokedAt: NOW, usedAt: null });
    },
  );

  test("when another session moves the report's day on", async () => {
    const token = await issue();
    await addSessions(plan, [{ place: riverside, startsAt: inDays(-2), status: "performed", ordinal: 2 }]);
    await db.transaction((tx) => syncReports(tx, plan.id, NOW));
    expect(await rowOf()).toMatchObject({ status: "due" });
    expect(await linkOf(token)).toMatchObject({ revokedAt: NOW });
  });

  test("when the patient has died", async () => {
    const token = await issue();
    await db.transaction((tx) => revokePatientLinks(tx, plan.patientId, NOW));
    expect(await linkOf(token)).toMatchObject({ revokedAt: NOW });
  });
});
