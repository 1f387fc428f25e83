import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsv, toCsv, type Cell } from "~/formats/csv";

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readCsv(utf8(text), 1000);
const tableOf = (text: string) => {
  const result = read(text);
  if (!result.ok) throw new Error(result.fault.code);
  return result.table;
};
const faultOf = (bytes: Uint8Array, mostRows = 1000) => {
  const result = readCsv(bytes, mostRows);
  return result.ok ? null : result.fault;
};

describe("what we write", () => {
  test("stands in RFC 4180, after a mark that tells spreadsheets its encoding", () => {
    expect(toCsv(["Name", "Note"], [["Ana, María", 'says "hi"\nand goes']])).toBe(
      '\ufeffName,Note\r\n"Ana, María","says ""hi""\nand goes"\r\n',
    );
  });

  test.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])(
    "runs %j in no spreadsheet",
    (formula) => {
      const [, line = ""] = toCsv(["x"], [[formula]]).split("\r\n");
      expect(line.replace(/^"/, "").startsWith("'")).toBe(true);
    },
  );

  test("leaves numbers as numbers, and nothing as nothing", () => {
    const row: Cell[] = [-3, 0, null, undefined, true, ""];
    expect(toCsv(["a", "b", "c", "d", "e", "f"], [row])).toBe("\ufeffa,b,c,d,e,f\r\n-3,0,,,yes,\r\n");
  });
});

describe("what others wrote", () => {
  test("is read back as it was written, whatever is in the cells", () => {
    const cell = fc
      .string({ unit: fc.constantFrom("a", "é", "漢", " ", ",", ";", '"', "\n", "\r\n", "'", "=", "1") })
      .map((text) => text.trim().replace(/\r\n|\n/g, "\n"))
      .filter((text) => !/^[=]/.test(text));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constant("x"), cell, cell), { minLength: 1 }), (rows) => {
        expect(tableOf(toCsv(["one", "two", "three"], rows)).rows).toEqual(rows);
      }),
    );
  });

  test.each([",", ";", "\t", "|"])("may be separated by %j", (separator) => {
    const text = `Name;Born;Note\nAna;1980-01-02;"a;b, c"\nBo;1981-01-02;x\n`
      .replaceAll(/;(?=[^"]*(?:"[^"]*"[^"]*)*$)/g, separator)
      .replace("a;b", `a${separator}b`);
    expect(tableOf(text)).toEqual({
      header: ["Name", "Born", "Note"],
      rows: [
        ["Ana", "1980-01-02", `a${separator}b, c`],
        ["Bo", "1981-01-02", "x"],
      ],
    });
  });

  test("may say its separator on a line of its own", () => {
    expect(tableOf("sep=;\r\na,1;b\r\n1;2\r\n").header).toEqual(["a,1", "b"]);
  });

  test.each([
    ["UTF-8", Buffer.from("Name,Ort\nJürgen,Zürich\n")],
    ["UTF-8 with a mark", Buffer.from("\ufeffName,Ort\nJürgen,Zürich\n")],
    ["Windows-1252", Buffer.from("Name,Ort\nJürgen,Zürich\n", "latin1")],
    ["UTF-16", Buffer.from("\ufeffName,Ort\nJürgen,Zürich\n", "utf16le")],
  ])("may be encoded in %s", (_, bytes) => {
    expect(readCsv(bytes, 10)).toEqual({
      ok: true,
      table: { header: ["Name", "Ort"], rows: [["Jürgen", "Zürich"]] },
    });
  });

  test("has Windows' own letters where it is Windows-1252", () => {
    const bytes = Buffer.concat([
      Buffer.from("a,b\n"),
      Buffer.from([0x80, 0x92, 0x9f, 0x8a, 0xe9, 0x2c, 0x31]),
    ]);
    const result = readCsv(bytes, 10);
    expect(result.ok && result.table.rows[0]).toEqual(["€’ŸŠé", "1"]);
  });

  test("keeps a row's missing and surplus cells, for the row's own reason", () => {
    expect(tableOf("a,b\n1\n1,2,3\n\n , \n").rows).toEqual([["1"], ["1", "2", "3"]]);
  });

  test("has each column's name once", () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.constantFrom("A", "A (2)", "A (3)", "", "Column 1", "B"), { minLength: 2 })
          .filter((names) => names.some(Boolean)),
        (names) => {
          const { header } = tableOf(toCsv(names, [names.map(() => "x")]));
          expect(new Set(header).size).toBe(names.length);
          expect(header.every(Boolean)).toBe(true);
        },
      ),
    );
  });

  test.each([
    ["nul", "a,b\n1,\0\n"],
    ["empty", " \n"],
    ["no-rows", "a,b\n"],
    ["no-header", "Ana,1980-02-01\nBo,1981-02-01\n"],
    ["too-wide", `${"c,".repeat(301)}\n1\n`],
    ["quote-not-closed", 'a,b\n1,2\n3,"4\n5,6\n'],
  ])("is refused as %s", (code, text) => {
    expect(faultOf(utf8(text))).toMatchObject({ code });
  });

  test("says in which row a quoted text begins that never ends", () => {
    expect(faultOf(utf8('a,b\n1,2\n3,"4\n5,6\n'))).toEqual({ code: "quote-not-closed", row: 3 });
  });

  test("says how many rows are too many", () => {
    expect(faultOf(utf8("a,b\n1,2\n1,2\n1,2\n"), 2)).toEqual({ code: "too-many-rows", most: 2 });
    expect(faultOf(utf8("a,b\n1,2\n1,2\n"), 2)).toBeNull();
  });
});
