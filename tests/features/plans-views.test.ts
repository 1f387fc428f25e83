import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { auditEvents } from "db/schema";
import type { Actor } from "~/domain/actor";
import { previewMoves } from "~/features/plans/bulk.server";
import { deleteView, listViews, renameView, saveView } from "~/features/plans/views.server";
import { freshDatabase } from "tests/support/database";
import { aClinic, anActor, aPlanRow, asks, NOW, type Place } from "./plans-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let clinic: Place;
let mine: Actor;
let theirs: Actor;

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await aClinic("Riverside", "America/Denver");
  mine = await anActor("Lena Okafor", ["physician"], [clinic]);
  theirs = await anActor("Timo Varga", ["physician"], [clinic]);
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const namesOf = async (actor: Actor) => (await listViews(actor)).map(({ name }) => name);
const idOf = async (actor: Actor, name: string) =>
  (await listViews(actor)).find((view) => view.name === name)?.id ?? "";

test("a view is kept under a name, renamed and deleted, each told in the audit log", async () => {
  await saveView(asks(mine), { name: "Knees", query: "region=knee" });
  const id = await idOf(mine, "Knees");
  expect(await renameView(asks(mine), { id, name: "My knees" })).toMatchObject({ ok: true });
  expect(await listViews(mine)).toEqual([{ id, name: "My knees", query: "region=knee" }]);
  await deleteView(asks(mine), id);
  expect(await listViews(mine)).toEqual([]);
  const told = await db
    .select({ action: auditEvents.action })
    .from(auditEvents)
    .where(eq(auditEvents.recordId, id))
    .orderBy(auditEvents.id);
  expect(told.map(({ action }) => action)).toEqual([
    "plans.save-view",
    "plans.rename-view",
    "plans.delete-view",
  ]);
});

test("a name stands for one view of a person's, whether saved or renamed", async () => {
  await saveView(asks(mine), { name: "Hips", query: "region=hip" });
  await saveView(asks(mine), { name: "Necks", query: "region=neck" });
  const taken = { ok: false, refusal: { code: "name-taken", field: "name" } };
  expect(await saveView(asks(mine), { name: "Hips", query: "region=knee" })).toMatchObject(taken);
  expect(await renameView(asks(mine), { id: await idOf(mine, "Necks"), name: "Hips" })).toMatchObject(taken);
  expect(await namesOf(mine)).toEqual(["Hips", "Necks"]);
  expect(await saveView(asks(theirs), { name: "Hips", query: "region=hip" })).toMatchObject({ ok: true });
});

test("no view is saved beyond those that the list shows, not even by several at once", async () => {
  const keen = await anActor("Keen Saver", ["scheduler"], [clinic]);
  const save = (number: number) => saveView(asks(keen), { name: `View ${number}`, query: "region=knee" });
  for (let number = 1; number <= 24; number += 1) await save(number);
  const last = await Promise.all([25, 26, 27, 28, 29, 30, 31, 32].map(save));
  expect(last.filter(({ ok }) => ok)).toHaveLength(6);
  expect(last).toContainEqual(
    expect.objectContaining({ ok: false, refusal: expect.objectContaining({ code: "views-full" }) }),
  );
  expect(await listViews(keen)).toHaveLength(30);
});

test("another person's view is neither renamed nor deleted", async () => {
  await saveView(asks(mine), { name: "Wrists", query: "region=wrist" });
  const id = await idOf(mine, "Wrists");
  expect(await renameView(asks(theirs), { id, name: "Taken over" })).toMatchObject({
    ok: false,
    refusal: { code: "not-found" },
  });
  await deleteView(asks(theirs), id);
  expect(await namesOf(mine)).toContain("Wrists");
});

test("of a patient's two plans, a preview says which is which and how each stands", async () => {
  const knee = await aPlanRow(clinic, mine, { region: "knee", side: "left" });
  const hip = await aPlanRow(clinic, mine, { region: "hip", side: "right", status: "on-hold" });
  const previews = await previewMoves({ actor: mine, now: NOW }, [knee.id, hip.id], "hold");
  expect(previews.find(({ id }) => id === knee.id)).toMatchObject({
    region: "knee",
    side: "left",
    whyNot: null,
  });
  expect(previews.find(({ id }) => id === hip.id)).toMatchObject({
    region: "hip",
    side: "right",
    status: "on-hold",
    whyNot: "wrong-status",
  });
});
