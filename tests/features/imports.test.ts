import { and, asc, eq, sql } from "drizzle-orm";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { auditEvents, imports, pastVisits, patients } from "db/schema";
import { discardImport, leaveOutBad, saveLeaving, saveMapping } from "~/features/imports/choose.server";
import { uploadForm } from "~/features/imports/forms";
import { MOST_ROWS, uploadImport } from "~/features/imports/upload.server";
import { viewImport } from "~/features/imports/view.server";
import { listPatients } from "~/features/patients/list.server";
import { readPatientFilter } from "~/features/patients/forms";
import { listPastVisits } from "~/features/patients/patient.server";
import { createPatient } from "~/features/patients/save.server";
import type { Actor } from "~/domain/actor";
import { freshDatabase } from "tests/support/database";
import { anAccount, aPatient, aPlan, aPractice, asks, NOW, type Practice } from "tests/support/practice";
import {
  apply,
  checked,
  csv,
  done,
  fileAt,
  patientBySource,
  refusalOf,
  stored,
  tally,
  upload,
} from "./imports-practice";
import { book, place } from "./sessions-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;
let desk: Actor;

beforeAll(async () => {
  database = await freshDatabase();
  practice = await aPractice();
  desk = practice.scheduler;
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const inLetters = (number: number) =>
  String(number).replace(/\d/g, (digit) => "abcdefghij".charAt(Number(digit)));
let lettered = 0;
/** Names and ids of each test's own, so that no test meets another's patients. */
const letters = () => inLetters((lettered += 1));
const uploadPatients = (bytes: Uint8Array, actor = desk) =>
  upload(actor, practice.riverside, "patients", bytes);
const uploadVisits = (bytes: Uint8Array) => upload(desk, practice.riverside, "visits", bytes);
const countPatients = async () => (await db.select({ id: patients.id }).from(patients)).length;
const nothingChosen = { shown: [], out: [] };
const header = "id,first,last,dob,died,phone,mrn";

describe("an import of patients", () => {
  test("takes every row in, numbered, found, planned and booked like one's own", async () => {
    const own = letters();
    const { id } = await uploadPatients(
      csv(
        header,
        `${own}-1,Zoë,Import${own},1970-01-02,,303 555 0142,`,
        `${own}-2,Ann,Import${own},1980-01-02,,,`,
      ),
    );
    expect(await checked(desk, id)).toEqual([["ready"], ["ready"]]);
    expect(await done(apply(desk, id))).toEqual({ added: 2, leftOut: 0 });

    const zoe = await patientBySource(`${own}-1`);
    const ann = await patientBySource(`${own}-2`);
    expect(zoe).toMatchObject({
      homeClinicId: practice.riverside,
      phone: "303 555 0142",
      preferredContact: "phone",
    });
    expect(ann).toMatchObject({ preferredContact: "post", language: "en" });
    expect(Number(ann?.recordNumber)).toBe(Number(zoe?.recordNumber) + 1);

    const filter = readPatientFilter(new URLSearchParams({ q: `zoe import${own}` }));
    const found = await listPatients(desk, { filter, clinicId: "all", now: NOW });
    expect(found.map((row) => row.id)).toEqual([zoe?.id]);
    const plan = await aPlan(practice.riverside, practice.physician, { patientId: zoe?.id ?? "" });
    expect((await book(asks(desk), plan.id, place(practice))).ok).toBe(true);
  });

  test("makes the deceased inactive, who then cannot be booked, and the inactive as well", async () => {
    const own = letters();
    const { id } = await uploadPatients(
      csv(
        "id,first,last,dob,died,status",
        `${own}-1,A,B,1920-01-01,2001-01-01,active`,
        `${own}-2,C,D,1930-01-01,,Inactive`,
      ),
    );
    await done(apply(desk, id));
    const dead = await patientBySource(`${own}-1`);
    expect(dead).toMatchObject({ deceasedOn: "2001-01-01", deactivatedAt: NOW });
    expect(await patientBySource(`${own}-2`)).toMatchObject({ deceasedOn: null, deactivatedAt: NOW });
    const plan = await aPlan(practice.riverside, practice.physician, { patientId: dead?.id ?? "" });
    expect(await refusalOf(book(asks(desk), plan.id, place(practice, { day: "2026-12-02" })))).toMatchObject({
      code: "cannot-book",
    });
  });

  test("is refused while a row cannot be taken in, and then takes in nothing at all", async () => {
    const own = letters();
    const { id } = await uploadPatients(
      csv(
        header,
        `${own}-1,Good,Row${own},1970-01-01,,,`,
        `${own}-2,Bad,Row${own},,,,`,
        `${own}-1,Twin,Id${own},1971-01-01,,,`,
      ),
    );
    expect(await checked(desk, id)).toEqual([["ready"], ["bad", "birth-missing"], ["bad", "id-twice"]]);
    const before = await countPatients();
    expect(await refusalOf(apply(desk, id))).toMatchObject({ code: "import-not-ready", count: 2 });
    expect(await countPatients()).toBe(before);
    expect(await stored(desk, id)).toMatchObject({ appliedAt: null, leftOut: new Set() });

    await done(leaveOutBad(asks(desk), id, nothingChosen));
    expect(await tally(desk, id)).toEqual({ total: 3, coming: 1, open: 0, here: 0, out: 2 });
    expect(await done(apply(desk, id))).toEqual({ added: 1, leftOut: 2 });
    expect(await countPatients()).toBe(before + 1);
  });

  test("leaves out what is ticked, and keeps what was ticked on other pages", async () => {
    const own = letters();
    const rows = [1, 2, 3, 4].map((row) => `${own}-${row},P,Page${own}${"abcd"[row - 1]},1970-01-01,,,`);
    const { id } = await uploadPatients(csv(header, ...rows));
    await done(saveLeaving(asks(desk), id, { shown: [0, 1], out: [0, 1] }));
    await done(saveLeaving(asks(desk), id, { shown: [1, 2], out: [2] }));
    expect((await stored(desk, id)).leftOut).toEqual(new Set([0, 2]));
    expect(await done(apply(desk, id, { shown: [3], out: [3] }))).toEqual({ added: 1, leftOut: 3 });
    expect(await patientBySource(`${own}-2`)).toBeDefined();
  });

  test("that comes again finds everybody here, and adds nobody", async () => {
    const own = letters();
    const bytes = csv(
      header,
      `${own}-1,Same,Again${own},1970-01-01,,,`,
      `${own}-2,Other,Again${own},1971-01-01,,,`,
    );
    await done(apply(desk, (await uploadPatients(bytes)).id));
    const { id } = await uploadPatients(bytes);
    expect(await checked(desk, id)).toEqual([
      ["here", "already-here"],
      ["here", "already-here"],
    ]);
    expect(await refusalOf(apply(desk, id))).toMatchObject({ code: "not-valid" });
    const more = await uploadPatients(
      csv(header, `${own}-1,Same,Again${own},1970-01-01,,,`, `${own}-3,New,Again${own},1972-01-01,,,`),
    );
    expect(await done(apply(desk, more.id))).toEqual({ added: 1, leftOut: 1 });
  });

  test("names whom a row may already be, and leaves it out until somebody says that it is another", async () => {
    const own = letters();
    const known = await aPatient(practice.riverside, {
      givenName: "René",
      familyName: `Double${own}`,
      birthDate: "1960-05-05",
      recordNumber: `D-${own}`,
    });
    const { id } = await uploadPatients(
      csv(
        header,
        `${own}-1,Rene,DOUBLE${own},1960-05-05,,,`,
        `${own}-2,Twin,One${own},1961-01-01,,,`,
        `${own}-3,Twin,One${own},1961-01-01,,,`,
      ),
    );
    const view = await viewImport(desk, id, { step: "check", page: 1, now: NOW });
    expect(view?.step === "check" && view.rows).toMatchObject([
      {
        number: 2,
        state: "double",
        isOut: true,
        problems: [{ code: "like-somebody", id: known, who: `René Double${own}, D-${own}` }],
      },
      { number: 4, state: "double", isOut: true, problems: [{ code: "like-a-row", row: 3 }] },
    ]);
    expect(await done(apply(desk, id, { shown: [0, 2], out: [2] }))).toEqual({ added: 2, leftOut: 1 });
    expect(await patientBySource(`${own}-1`)).toBeDefined();
    expect(await patientBySource(`${own}-3`)).toBeUndefined();
  });

  test("keeps the file's record numbers, gives free ones around them, and refuses those of others", async () => {
    const own = letters();
    await aPatient(practice.riverside, {
      recordNumber: `N-${own}`,
      familyName: `Number${own}`,
      givenName: "Known",
    });
    await aPatient(practice.harbour, { recordNumber: `H-${own}`, familyName: "Secret", givenName: "Hidden" });
    const { id } = await uploadPatients(
      csv(
        header,
        `${own}-1,A,Number${own}a,1970-01-01,,,700001`,
        `${own}-2,B,Number${own}b,1970-01-01,,,`,
        `${own}-3,C,Number${own}c,1970-01-01,,,N-${own}`,
        `${own}-4,D,Number${own}d,1970-01-01,,,H-${own}`,
        `${own}-5,E,Number${own}e,1970-01-01,,,700001`,
        `${own}-6,F,Number${own}f,1970-01-01,,,a<b>`,
      ),
    );
    const view = await viewImport(desk, id, { step: "check", page: 1, now: NOW });
    expect(view?.step === "check" && view.rows.map(({ problems }) => problems)).toEqual([
      [{ code: "number-of-another", value: `Known Number${own}, N-${own}` }],
      [{ code: "number-of-another", value: "somebody at another clinic" }],
      [{ code: "number-twice", row: 2 }],
      [{ code: "number-unusable", value: "a<b>" }],
    ]);
    expect(view?.step === "check" && view.coming.map(({ cells }) => cells)).toEqual([
      [`A Number${own}a`, "1 Jan 1970", "700001", "None", "Active"],
      [`B Number${own}b`, "1 Jan 1970", "The next free one", "None", "Active"],
    ]);
    await done(leaveOutBad(asks(desk), id, nothingChosen));
    await done(apply(desk, id));
    expect((await patientBySource(`${own}-1`))?.recordNumber).toBe("700001");
    expect((await patientBySource(`${own}-2`))?.recordNumber).toBe("700002");
  });

  test("does not take another system's id for a person who is here", async () => {
    const own = letters();
    await aPatient(practice.riverside, {
      sourceId: `${own}-17`,
      familyName: `Seventeen${own}`,
      recordNumber: `S-${own}`,
    });
    await aPatient(practice.harbour, { sourceId: `${own}-18`, familyName: "Hidden" });
    const { id } = await uploadPatients(
      csv(
        header,
        `${own}-17,Quite,Different${own},1999-09-09,,,`,
        `${own}-18,Not,Hidden${own},1998-08-08,,,`,
      ),
    );
    const view = await viewImport(desk, id, { step: "check", page: 1, now: NOW });
    expect(view?.step === "check" && view.rows.map(({ problems }) => problems)).toEqual([
      [{ code: "id-of-another", value: `Ada Seventeen${own}, S-${own}` }],
      [{ code: "id-of-another", value: "somebody at another clinic" }],
    ]);
  });

  test("reads the columns as they are corrected, and starts the choices anew", async () => {
    const own = letters();
    const { id } = await uploadPatients(csv("key,a,b,c", `${own}-1,Vale${own},Ruth7,02/03/1970`));
    await done(saveLeaving(asks(desk), id, { shown: [0], out: [0] }));
    const places = { sourceId: 0, familyName: 1, givenName: 2, birthDate: 3, phone: 99 };
    await done(saveMapping(asks(desk), id, { places, dateOrder: "day-first", removeDigits: true }));
    expect((await stored(desk, id)).leftOut).toEqual(new Set());
    await done(apply(desk, id));
    expect(await patientBySource(`${own}-1`)).toMatchObject({
      givenName: "Ruth",
      familyName: `Vale${own}`,
      birthDate: "1970-03-02",
    });
  });

  test("is not read without the columns that no row can do without", async () => {
    const { id } = await uploadPatients(csv(header, `x,A,${letters()},1970-01-01,,,`));
    const map = (places: Record<string, number>) =>
      saveMapping(asks(desk), id, { places, dateOrder: "day-first", removeDigits: false });
    expect(await refusalOf(map({ givenName: 1, familyName: 2 }))).toMatchObject({
      code: "import-column-missing",
      field: "in.birthDate",
    });
    expect(await refusalOf(map({ birthDate: 3, givenName: 1 }))).toMatchObject({ field: "in.familyName" });
    expect(await refusalOf(map({ birthDate: 3, fullName: 1 }))).toBeNull();
  });

  test("never lets a social security number into any table", async () => {
    const own = letters();
    const { id } = await uploadPatients(
      csv(
        "id,first,last,dob,SSN,memo",
        `${own}-1,A,Safe${own},1970-01-01,987-65-4320,was 987-65-4321`,
        `${own}-2,B,Safe${own},1970-01-01,987654322,`,
      ),
    );
    const holds = async () => {
      const [row] = await db.execute<{ all: string }>(sql`
        select (select string_agg(i::text, '') from imports i) || (select string_agg(p::text, '') from patients p)
          || (select string_agg(a::text, '') from audit_events a) as all`);
      return /987-65-432|98765432/.test(row?.all ?? "");
    };
    expect(await holds()).toBe(false);
    await done(apply(desk, id));
    expect(await holds()).toBe(false);
    expect((await stored(desk, id)).droppedColumns).toEqual(["SSN"]);
  });

  test("is told in the audit log, row by row, and then forgets the file", async () => {
    const own = letters();
    const { id } = await uploadPatients(csv(header, `${own}-1,A,Told${own},1970-01-01,,,`));
    await done(apply(desk, id));
    const patient = await patientBySource(`${own}-1`);
    const told = await db
      .select({ action: auditEvents.action, actorId: auditEvents.actorId, clinicId: auditEvents.clinicId })
      .from(auditEvents)
      .where(sql`${auditEvents.recordId} in (${id}, ${patient?.id})`)
      .orderBy(asc(auditEvents.id));
    expect(told).toEqual(
      ["import.upload", "patient.import", "import.apply"].map((action) => ({
        action,
        actorId: desk.id,
        clinicId: practice.riverside,
      })),
    );
    expect((await stored(desk, id)).table.rows).toEqual([]);
    expect(await refusalOf(apply(desk, id))).toMatchObject({ code: "import-applied" });
  });
});

describe("an import of visits", () => {
  test("adds them to their patients, once however often the file comes", async () => {
    const own = letters();
    await done(
      apply(desk, (await uploadPatients(csv(header, `${own}-1,V,Visits${own},1970-01-01,,,MRN ${own}`))).id),
    );
    const bytes = csv(
      "visitid,patient,start,stop,description,reason",
      `${own}-a,${own}-1,2024-01-02T16:17:00Z,2024-01-02T16:32:00Z,Check-up,Knee`,
      `${own}-b,MRN ${own},2024-02-02 09:00,,,`,
      `${own}-c,nobody,2024-02-02 09:00,,,`,
    );
    const { id } = await uploadVisits(bytes);
    expect(await checked(desk, id)).toEqual([["ready"], ["ready"], ["bad", "patient-unknown"]]);
    await done(leaveOutBad(asks(desk), id, nothingChosen));
    expect(await done(apply(desk, id))).toEqual({ added: 2, leftOut: 1 });

    const patient = await patientBySource(`${own}-1`);
    if (!patient) throw new Error("no patient");
    const visits = await db
      .select({ startedAt: pastVisits.startedAt, description: pastVisits.description })
      .from(pastVisits)
      .where(eq(pastVisits.patientId, patient.id))
      .orderBy(asc(pastVisits.startedAt));
    expect(visits).toEqual([
      { startedAt: new Date("2024-01-02T16:17:00Z"), description: "Check-up" },
      { startedAt: new Date("2024-02-02T16:00:00Z"), description: "Visit" },
    ]);
    const again = await uploadVisits(bytes);
    expect((await checked(desk, again.id)).map(([state]) => state)).toEqual(["here", "here", "bad"]);

    const forDesk = await listPastVisits(desk, patient, false);
    expect(forDesk).toMatchObject({ total: 2, visits: [{ day: "2024-02-02", what: null }, { what: null }] });
    const forPhysician = await listPastVisits(practice.physician, patient, false);
    expect(forPhysician.visits[1]?.what).toEqual({ description: "Check-up", reason: "Knee" });
  });

  test("without ids of their own are known again by what they are", async () => {
    const own = letters();
    await done(apply(desk, (await uploadPatients(csv(header, `${own}-1,V,Derived${own},1970-01-01,,,`))).id));
    const bytes = csv("patient,date,type", `${own}-1,2024-01-02,Follow-up`, `${own}-1,2024-01-02,Follow-up`);
    const { id } = await uploadVisits(bytes);
    expect(await checked(desk, id)).toEqual([["ready"], ["bad", "id-twice"]]);
    await done(leaveOutBad(asks(desk), id, nothingChosen));
    await done(apply(desk, id));
    expect((await checked(desk, (await uploadVisits(bytes)).id))[0]).toEqual(["here", "already-here"]);
  });

  test("of a patient at another clinic find nobody", async () => {
    const own = letters();
    await aPatient(practice.harbour, { sourceId: `${own}-1` });
    const { id } = await uploadVisits(csv("patient,date", `${own}-1,2024-01-02`));
    expect(await checked(desk, id)).toEqual([["bad", "patient-unknown"]]);
  });
});

describe("an import belongs", () => {
  test("to the account that uploaded it, and is a missing one for everybody else", async () => {
    const { id } = await uploadPatients(csv(header, `x,A,${letters()},1970-01-01,,,`));
    const colleague = await anAccount("Col League", ["scheduler"], [practice.riverside]);
    for (const other of [colleague, practice.physician, practice.harbourScheduler, practice.administrator]) {
      expect(await viewImport(other, id, { step: "check", page: 1, now: NOW })).toBeNull();
      for (const outcome of [
        apply(other, id),
        discardImport(asks(other), id),
        leaveOutBad(asks(other), id, nothingChosen),
      ]) {
        expect(await refusalOf(outcome)).toMatchObject({ code: "not-found" });
      }
    }
    await done(discardImport(asks(desk), id));
    expect(await viewImport(desk, id, { step: "columns", page: 1, now: NOW })).toBeNull();
  });

  test("to a clinic of the scheduler's", async () => {
    const bytes = csv(header, `x,A,${letters()},1970-01-01,,,`);
    const attempt = (actor: Actor, clinicId: string) =>
      uploadImport(asks(actor), { kind: "patients", clinicId, fileName: "a.csv", bytes });
    expect(await attempt(desk, practice.harbour)).toMatchObject({
      ok: false,
      refusal: { code: "not-allowed" },
    });
    for (const actor of [
      practice.physician,
      { ...practice.administrator, clinicIds: [practice.riverside] },
    ]) {
      expect(await attempt(actor, practice.riverside)).toMatchObject({ refusal: { code: "not-allowed" } });
    }
  });

  test("to the week in which it was begun", async () => {
    const { id } = await uploadPatients(csv(header, `x,A,${letters()},1970-01-01,,,`));
    const later = (days: number) => new Date(NOW.getTime() + days * 86_400_000);
    await upload(desk, practice.riverside, "patients", csv(header, "y,B,C,1970-01-01,,,"), later(6));
    expect(await db.select({ id: imports.id }).from(imports).where(eq(imports.id, id))).toHaveLength(1);
    await upload(desk, practice.riverside, "patients", csv(header, "y,B,C,1970-01-01,,,"), later(8));
    expect(await db.select({ id: imports.id }).from(imports).where(eq(imports.id, id))).toHaveLength(0);
  });
});

describe("two at once", () => {
  test("pressing Import twice takes the rows in once", async () => {
    const own = letters();
    const { id } = await uploadPatients(csv(header, `${own}-1,A,Once${own},1970-01-01,,,`));
    const outcomes = await Promise.all([apply(desk, id), apply(desk, id), apply(desk, id)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.flatMap((each) => (each.ok ? [] : each.refusal.code))).toEqual([
      "import-applied",
      "import-applied",
    ]);
  });

  test("uploads of the same people take each in once, also under other record numbers", async () => {
    const own = letters();
    const file = (desk: string) =>
      csv(
        header,
        ...Array.from(
          { length: 50 },
          (_, row) => `${own}-${row},P,${own}${inLetters(row)},1970-01-01,,,${desk}-${own}-${row}`,
        ),
      );
    const colleague = await anAccount("Ano Ther", ["scheduler"], [practice.riverside]);
    const [mine, theirs] = [await uploadPatients(file("A")), await uploadPatients(file("B"), colleague)];
    const outcomes = await Promise.all([apply(desk, mine.id), apply(colleague, theirs.id)]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    const taken = await db
      .select({ id: patients.id })
      .from(patients)
      .where(sql`source_id like ${`${own}-%`}`);
    expect(taken).toHaveLength(50);
  });

  test("an import and a desk never share a record number", async () => {
    const own = letters();
    const rows = Array.from({ length: 400 }, (_, row) => `${own}-${row},P${row},Race${own},1970-01-01,,,`);
    const { id } = await uploadPatients(csv(header, ...rows));
    const [{ next } = { next: "" }] = await db.execute<{ next: string }>(
      sql`select (max(record_number::bigint) + 1)::text as next from patients where record_number ~ '^[1-9][0-9]*$'`,
    );
    const [imported, entered] = await Promise.all([
      apply(desk, id),
      createPatient(asks(desk), {
        givenName: "Desk",
        familyName: `Race${own}`,
        birthDate: "1950-01-01",
        recordNumber: next,
        homeClinicId: practice.riverside,
        phone: "",
        email: "",
        language: "en",
        preferredContact: "post",
        deskNotes: "",
      }),
    ]);
    expect(imported).toMatchObject({ ok: true, value: { added: 400 } });
    if (!entered.ok) expect(entered.refusal.code).toBe("record-number-taken");
  });
});

test("twenty thousand rows come in within seconds", async () => {
  const own = letters();
  const rows = Array.from(
    { length: MOST_ROWS },
    (_, row) =>
      `${own}-${row},G${inLetters(row % 89)},F${inLetters(row)},19${10 + (row % 80)}-0${1 + (row % 9)}-11,,303 555 ${1000 + (row % 9000)},`,
  );
  const startedAt = performance.now();
  const { id } = await uploadPatients(csv(header, ...rows));
  expect(await done(apply(desk, id))).toEqual({ added: MOST_ROWS, leftOut: 0 });
  expect(performance.now() - startedAt).toBeLessThan(20_000);
});

const foreign = join(import.meta.dirname, "../../../shared/data/foreign-export");

test.runIf(existsSync(foreign))("another system's real export comes in whole", async () => {
  const people = await uploadPatients(fileAt(join(foreign, "patients.csv")));
  expect((await stored(desk, people.id)).droppedColumns).toContain("SSN");
  expect(await done(apply(desk, people.id))).toEqual({ added: 27, leftOut: 0 });
  const visits = await uploadVisits(fileAt(join(foreign, "encounters.csv")));
  expect(await done(apply(desk, visits.id))).toEqual({ added: 604, leftOut: 0 });
  const maynard = await patientBySource("3edac2e3-d223-6fae-d515-daf96ef6bc76");
  expect(maynard).toMatchObject({ givenName: "Maynard", familyName: "Mosciski", birthDate: "2014-10-06" });
  const dead = await db
    .select({ id: patients.id })
    .from(patients)
    .where(
      and(
        sql`${patients.sourceId} is not null`,
        sql`${patients.deceasedOn} is not null`,
        sql`${patients.deactivatedAt} is null`,
      ),
    );
  expect(dead).toEqual([]);
});

test("a file that is no CSV by its name is refused beside its field", () => {
  const said = (name: string) => {
    const form = { kind: "patients", clinicId: practice.riverside, file: new File(["a,b"], name) };
    return (
      uploadForm(100)
        .safeParse(form)
        .error?.issues.map(({ path, message }) => [path[0], message]) ?? []
    );
  };
  for (const name of ["people.csv", "PEOPLE.TXT", "people.tsv"]) expect(said(name)).toEqual([]);
  for (const name of ["people.xlsx", "people.csv.exe", "people"]) {
    expect(said(name)).toEqual([["file", expect.stringMatching(/^This is no CSV file by its name/)]]);
  }
});
