import { desc, eq } from "drizzle-orm";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { auditEvents, patients } from "db/schema";
import type { Outcome } from "db/command";
import { patientForm, type PatientInput } from "~/features/patients/forms";
import { suggestRecordNumber } from "~/features/patients/record-number.server";
import { createPatient, editPatient } from "~/features/patients/save.server";
import { changeStanding } from "~/features/patients/standing.server";
import { parseForm } from "~/http/read-form.server";
import { freshDatabase } from "tests/support/database";
import { aPatient, aPlan, aPractice, aSession, asks, NOW, type Practice } from "tests/support/practice";
import { book, place } from "./sessions-practice";

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

let numbered = 5000;
const aForm = (known: Partial<PatientInput> = {}): PatientInput => ({
  givenName: "Ruth",
  familyName: randomUUID(),
  birthDate: "1971-03-04",
  recordNumber: `R-${(numbered += 1)}`,
  homeClinicId: practice.riverside,
  phone: "+1 303 555 0142",
  email: "",
  language: "en",
  preferredContact: "phone",
  deskNotes: "",
  ...known,
});
const desk = () => asks(practice.scheduler);
const rowOf = async (id: string) => (await db.select().from(patients).where(eq(patients.id, id)))[0];
const auditOf = async (id: string) =>
  (await db.select().from(auditEvents).where(eq(auditEvents.recordId, id)).orderBy(desc(auditEvents.id)))[0];
async function done<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const result = await outcome;
  if (!result.ok) throw new Error(result.refusal.code);
  return result.value;
}
async function refusalOf(outcome: Promise<Outcome<unknown>>) {
  const result = await outcome;
  return result.ok ? null : result.refusal;
}
const create = (known: Partial<PatientInput> = {}) => done(createPatient(desk(), aForm(known)));

describe("what is typed", () => {
  function faultsOf(known: Record<string, string>) {
    const formData = new FormData();
    const typed = { ...aForm(), familyName: "Vale", ...known };
    for (const [name, value] of Object.entries(typed)) formData.set(name, String(value));
    const form = parseForm(formData, patientForm("2026-11-24"));
    return form.ok ? [] : Object.keys(form.faults.errors);
  }
  test.each([
    [{ givenName: " " }, ["givenName"]],
    [{ familyName: "x\0" }, ["familyName"]],
    [{ birthDate: "2026-11-25" }, ["birthDate"]],
    [{ birthDate: "1899-12-31" }, ["birthDate"]],
    [{ birthDate: "2001-02-29" }, ["birthDate"]],
    [{ recordNumber: "<b>" }, ["recordNumber"]],
    [{ homeClinicId: "riverside" }, ["homeClinicId"]],
    [{ phone: "call me" }, ["phone"]],
    [{ phone: "" }, ["phone"]],
    [{ phone: "", preferredContact: "post" }, []],
    [{ email: "no" }, ["email"]],
    [{ preferredContact: "email" }, ["email"]],
    [{ preferredContact: "email", email: "r@practice.example" }, []],
    [{ language: "xx" }, ["language"]],
    [{ deskNotes: "long".repeat(501) }, ["deskNotes"]],
  ])("is told what is wrong: case %#", (known, fields) => {
    expect(faultsOf(known)).toEqual(fields);
  });
});

describe("a new patient", () => {
  test("is kept as typed, with an audit row", async () => {
    const { id } = await create({ givenName: "Ana", familyName: "Núñez", deskNotes: "Mornings" });
    expect(await rowOf(id)).toMatchObject({ givenName: "Ana", deskNotes: "Mornings", version: 1 });
    expect(await auditOf(id)).toMatchObject({
      action: "patient.create",
      actorId: practice.scheduler.id,
      patientId: id,
      clinicId: practice.riverside,
    });
  });

  test("belongs to one of the actor's clinics", async () => {
    expect(await refusalOf(createPatient(desk(), aForm({ homeClinicId: practice.harbour })))).toMatchObject({
      code: "not-allowed",
      field: "homeClinicId",
    });
  });

  test("may be a physician's, and never an administrator's", async () => {
    expect((await createPatient(asks(practice.physician), aForm())).ok).toBe(true);
    const admin = { ...practice.administrator, clinicIds: [practice.riverside] };
    expect(await refusalOf(createPatient(asks(admin), aForm()))).toMatchObject({ code: "not-allowed" });
  });

  test("has a record number of its own, also when two desks choose one at once", async () => {
    const recordNumber = await suggestRecordNumber();
    const both = [aForm({ recordNumber }), aForm({ recordNumber, birthDate: "1950-01-01" })];
    const outcomes = await Promise.all(both.map((form) => createPatient(desk(), form)));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.find(({ ok }) => !ok)).toMatchObject({
      refusal: { code: "record-number-taken", field: "recordNumber" },
    });
    expect(Number(await suggestRecordNumber())).toBe(Number(recordNumber) + 1);
  });

  test("who is perhaps here already is told by name, and taken in when it is somebody else", async () => {
    const { id } = await create({ givenName: "John", familyName: "Smith", birthDate: "1962-07-08" });
    for (const [givenName, familyName] of [
      ["Jon", "Smith"],
      ["John", "Smyth"],
      ["Smith", "John"],
      ["JÖHN", "SMITH"],
    ] as const) {
      const alike = aForm({ givenName, familyName, birthDate: "1962-07-08" });
      expect(await refusalOf(createPatient(desk(), alike))).toMatchObject({
        code: "likely-double",
        reasons: [{ id, who: expect.stringMatching(/^John Smith, R-\d+, born 8 Jul 1962$/) }],
      });
    }
    const twin = aForm({ givenName: "Jon", familyName: "Smith", birthDate: "1962-07-08" });
    await done(createPatient(desk(), { ...twin, anyway: "yes" }));
    await create({ givenName: "John", familyName: "Smith", birthDate: "1962-07-09" });
    await create({ givenName: "Maria", familyName: "Keller", birthDate: "1962-07-08" });
  });

  test("of another clinic is no double, for nobody here may know of them", async () => {
    await aPatient(practice.harbour, { givenName: "Hid", familyName: "Den", birthDate: "1933-01-01" });
    await create({ givenName: "Hid", familyName: "Den", birthDate: "1933-01-01" });
  });

  test("entered at two desks at once is told to one of them", async () => {
    const same = { givenName: "Two", familyName: "Desks", birthDate: "1944-04-04" };
    const outcomes = await Promise.all([1, 2, 3].map(() => createPatient(desk(), aForm(same))));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.flatMap((each) => (each.ok ? [] : each.refusal.code))).toEqual([
      "likely-double",
      "likely-double",
    ]);
  });
});

describe("an edit", () => {
  test("changes what was changed, and the audit row says what it was before", async () => {
    const form = aForm();
    const { id } = await done(createPatient(desk(), form));
    await done(editPatient(desk(), id, { ...form, phone: "303 555 9999", version: 1 }));
    expect(await rowOf(id)).toMatchObject({ phone: "303 555 9999", version: 2 });
    expect(await auditOf(id)).toMatchObject({
      action: "patient.edit",
      before: { phone: form.phone },
      after: { phone: "303 555 9999" },
    });
  });

  test("that is stale overwrites nothing, and is told what changed and by whom", async () => {
    const form = aForm();
    const { id } = await done(createPatient(desk(), form));
    await done(
      editPatient(desk(), id, { ...form, phone: "303 555 9999", deskNotes: "Ring twice", version: 1 }),
    );
    const typed = { ...form, phone: "1 2 3 4 5", version: 1 };
    const refusal = await refusalOf(editPatient(desk(), id, typed));
    expect(refusal).toMatchObject({ code: "stale", changed: { by: "Sam Desk" } });
    expect(refusal?.changed?.fields.sort()).toEqual(["deskNotes", "phone"]);
    expect(await rowOf(id)).toMatchObject({ phone: "303 555 9999" });

    await aPlan(practice.riverside, practice.physician, { patientId: id });
    const now = { ...form, phone: "303 555 9999", deskNotes: "Ring twice", language: "es" };
    await done(editPatient(asks(practice.physician), id, { ...now, version: 2 }));
    const later = await refusalOf(editPatient(desk(), id, typed));
    expect(later).toMatchObject({ code: "stale", changed: { by: "Lena Okafor" } });
    expect(later?.changed?.fields.sort()).toEqual(["deskNotes", "language", "phone"]);
  });

  test("made twice at once is made once", async () => {
    const form = aForm();
    const { id } = await done(createPatient(desk(), form));
    const outcomes = await Promise.all(
      ["one", "two"].map((deskNotes) => editPatient(desk(), id, { ...form, deskNotes, version: 1 })),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await rowOf(id))?.version).toBe(2);
  });

  test("is a physician's for their own patients only", async () => {
    const form = aForm();
    const { id } = await done(createPatient(desk(), form));
    const edit = (actor = practice.physician) =>
      editPatient(asks(actor), id, { ...form, deskNotes: "By the physician", version: 1 });
    expect(await refusalOf(edit())).toMatchObject({ code: "not-allowed" });
    await aPlan(practice.riverside, practice.physician, { patientId: id });
    expect(await refusalOf(edit(practice.colleague))).toMatchObject({ code: "not-allowed" });
    expect(await refusalOf(edit())).toBeNull();
  });

  test("of another clinic's patient finds nothing, and moves nobody to a clinic of others", async () => {
    const there = await aPatient(practice.harbour);
    expect(await refusalOf(editPatient(desk(), there, { ...aForm(), version: 1 }))).toMatchObject({
      code: "not-found",
    });
    const form = aForm();
    const { id } = await done(createPatient(desk(), form));
    const moved = { ...form, homeClinicId: practice.harbour, version: 1 };
    expect(await refusalOf(editPatient(desk(), id, moved))).toMatchObject({ code: "not-allowed" });
    expect((await rowOf(id))?.homeClinicId).toBe(practice.riverside);
  });
});

describe("leaving", () => {
  const stand = (id: string, intent: "deactivate" | "reactivate", version: number) =>
    changeStanding(desk(), id, { intent, version });
  const die = (id: string, deceasedOn: string, version = 1) =>
    changeStanding(desk(), id, { intent: "deceased", deceasedOn, version });

  test("and coming back", async () => {
    const { id } = await create();
    await done(stand(id, "deactivate", 1));
    expect(await rowOf(id)).toMatchObject({ deactivatedAt: NOW, deceasedOn: null });
    await done(stand(id, "reactivate", 2));
    expect(await rowOf(id)).toMatchObject({ deactivatedAt: null, version: 3 });
    expect(await auditOf(id)).toMatchObject({ action: "patient.reactivate" });
  });

  test("by death makes inactive, and is taken back whole", async () => {
    const { id } = await create();
    await done(die(id, "2026-11-20"));
    expect(await rowOf(id)).toMatchObject({ deactivatedAt: NOW, deceasedOn: "2026-11-20" });
    await done(stand(id, "reactivate", 2));
    expect(await rowOf(id)).toMatchObject({ deactivatedAt: null, deceasedOn: null });
  });

  test.each(["1971-03-03", "2026-11-25"])("by death on %s cannot be", async (deceasedOn) => {
    const { id } = await create();
    expect(await refusalOf(die(id, deceasedOn))).toMatchObject({ code: "not-valid", field: "deceasedOn" });
  });

  test("is refused while sessions are to come, each told, those elsewhere without their place", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    await aSession({
      plan,
      clinicId: practice.riverside,
      roomId: practice.rooms[0] ?? "",
      deviceId: practice.carts[0] ?? "",
      physicianId: practice.physician.id,
      startsAt: new Date("2027-06-01T15:00:00Z"),
    });
    await aSession({
      plan,
      clinicId: practice.harbour,
      roomId: practice.harbourRoom,
      deviceId: practice.harbourCart,
      physicianId: practice.harbourPhysician.id,
      startsAt: new Date("2027-07-01T10:00:00Z"),
      ordinal: 2,
    });
    for (const outcome of [die(plan.patientId, "2026-11-20"), stand(plan.patientId, "deactivate", 1)]) {
      expect(await refusalOf(outcome)).toMatchObject({
        code: "has-future-sessions",
        count: 2,
        reasons: [
          { who: "Tue 1 Jun, 09:00 MDT, Riverside" },
          { who: "Thu 1 Jul, 12:00 CEST, at another clinic" },
        ],
      });
    }
    expect(await rowOf(plan.patientId)).toMatchObject({ deactivatedAt: null, deceasedOn: null });
  });

  test("and being booked at once never both happen", async () => {
    for (let round = 1; round <= 6; round += 1) {
      const plan = await aPlan(practice.riverside, practice.physician);
      const typed = place(practice, { day: `2027-08-0${round}` });
      const [booked, left] = await Promise.all([
        book(asks(practice.scheduler), plan.id, typed),
        stand(plan.patientId, "deactivate", 1),
      ]);
      expect([booked.ok, left.ok].filter(Boolean)).toHaveLength(1);
    }
  });
});
