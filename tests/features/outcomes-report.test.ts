import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { auditEvents, outcomeReports } from "db/schema";
import { syncReports } from "db/writes/reports";
import type { Actor } from "~/domain/actor";
import { reportForm, type ReportInput } from "~/features/outcomes/forms";
import { readPlanReports } from "~/features/outcomes/plan-reports.server";
import { takeReport } from "~/features/outcomes/take-report.server";
import { freshDatabase } from "tests/support/database";
import { aClinic, addSessions, anActor, aPlanRow, asks, inDays, NOW, type Place } from "./plans-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let riverside: Place;
let elsewhere: Place;
let physician: Actor;
let desk: Actor;
let otherDesk: Actor;
let planId: string;
let hour = 3;

beforeAll(async () => {
  database = await freshDatabase();
  riverside = await aClinic("Riverside", "America/Denver");
  elsewhere = await aClinic("Elsewhere", "Europe/Berlin");
  physician = await anActor("Lena Okafor", ["physician", "scheduler"], [riverside]);
  desk = await anActor("Ana Ruiz", ["scheduler"], [riverside]);
  otherDesk = await anActor("Bo Lind", ["scheduler"], [riverside]);
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

/** Last treated 92 days ago: the three months' report is due today. */
beforeEach(async () => {
  hour += 1;
  const plan = await aPlanRow(riverside, physician, { startedAt: inDays(-130) });
  await addSessions(plan, [{ place: riverside, startsAt: inDays(-92, hour), status: "performed" }]);
  await db.transaction((tx) => syncReports(tx, plan.id, NOW));
  planId = plan.id;
});

const said: Extract<ReportInput, { intent: "answer" }> = {
  intent: "answer",
  version: 1,
  rating: "good",
  pain: 2,
  activities: ["sleep", "walking"],
  selfCare: "partly",
  redFlags: [],
  adverseEffects: "",
  remarks: "",
  channel: "phone",
  language: "en",
};
const rowOf = async (timePoint: "3-months" | "6-months" | "baseline") => {
  const rows = await db.select().from(outcomeReports).where(eq(outcomeReports.planId, planId));
  const row = rows.find((each) => each.timePoint === timePoint);
  if (!row) throw new Error(`no ${timePoint} report`);
  return row;
};
const take = async (actor: Actor, input: ReportInput, timePoint: "3-months" | "6-months" = "3-months") =>
  takeReport(asks(actor), planId, (await rowOf(timePoint)).id, input);
const auditOf = (recordId: string) =>
  db.select().from(auditEvents).where(eq(auditEvents.recordId, recordId)).orderBy(auditEvents.id);

test("answers are kept with who entered them, when and how they came, and audited", async () => {
  expect(await take(desk, said)).toEqual({ ok: true, value: { status: "answered" } });
  const row = await rowOf("3-months");
  expect(row).toMatchObject({
    status: "answered",
    rating: "good",
    pain: 2,
    activities: ["sleep", "walking"],
    selfCare: "partly",
    adverseEffects: null,
    channel: "phone",
    answeredAt: NOW,
    enteredBy: desk.id,
    version: 2,
  });
  expect(await auditOf(row.id)).toMatchObject([
    { action: "report.answer", actorId: desk.id, clinicId: riverside.id, before: { status: "due" } },
  ]);
});

test("the desk then sees that it was answered, and nothing of what was said", async () => {
  await take(desk, { ...said, rating: "poor", pain: 9, adverseEffects: "fever for a day" });
  const view = await readPlanReports(desk, planId, NOW);
  const report = view?.reports.find(({ timePoint }) => timePoint === "3-months");
  expect(report).toMatchObject({ status: "answered", answered: { on: "2026-11-24", by: "Ana Ruiz" } });
  expect(JSON.stringify(view)).not.toMatch(/poor|fever|"pain"|"rating"|activities/);
});

test("whoever treats is refused, even as a scheduler, and the refusal is audited", async () => {
  expect(await take(physician, said)).toEqual({ ok: false, refusal: { code: "treating-physician" } });
  const row = await rowOf("3-months");
  expect(row.status).toBe("due");
  expect(await auditOf(row.id)).toMatchObject([{ action: "report.answer.refused", actorId: physician.id }]);
  expect((await readPlanReports(physician, planId, NOW))?.isTreating).toBe(true);
});

test("who performed a single session of the plan is treating too", async () => {
  const helper = await anActor("Cy Stand-in", ["physician", "scheduler"], [riverside]);
  const plan = { id: planId, patientId: await patientOf(planId), physicianId: physician.id };
  await addSessions(plan, [
    {
      place: riverside,
      startsAt: inDays(-110),
      status: "performed",
      physicianId: helper.id,
      ordinal: 2,
    },
  ]);
  expect(await take(helper, said)).toMatchObject({ refusal: { code: "treating-physician" } });
});

test("the database refuses the treating physician by itself", async () => {
  await expect(
    db.execute(sql`update outcome_reports set status = 'answered', answered_at = now(), channel = 'phone', pain = 1,
      rating = 'excellent', entered_by = ${physician.id} where id = ${(await rowOf("3-months")).id}`),
  ).rejects.toMatchObject({ cause: { constraint_name: "outcome_reports_not_by_treating" } });
});

test("another clinic's plan looks missing", async () => {
  const stranger = await anActor("Zoe Far", ["scheduler"], [elsewhere]);
  expect(await readPlanReports(stranger, planId, NOW)).toBeNull();
  expect(await take(stranger, said)).toMatchObject({ refusal: { code: "not-found" } });
});

test("a clinic that only gave a session takes its reports too", async () => {
  const guest = await anActor("Gus Guest", ["scheduler"], [elsewhere]);
  const plan = { id: planId, patientId: await patientOf(planId), physicianId: physician.id };
  await addSessions(plan, [{ place: elsewhere, startsAt: inDays(9), ordinal: 2 }]);
  expect(await readPlanReports(guest, planId, NOW)).not.toBeNull();
  expect(await take(guest, said)).toMatchObject({ ok: true });
});

test("a report of another plan cannot be taken through this one", async () => {
  const other = await aPlanRow(riverside, physician);
  const { id } = await rowOf("3-months");
  expect(await takeReport(asks(desk), other.id, id, said)).toMatchObject({ refusal: { code: "not-found" } });
});

test("of two desks at once one is told that the other was first", async () => {
  const outcomes = await Promise.all([take(desk, said), take(otherDesk, { ...said, rating: "poor" })]);
  const winner = outcomes.findIndex(({ ok }) => ok);
  expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
  const loser = outcomes.find(({ ok }) => !ok);
  expect(loser).toMatchObject({
    refusal: { code: "stale", changed: { by: winner === 0 ? "Ana Ruiz" : "Bo Lind" } },
  });
  expect((await rowOf("3-months")).enteredBy).toBe([desk.id, otherDesk.id][winner]);
});

test("a form opened before the due day moved is stale", async () => {
  await db.update(outcomeReports).set({ version: 2 }).where(eq(outcomeReports.planId, planId));
  expect(await take(desk, said)).toMatchObject({ refusal: { code: "stale" } });
  expect(await take(desk, { ...said, version: 2 })).toMatchObject({ ok: true });
});

test("too early and too late are refused with what is the matter", async () => {
  expect(await take(desk, said, "6-months")).toMatchObject({ refusal: { code: "report-too-early" } });
  const { id } = await rowOf("3-months");
  const late = asks(desk, inDays(22));
  expect(await takeReport(late, planId, id, said)).toMatchObject({ refusal: { code: "report-not-open" } });
  expect((await rowOf("3-months")).status).toBe("due");
});

test("declined is opened again; unreachable is answered as it is; an answer is never taken back", async () => {
  expect(await take(desk, { intent: "decline", version: 1 })).toMatchObject({
    value: { status: "declined" },
  });
  expect(await take(desk, { ...said, version: 2 })).toMatchObject({ refusal: { code: "report-not-open" } });
  expect(await take(otherDesk, { intent: "reopen", version: 2 })).toMatchObject({ value: { status: "due" } });
  expect((await rowOf("3-months")).enteredBy).toBeNull();
  expect(await take(desk, { intent: "give-up", version: 3 })).toMatchObject({
    value: { status: "unreachable" },
  });
  expect(await take(desk, { ...said, version: 4 })).toMatchObject({ value: { status: "answered" } });
  for (const intent of ["reopen", "decline", "give-up"] as const) {
    expect(await take(desk, { intent, version: 5 })).toMatchObject({ refusal: { code: "report-not-open" } });
  }
  expect((await auditOf((await rowOf("3-months")).id)).map(({ action }) => action)).toEqual([
    "report.decline",
    "report.answer.refused",
    "report.reopen",
    "report.give-up",
    "report.answer",
    "report.reopen.refused",
    "report.decline.refused",
    "report.give-up.refused",
  ]);
});

test("a form names what is missing, and takes no rating before treatment", () => {
  const empty = reportForm("3-months").safeParse({ intent: "answer", version: 1 });
  expect(empty.error?.issues.map(({ path }) => path[0])).toEqual(["rating", "pain", "channel", "language"]);
  const baseline = reportForm("baseline").parse({ ...said, rating: "excellent" });
  expect(baseline).toMatchObject({ rating: null, activities: null, selfCare: null, pain: 2 });
});

test("a rating is neither left out nor added behind the form's back", async () => {
  expect(
    await take(desk, {
      ...said,
      rating: null,
      activities: null,
      selfCare: null,
      redFlags: null,
      adverseEffects: null,
    }),
  ).toMatchObject({
    refusal: { code: "not-valid", field: "rating" },
  });
});

async function patientOf(id: string): Promise<string> {
  const [row] = await db.execute<{ id: string }>(sql`select patient_id as id from plans where id = ${id}`);
  return row?.id ?? "";
}
