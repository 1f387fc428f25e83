import { describe, expect, test } from "vitest";
import { guessMapping } from "~/features/imports/guess.server";
import { dropNeverTaken } from "~/features/imports/never-taken";
import { readPatientRows } from "~/features/imports/patient-rows.server";
import {
  dateOrderOf,
  readActive,
  readDay,
  readInstant,
  readLanguage,
} from "~/features/imports/read-values.server";
import { readVisitRows } from "~/features/imports/visit-rows.server";
import { readCsv, type Table } from "~/formats/csv";

function tableOf(...lines: string[]): Table {
  const read = readCsv(new TextEncoder().encode(`${lines.join("\n")}\n`), 1000);
  if (!read.ok) throw new Error(read.fault.code);
  return read.table;
}

describe("a day", () => {
  test.each([
    ["1980-03-04", "1980-03-04"],
    ["1980/3/4", "1980-03-04"],
    ["19800304", "1980-03-04"],
    ["1980-03-04T23:59:59Z", "1980-03-04"],
    ["1980-03-04 00:00:00", "1980-03-04"],
    ["03/04/1980", "1980-04-03"],
    ["3.4.1980", "1980-04-03"],
    ["03-04-1980 08:00", "1980-04-03"],
    ["4-Mar-1980", "1980-03-04"],
    ["4 March 1980", "1980-03-04"],
    ["Mar 4, 1980", "1980-03-04"],
    ["March 4th, 1980", "1980-03-04"],
    ["29 Feb 2000", "2000-02-29"],
  ])("written %j is %s", (text, day) => {
    expect(readDay(text, "day-first")).toBe(day);
  });

  test("with the month first is another", () => {
    expect(readDay("03/04/1980", "month-first")).toBe("1980-03-04");
  });

  test.each([
    "",
    "03/04/80",
    "1980",
    "31/02/1980",
    "1879-12-31",
    "2200-01-01",
    "29 Feb 1900",
    "yesterday",
    "19801304",
  ])("%j is none", (text) => {
    expect(readDay(text, "day-first")).toBeNull();
  });

  test("tells its order where one cell proves it, else by the clinic's country", () => {
    expect(dateOrderOf(["03/04/1980", "13/04/1980"], "America/Denver")).toBe("day-first");
    expect(dateOrderOf(["03/04/1980", "04/13/1980"], "Europe/Berlin")).toBe("month-first");
    expect(dateOrderOf(["03/04/1980"], "America/Denver")).toBe("month-first");
    expect(dateOrderOf(["03/04/1980"], "Europe/Berlin")).toBe("day-first");
    expect(dateOrderOf(["1980-03-04", ""], "America/Denver")).toBeNull();
  });
});

describe("a moment", () => {
  const read = (text: string, time = "") =>
    readInstant(text, time, "month-first", "America/Denver")?.toISOString();
  test.each([
    ["2024-01-02T16:17:47Z", "", "2024-01-02T16:17:47.000Z"],
    ["2024-01-02 16:17+01:00", "", "2024-01-02T15:17:00.000Z"],
    ["2024-01-02T16:17:00-0530", "", "2024-01-02T21:47:00.000Z"],
    ["2024-01-02T16:17", "", "2024-01-02T23:17:00.000Z"],
    ["01/02/2024 4:17 PM", "", "2024-01-02T23:17:00.000Z"],
    ["01/02/2024 12:05 am", "", "2024-01-02T07:05:00.000Z"],
    ["1/2/2024", "16:17", "2024-01-02T23:17:00.000Z"],
    ["2024-01-02", "", "2024-01-02T07:00:00.000Z"],
    ["2024-07-02 09:00", "", "2024-07-02T15:00:00.000Z"],
    // The clocks jump from 02:00 to 03:00: a time they left out is taken as much later.
    ["2024-03-10 02:30", "", "2024-03-10T09:30:00.000Z"],
  ])("written %j, %j is %s", (text, time, instant) => {
    expect(read(text, time)).toBe(instant);
  });

  test.each([
    "",
    "2024-01-02 25:00",
    "2024-01-02 13:00 pm",
    "2024-13-02T10:00Z",
    "10:00",
    "2024-01-02T99:99:99Z",
  ])("%j is none", (text) => {
    expect(read(text)).toBeUndefined();
  });
});

describe("words of other systems", () => {
  test("for active and inactive, also where the column means the opposite", () => {
    expect(["Active", "Y", "1", "true", ""].map((text) => readActive(text, false))).toEqual(
      Array(5).fill(true),
    );
    expect(["inactive", "N", "0", "Archived"].map((text) => readActive(text, false))).toEqual(
      Array(4).fill(false),
    );
    expect(["Y", "N", "inactive"].map((text) => readActive(text, true))).toEqual([false, true, false]);
    expect(readActive("perhaps", false)).toBeNull();
  });

  test("for languages", () => {
    expect(["en-US", "Spanish", "spa", "ES", "German (Swiss)", "Klingon"].map(readLanguage)).toEqual([
      "en",
      "es",
      "es",
      "es",
      "de",
      null,
    ]);
  });
});

describe("what never enters", () => {
  test.each([
    "SSN",
    "ssn#",
    "PatientSSN",
    "Social Security Number",
    "socialsecuritynumber",
    "DRIVERS",
    "Driver's License No.",
    "PASSPORT",
    "Insurance ID",
    "primaryInsurance",
    "PAYER_COVERAGE",
    "Total Claim Cost",
    "HEALTHCARE_EXPENSES",
    "Medicare Number",
    "Credit Card",
    "RACE",
    "Ethnicity",
    "religion",
  ])("is a column called %j", (name) => {
    const kept = dropNeverTaken({ header: ["a", name, "b"], rows: [["1", "secret", "2"]] });
    expect(kept).toMatchObject({ header: ["a", "b"], rows: [["1", "2"]], droppedColumns: [name] });
  });

  test.each([
    "First name",
    "Cell",
    "Description",
    "Address",
    "Class",
    "Reason",
    "City",
    "Email",
    "Visit type",
    "Notes",
  ])("is not a column called %j", (name) => {
    expect(dropNeverTaken({ header: [name], rows: [["x"]] }).droppedColumns).toEqual([]);
  });

  test("is what looks like a social security number, whatever its column is called", () => {
    const header = ["id", "tracking", "notes", "phone"];
    const kept = dropNeverTaken({
      header,
      rows: [
        ["1", "999-17-5017", "ring 303-555-0142, ssn 123-45-6789!", "303-555-0142"],
        ["2", "999 17 5018", "nothing", "123-45-6789"],
        ["3", "", "1-999-17-5017-2", "0721-55-1234"],
      ],
    });
    expect(kept.header).toEqual(["id", "notes", "phone"]);
    expect(kept.rows).toEqual([
      ["1", "ring 303-555-0142, ssn !", "303-555-0142"],
      ["2", "nothing", ""],
      ["3", "1-999-17-5017-2", "0721-55-1234"],
    ]);
    expect(kept).toMatchObject({ droppedColumns: ["tracking"], emptiedCells: 2 });
  });

  test("is what stands beyond the header in a row whose cells have shifted", () => {
    const kept = dropNeverTaken(tableOf("id,ssn,name", "1,Main Street, 4,999175017,Vale"));
    expect(JSON.stringify(kept)).not.toMatch(/999175017|Vale/);
    expect(kept.rows[0]?.length).toBeGreaterThan(kept.header.length);
  });

  test("is what a lost cell moved to under another name, also where the last column is dropped itself", () => {
    const kept = dropNeverTaken(tableOf("id,born,died,ssn,name,costs", "7,1980-01-01,999175017,Vale,12.50"));
    expect(kept.header).toEqual(["id", "born", "died", "name"]);
    expect(kept.rows).toEqual([["7", "1980-01-01", ""]]);
  });

  test("leaves a broken row of a file with nothing to drop as it is, and broken", () => {
    expect(dropNeverTaken(tableOf("id,born,name", "7,Vale", "8,1980-01-01,Vale,Ruth")).rows).toEqual([
      ["7", "Vale"],
      ["8", "1980-01-01", "Vale", ""],
    ]);
  });
});

describe("the guess", () => {
  const guess = (kind: "patients" | "visits", ...lines: string[]) =>
    guessMapping(kind, tableOf(...lines), "America/Denver");

  test("knows a clinic system's export", () => {
    expect(
      guess(
        "patients",
        "Chart Number;Last Name;First Name;Date of Birth;Home Phone;Cell Phone;Email Address;Status;Preferred Language",
        "A-1;Vale;Ruth;12/31/1970;303 555 0100;;ruth@vale.example;Active;English",
      ),
    ).toEqual({
      columns: {
        recordNumber: "Chart Number",
        givenName: "First Name",
        familyName: "Last Name",
        birthDate: "Date of Birth",
        phone: "Home Phone",
        email: "Email Address",
        language: "Preferred Language",
        state: "Status",
      },
      dateOrder: "month-first",
      removeDigits: false,
    });
  });

  test("knows one with whole names, and columns only their cells tell", () => {
    expect(
      guess(
        "patients",
        "PatientGUID,Patient,D1,Kontakt,Tel.",
        '9c1e,"Vale, Ruth",31.12.1970,ruth@vale.example,+49 30 555 0100',
        '9c1f,"Bond, Ann",01.02.1985,ann@bond.example,+49 30 555 0101',
        '9c20,"Cole, Jo",03.04.1990,jo@cole.example,+49 30 555 0102',
        '9c21,"Dunn, Al",05.06.2001,al@dunn.example,+49 30 555 0103',
      ).columns,
    ).toEqual({
      sourceId: "PatientGUID",
      fullName: "Patient",
      birthDate: "D1",
      email: "Kontakt",
      phone: "Tel.",
    });
  });

  test("knows visits, and does not take an id for a name", () => {
    expect(
      guess("visits", "AppointmentID,PatientID,Date,Time,Type,Reason", "7,42,2024-01-02,09:30,Follow-up,Knee")
        .columns,
    ).toEqual({
      sourceId: "AppointmentID",
      patient: "PatientID",
      start: "Date",
      time: "Time",
      description: "Type",
      reason: "Reason",
    });
    expect(
      guess("patients", "patient,first,last,dob", "42,Ruth,Vale,1970-01-01").columns["fullName"],
    ).toBeUndefined();
  });

  test("offers to remove digits from names only where most have them", () => {
    expect(
      guess("patients", "first,last,dob", "Ruth1,Vale22,1970-01-01", "Ann3,Bond4,1970-01-02").removeDigits,
    ).toBe(true);
    expect(
      guess("patients", "first,last,dob", "Ruth,Vale,1970-01-01", "Ann,Bond II,1970-01-02").removeDigits,
    ).toBe(false);
  });

  test("leaves a column aside whose name promises what its cells are not", () => {
    expect(guess("patients", "first,last,born,dob", "Ruth,Vale,Boston,1970-01-01").columns["birthDate"]).toBe(
      "dob",
    );
  });
});

describe("a row", () => {
  const columns = {
    sourceId: "id",
    givenName: "first",
    familyName: "last",
    birthDate: "dob",
    deathDate: "died",
    phone: "phone",
    email: "email",
  };
  const mapping = { columns, dateOrder: "month-first", removeDigits: true } as const;
  const header = "id,first,last,dob,died,phone,email";
  const draftOf = (line: string) => {
    const [draft] = readPatientRows(tableOf(header, line), mapping, "2026-11-24");
    if (!draft) throw new Error("no row");
    return { ...draft, problems: draft.problems.map(({ code }) => code) };
  };

  test("is a patient with what there is, and sensible words for what there is not", () => {
    expect(draftOf("u1,Maynard46,O'Keefe  958 Smith,2014-10-06,,,")).toMatchObject({
      problems: [],
      sourceId: "u1",
      recordNumber: null,
      givenName: "Maynard",
      familyName: "O'Keefe Smith",
      birthDate: "2014-10-06",
      deceasedOn: null,
      isActive: true,
      language: "en",
      preferredContact: "post",
    });
    expect(draftOf("u1,A,B,2014-10-06,,,a@b.example").preferredContact).toBe("email");
    expect(draftOf("u1,A,B,2014-10-06,,303 555 0142,a@b.example").preferredContact).toBe("phone");
  });

  test.each([
    ["u1,,Vale,1970-01-01,,,", ["name-missing"]],
    ["u1,46,Vale,1970-01-01,,,", ["name-missing"]],
    [`u1,${"x".repeat(81)},Vale,1970-01-01,,,`, ["name-too-long"]],
    ["u1,Ruth,Vale,,,,", ["birth-missing"]],
    ["u1,Ruth,Vale,1/1/70,,,", ["birth-unreadable"]],
    ["u1,Ruth,Vale,2026-11-25,,,", ["birth-to-come"]],
    ["u1,Ruth,Vale,1970-01-01,soon,,", ["death-unreadable"]],
    ["u1,Ruth,Vale,1970-01-01,2027-01-01,,", ["death-to-come"]],
    ["u1,Ruth,Vale,1970-01-01,1969-01-01,,", ["death-before-birth"]],
    ["u1,Ruth,Vale,1970-01-01,,none,none", ["phone-unusable", "email-unusable"]],
    ["u1,Ruth,Vale,1970-01-01", ["cells-missing"]],
    ["u1,Ruth,Vale,1970-01-01,,,,", ["cells-surplus"]],
  ])("%j is told as %j", (line, codes) => {
    expect(draftOf(line).problems).toEqual(codes);
  });

  test("is a visit, by the clinic's clock", () => {
    const table = tableOf(
      "pid,day,from,to,what",
      "42,01/02/2024,09:30,10:00,Follow-up",
      "42,01/02/2024,09:30,09:00,",
      "42,,,,",
      "42,11/25/2026,09:30,,",
      ",01/02/2024,09:30,,",
    );
    const visits = readVisitRows(
      table,
      {
        columns: { patient: "pid", start: "day", time: "from", end: "to", description: "what" },
        dateOrder: "month-first",
        removeDigits: false,
      },
      "America/Denver",
      new Date("2026-11-24T17:00:00Z"),
    );
    expect(visits[0]).toMatchObject({
      startedAt: new Date("2024-01-02T16:30:00Z"),
      endedAt: new Date("2024-01-02T17:00:00Z"),
      description: "Follow-up",
    });
    expect(visits[1]).toMatchObject({ endedAt: null, description: "Visit" });
    expect(visits.map(({ problems }) => problems.map(({ code }) => code))).toEqual([
      [],
      ["end-unusable"],
      ["start-missing"],
      ["start-to-come"],
      ["patient-missing"],
    ]);
  });
});
