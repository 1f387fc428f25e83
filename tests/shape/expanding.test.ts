import { expect, test } from "vitest";
import { sourcesIn } from "./sources";

/** What makes the version that still serves fail or wait, unless its migration says why it may: `-- contract: why`. */
const contracting: [string, RegExp][] = [
  ["drops a table or a column", /\bDROP (TABLE|COLUMN)\b/i],
  ["renames", /\bRENAME (TO|COLUMN|CONSTRAINT)\b/i],
  ["changes a column's type", /\bALTER COLUMN "?\w+"? (SET DATA )?TYPE\b/i],
  [
    "adds a column that the old version's inserts leave empty",
    /\bADD COLUMN (?![^;]*\bDEFAULT\b)[^;]*\bNOT NULL\b/i,
  ],
  ["requires what the old version may leave empty", /\bALTER COLUMN "?\w+"? SET NOT NULL\b/i],
  ["takes a default away", /\bALTER COLUMN "?\w+"? DROP DEFAULT\b/i],
  ["rewrites or locks a large table for an index", /\bCREATE (UNIQUE )?INDEX\b(?!.*\bON "?(NEW)\b)/i],
];
/** The tables that grow with every day of a practice. */
const large =
  /\bON (public\.)?"?(audit_events|claims|sessions|plans|patients|outcome_\w+|procedure_records|record_\w+)"?/i;
/** Earlier ones went out before anything had to serve beside them. */
const since = 23;

function faultsOf(text: string): string[] {
  const made = [...text.matchAll(/\bCREATE TABLE "?(\w+)"?/gi)].map(([, name = ""]) => name);
  return text.split(/--> statement-breakpoint|;\s*$/m).flatMap((statement) => {
    if (/^\s*-- contract: \S+/m.test(statement)) return [];
    const sql = statement.replace(/^\s*--.*$/gm, "");
    const isNew = made.some((name) => new RegExp(`\\b(ON|TABLE) "?${name}"?`, "i").test(sql));
    return contracting
      .filter(
        ([what, pattern]) => pattern.test(sql) && !isNew && (!what.includes("index") || large.test(sql)),
      )
      .map(([what]) => what);
  });
}

test("a migration expands: the version before it goes on serving", () => {
  const faults = sourcesIn("drizzle", /\.sql$/)
    .filter(({ path }) => Number(/(\d{4})_/.exec(path)?.[1]) >= since)
    .flatMap(({ path, text }) => faultsOf(text).map((fault) => `${path} ${fault}`));
  expect(faults).toEqual([]);
});

test.each([
  ['ALTER TABLE "plans" DROP COLUMN "notes";', "drops a table or a column"],
  ['ALTER TABLE "plans" RENAME COLUMN "notes" TO "remarks";', "renames"],
  ['ALTER TABLE "plans" ALTER COLUMN "notes" SET DATA TYPE varchar(9);', "changes a column's type"],
  [
    'ALTER TABLE "plans" ADD COLUMN "x" text NOT NULL;',
    "adds a column that the old version's inserts leave empty",
  ],
  ['ALTER TABLE "plans" ALTER COLUMN "notes" SET NOT NULL;', "requires what the old version may leave empty"],
  ['CREATE INDEX "i" ON "sessions" USING btree ("x");', "rewrites or locks a large table for an index"],
])("%s does not", (statement, fault) => {
  expect(faultsOf(statement)).toEqual([fault]);
  expect(faultsOf(`-- contract: nobody reads it since 0.4\n${statement}`)).toEqual([]);
});

test.each([
  'ALTER TABLE "plans" ADD COLUMN "x" text;',
  'ALTER TABLE "plans" ADD COLUMN "x" text DEFAULT \'\' NOT NULL;',
  'CREATE TABLE "news" ("id" uuid NOT NULL);--> statement-breakpoint\nCREATE INDEX "i" ON "news" USING btree ("id");',
])("%s does", (statement) => expect(faultsOf(statement)).toEqual([]));
