import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { fieldRights } from "~/domain/permissions";
import { roles } from "~/domain/vocabulary";
import { limits } from "~/http/throttle.server";

/** The tables that an operator reads say what the code does. */
const page = readFileSync(new URL("../../db/deploy/operating.md", import.meta.url), "utf8");
const rowsUnder = (heading: string) =>
  (page.split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
const named = (cell = "") => /^`([\w.-]+)`/.exec(cell)?.[1] ?? "";
const said = (reach: string) => (reach === "none" ? "no" : reach);

test("rights, group by group and role by role", () => {
  const rows = rowsUnder("Who may read and change what").map(([group, ...cells]) => [named(group), cells]);
  expect(Object.fromEntries(rows)).toEqual(
    Object.fromEntries(
      Object.entries(fieldRights).map(([group, rights]) => [
        group,
        roles.map((role) => `${said(rights[role].read)} / ${said(rights[role].write)}`),
      ]),
    ),
  );
});

test("tries, and for how long they count", () => {
  const rows = rowsUnder("Tries").map(([what, tries, minutes]) => [
    named(what),
    { points: Number(tries), seconds: Number(minutes) * 60 },
  ]);
  expect(Object.fromEntries(rows)).toEqual(limits);
});
