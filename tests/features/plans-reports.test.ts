import { asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { outcomeReports, sessions } from "db/schema";
import { syncReports } from "db/writes/reports";
import type { Actor } from "~/domain/actor";
import { freshDatabase } from "tests/support/database";
import { aClinic, addSessions, anActor, aPlanRow, inDays, NOW, type Place } from "./plans-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let clinic: Place;
let physician: Actor;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await aClinic("Riverside", "America/Denver");
  physician = await anActor("Lena Okafor", ["physician"], [clinic]);
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const sync = (planId: string) => db.transaction((tx) => syncReports(tx, planId, NOW));
const reportsOf = (planId: string) =>
  db
    .select({
      timePoint: outcomeReports.timePoint,
      dueOn: outcomeReports.dueOn,
      status: outcomeReports.status,
    })
    .from(outcomeReports)
    .where(eq(outcomeReports.planId, planId))
    .orderBy(asc(outcomeReports.dueOn));
const undo = (sessionId: string) =>
  db.update(sessions).set({ status: "in-treatment", performedAt: null }).where(eq(sessions.id, sessionId));

test("reports are due from the start and from each performed session, once however often it is asked", async () => {
  const plan = await aPlanRow(clinic, physician);
  await addSessions(plan, [
    { place: clinic, startsAt: inDays(-21), status: "performed" },
    { place: clinic, startsAt: inDays(3) },
  ]);
  await sync(plan.id);
  await sync(plan.id);
  expect(await reportsOf(plan.id)).toEqual([
    { timePoint: "baseline", dueOn: "2026-09-25", status: "due" },
    { timePoint: "72-hours", dueOn: "2026-11-06", status: "due" },
    { timePoint: "3-months", dueOn: "2027-02-03", status: "due" },
    { timePoint: "6-months", dueOn: "2027-05-03", status: "due" },
    { timePoint: "12-months", dueOn: "2027-11-03", status: "due" },
  ]);
});

test("a day is the clinic's: a session at 01:00 UTC was performed the evening before in Denver", async () => {
  const plan = await aPlanRow(clinic, physician);
  await addSessions(plan, [{ place: clinic, startsAt: inDays(-20, 1), status: "performed" }]);
  await sync(plan.id);
  expect((await reportsOf(plan.id)).find(({ timePoint }) => timePoint === "72-hours")?.dueOn).toBe(
    "2026-11-06",
  );
});

test("a performance taken back takes its open reports back; what was answered stays", async () => {
  const plan = await aPlanRow(clinic, physician);
  const [first, second] = await addSessions(plan, [
    { place: clinic, startsAt: inDays(-40, 15), status: "performed" },
    { place: clinic, startsAt: inDays(-19, 15), status: "performed" },
  ]);
  await sync(plan.id);
  await db.execute(sql`update outcome_reports set status = 'answered', answered_at = now(), channel = 'phone', pain = 4,
    rating = 'good' where session_id = ${first}`);
  await undo(first ?? "");
  await undo(second ?? "");
  await sync(plan.id);
  expect((await reportsOf(plan.id)).map(({ timePoint, status }) => `${timePoint} ${status}`)).toEqual([
    "baseline due",
    "72-hours answered",
  ]);
});

test("the database itself keeps an answer", async () => {
  const [answered] = await db.execute<{ id: string }>(
    sql`select id from outcome_reports where status = 'answered' limit 1`,
  );
  await expect(
    db.delete(outcomeReports).where(eq(outcomeReports.id, answered?.id ?? "")),
  ).rejects.toMatchObject({
    cause: { constraint_name: "outcome_reports_kept" },
  });
});

test("a draft has no reports", async () => {
  const plan = await aPlanRow(clinic, physician, { status: "draft", startedAt: null });
  await sync(plan.id);
  expect(await reportsOf(plan.id)).toEqual([]);
});
