import type { Table } from "~/formats/csv";

/**
 * What never enters Tendon: numbers that prove an identity, money and insurance, race, ethnicity and religion. It is dropped
 * before anything is stored, by what a column is called and by what stands in it.
 */
const words = new Set(
  `ssn ssns social sozialversicherungsnummer nino nationalid nationality passport passports driver drivers license
  licence tax taxid tin medicare medicaid mbi insurance insurances insurer insured payer payor payers policy subscriber
  coverage copay deductible expense expenses cost costs price charge charges claim claims billing balance income salary
  credit card iban bank routing race ethnicity ethnic religion religious faith`.split(/\s+/),
);
const phrases =
  /socialsecurity|ssn(num|no|nr|$)|driver.?s?licen|passport|insurance|medicare|medicaid|nationalid|creditcard|bankaccount/;

/** As US social security numbers are written, where the whole cell is one, also with blanks. */
const isSocialSecurity = (cell: string) =>
  /^\d{3}[-\u2010\u2011\u2013 ]\d{2}[-\u2010\u2011\u2013 ]\d{4}$/.test(cell);
const withinText = /(?<![\d-])\d{3}[-\u2010\u2011\u2013]\d{2}[-\u2010\u2011\u2013]\d{4}(?![\d-])/g;

/** "PatientSSN", "patient_ssn" and "Patient SSN" are the words patient and ssn. */
const wordsOf = (name: string) =>
  name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/);

const isNamedSo = (name: string) =>
  wordsOf(name).some((word) => words.has(word)) || phrases.test(name.toLowerCase().replace(/[^a-z]/g, ""));

export interface Kept extends Table {
  droppedColumns: string[];
  /** Cells in other columns that held a social security number and were emptied of it. */
  emptiedCells: number;
}

export function dropNeverTaken({ header, rows }: Table): Kept {
  const isDropped = header.map((name, column) => isNamedSo(name) || isMostlySocialSecurity(rows, column));
  let emptiedCells = 0;
  const keep = (row: readonly string[]) =>
    row
      .filter((_, column) => !isDropped[column])
      .map((cell) => {
        const clean = isSocialSecurity(cell) ? "" : cell.replace(withinText, "");
        if (clean !== cell) emptiedCells += 1;
        return clean;
      });
  const firstDropped = isDropped.indexOf(true);
  /**
   * A row with more or fewer cells than the header has shifted ones: what was dropped in others may stand under any later
   * name, so only what comes before stays. It keeps telling that it is broken, by its length.
   */
  const keepOfBroken = (row: readonly string[]) => {
    const missing = Math.max(0, header.length - row.length);
    const known = firstDropped < 0 ? header.length : Math.max(0, firstDropped - missing);
    const cells = keep(header.map((_, column) => (column < known ? (row[column] ?? "") : "")));
    return missing > 0 ? cells.slice(0, -1) : [...cells, ""];
  };
  return {
    header: keep(header),
    rows: rows.map((row) => (row.length === header.length ? keep(row) : keepOfBroken(row))),
    droppedColumns: header.filter((_, column) => isDropped[column]),
    emptiedCells,
  };
}

function isMostlySocialSecurity(rows: readonly (readonly string[])[], column: number): boolean {
  const filled = rows.map((row) => row[column] ?? "").filter(Boolean);
  const hits = filled.filter(isSocialSecurity).length;
  return hits > 0 && hits * 2 >= filled.length;
}
