import { PgDialect } from "drizzle-orm/pg-core";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { db } from "db/client";
import { sectionsFor } from "~/features/patient-export/sections.server";
import { sectionNames, type PatientFile } from "~/features/patient-export/view";
import { type Served } from "tests/support/served";
import { withServedWorld } from "./served-world";
import { canaries, type World } from "./world";

/** What a patient who asks for it is handed: everything that is held of them, and nothing that is another's to give. */
let served: Served;
let world: World;
withServedWorld((...given) => ([served, world] = given));

const fileOf = async (patientId: string) => {
  const answer = await served.ask(`/patients/${patientId}/file`, { as: world.people.physician.token });
  expect(answer.status).toBe(200);
  return { ...answer, file: JSON.parse(answer.text) as PatientFile };
};

describe("the file", () => {
  test("holds every word that is kept of the patient, in every section that has a row", async () => {
    const { patientId } = world.here.plan;
    const { file, text } = await fileOf(patientId);
    const words = canaries.filter((one) => one.patientId === patientId && one.group !== "nobody");
    expect(words.length).toBeGreaterThan(25);
    expect(words.filter(({ word }) => !text.includes(word.replace(/ months$/, "")))).toEqual([]);
    expect(file.about).toMatchObject({
      patient: patientId,
      isWhole: true,
      takenBy: world.here.physician.name,
    });
    const empty = sectionNames.filter((name) => file.held[name].length === 0);
    // The matrix's patient has none of these; that they are read at all, the columns below say.
    expect(empty).toEqual(["checkpoints", "sessionMoves", "waitlist", "placesOffered", "callsAboutMoves"]);
  });

  test("holds nothing of anybody else", async () => {
    const { patientId } = world.here.plan;
    const { text } = await fileOf(patientId);
    const others = canaries.filter((one) => one.patientId !== patientId && one.patientId !== undefined);
    expect(others.filter(({ word }) => text.includes(word))).toEqual([]);
  });

  test("of a patient who was treated elsewhere too holds what the reader's clinics do, and says that it is not all", async () => {
    const { file, text } = await fileOf(world.sharedPatientId);
    expect(file.about.isWhole).toBe(false);
    expect(file.held.patient).toHaveLength(1);
    expect(file.held.plans).toEqual([]);
    const theirs = canaries.filter(({ clinicId }) => clinicId === world.there.clinicId);
    expect(theirs.filter(({ word }) => text.includes(word))).toEqual([]);
  });

  test("is named after nobody, and noted as an export; on paper too", async () => {
    const { patientId } = world.here.plan;
    const { headers } = await fileOf(patientId);
    expect(headers["content-disposition"]).toMatch(
      /^attachment; filename="patient-data-\d{4}-\d\d-\d\d\.json"$/,
    );
    const page = await served.ask(`/patients/${patientId}/export`, { as: world.people.physician.token });
    const noted =
      await db.execute(sql`select action, actor_id as "actorId", patient_id as "patientId" from audit_events
      where request_id in (${headers["x-request-id"]}, ${page.headers["x-request-id"]}) order by action`);
    const who = { actorId: world.here.physician.id, patientId };
    expect([...noted]).toEqual([
      { action: "patient.export", ...who },
      { action: "patient.print", ...who },
    ]);
  });

  test("is nobody's to take who reads no records, and the patient's page does not offer it to them", async () => {
    const { patientId } = world.here.plan;
    for (const who of ["scheduler", "administrator"] as const) {
      const as = world.people[who].token;
      expect((await served.ask(`/patients/${patientId}/file`, { as })).status).toBe(403);
      expect((await served.ask(`/patients/${patientId}`, { as })).text).not.toContain("/export");
    }
    const own = await served.ask(`/patients/${patientId}`, { as: world.people.physician.token });
    expect(own.text).toContain(`/patients/${patientId}/export`);
  });
});

/** Tables that lead to a patient and whose rows are not in the file, and why. */
const notInIt: Record<string, string> = {
  claims: "the times of a session once more",
  overbookings: "the times of a session once more",
  outcome_cells: "counted from plans and reports",
  course_cells: "counted from plans and reports",
  batch_courses: "a planning, until it is booked",
};

/** Columns that say nothing of the patient. */
const ofNobody = new Set(
  [
    "version",
    "search",
    "resource_kind",
    "period",
    "treatment",
    "token_hash",
    "saved_in",
    "together_id",
  ].concat(
    // Of other rows: what was freed, moved or displaced; lists of the file name each other by id.
    [
      "freed_by_id",
      "moves_id",
      "displaced_by",
      "from_room_id",
      "from_device_id",
      "from_displaced_at",
      "from_displaced_by",
    ],
    // Who wrote down what the file says when.
    ["issued_by", "undone_by", "closed_by", "tried_by", "injections"],
  ),
);

describe("every table that leads to a patient", () => {
  const statements = () => {
    const dialect = new PgDialect();
    const all = Object.values(sectionsFor(world.here.physician, world.here.plan.patientId));
    return all.map((section) => dialect.sqlToQuery(section).sql).join("\n");
  };
  const tables = async () => {
    const rows = await db.execute<{ name: string }>(sql`
      with recursive led (oid) as (
        select 'patients'::regclass::oid
        union select c.conrelid from pg_constraint c join led on c.confrelid = led.oid where c.contype = 'f')
      select relname as name from pg_class join led on led.oid = pg_class.oid order by 1`);
    return rows.map(({ name }) => name);
  };

  test("is in the file, or named here with a reason", async () => {
    const written = statements();
    const missing = (await tables()).filter(
      (name) => !(name in notInIt) && !new RegExp(`(from|join) ${name}\\b`).test(written),
    );
    expect(missing).toEqual([]);
    expect(await tables()).toEqual(expect.arrayContaining(Object.keys(notInIt)));
  });

  test("is in it with every column", async () => {
    const written = statements();
    const names = (await tables()).filter((name) => !(name in notInIt));
    const columns = await db.execute<{ table: string; column: string }>(sql`
      select table_name as table, column_name as column from information_schema.columns
      where table_schema = 'public' and table_name = any (${sql.param(`{${names.join(",")}}`)}::text[])`);
    const missing = columns.filter(
      ({ column }) => !ofNobody.has(column) && !new RegExp(`\\b${column}\\b`).test(written),
    );
    expect(missing.map(({ table, column }) => `${table}.${column}`)).toEqual([]);
  });
});
