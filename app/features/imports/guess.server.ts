import type { Table } from "~/formats/csv";
import type { Zone } from "~/domain/time";
import { fieldsOf, type Columns, type ImportKind, type Mapping } from "./fields";
import { dateOrderOf, readDay, readEmail, readInstant } from "./read-values.server";

const SAMPLE_ROWS = 200;

/** Which column holds which field: by what other systems call it, else by what stands in it. A start, to be corrected. */
export function guessMapping(kind: ImportKind, table: Table, zone: Zone): Mapping {
  const cells = sampleOf(table);
  const columns = columnsByName(kind, table.header, cells);
  const taken = new Set(Object.values(columns));
  const free = table.header.filter((name) => !taken.has(name));
  for (const [key, fits] of Object.entries(byValue[kind])) {
    const column = columns[key] ? undefined : free.find((name) => fits(cells.get(name) ?? [], name));
    if (column) columns[key] = column;
  }
  const dates = ["birthDate", "deathDate", "start", "end"].flatMap(
    (key) => cells.get(columns[key] ?? "") ?? [],
  );
  const names = ["givenName", "familyName", "fullName"].flatMap((key) => cells.get(columns[key] ?? "") ?? []);
  return {
    columns,
    dateOrder: dateOrderOf(dates, zone) ?? dateOrderOf(["1/1/2000"], zone) ?? "day-first",
    removeDigits: areNumbered(names),
  };
}

/** Most names end in digits: a system's way of saying that nobody real is meant. */
export const areNumbered = (names: readonly string[]) =>
  names.length > 0 && names.filter((name) => /\p{L}\d+\b/u.test(name)).length * 2 > names.length;

/** Each column's filled cells, of the first rows. */
function sampleOf({ header, rows }: Table): Map<string, string[]> {
  return new Map(
    header.map((name, column) => [
      name,
      rows.slice(0, SAMPLE_ROWS).flatMap((row) => (row[column] ? [row[column]] : [])),
    ]),
  );
}

const plain = (name: string) =>
  name
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z]/g, "");

/** The likeliest name of a field wins; a column without a single value in it says nothing, where another has the same name. */
function columnsByName(kind: ImportKind, header: readonly string[], cells: Map<string, string[]>): Columns {
  const columns: Columns = {};
  const taken = new Set<string>();
  const isFilled = (name: string) => (cells.get(name)?.length ?? 0) > 0;
  for (const { key, names } of fieldsOf(kind)) {
    const candidates = names.flatMap((wanted) =>
      header.filter(
        (name) => plain(name) === wanted && !taken.has(name) && suits(key, cells.get(name) ?? []),
      ),
    );
    const column = candidates.find(isFilled) ?? candidates[0];
    if (!column) continue;
    columns[key] = column;
    taken.add(column);
  }
  if (columns["givenName"] && columns["familyName"]) delete columns["fullName"];
  return columns;
}

/** A column called "Status" with dates in it is none. */
function suits(key: string, cells: readonly string[]): boolean {
  if (cells.length === 0) return true;
  switch (key) {
    case "birthDate":
    case "deathDate":
      return mostly(cells, isDayText);
    case "start":
    case "end":
      return mostly(cells, isMomentText);
    case "time":
      return mostly(cells, (cell) => /^\d{1,2}:\d{2}/.test(cell));
    case "email":
      return mostly(cells, (cell) => readEmail(cell) !== null);
    case "fullName":
      return mostly(cells, (cell) => /\p{L}[\s,]+\p{L}/u.test(cell));
    default:
      return true;
  }
}

const mostly = (cells: readonly string[], holds: (cell: string) => boolean) =>
  cells.length > 0 && cells.filter(holds).length * 2 > cells.length;
const isDayText = (cell: string) =>
  readDay(cell, "day-first") !== null || readDay(cell, "month-first") !== null;
const isMomentText = (cell: string) =>
  readInstant(cell, "", "day-first", "UTC") !== null || readInstant(cell, "", "month-first", "UTC") !== null;

const yearOf = (cell: string) => Number(/\d{4}/.exec(cell)?.[0] ?? 0);

/** What a column is for, by its cells alone: only where that leaves little doubt. */
const byValue: Record<ImportKind, Record<string, (cells: readonly string[], name: string) => boolean>> = {
  patients: {
    email: (cells) => mostly(cells, (cell) => readEmail(cell) !== null),
    birthDate: (cells) =>
      mostly(cells, isDayText) && new Set(cells.map(yearOf)).size > Math.min(3, cells.length - 1),
    phone: (cells, name) =>
      /ph|tel|cell|mob/i.test(name) && mostly(cells, (cell) => /^[+\d(][\d\s().+-]{6,}$/.test(cell)),
  },
  visits: {
    start: (cells) => mostly(cells, isMomentText),
  },
};
