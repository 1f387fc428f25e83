import { mayNameShare } from "~/domain/statistics/small-numbers";
import { timePointWords } from "~/words/en";
import { csvTables, percentCell, type CsvCell, type CsvTable } from "./csv-tables";
import type { Outcomes } from "./figures";
import type { OutcomeFigure, OutcomePoint } from "./filter";
import { hiddenCells } from "./small-cells";
import type { Tally } from "./tally";

/** What stands in every row, so that a file tells by itself what it is of. */
export interface CsvAbout {
  point: OutcomePoint;
  from: string;
  to: string;
  clinic: string;
  region: string;
  guidance: string;
  status: string;
}

const rated = ["Excellent", "Good", "Fair", "Poor"];
const parts = ["Good or excellent", "Fair or poor", "Stopped early", "No reply"];

/**
 * The page's figures as one flat table. Within the practice every count is told; beyond it small ones are "*", the
 * four ratings come as two, and nothing is told from which a hidden count could be worked out. What cannot be told that
 * way (physicians, pain, courses in time) does not leave the practice.
 */
export function outcomeCsv(
  outcomes: Outcomes,
  told: CsvAbout,
  { figure, beyond }: { figure: OutcomeFigure | null; beyond: boolean },
): { header: string[]; rows: CsvCell[][] } {
  const tables = csvTables(outcomes, told.point).filter(
    (table) => (!figure || table.figure === figure) && (!beyond || table.goesBeyond),
  );
  const records = tables.flatMap((table) => recordsOf(table, told, beyond));
  const header = [
    ...columns.filter((column) => !(beyond && rated.includes(column))),
    ...new Set(
      records.flatMap((record) => Object.keys(record)).filter((column) => !columns.includes(column)),
    ),
  ];
  return { header, rows: records.map((record) => header.map((column) => record[column] ?? "")) };
}

const columns = [
  ...["Figure", "Group", "Report", "Due from", "Due to", "Clinic", "Region", "Guidance", "Plan status"],
  ...["Due", ...rated, ...parts],
  ...["Share of", "Share %", "95 % from", "95 % to", "Replied %"],
  ...["Share % if all silent were poor", "Share % if all silent were good"],
];

function recordsOf(
  { figure, addUp, rows }: CsvTable,
  { from, to, clinic, region, guidance, status }: CsvAbout,
  beyond: boolean,
): Record<string, CsvCell>[] {
  const tallies = rows.flatMap(({ tally }) => (tally ? [tally] : []));
  const hidden = beyond ? hiddenCells(tallies.map(partsOf), addUp) : null;
  return rows.map(({ group, point, tally, extra }, index) => ({
    Figure: figure,
    Group: group,
    Report: timePointWords[point],
    "Due from": from,
    "Due to": to,
    Clinic: clinic,
    Region: region,
    Guidance: guidance,
    "Plan status": status,
    ...(tally && cellsOf(tally, hidden?.[index] ?? [], beyond)),
    ...(beyond ? {} : extra),
  }));
}

const partsOf = ({ good, answered, stopped, missing }: Tally) => [good, answered - good, stopped, missing];

function cellsOf(tally: Tally, hidden: readonly boolean[], beyond: boolean): Record<string, CsvCell> {
  const [noGood, noPoor, noStopped, noMissing] = hidden;
  const isWhole = noGood && noPoor && noStopped && noMissing;
  const unless = (isHidden: boolean | undefined, value: CsvCell) => (isHidden ? "*" : value);
  const { n, due, share, interval, response, bounds, ratings } = tally;
  const ifMany = (value: number | null | undefined) =>
    unless(noGood || noMissing, mayNameShare(n) ? percentCell(value) : "");
  return {
    Due: unless(isWhole, due),
    ...(beyond
      ? {}
      : { Excellent: ratings.excellent, Good: ratings.good, Fair: ratings.fair, Poor: ratings.poor }),
    ...Object.fromEntries(
      partsOf(tally).map((part, index): [string, CsvCell] => [
        parts[index] ?? "",
        unless(hidden[index], part),
      ]),
    ),
    "Share of": unless(noMissing, n),
    "Share %": ifMany(share),
    "95 % from": ifMany(interval?.lower),
    "95 % to": ifMany(interval?.upper),
    "Replied %": unless(noStopped || noMissing, percentCell(response)),
    "Share % if all silent were poor": ifMany(bounds?.lower),
    "Share % if all silent were good": ifMany(bounds?.upper),
  };
}
