import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { auditEvents, patients, reportLinks } from "db/schema";
import { revokePatientLinks } from "db/writes/report-links";
import { syncReports } from "db/writes/reports";
import type { Actor } from "~/domain/actor";
import { answerPress } from "~/features/report-links/press.server";
import { findAskedReport } from "~/features/report-links/find.server";
import { dealWithAlert } from "~/features/today/alerts.server";
import { takeReport } from "~/features/outcomes/take-report.server";
import { freshDatabase } from "tests/support/database";
import { aClinic, addSessions, anActor, asks, inDays, NOW, type Place } from "./plans-practice";
import { aDueReport, answerWith, linkOf, said } from "./report-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let riverside: Place;
let physician: Actor;
let desk: Actor;
let course: Awaited<ReturnType<typeof aDueReport>>;

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

beforeEach(async () => {
  course = await aDueReport(riverside, physician);
});

const deskAnswers = {
  intent: "answer" as const,
  rating: "good" as const,
  pain: 2,
  activities: [],
  selfCare: null,
  redFlags: [],
  adverseEffects: "",
  remarks: "",
  channel: "phone" as const,
  language: "en",
};
const auditOf = (recordId: string) =>
  db.select().from(auditEvents).where(eq(auditEvents.recordId, recordId)).orderBy(auditEvents.id);

describe("a link that is issued", () => {
  test("is kept as a hash alone, ends with the report's window, and marks the report as sent", async () => {
    const token = await course.issue();
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(JSON.stringify(await db.select().from(reportLinks))).not.toContain(token);
    const report = await course.report();
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
    const first = await course.issue();
    const second = await course.issue("kiosk");
    expect(await linkOf(first)).toMatchObject({ revokedAt: NOW });
    expect(await linkOf(second)).toMatchObject({
      revokedAt: null,
      expiresAt: new Date(NOW.getTime() + 3_600_000),
    });
  });

  test("of two at once one stays open", async () => {
    const tokens = await Promise.all([course.issue(), course.issue("handed-over")]);
    const links = await Promise.all(tokens.map(linkOf));
    expect(links.filter((link) => link?.revokedAt === null)).toHaveLength(1);
  });

  test("is refused before its window and for the dead", async () => {
    await expect(course.issue("mail", "6-months")).rejects.toMatchObject({
      refusal: { code: "report-too-early" },
    });
    await db
      .update(patients)
      .set({ deactivatedAt: NOW, deceasedOn: "2026-11-01" })
      .where(eq(patients.id, course.patientId));
    await expect(course.issue()).rejects.toMatchObject({ refusal: { code: "patient-inactive" } });
  });
});

describe("an open link ends", () => {
  test.each(["answer", "decline"] as const)(
    "when the desk enters that the patient did %s",
    async (intent) => {
      const token = await course.issue();
      const { id } = await course.report();
      const input = intent === "answer" ? { ...deskAnswers, version: 2 } : { intent, version: 2 };
      expect(await takeReport(asks(desk), course.id, id, input)).toMatchObject({ ok: true });
      expect(await linkOf(token)).toMatchObject({ revokedAt: NOW, usedAt: null });
    },
  );

  test("when another session moves the report's day on", async () => {
    const token = await course.issue();
    await addSessions(course, [{ place: riverside, startsAt: inDays(-2), status: "performed", ordinal: 2 }]);
    await db.transaction((tx) => syncReports(tx, course.id, NOW));
    expect(await course.report()).toMatchObject({ status: "due" });
    expect(await linkOf(token)).toMatchObject({ revokedAt: NOW });
  });

  test("when the patient has died", async () => {
    const token = await course.issue();
    await db.transaction((tx) => revokePatientLinks(tx, course.patientId, NOW));
    expect(await linkOf(token)).toMatchObject({ revokedAt: NOW });
  });
});

describe("whoever holds a link", () => {
  test("learns which clinic asks about what, and nothing of who is asked", async () => {
    const token = await course.issue();
    const asked = await findAskedReport(token, NOW);
    expect(asked).toEqual({
      state: "open",
      clinic: { name: "Riverside", phone: "" },
      region: "knee",
      side: "left",
      timePoint: "3-months",
      language: "en",
      isKiosk: false,
    });
    expect(JSON.stringify(asked)).not.toMatch(/Ada|Quill/);
  });

  test("answers once: kept with how it came, in whose language, by nobody's account, and audited", async () => {
    const token = await course.issue();
    expect(await answerWith(token)).toBe("saved");
    const report = await course.report();
    expect(report).toMatchObject({
      status: "answered",
      rating: "good",
      pain: 2,
      activities: ["sleep", "walking"],
      selfCare: "partly",
      redFlags: [],
      adverseEffects: null,
      remarks: "Thank you",
      channel: "link",
      language: "es",
      answeredAt: NOW,
      enteredBy: null,
    });
    expect(await linkOf(token)).toMatchObject({ usedAt: NOW, revokedAt: null });
    expect(await auditOf(report.id)).toMatchObject([
      { action: "report.answer", actorId: null, clinicId: riverside.id, patientId: course.patientId },
    ]);
    expect(await course.alerts()).toEqual([]);
  });

  test("on the clinic's tablet answers in the clinic", async () => {
    await answerWith(await course.issue("kiosk"));
    expect(await course.report()).toMatchObject({ channel: "in-clinic" });
  });

  test("of two tabs at once the first is kept and the second told that the answers are in", async () => {
    const token = await course.issue();
    const came = await Promise.all([
      answerWith(token),
      answerWith(token, { ...said, rating: "poor", redFlags: ["fever"] }),
    ]);
    expect([...came].sort()).toEqual(["answered", "saved"]);
    const { id, rating } = await course.report();
    expect(rating).toBe(came[0] === "saved" ? "good" : "poor");
    expect(await auditOf(id)).toHaveLength(1);
    expect(await findAskedReport(token, NOW)).toMatchObject({ state: "answered" });
    expect(await answerWith(token, { ...said, pain: 9 })).toBe("answered");
    expect(await answerWith(token, "decline")).toBe("answered");
    expect(await course.report()).toMatchObject({ status: "answered", version: 3 });
  });

  test("what cannot wait reaches the clinic though others' answers were first, and once more after it was dealt with", async () => {
    const token = await course.issue();
    const holder = { token, language: "en", now: NOW, requestId: "test" };
    const press = async (intent: string, values: Record<string, string | string[]> = {}) => {
      const asked = await findAskedReport(token, NOW);
      if (!asked) throw new Error("the link opens nothing");
      return answerPress(holder, asked, { ok: false, faults: { errors: {}, values: { intent, ...values } } });
    };
    await answerWith(token);
    expect(await press("send")).toMatchObject({ end: "answered", isTold: false });
    expect(await course.alerts()).toEqual([]);
    expect(await press("send", { redFlags: ["fever"] })).toMatchObject({ end: "answered", isTold: true });
    const [alert] = await course.alerts();
    expect(alert).toMatchObject({ dealtWithAt: null });
    await dealWithAlert(asks(desk), alert?.id ?? "");
    await press("send", { redFlags: ["fever"] });
    expect(await course.alerts()).toMatchObject([{ dealtWithAt: null, dealtWithBy: null }]);
  });

  test("who would rather not answer and has a fever is told that the clinic knows, and it does", async () => {
    const token = await course.issue();
    const asked = await findAskedReport(token, NOW);
    if (!asked) throw new Error("the link opens nothing");
    const values = { intent: "decline", redFlags: ["fever"] };
    const holder = { token, language: "en", now: NOW, requestId: "test" };
    const reply = await answerPress(holder, asked, { ok: false, faults: { errors: {}, values } });
    expect(reply).toMatchObject({ end: "declined", isTold: true });
    expect(await course.alerts()).toHaveLength(1);
  });

  test("and a desk that enters the same report: one of them is kept", async () => {
    const token = await course.issue();
    const { id } = await course.report();
    const [byLink, byDesk] = await Promise.all([
      answerWith(token, { ...said, rating: "poor" }),
      takeReport(asks(desk), course.id, id, { ...deskAnswers, version: 2 }),
    ]);
    expect([byLink === "saved", byDesk.ok].filter(Boolean)).toHaveLength(1);
    expect(await course.report()).toMatchObject(
      byDesk.ok
        ? { rating: "good", enteredBy: desk.id, channel: "phone" }
        : { rating: "poor", enteredBy: null, channel: "link" },
    );
    if (byDesk.ok) expect(byLink).toBe("closed");
  });

  test("may decline, which ends the link and can be taken back by the desk", async () => {
    const token = await course.issue();
    expect(await answerWith(token, "decline")).toBe("saved");
    expect(await course.report()).toMatchObject({ status: "declined", answeredAt: null });
    expect(await findAskedReport(token, NOW)).toBeNull();
    expect(await answerWith(token)).toBe("closed");
  });

  test.each(["expired", "revoked", "another's", "malformed", "empty", "of the dead", "moved on"])(
    "that is %s learns nothing and changes nothing",
    async (why) => {
      const token = await course.issue();
      const { id, version } = await course.report();
      const { now = NOW, held = token } = await spoil(why, token);
      expect(await findAskedReport(held, now)).toBeNull();
      expect(await answerWith(held, said, now)).toBe("closed");
      expect((await course.report()).answeredAt).toBeNull();
      if (why !== "moved on") expect(await course.report()).toMatchObject({ id, version, status: "sent" });
    },
  );

  async function spoil(why: string, token: string): Promise<{ now?: Date; held?: string }> {
    if (why === "expired") return { now: inDays(30) };
    if (why === "revoked") await course.issue("handed-over");
    if (why === "another's") return { held: `${token.slice(0, -1)}${token.endsWith("A") ? "B" : "A"}` };
    if (why === "malformed") return { held: `${token}\u0000'--` };
    if (why === "empty") return { held: "" };
    if (why === "of the dead") {
      await db
        .update(patients)
        .set({ deactivatedAt: NOW, deceasedOn: "2026-11-01" })
        .where(eq(patients.id, course.patientId));
    }
    if (why === "moved on") {
      await addSessions(course, [
        { place: riverside, startsAt: inDays(-3), status: "performed", ordinal: 2 },
      ]);
      await db.transaction((tx) => syncReports(tx, course.id, NOW));
    }
    return {};
  }

  test("raises one alert with what cannot wait, which says nothing of what it was", async () => {
    const token = await course.issue();
    await answerWith(token, { ...said, redFlags: ["fever", "weakness"] });
    expect(await course.report()).toMatchObject({ redFlags: ["fever", "weakness"] });
    const alerts = await course.alerts();
    expect(alerts).toMatchObject([{ clinicId: riverside.id, raisedAt: NOW, dealtWithAt: null }]);
    expect(JSON.stringify(alerts)).not.toMatch(/fever|weakness/);
  });
});
