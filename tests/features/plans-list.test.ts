import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import type { Actor } from "~/domain/actor";
import { readCsv } from "~/formats/csv";
import { exportPlans } from "~/features/plans/export.server";
import { readPlanFilter } from "~/features/plans/forms";
import { countPlans, listPlans } from "~/features/plans/list.server";
import { findPlan } from "~/features/plans/plan-view.server";
import { freshDatabase } from "tests/support/database";
import {
  aClinic,
  addSessions,
  anActor,
  aPatient,
  aPlanRow,
  asks,
  inDays,
  NOW,
  type Place,
} from "./plans-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let clinic: Place;
let second: Place;
let physician: Actor;
let scheduler: Actor;
let stranger: Actor;
const ids: Record<string, string> = {};

/** What no desk may read, spelled so that it is found wherever it leaks. */
const canaries = [
  "CANARYdiagnosis",
  "CANARYgoal",
  "CANARYfunction",
  "CANARYnotes",
  "CANARYstructure",
  "CANARYeffects",
  "CANARYreopen",
];

beforeAll(async () => {
  database = await freshDatabase();
  clinic = await aClinic("Riverside", "America/Denver");
  second = await aClinic("Harbour", "Europe/Berlin");
  physician = await anActor("Lena Okafor", ["physician"], [clinic]);
  scheduler = await anActor("Anouk Keller", ["scheduler"], [clinic, second]);
  stranger = await anActor("Timo Varga", ["physician"], [second]);
  const named = async (familyName: string, known: object = {}, home = clinic, by = physician) => {
    const patientId = await aPatient(home, { givenName: "Ada", familyName });
    const plan = await aPlanRow(home, by, { patientId, ...known });
    ids[familyName] = plan.id;
    return plan;
  };
  const performed = (days: number) => ({
    place: clinic,
    startsAt: inDays(days, 6),
    status: "performed" as const,
  });
  await addSessions(await named("Overdue"), [performed(-40)]);
  await addSessions(await named("Far-overdue", { region: "hip" }), [performed(-50)]);
  await addSessions(await named("Due"), [performed(-20)]);
  await addSessions(await named("Early"), [performed(-9), { place: clinic, startsAt: inDays(2, 6) }]);
  await addSessions(await named("Late"), [performed(-16), { place: clinic, startsAt: inDays(16, 6) }]);
  await addSessions(await named("Fine"), [performed(-8), { place: clinic, startsAt: inDays(13, 6) }]);
  await named("Held", { status: "on-hold" });
  await named("Done", { status: "completed", endedAt: NOW });
  await named("Drafted", { status: "draft", startedAt: null });
  await addSessions(await named("Éloise-Far", {}, second, stranger), [
    { place: second, startsAt: inDays(-21, 6), status: "performed" },
  ]);
  const clinical = await named("Clinical", {
    diagnosis: canaries[0],
    goal: canaries[1],
    baselineFunction: canaries[2],
    notes: canaries[3],
    structures: [{ kind: "joint", name: canaries[4] }],
    baselinePain: 8,
  });
  const [sessionId] = await addSessions(clinical, [performed(-7)]);
  await db.execute(sql`
    insert into outcome_reports (plan_id, time_point, session_id, due_on, window_from, window_to, status, answered_at,
      channel, rating, pain, adverse_effects)
    values (${clinical.id}, '72-hours', ${sessionId}, '2026-11-20', '2026-11-19', '2026-11-24', 'answered',
      '2026-11-20T17:00:00Z', 'phone', 'poor', 3, ${canaries[5]})`);
  await db.execute(sql`
    insert into plan_moves (plan_id, from_status, to_status, reason, moved_by)
    values (${clinical.id}, 'stopped', 'active', ${canaries[6]}, ${physician.id})`);
  await db.execute(sql`
    insert into outcome_reports (plan_id, time_point, due_on, window_from, window_to)
    values (${ids["Done"]}, '3-months', '2026-11-20', '2026-11-01', '2026-12-10')`);
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const listOf = (query: string, clinicId = "all") => ({
  filter: readPlanFilter(new URLSearchParams(query)),
  clinicId,
  now: NOW,
});
const namesOf = async (actor: Actor, query: string, clinicId?: string) =>
  (await listPlans(actor, listOf(query, clinicId))).rows.map(({ patient }) => patient.replace("Ada ", ""));

test("what needs a hand comes first, the most overdue before all", async () => {
  expect(await namesOf(physician, "")).toEqual(["Far-overdue", "Overdue", "Due", "Late", "Early"]);
});

test.each([
  ["show=active&sort=patient", ["Clinical", "Due", "Early", "Far-overdue", "Fine", "Late", "Overdue"]],
  ["show=nothing-booked&sort=patient", ["Clinical", "Due", "Far-overdue", "Overdue"]],
  ["show=late", ["Far-overdue", "Overdue", "Late"]],
  ["show=unanswered", ["Done"]],
  ["show=on-hold", ["Held"]],
  ["show=completed", ["Done"]],
  ["status=draft", ["Drafted"]],
  ["show=active&region=hip", ["Far-overdue"]],
  ["show=all&q=due", ["Due", "Far-overdue", "Overdue"]],
  ["show=all&q=ada+early", ["Early"]],
  ["show=active&sort=next", ["Early", "Fine", "Late", "Clinical", "Due", "Far-overdue", "Overdue"]],
  [
    "show=active&sort=progress&direction=descending&q=e",
    ["Due", "Early", "Far-overdue", "Fine", "Late", "Overdue"],
  ],
])("%s", async (query, names) => {
  expect(await namesOf(physician, query)).toEqual(names);
});

test("the tabs count what they show", async () => {
  const counts = await countPlans(scheduler, listOf(""));
  for (const [show, count] of Object.entries(counts)) {
    const { total } = await listPlans(scheduler, listOf(`show=${show}`));
    expect({ show, total }).toEqual({ show, total: count });
  }
});

test("pages follow each other without loss, and each knows the whole", async () => {
  const list = listOf("show=all");
  const all = await listPlans(physician, list, { limit: 100 });
  const pages = [0, 4, 8].map((offset) => listPlans(physician, list, { limit: 4, offset }));
  const rows = (await Promise.all(pages)).flatMap((page) => page.rows.map(({ id }) => id));
  expect(rows).toEqual(all.rows.map(({ id }) => id));
  expect((await listPlans(physician, list, { limit: 4, offset: 4 })).total).toBe(all.rows.length);
});

test("another clinic's plans are not there, and accents do not hide one's own", async () => {
  expect(await namesOf(physician, "show=all&q=eloise")).toEqual([]);
  expect(await namesOf(scheduler, "show=all&q=eloise")).toEqual(["Éloise-Far"]);
  expect(await namesOf(scheduler, "show=all&q=eloise", clinic.id)).toEqual([]);
  expect(await findPlan(asks(stranger), ids["Due"] ?? "")).toBeNull();
  expect(await findPlan(asks(stranger), ids["Éloise-Far"] ?? "")).not.toBeNull();
});

test("a plan is seen wherever one of its sessions is", async () => {
  const plan = await aPlanRow(clinic, physician, {
    patientId: await aPatient(clinic, { familyName: "Wanderer" }),
  });
  expect(await namesOf(stranger, "show=all&q=wanderer")).toEqual([]);
  await addSessions(plan, [{ place: second, startsAt: inDays(5, 2) }]);
  expect(await namesOf(stranger, "show=all&q=wanderer")).toEqual(["Wanderer"]);
});

test("a desk's list, page and file hold nothing clinical; a physician's do", async () => {
  const list = listOf("show=all&q=clinical");
  const desk = JSON.stringify([
    await listPlans(scheduler, list),
    await findPlan(asks(scheduler), ids["Clinical"] ?? ""),
    await exportPlans(asks(scheduler), list),
  ]);
  for (const canary of canaries) expect(desk).not.toContain(canary);
  expect(desk).not.toMatch(/poor/i);
  const rows = (await listPlans(scheduler, list)).rows;
  expect(rows[0]?.pain).toBeNull();
  expect(rows[0]?.report).toEqual({
    status: "answered",
    timePoint: "72-hours",
    dueOn: "2026-11-20",
    answeredOn: "2026-11-20",
  });
  const page = await findPlan(asks(physician), ids["Clinical"] ?? "");
  for (const canary of canaries) expect(JSON.stringify(page)).toContain(canary);
  expect((await listPlans(physician, list)).rows[0]).toMatchObject({
    pain: { from: 8, to: 3 },
    report: { rating: "poor" },
  });
});

test("the file holds the very rows of the screen, in their order, and who took it is known", async () => {
  const list = listOf("show=active&sort=progress");
  const csv = await exportPlans(asks(physician), list);
  const read = readCsv(new TextEncoder().encode(csv), 100);
  if (!read.ok) throw new Error(read.fault.code);
  const screen = await listPlans(physician, list);
  expect(read.table.rows.map(([patient]) => patient)).toEqual(screen.rows.map(({ patient }) => patient));
  expect(read.table.header).toContain("Last rating");
  const [taken] = await db.execute(
    sql`select actor_id, after from audit_events where action = 'plans.export' order by id desc limit 1`,
  );
  expect(taken).toEqual({
    actor_id: physician.id,
    after: { show: "active", sort: "progress", patients: expect.any(Number) },
  });
});

test("of chosen columns the file holds those, and still no desk reads a rating by choosing it", async () => {
  const headOf = async (actor: Actor, query: string) =>
    (await exportPlans(asks(actor), listOf(query))).split("\r\n")[0]?.replace("\ufeff", "");
  expect(await headOf(scheduler, "columns=report,pain")).toBe(
    "Patient,Record number,Last report,Last report due,Last report answered",
  );
  expect(await headOf(physician, "columns=report")).toBe(
    "Patient,Record number,Last report,Last report due,Last report answered,Last rating",
  );
});

test.each([
  "q=%00",
  "q=%ED%A0%80",
  "page=1e99",
  "page=-1",
  "region=tail",
  "physician=x",
  "sort=;drop",
  "columns=__proto__",
  "direction=up",
  `q=${"a".repeat(5000)}`,
  "q=%25_\\",
])("whatever stands in the URL, %s gives a list", async (query) => {
  await expect(listPlans(physician, listOf(query))).resolves.toMatchObject({ rows: expect.any(Array) });
});

test("a row offers to book or to move only to whoever may: a colleague's patient is theirs", async () => {
  const offered = async (actor: Actor, name: string) =>
    new Set((await listPlans(actor, listOf(`show=all&q=${name}`))).rows.map(({ mayBook }) => mayBook));
  const colleague = await anActor("Noor Siddiq", ["physician"], [clinic]);
  for (const name of ["Due", "Fine"]) {
    expect(await offered(physician, name)).toEqual(new Set([true]));
    expect(await offered(scheduler, name)).toEqual(new Set([true]));
    expect(await offered(colleague, name)).toEqual(new Set([false]));
  }
});
