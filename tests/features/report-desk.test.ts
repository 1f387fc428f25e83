import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { auditEvents, outcomeReports, sessions } from "db/schema";
import { reportTokenHash } from "db/writes/report-links";
import type { Actor } from "~/domain/actor";
import { reportForm } from "~/features/outcomes/forms";
import { paperCode } from "~/features/report-links/hand-over";
import { handOverReport } from "~/features/report-links/hand-over.server";
import { findByPaperCode } from "~/features/report-links/paper.server";
import { takeReport } from "~/features/outcomes/take-report.server";
import { attendSession } from "~/features/sessions/attend.server";
import { dealWithAlert, openAlerts } from "~/features/today/alerts.server";
import { newReports, sessionsToday } from "~/features/today/queries.server";
import { freshDatabase } from "tests/support/database";
import { aClinic, addSessions, anActor, asks, inDays, NOW, type Place } from "./plans-practice";
import { aDueReport, answerWith, linkOf, said } from "./report-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let riverside: Place;
let elsewhere: Place;
let physician: Actor;
let desk: Actor;
let stranger: Actor;
let course: Awaited<ReturnType<typeof aDueReport>>;

beforeAll(async () => {
  database = await freshDatabase();
  riverside = await aClinic("Riverside", "America/Denver");
  elsewhere = await aClinic("Elsewhere", "Europe/Berlin");
  physician = await anActor("Lena Okafor", ["physician", "scheduler"], [riverside]);
  desk = await anActor("Ana Ruiz", ["scheduler"], [riverside]);
  stranger = await anActor("Zoe Far", ["scheduler"], [elsewhere]);
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});
beforeEach(async () => {
  course = await aDueReport(riverside, physician);
});

const auditOf = (recordId: string) =>
  db.select().from(auditEvents).where(eq(auditEvents.recordId, recordId)).orderBy(auditEvents.id);

describe("a desk", () => {
  const handOver = async (
    actor: Actor,
    purpose: "handed-over" | "kiosk" = "handed-over",
    planId = course.id,
  ) => handOverReport(asks(actor), { planId, reportId: (await course.report()).id, purpose });

  test("hands a link over, and who made it for what is kept and audited, the token nowhere", async () => {
    const outcome = await handOver(desk);
    if (!outcome.ok) throw new Error(outcome.refusal.code);
    const { token } = outcome.value;
    expect(await linkOf(token)).toMatchObject({ purpose: "handed-over", issuedBy: desk.id });
    const { id } = await course.report();
    const events = await auditOf(id);
    expect(events).toMatchObject([
      { action: "report.link", actorId: desk.id, after: { purpose: "handed-over" } },
    ]);
    expect(JSON.stringify(events)).not.toContain(token);
    expect(JSON.stringify(events)).not.toContain(reportTokenHash(token));
  });

  test("whose account treats the patient makes none, since it could open it itself", async () => {
    for (const purpose of ["handed-over", "kiosk"] as const) {
      expect(await handOver(physician, purpose)).toMatchObject({ refusal: { code: "treating-physician" } });
    }
    expect(await course.report()).toMatchObject({ status: "due" });
  });

  test("of another clinic finds nothing, by the plan or by a paper form's code", async () => {
    const { id } = await course.report();
    expect(await handOver(stranger)).toMatchObject({ refusal: { code: "not-found" } });
    expect(await findByPaperCode(stranger, paperCode(id))).toEqual([]);
  });

  test("does not hand a report over through another plan", async () => {
    const other = await aDueReport(riverside, physician);
    expect(await handOver(desk, "kiosk", other.id)).toMatchObject({ refusal: { code: "not-found" } });
  });

  test("finds a paper form's report by its code, however it is typed", async () => {
    const { id } = await course.report();
    const code = paperCode(id);
    expect(code).toMatch(/^[0-9A-F]{4}-[0-9A-F]{4}$/);
    const wanted = [{ planId: course.id, reportId: id }];
    for (const typed of [code, code.toLowerCase(), ` ${code.replace("-", "")} `, code.replaceAll("0", "O")]) {
      expect(await findByPaperCode(desk, typed)).toEqual(wanted);
    }
    for (const typed of ["", "zzzz-zzzz", `${code}0`, "%", code.slice(0, 7)]) {
      expect(await findByPaperCode(desk, typed)).toEqual([]);
    }
  });
});

describe("an alert", () => {
  const alertOf = async (actor: Actor) =>
    (await openAlerts(actor, "all")).find(({ planId }) => planId === course.id);
  const raise = async () => answerWith(await course.issue(), { ...said, redFlags: ["fever"] });

  test("tells the desk whom to call and not why, and the physician both", async () => {
    await raise();
    const seen = await alertOf(desk);
    expect(seen).toMatchObject({ redFlags: null, region: "knee" });
    expect(JSON.stringify(seen)).not.toContain("fever");
    const reader = await anActor("Rae Reader", ["physician"], [riverside]);
    expect(await alertOf(reader)).toMatchObject({ redFlags: ["fever"] });
    expect(await alertOf(stranger)).toBeUndefined();
    expect(await openAlerts(stranger, riverside.id)).toEqual([]);
  });

  test("stays until somebody has dealt with it, who and when being audited once", async () => {
    await raise();
    const alertId = (await alertOf(desk))?.alertId ?? "";
    expect(await dealWithAlert(asks(stranger), alertId)).toMatchObject({ refusal: { code: "not-found" } });
    expect(await alertOf(desk)).toBeDefined();
    const both = await Promise.all([
      dealWithAlert(asks(desk), alertId),
      dealWithAlert(asks(physician), alertId),
    ]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await alertOf(desk)).toBeUndefined();
    const events = await auditOf(alertId);
    expect(events.filter(({ action }) => action === "report.alert-dealt-with")).toHaveLength(1);
    expect(await course.alerts()).toMatchObject([{ dealtWithAt: NOW, dealtWithBy: events.at(-1)?.actorId }]);
  });

  test("is raised by what the desk enters on the phone as well", async () => {
    const { id } = await course.report();
    const spoken = reportForm("3-months").parse({
      intent: "answer",
      version: "1",
      rating: "fair",
      pain: "4",
      redFlags: ["breathlessness"],
      channel: "phone",
      language: "en",
    });
    expect(await takeReport(asks(desk), course.id, id, spoken)).toMatchObject({ ok: true });
    expect(await alertOf(desk)).toBeDefined();
  });

  test("stands first among what came in for the physician, bad news before good", async () => {
    const others = [await aDueReport(riverside, physician), await aDueReport(riverside, physician)];
    await answerWith((await others[0]?.issue()) ?? "", { ...said, rating: "poor" });
    await answerWith((await others[1]?.issue()) ?? "", { ...said, rating: "excellent" });
    await raise();
    const plans = [course.id, ...others.map(({ id }) => id)];
    const inOrder = (await newReports(physician, NOW))
      .map(({ planId }) => planId)
      .filter((id) => plans.includes(id));
    expect(inOrder).toEqual(plans);
  });
});

describe("the report before a session", () => {
  const reportsOf = async (sessionId: string) =>
    db.select().from(outcomeReports).where(eq(outcomeReports.sessionId, sessionId));
  async function today(startsAt: Date) {
    await addSessions(course, [{ place: riverside, startsAt, ordinal: 2 }]);
    const rows = await db.select().from(sessions).where(eq(sessions.planId, course.id));
    const session = rows.find(({ status }) => status === "booked");
    if (!session) throw new Error("no session was booked");
    const attend = async (move: "check-in" | "undo") => {
      const [now] = await db.select().from(sessions).where(eq(sessions.id, session.id));
      return attendSession(asks(desk), session.id, {
        move,
        version: now?.version ?? 0,
        reason: "",
        back: "/",
      });
    };
    return { id: session.id, attend };
  }

  test("is asked for at check-in, can be handed over at once, and goes with a check-in taken back", async () => {
    const session = await today(inDays(0, 18));
    expect(await session.attend("check-in")).toMatchObject({ ok: true });
    const [report] = await reportsOf(session.id);
    expect(report).toMatchObject({ timePoint: "before-session", status: "due", dueOn: "2026-11-24" });
    const arrivals = await sessionsToday(desk, { clinicId: riverside.id, now: NOW, ownOnly: false });
    expect(arrivals.find(({ id }) => id === session.id)?.askNow).toBe(report?.id);
    const seen = await sessionsToday(
      { ...physician, roles: ["physician"] },
      {
        clinicId: riverside.id,
        now: NOW,
        ownOnly: false,
      },
    );
    expect(seen.find(({ id }) => id === session.id)?.askNow).toBeNull();
    const handed = await handOverReport(asks(desk), {
      planId: course.id,
      reportId: report?.id ?? "",
      purpose: "kiosk",
    });
    expect(handed).toMatchObject({ ok: true });
    expect(await session.attend("undo")).toMatchObject({ ok: true });
    expect(await reportsOf(session.id)).toEqual([]);
    if (handed.ok) expect(await answerWith(handed.value.token)).toBe("closed");
  });

  test("stays once it is answered, and is not asked for twice", async () => {
    const session = await today(inDays(0, 19));
    await session.attend("check-in");
    const [report] = await reportsOf(session.id);
    const handed = await handOverReport(asks(desk), {
      planId: course.id,
      reportId: report?.id ?? "",
      purpose: "kiosk",
    });
    if (!handed.ok) throw new Error(handed.refusal.code);
    expect(await answerWith(handed.value.token)).toBe("saved");
    await session.attend("undo");
    await session.attend("check-in");
    expect(await reportsOf(session.id)).toMatchObject([{ status: "answered", channel: "in-clinic" }]);
  });
});
