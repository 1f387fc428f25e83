import { parse, CsvError } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";

export type Cell = string | number | boolean | null | undefined;

/**
 * A file that spreadsheets open as it is: RFC 4180 after a byte order mark. A text that a spreadsheet would run as a
 * formula gets an apostrophe before it; numbers stay numbers, negative ones too.
 */
export function toCsv(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  return stringify([[...header], ...[...rows].map((row) => [...row])], {
    bom: true,
    record_delimiter: "windows",
    escape_formulas: true,
    cast: {
      number: (value) => ({ value: String(value), escape_formulas: false }),
      boolean: (value) => (value ? "yes" : "no"),
    },
  });
}

export interface Table {
  /** As many as the file's first line has; each name once, none empty. */
  header: string[];
  /** Trimmed cells; a row may have more or fewer than the header where the file is broken. */
  rows: string[][];
}

export type CsvFault =
  | { code: "nul" | "empty" | "no-rows" | "no-header" | "too-wide" }
  | { code: "too-many-rows"; most: number }
  /** The row as a spreadsheet counts, the header being the first. */
  | { code: "quote-not-closed" | "unreadable"; row: number };

export type ReadCsv = { ok: true; table: Table } | { ok: false; fault: CsvFault };

const mostColumns = 300;

/** Reads what spreadsheets and other systems write: any common separator and encoding, quoted line breaks, a "sep=" line. */
export function readCsv(bytes: Uint8Array, mostRows: number): ReadCsv {
  const text = decodeText(bytes);
  if (text.includes("\0")) return fault({ code: "nul" });
  const [hinted, body] = separatorLine(text);
  if (!body.trim()) return fault({ code: "empty" });
  try {
    const [names = [], ...rows] = records(body, hinted ?? separatorOf(body), mostRows + 2);
    if (names.length > mostColumns) return fault({ code: "too-wide" });
    if (names.some(looksLikeData)) return fault({ code: "no-header" });
    if (rows.length === 0) return fault({ code: "no-rows" });
    if (rows.length > mostRows) return fault({ code: "too-many-rows", most: mostRows });
    return { ok: true, table: { header: distinct(names), rows } };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const row = ("records" in error && typeof error.records === "number" ? error.records : 0) + 1;
    return fault({ code: error.code === "CSV_QUOTE_NOT_CLOSED" ? "quote-not-closed" : "unreadable", row });
  }
}

const fault = (fault: CsvFault): ReadCsv => ({ ok: false, fault });

const records = (text: string, delimiter: string, to: number): string[][] =>
  parse(text, {
    delimiter,
    to,
    trim: true,
    relax_quotes: true,
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_empty_values: true,
    on_record: (row: string[]) => row.map((cell) => cell.trim()),
  });

const separators = [",", ";", "\t", "|"];

/** The one that cuts the first lines into the most columns, as many in each. */
function separatorOf(text: string): string {
  const score = (separator: string) => {
    try {
      const [first = [], ...others] = records(text, separator, 20);
      const even = others.filter((row) => row.length === first.length).length;
      return first.length === 1 ? 0 : first.length * (1 + even / (others.length || 1));
    } catch {
      return 0;
    }
  };
  const scored = separators.map((separator) => ({ separator, score: score(separator) }));
  return scored.reduce((best, each) => (each.score > best.score ? each : best)).separator;
}

/** Spreadsheets write "sep=;" above the header. */
function separatorLine(text: string): [string | null, string] {
  const match = /^"?sep=(.)"?\r?\n/i.exec(text);
  return match ? [match[1] ?? null, text.slice(match[0].length)] : [null, text];
}

/** A date, an e-mail address or a long number is nobody's name for a column: the file begins with its first row. */
const looksLikeData = (name: string) =>
  /^\d{4}-\d{2}-\d{2}|^\d{1,2}[./]\d{1,2}[./]\d{2,4}$|^\S+@\S+\.\S+$|^[\d-]{6,}$/.test(name);

function distinct(names: readonly string[]): string[] {
  const taken = new Set(names);
  const seen = new Set<string>();
  return names.map((name, index) => {
    let given = name || `Column ${index + 1}`;
    for (let times = 2; seen.has(given) || (given !== name && taken.has(given)); times += 1) {
      given = `${name || `Column ${index + 1}`} (${times})`;
    }
    seen.add(given);
    return given;
  });
}

/** UTF-16 where its mark says so, UTF-8 where it is valid, else Windows-1252, which every text is. */
function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return fromWindows1252(bytes);
  }
}

/** By hand, since some Nodes take "windows-1252" for Latin-1 and lose the letters in 0x80 to 0x9f. */
function fromWindows1252(bytes: Uint8Array): string {
  return Buffer.from(bytes)
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (char) => windows1252[char.charCodeAt(0) - 0x80] ?? char);
}

const windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
