import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { auditEvents, outcomeReports, planMoves, plans } from "db/schema";
import type { Actor } from "~/domain/actor";
import { createPlan } from "~/features/plans/create.server";
import { editPlan } from "~/features/plans/edit.server";
import { searchPatients } from "~/features/plans/form-data.server";
import { editPlanForm, newPlanForm } from "~/features/plans/forms";
import { parseForm } from "~/http/read-form.server";
import { freshDatabase } from "tests/support/database";
import { addSessions, aPatient, aPlanRow, asks, inDays, twoClinics, type Place } from "./plans-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let clinic: Place;
let elsewhere: Place;
let physician: Actor;
let scheduler: Actor;
let stranger: Actor;

beforeAll(async () => {
  database = await freshDatabase();
  ({ clinic, elsewhere, physician, scheduler, stranger } = await twoClinics());
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const typed = (known: Record<string, string | number>) => ({
  region: "knee",
  side: "left",
  guidance: "ultrasound",
  plannedSessions: "4",
  gapMinDays: "14",
  gapTargetDays: "21",
  gapMaxDays: "28",
  physicianId: physician.id,
  clinicId: clinic.id,
  diagnosis: "Medial laxity",
  "structures[0].kind": "ligament",
  "structures[0].name": "Medial collateral ligament",
  "structures[1].kind": "joint",
  "structures[1].name": "",
  goal: "Walk the dog",
  ...known,
});
const read = <T>(schema: Parameters<typeof parseForm<T>>[1], known: Record<string, string | number>) => {
  const formData = new FormData();
  for (const [name, value] of Object.entries(typed(known))) formData.set(name, value);
  return parseForm(formData, schema);
};
function wanted<T>(schema: Parameters<typeof parseForm<T>>[1], known: Record<string, string | number>): T {
  const form = read(schema, known);
  if (!form.ok) throw new Error(JSON.stringify(form.faults.errors));
  return form.data;
}
const create = async (actor: Actor, known: Record<string, string | number>) =>
  createPlan(asks(actor), wanted(newPlanForm, known));
const planOf = async (id: string) => (await db.select().from(plans).where(eq(plans.id, id)))[0];
const auditOf = (id: string) =>
  db
    .select({ action: auditEvents.action, before: auditEvents.before, after: auditEvents.after })
    .from(auditEvents)
    .where(and(eq(auditEvents.noun, "plan"), eq(auditEvents.recordId, id)));

test("a plan starts with its baseline due and its history begun", async () => {
  const patientId = await aPatient(clinic);
  const made = await create(physician, { patientId, start: "yes" });
  if (!made.ok) throw new Error(made.refusal.code);
  const { planId } = made.value;
  expect(await planOf(planId)).toMatchObject({
    patientId,
    status: "active",
    plannedSessions: 4,
    baselinePain: null,
    structures: [{ kind: "ligament", name: "Medial collateral ligament" }],
    createdBy: physician.id,
  });
  expect(await db.select().from(outcomeReports).where(eq(outcomeReports.planId, planId))).toHaveLength(1);
  expect(await db.select().from(planMoves).where(eq(planMoves.planId, planId))).toMatchObject([
    { fromStatus: "draft", toStatus: "active" },
  ]);
  expect((await auditOf(planId)).map(({ action }) => action)).toEqual(["plan.create"]);
});

test("a draft has not begun", async () => {
  const made = await create(physician, { patientId: await aPatient(clinic) });
  if (!made.ok) throw new Error(made.refusal.code);
  expect(await planOf(made.value.planId)).toMatchObject({ status: "draft", startedAt: null });
});

test("a second plan for the same region and side is made only when that is meant, also when two make it at once", async () => {
  const patientId = await aPatient(clinic);
  const both = await Promise.all([create(physician, { patientId }), create(physician, { patientId })]);
  expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: "plan-twice", field: "despite" } });
  expect(await create(physician, { patientId, side: "right" })).toMatchObject({ ok: true });
  expect(await create(physician, { patientId, despite: "yes" })).toMatchObject({ ok: true });
});

test("a patient who is not active, or not to be seen, gets no plan", async () => {
  const gone = await aPatient(clinic, { deactivatedAt: new Date() });
  expect(await create(physician, { patientId: gone })).toMatchObject({
    refusal: { code: "patient-inactive" },
  });
  const theirs = await aPatient(elsewhere);
  expect(await create(physician, { patientId: theirs })).toMatchObject({ refusal: { code: "not-found" } });
});

test("nobody makes a plan where they do not work, or whose role is another", async () => {
  const patientId = await aPatient(clinic);
  expect(await create(physician, { patientId, clinicId: elsewhere.id })).toMatchObject({
    refusal: { code: "not-allowed" },
  });
  expect(await create(scheduler, { patientId })).toMatchObject({ refusal: { code: "not-allowed" } });
  expect(await create(physician, { patientId, physicianId: stranger.id })).toMatchObject({
    refusal: { code: "physician-elsewhere", field: "physicianId" },
  });
});

test.each([
  [{ gapTargetDays: 10 }, "gapTargetDays"],
  [{ gapMaxDays: 20 }, "gapMaxDays"],
  [{ plannedSessions: 0 }, "plannedSessions"],
  [{ plannedSessions: "four" }, "plannedSessions"],
  [{ baselinePain: 11 }, "baselinePain"],
  [{ region: "tail" }, "region"],
  [{ "structures[0].kind": "bone" }, "structures[0].kind"],
  [{ diagnosis: "\u0000" }, "diagnosis"],
])("a form with %j is sent back with the fault beside %s and all that was typed", (known, field) => {
  const form = read(newPlanForm, { patientId: physician.id, ...known });
  if (form.ok) throw new Error("was taken");
  expect(Object.keys(form.faults.errors)).toEqual([field]);
  expect(form.faults.values).toMatchObject({ goal: "Walk the dog", side: "left" });
});

const edit = (actor: Actor, id: string, known: Record<string, string | number>) =>
  editPlan(asks(actor), id, wanted(editPlanForm, { version: 1, ...known }));

test("an edit writes what changed, and the audit names only that", async () => {
  const { id } = await aPlanRow(clinic, physician, { diagnosis: "Medial laxity", goal: "Walk the dog" });
  await edit(physician, id, { plannedSessions: 6 });
  expect(await planOf(id)).toMatchObject({ plannedSessions: 6, version: 2 });
  expect(await auditOf(id)).toEqual([
    {
      action: "plan.edit",
      before: { plannedSessions: 4, structures: [] },
      after: { plannedSessions: 6, structures: [{ kind: "ligament", name: "Medial collateral ligament" }] },
    },
  ]);
});

test("a form that was overtaken saves nothing and is told by whom, and what", async () => {
  const { id } = await aPlanRow(clinic, physician);
  await edit(physician, id, { goal: "Run" });
  const late = await edit(physician, id, { goal: "Swim" });
  expect(late).toMatchObject({
    ok: false,
    refusal: { code: "stale", changed: { by: "Lena Okafor", fields: expect.arrayContaining(["goal"]) } },
  });
  expect(await planOf(id)).toMatchObject({ goal: "Run", version: 2 });
});

test("booked sessions that would no longer fit are named before they do not", async () => {
  const plan = await aPlanRow(clinic, physician);
  await addSessions(plan, [
    { place: clinic, startsAt: inDays(-10, 3), status: "performed" },
    { place: clinic, startsAt: inDays(8, 3) },
    { place: clinic, startsAt: inDays(28, 3) },
  ]);
  const narrower = { gapMinDays: 19, guidance: "fluoroscope" };
  expect(await edit(physician, plan.id, narrower)).toMatchObject({
    ok: false,
    refusal: {
      code: "plan-edit-affects",
      reasons: [
        { code: "other-guidance", who: "2", from: inDays(8, 3) },
        { code: "too-short", who: "2", days: 18 },
        { code: "other-guidance", who: "3" },
      ],
    },
  });
  expect(await planOf(plan.id)).toMatchObject({ guidance: "ultrasound", version: 1 });
  expect(await edit(physician, plan.id, { ...narrower, despite: "yes" })).toMatchObject({ ok: true });
  expect(await planOf(plan.id)).toMatchObject({ guidance: "fluoroscope", gapMinDays: 19 });
});

test("once a session was performed, what was treated stays", async () => {
  const plan = await aPlanRow(clinic, physician);
  await addSessions(plan, [{ place: clinic, startsAt: inDays(-10, 5), status: "performed" }]);
  expect(await edit(physician, plan.id, { region: "hip", goal: "Run" })).toMatchObject({ ok: true });
  expect(await planOf(plan.id)).toMatchObject({ region: "knee", goal: "Run" });
});

test("no desk edits a plan, no other clinic, and nobody one that has ended", async () => {
  const { id } = await aPlanRow(clinic, physician);
  expect(await edit(scheduler, id, {})).toMatchObject({ refusal: { code: "not-allowed" } });
  expect(await edit(stranger, id, {})).toMatchObject({ refusal: { code: "not-found" } });
  const ended = await aPlanRow(clinic, physician, { status: "completed", endedAt: new Date() });
  expect(await edit(physician, ended.id, {})).toMatchObject({ refusal: { code: "plan-ended" } });
});

test("before a search, a new plan is offered to the clinic's patients for whom nothing is under way", async () => {
  const [free, here, away] = [
    await aPatient(clinic),
    await aPlanRow(clinic, physician),
    await aPatient(elsewhere),
  ];
  const offered = (await searchPatients(physician, "")).map(({ id }) => id);
  expect(offered).toContain(free);
  expect(offered).not.toContain(here.patientId);
  expect(offered).not.toContain(away);
});
