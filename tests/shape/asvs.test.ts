import { parse } from "csv-parse/sync";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { z } from "zod";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (file: string) => readFileSync(join(root, file), "utf8");

/** How many of its requirements have each level: the standard's own count, so that none is left out. */
const asked = { "1": 70, "2": 183 };

const states = ["met", "not-applicable", "open"] as const;
/** `where`: our files that show it, apart by blanks, where it is met; else why it is not. */
const rows = z
  .array(
    z.strictObject({
      requirement: z.string().regex(/^V\d{1,2}\.\d{1,2}\.\d{1,2}$/),
      level: z.enum(["1", "2"]),
      state: z.enum(states),
      where: z.string().regex(/^[\x20-\x7e]{5,}$/),
    }),
  )
  .parse(parse(read("tests/shape/asvs.csv"), { columns: true }));

test("every requirement of levels 1 and 2 is there, and once", () => {
  const ids = rows.map(({ requirement }) => requirement);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  const ofLevel = (level: string) => rows.filter((row) => row.level === level).length;
  expect({ "1": ofLevel("1"), "2": ofLevel("2") }).toEqual(asked);
});

test("what is met names files that are there", () => {
  const named = rows
    .filter(({ state }) => state === "met")
    .flatMap(({ requirement, where }) => where.split(" ").map((path) => ({ requirement, path })));
  expect(named.filter(({ path }) => !/^[\w$[\]./-]+$/.test(path) || !existsSync(join(root, path)))).toEqual(
    [],
  );
});

test("SECURITY.md publishes these counts", () => {
  const [, ...told] =
    /^ASVS 5\.0\.0, levels 1 and 2: (\d+) met, (\d+) not applicable, (\d+) open\.$/m.exec(
      read("SECURITY.md"),
    ) ?? [];
  expect(told.map(Number)).toEqual(states.map((state) => rows.filter((row) => row.state === state).length));
});

test("SECURITY.md names no requirement that is not open", () => {
  const [, section = ""] = /^## ASVS$(.*?)^## /ms.exec(read("SECURITY.md")) ?? [];
  const named = section.match(/\bV\d+\.\d+\.\d+\b/g) ?? [];
  const open = new Set(rows.filter(({ state }) => state === "open").map(({ requirement }) => requirement));
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((id) => !open.has(id))).toEqual([]);
});
