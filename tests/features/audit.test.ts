import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { audit } from "db/writes/audit";
import { auditRead } from "db/writes/audit-reads";
import { exportEvents } from "~/features/audit/export.server";
import { changesOf } from "~/features/audit/changes";
import { whoWords } from "~/features/audit/event-words";
import { auditQuery } from "~/features/audit/filter";
import { readAuditFilter } from "~/features/audit/forms";
import { findPatientId, listEvents } from "~/features/audit/queries.server";
import { freshDatabase } from "tests/support/database";
import { aPatient, aPlan, aPractice, asks, type Practice } from "tests/support/practice";

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

const find = (query: string, limit = 500) =>
  listEvents(practice.administrator, readAuditFilter(new URLSearchParams(query)), { zone: "UTC", limit });
const actionsOf = async (query: string) => (await find(query)).map(({ action }) => action);

const written = (action: string, more: object = {}) =>
  audit(db, { actorId: practice.scheduler.id, action, noun: "session", requestId: "test", ...more });

test("reads that come together are written together, each with its own patients", async () => {
  const several = await Promise.all(Array.from({ length: 40 }, () => aPatient(practice.riverside)));
  const plan = await aPlan(practice.riverside, practice.physician);
  const before = await db.execute<{ xid: string }>(sql`select pg_current_xact_id()::text as xid`);
  await Promise.all([
    ...several.map((id) =>
      auditRead(asks(practice.scheduler), { action: "patient.read", noun: "patient", patients: [id] }),
    ),
    auditRead(asks(practice.scheduler), { action: "patient.list", noun: "patient", patients: several }),
    auditRead(asks(practice.scheduler), { action: "plan.list", noun: "plan", plans: [plan.id, plan.id] }),
    auditRead(asks(practice.scheduler), { action: "waitlist.read", noun: "plan", plans: [] }),
  ]);
  const rows = await db.execute<{
    action: string;
    one: string | null;
    several: number | null;
    tx: string;
  }>(sql`
    select action, patient_id as one, cardinality(patient_ids) as several, written_in::text as tx from audit_events
    where written_in > ${before[0]?.xid ?? "0"}::xid8`);
  expect(
    rows
      .filter(({ action }) => action === "patient.read")
      .map(({ one }) => one)
      .sort(),
  ).toEqual(several.toSorted());
  expect(rows.find(({ action }) => action === "patient.list")).toMatchObject({ one: null, several: 40 });
  expect(rows.find(({ action }) => action === "plan.list")).toMatchObject({
    one: plan.patientId,
    several: null,
  });
  expect(rows.map(({ action }) => action)).not.toContain("waitlist.read");
  expect(new Set(rows.map(({ tx }) => tx)).size).toBeLessThan(4);
});

test("one that cannot be written fails for whom it was, and for nobody else", async () => {
  const good = auditRead(asks(practice.scheduler), {
    action: "good.read",
    noun: "patient",
    patients: [randomUUID()],
  });
  const nobody = { ...practice.scheduler, id: "no id at all" };
  const bad = auditRead(asks(nobody), { action: "bad.read", noun: "patient", patients: [randomUUID()] });
  await expect(bad).rejects.toThrow();
  await expect(good).resolves.toBeUndefined();
});

test("is searched by who, what, outcome, record, clinic and day, and read on page by page", async () => {
  const record = randomUUID();
  await written("session.book", { recordId: record, clinicId: practice.harbour });
  await written("session.book.refused", { recordId: record });
  await written("sign-in.refused", { noun: "sign-in" });
  await written("access.refused", { noun: "page", recordId: record });
  expect(await actionsOf(`record=${record}&what=Sessions`)).toEqual(["session.book.refused", "session.book"]);
  expect(await actionsOf(`record=${record}&outcome=refused`)).toEqual([
    "access.refused",
    "session.book.refused",
  ]);
  expect(await actionsOf(`record=${record}&outcome=done`)).toEqual(["session.book"]);
  expect(await actionsOf(`record=${record}&clinic=${practice.harbour}`)).toEqual(["session.book"]);
  expect(await actionsOf(`record=${record}&who=${practice.physician.id}`)).toEqual([]);
  expect(await actionsOf("what=Sign-ins and access&outcome=refused")).toEqual([
    "access.refused",
    "sign-in.refused",
  ]);
  expect(await actionsOf(`record=${record}&to=2020-01-01`)).toEqual([]);
  expect(await actionsOf(`record=${record}&from=2020-01-01`)).toHaveLength(3);
  const all = await find("");
  const pages = [];
  for (let query = ""; ;) {
    const page = await find(query, 7);
    pages.push(...page);
    const last = page.at(-1);
    if (!last) break;
    query = new URLSearchParams({
      before: `${last.atMicros}-${String(last.id)}`,
    }).toString();
  }
  expect(pages.map(({ id }) => id)).toEqual(all.map(({ id }) => id));
});

test("tells of one patient all who saw or changed them, and nobody's name", async () => {
  const patient = await aPatient(practice.riverside, {
    givenName: "Zora",
    familyName: "Hidden",
    recordNumber: "R-77",
  });
  await auditRead(asks(practice.scheduler), {
    action: "calendar.read",
    noun: "calendar",
    patients: [patient, randomUUID()],
  });
  await auditRead(asks(practice.physician), { action: "patient.read", noun: "patient", patients: [patient] });
  await written("patient.edit", {
    noun: "patient",
    patientId: patient,
    before: { familyName: "Before" },
    after: { familyName: "Hidden" },
  });
  expect(await findPatientId(practice.administrator, "R-77")).toBe(patient);
  expect(await findPatientId(practice.scheduler, "R-77")).toBeNull();
  const rows = await find(`patient=${patient}`);
  expect(rows.map(({ action, who }) => [action, who?.name])).toEqual([
    ["patient.edit", "Sam Desk"],
    ["patient.read", "Lena Okafor"],
    ["calendar.read", "Sam Desk"],
  ]);
  expect(JSON.stringify(rows)).not.toMatch(/Hidden|Before|Zora|R-77/);
  expect(rows[0]?.changes).toEqual([{ field: "Family name", from: null, to: null }]);
});

test("its file holds the page's rows, and is in the trail itself", async () => {
  const filter = readAuditFilter(new URLSearchParams("outcome=refused"));
  const csv = await exportEvents(asks(practice.administrator), filter, "UTC");
  expect(csv.trim().split("\r\n")).toHaveLength((await find("outcome=refused")).length + 1);
  const [row] = await find("what=Exports and prints");
  expect(row).toMatchObject({ action: "audit.export", who: { id: practice.administrator.id } });
});

test("is nobody's but an administrator's", async () => {
  for (const who of ["scheduler", "physician", "harbourScheduler"] as const) {
    const none = await listEvents(practice[who], readAuditFilter(new URLSearchParams()), {
      zone: "UTC",
      limit: 9,
    });
    expect(none).toEqual([]);
  }
});

test("of what administrators manage it tells from what to what, of a patient only which field", () => {
  const [before, after] = [{ name: "Room 1", kind: "procedure" }, { name: "Room 2" }];
  expect(changesOf("room", before, after)).toEqual([
    { field: "Name", from: "Room 1", to: "Room 2" },
    { field: "Kind", from: "procedure", to: null },
  ]);
  expect(changesOf("plan", { goal: "To run" }, { goal: "To walk", code: "stale" })).toEqual([
    { field: "Goal", from: null, to: null },
    { field: "Code", from: null, to: "stale" },
  ]);
});

test("an address says the whole search", () => {
  const query =
    "who=0193a0b0-0000-7000-8000-000000000001&what=Sessions&outcome=done&from=2026-01-02&to=2026-02-03&before=12-34";
  const back = Object.entries(auditQuery(readAuditFilter(new URLSearchParams(query)))).filter(
    ([, value]) => value !== null,
  );
  expect(new URLSearchParams(Object.fromEntries(back) as Record<string, string>).toString()).toBe(
    new URLSearchParams(query).toString(),
  );
});

test("what nobody's request did is Tendon's own, and of what a request did without an account, a patient's", async () => {
  const [request, recordId] = [randomUUID(), randomUUID()];
  const doers = { "backup.test-restore": "job", "report.expire": "expire-reports", "offer.accept": request };
  for (const [action, requestId] of Object.entries({ ...doers, "sign-in.refused": request })) {
    await audit(db, { actorId: null, action, noun: "page", requestId, recordId });
  }
  const rows = await find(`record=${recordId}`);
  expect(rows.map((row) => [row.action, whoWords(row)]).sort()).toEqual([
    ["backup.test-restore", "Tendon itself"],
    ["offer.accept", "The patient"],
    ["report.expire", "Tendon itself"],
    ["sign-in.refused", "Nobody signed in"],
  ]);
});
