import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase } from "db/client";
import type { Actor } from "~/domain/actor";
import { readPatientFilter } from "~/features/patients/forms";
import { countPatients, listPatients } from "~/features/patients/list.server";
import { findPatient, listPlansOf, listSessionsOf, readPatient } from "~/features/patients/patient.server";
import { freshDatabase } from "tests/support/database";
import { anAccount, aPatient, aPlan, aPractice, aSession, NOW, type Practice } from "tests/support/practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;

beforeAll(async () => {
  database = await freshDatabase();
  practice = await aPractice();
  const home = practice.riverside;
  await aPatient(home, {
    givenName: "Zoë",
    familyName: "Núñez",
    recordNumber: "2001",
    birthDate: "1980-02-29",
  });
  await aPatient(home, {
    givenName: "Ann",
    familyName: "O'Neil",
    recordNumber: "9",
    birthDate: "1990-05-01",
  });
  await aPatient(home, {
    givenName: "100%",
    familyName: "Under_score",
    recordNumber: "10",
    phone: "303 555",
  });
  await aPatient(home, { givenName: "Gone", familyName: "Abroad", deactivatedAt: NOW });
  await aPatient(home, {
    givenName: "Late",
    familyName: "Lamented",
    birthDate: "1950-06-01",
    deactivatedAt: NOW,
    deceasedOn: "2020-05-31",
  });
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const list = (actor: Actor, query = "", clinicId = "all") =>
  listPatients(actor, { filter: readPatientFilter(new URLSearchParams(query)), clinicId, now: NOW });
const namesOf = async (query: string, actor = practice.scheduler) =>
  (await list(actor, query)).map(({ name }) => name);
const atHarbour = (startsAt: Date) => ({
  clinicId: practice.harbour,
  roomId: practice.harbourRoom,
  deviceId: practice.harbourCart,
  physicianId: practice.harbourPhysician.id,
  startsAt,
});
const tomorrow = new Date("2026-11-25T16:00:00Z");

describe("search", () => {
  test.each([
    ["nunez zoe", ["Zoë Núñez"]],
    ["ZOË", ["Zoë Núñez"]],
    ["nez zo", ["Zoë Núñez"]],
    ["2001", ["Zoë Núñez"]],
    ["o'n", ["Ann O'Neil"]],
    ["%", ["100% Under_score"]],
    ["％", ["100% Under_score"]],
    ["_", ["100% Under_score"]],
    ["\\", []],
    ["zoe neil", []],
  ])("for %j finds %j", async (q, names) => {
    expect(await namesOf(new URLSearchParams({ q }).toString())).toEqual(names);
  });

  test("counts what each tab holds under it", async () => {
    const counted = async (q: string) =>
      countPatients(practice.scheduler, {
        filter: readPatientFilter(new URLSearchParams({ q })),
        clinicId: "all",
        now: NOW,
      });
    expect(await counted("l")).toEqual({ active: 1, inactive: 1, all: 2 });
    expect(await counted("nobody")).toEqual({ active: 0, inactive: 0, all: 0 });
  });

  test("is never a fault, whatever the URL holds", async () => {
    const hostile = "q=%00&show=x&sort=name%3Bdrop&direction=up&page=99999999999999999999&clinic=%ED%A0%80";
    expect(readPatientFilter(new URLSearchParams(hostile))).toEqual({
      show: "active",
      q: "",
      sort: "name",
      direction: "ascending",
      page: 1,
    });
    expect(await namesOf("page=9999")).toEqual([]);
  });
});

describe("the list", () => {
  test("sorts by each column, and by the name where that is equal", async () => {
    const active = ["Ann O'Neil", "Zoë Núñez", "100% Under_score"];
    expect(await namesOf("sort=name")).toEqual(["Zoë Núñez", "Ann O'Neil", "100% Under_score"]);
    expect(await namesOf("sort=name&direction=descending")).toEqual([
      "100% Under_score",
      "Ann O'Neil",
      "Zoë Núñez",
    ]);
    expect(await namesOf("sort=number")).toEqual(["Ann O'Neil", "100% Under_score", "Zoë Núñez"]);
    expect(await namesOf("sort=born")).toEqual(["100% Under_score", "Zoë Núñez", "Ann O'Neil"]);
    for (const sort of ["clinic", "next"]) {
      expect(new Set(await namesOf(`sort=${sort}`))).toEqual(new Set(active));
    }
  });

  test("tells age and state", async () => {
    const rows = await list(practice.scheduler, "show=all");
    const said = Object.fromEntries(rows.map((row) => [row.name, [row.age, row.state]]));
    expect(said).toMatchObject({
      "Zoë Núñez": [46, "active"],
      "Gone Abroad": [56, "inactive"],
      "Late Lamented": [69, "deceased"],
    });
  });

  test("tells plans under way, and the next session by the clinic's clock", async () => {
    const plan = await aPlan(practice.riverside, practice.physician, {
      patientId: await aPatient(practice.riverside, { givenName: "Busy", familyName: "Bee" }),
    });
    const here = {
      clinicId: practice.riverside,
      roomId: practice.rooms[0] ?? "",
      deviceId: practice.carts[0] ?? "",
    };
    const session = { plan, ...here, physicianId: practice.physician.id };
    await aSession({ ...session, startsAt: new Date("2026-11-03T16:00:00Z"), status: "performed" });
    await aSession({ ...session, startsAt: new Date("2026-11-26T16:00:00Z"), ordinal: 3 });
    await aSession({ ...session, startsAt: tomorrow, ordinal: 2 });
    const [busy] = await list(practice.scheduler, "q=busy");
    expect(busy?.plans).toMatchObject([{ id: plan.id, performed: 1, planned: 4, status: "active" }]);
    expect(busy?.next).toMatchObject({ when: "Wed 25 Nov, 09:00", zone: "MST", clinic: "Riverside" });
    expect((await namesOf("sort=next"))[0]).toBe("Busy Bee");
  });
});

describe("another clinic's patient", () => {
  test("looks like a missing one", async () => {
    const id = await aPatient(practice.harbour, { givenName: "Only", familyName: "Harbour" });
    expect(await namesOf("q=only+harbour")).toEqual([]);
    expect(await readPatient(practice.scheduler, id, NOW)).toBeNull();
    expect(await namesOf("q=only+harbour", practice.harbourScheduler)).toEqual(["Only Harbour"]);
  });

  test("is never an administrator's, for whom there is no patient", async () => {
    expect(await list({ ...practice.administrator, clinicIds: [practice.riverside] })).toEqual([]);
  });

  test("is seen where there is a plan, and where there is a session, and only what is there", async () => {
    const patientId = await aPatient(practice.harbour, { givenName: "Guest", familyName: "Twice" });
    const there = await aPlan(practice.harbour, practice.harbourPhysician, { patientId, region: "hip" });
    await aSession({ plan: there, ...atHarbour(tomorrow) });
    expect(await findPatient(practice.scheduler, patientId)).toBeNull();

    const here = await aPlan(practice.riverside, practice.physician, { patientId });
    const patient = await readPatient(practice.scheduler, patientId, NOW);
    expect(patient).toMatchObject({ givenName: "Guest", homeClinic: null, mayWrite: true });
    expect((await listPlansOf(practice.scheduler, patientId)).map(({ id }) => id)).toEqual([here.id]);
    const [row] = await list(practice.scheduler, "q=guest");
    expect(row).toMatchObject({ clinic: null, next: null, plans: [{ id: here.id }] });

    const { upcoming } = await listSessionsOf(practice.scheduler, patientId, NOW);
    expect(upcoming).toHaveLength(1);
    expect(upcoming[0]).toMatchObject({ when: "Wed 25 Nov, 17:00", here: null });
    expect(JSON.stringify(upcoming)).not.toMatch(/hip|Quay|Harbour/i);
  });

  test("is seen for a session alone", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    await aSession({ plan, ...atHarbour(new Date("2026-11-27T12:00:00Z")) });
    expect(await findPatient(practice.harbourScheduler, plan.patientId)).not.toBeNull();
  });

  test("is filtered by the chosen clinic, which must be one's own", async () => {
    const both = await anAccount("Both Sides", ["scheduler"], [practice.riverside, practice.harbour]);
    const id = await aPatient(practice.harbour, { givenName: "Sea", familyName: "Side" });
    expect((await list(both, "q=sea")).map((row) => row.id)).toEqual([id]);
    expect(await list(both, "q=sea", practice.riverside)).toEqual([]);
    expect(await list(practice.scheduler, "q=sea", practice.harbour)).toEqual([]);
  });
});
