import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { auditEvents, claims, outcomeReports, planMoves, plans, sessions } from "db/schema";
import type { Actor } from "~/domain/actor";
import { moveForm } from "~/features/plans/forms";
import { movePlan } from "~/features/plans/moves.server";
import { freshDatabase } from "tests/support/database";
import { addSessions, aPatient, aPlanRow, asks, inDays, NOW, twoClinics, type Place } from "./plans-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let clinic: Place;
let physician: Actor;
let scheduler: Actor;
let stranger: Actor;

beforeAll(async () => {
  database = await freshDatabase();
  ({ clinic, physician, scheduler, stranger } = await twoClinics());
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

let hour = 0;
/** One session performed, one booked in the past and never closed, two ahead. */
async function aCourse(known: Parameters<typeof aPlanRow>[2] = {}) {
  hour += 1;
  const plan = await aPlanRow(clinic, physician, known);
  const at = (days: number) => ({
    place: clinic,
    startsAt: new Date(inDays(days, 0).getTime() + hour * 3_600_000),
  });
  const [, unclosed = "", ...ahead] = await addSessions(plan, [
    { ...at(-21), status: "performed" },
    at(-2),
    at(20),
    at(41),
  ]);
  return { ...plan, unclosed, ahead };
}
const input = (known: object) => moveForm.parse({ ...known });
const planOf = async (id: string) => (await db.select().from(plans).where(eq(plans.id, id)))[0];
const sessionOf = async (id: string) => (await db.select().from(sessions).where(eq(sessions.id, id)))[0];
const auditOf = (id: string) =>
  db
    .select({ action: auditEvents.action, before: auditEvents.before, after: auditEvents.after })
    .from(auditEvents)
    .where(and(eq(auditEvents.noun, "plan"), eq(auditEvents.recordId, id)));

test("stopping gives the future sessions back, with their claims, and says so everywhere", async () => {
  const { id, ahead, unclosed } = await aCourse();
  const outcome = await movePlan(
    asks(physician),
    id,
    input({ move: "stop", stopReason: "no-response", reason: "Unchanged after one", released: ahead }),
  );
  expect(outcome).toEqual({ ok: true, value: { status: "stopped", released: 2 } });
  expect(await planOf(id)).toMatchObject({
    status: "stopped",
    stopReason: "no-response",
    endedAt: NOW,
    version: 2,
  });
  for (const session of ahead) {
    expect(await sessionOf(session)).toMatchObject({
      status: "cancelled-by-clinic",
      releasedBy: physician.id,
      releaseReason: "The plan was stopped",
    });
    expect(await db.select().from(claims).where(eq(claims.sessionId, session))).toEqual([]);
  }
  expect(await sessionOf(unclosed)).toMatchObject({ status: "booked" });
  expect(await db.select().from(planMoves).where(eq(planMoves.planId, id))).toMatchObject([
    {
      fromStatus: "active",
      toStatus: "stopped",
      reason: "no-response: Unchanged after one",
      releasedSessions: 2,
      movedBy: physician.id,
    },
  ]);
  expect(await auditOf(id)).toEqual([
    {
      action: "plan.stop",
      before: { status: "active" },
      after: { status: "stopped", reason: "no-response: Unchanged after one", released: ahead },
    },
  ]);
});

test("nothing is given back that was not shown", async () => {
  const { id, ahead } = await aCourse();
  const outcome = await movePlan(
    asks(physician),
    id,
    input({ move: "complete", released: ahead.slice(0, 1) }),
  );
  expect(outcome).toMatchObject({ ok: false, refusal: { code: "release-differs" } });
  expect(await planOf(id)).toMatchObject({ status: "active", version: 1 });
  expect(await sessionOf(ahead[0] ?? "")).toMatchObject({ status: "booked" });
  expect((await auditOf(id)).map(({ action }) => action)).toEqual(["plan.complete.refused"]);
});

test("of two who stop it at once, one does and the other is told", async () => {
  const { id, ahead } = await aCourse();
  const stop = () =>
    movePlan(asks(physician), id, input({ move: "stop", stopReason: "patients-choice", released: ahead }));
  const outcomes = await Promise.all([stop(), stop(), stop(), stop()]);
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  for (const outcome of outcomes.filter(({ ok }) => !ok)) {
    expect(outcome).toMatchObject({ refusal: { code: "plan-move-not-possible" } });
  }
  expect(await db.select().from(planMoves).where(eq(planMoves.planId, id))).toHaveLength(1);
});

test("a desk holds and resumes, and no more", async () => {
  const { id, ahead } = await aCourse();
  const stopped = await movePlan(
    asks(scheduler),
    id,
    input({ move: "stop", stopReason: "other", released: ahead }),
  );
  expect(stopped).toMatchObject({ ok: false, refusal: { code: "not-allowed" } });
  const held = await movePlan(asks(scheduler), id, input({ move: "hold", reason: "Away", released: ahead }));
  expect(held).toMatchObject({ ok: true, value: { status: "on-hold", released: 2 } });
  expect(await movePlan(asks(scheduler), id, input({ move: "resume" }))).toMatchObject({ ok: true });
  expect(await planOf(id)).toMatchObject({ status: "active", version: 3 });
  expect(await sessionOf(ahead[0] ?? "")).toMatchObject({ status: "cancelled-by-clinic" });
});

test("a hold without a reason and a stop without its word are refused", async () => {
  const { id, ahead } = await aCourse();
  for (const [move, field] of [
    ["hold", "reason"],
    ["stop", "stopReason"],
  ]) {
    expect(await movePlan(asks(physician), id, input({ move, released: ahead }))).toMatchObject({
      ok: false,
      refusal: { code: "reason-missing", field },
    });
  }
});

test("nothing is released while the patient is in the clinic for it", async () => {
  const plan = await aPlanRow(clinic, physician);
  hour += 1;
  await addSessions(
    plan,
    [{ place: clinic, startsAt: new Date(NOW.getTime() - 600_000), status: "arrived" }],
    15,
  );
  expect(await movePlan(asks(physician), plan.id, input({ move: "hold", reason: "x" }))).toMatchObject({
    ok: false,
    refusal: { code: "session-under-way" },
  });
});

test("a course without a performed session is stopped, not completed", async () => {
  const plan = await aPlanRow(clinic, physician);
  expect(await movePlan(asks(physician), plan.id, input({ move: "complete" }))).toMatchObject({
    refusal: { code: "nothing-performed" },
  });
});

test("a plan at another clinic looks missing", async () => {
  const { id } = await aCourse();
  expect(await movePlan(asks(stranger), id, input({ move: "hold", reason: "x" }))).toMatchObject({
    ok: false,
    refusal: { code: "not-found" },
  });
});

test("a draft that starts makes its baseline due, on the clinic's day", async () => {
  const plan = await aPlanRow(clinic, physician, { status: "draft", startedAt: null });
  const late = new Date("2026-11-25T05:00:00Z");
  expect(await movePlan(asks(physician, late), plan.id, input({ move: "activate" }))).toMatchObject({
    ok: true,
  });
  expect(await planOf(plan.id)).toMatchObject({ status: "active", startedAt: late });
  expect(await db.select().from(outcomeReports).where(eq(outcomeReports.planId, plan.id))).toMatchObject([
    { timePoint: "baseline", dueOn: "2026-11-24" },
  ]);
});

test("a stop is taken back with a reason; what was given back stays so", async () => {
  const { id, ahead } = await aCourse();
  await movePlan(asks(physician), id, input({ move: "stop", stopReason: "other", released: ahead }));
  expect(await movePlan(asks(physician), id, input({ move: "reopen", reason: "Too soon" }))).toMatchObject({
    ok: true,
  });
  expect(await planOf(id)).toMatchObject({ status: "active", stopReason: null, endedAt: null });
  expect(await sessionOf(ahead[0] ?? "")).toMatchObject({ status: "cancelled-by-clinic" });
});

test("a plan of a patient who is no longer active is not resumed", async () => {
  const patientId = await aPatient(clinic);
  const plan = await aPlanRow(clinic, physician, { patientId, status: "on-hold" });
  await db.execute(sql`update patients set deactivated_at = now() where id = ${patientId}`);
  expect(await movePlan(asks(scheduler), plan.id, input({ move: "resume" }))).toMatchObject({
    refusal: { code: "patient-inactive" },
  });
});
