import { mayNameShare } from "~/domain/statistics/small-numbers";
import { timePointWords } from "~/words/en";
import type { Outcomes, Tally } from "./figures";
import type { OutcomeFigure, OutcomePoint } from "./filter";
import { hiddenCells } from "./small-cells";

export type CsvCell = string | number;

interface CsvRow {
  figure: OutcomeFigure;
  group: string;
  point: OutcomePoint;
  tally: Tally;
}

/** What stands in every row, so that a file tells by itself what it is of. */
export interface CsvAbout {
  point: OutcomePoint;
  from: string;
  to: string;
  clinic: string;
  region: string;
}

const about = ["Figure", "Group", "Report", "Due from", "Due to", "Clinic", "Region"];
const rated = ["Excellent", "Good", "Fair", "Poor"];
const parts = ["Good or excellent", "Fair or poor", "Stopped early", "No reply"];
const derived = [
  "Share of",
  "Share %",
  "95 % from",
  "95 % to",
  "Replied %",
  "Share % if all silent were poor",
  "Share % if all silent were good",
];

/**
 * The page's figures as one flat table. Within the practice every count is told; beyond it small ones are "*", the
 * four ratings come as two, and nothing is told from which a hidden count could be worked out.
 */
export function outcomeCsv(
  outcomes: Outcomes,
  told: CsvAbout,
  { figure, beyond }: { figure: OutcomeFigure | null; beyond: boolean },
): { header: string[]; rows: CsvCell[][] } {
  const tables = tablesOf(outcomes, told.point).filter(([first]) => !figure || first?.figure === figure);
  return {
    header: [...about, "Due", ...(beyond ? [] : rated), ...parts, ...derived],
    rows: tables.flatMap((rows) => {
      const addUp = ["region", "clinic", "month"].includes(rows[0]?.figure ?? "");
      const hidden = beyond
        ? hiddenCells(
            rows.map(({ tally }) => partsOf(tally)),
            addUp,
          )
        : rows.map(() => [false, false, false, false]);
      return rows.map((row, index) => [
        ...[row.figure, row.group, timePointWords[row.point]],
        ...[told.from, told.to, told.clinic, told.region],
        ...cellsOf(row.tally, hidden[index] ?? [], beyond),
      ]);
    }),
  };
}

const partsOf = ({ good, answered, stopped, missing }: Tally) => [good, answered - good, stopped, missing];

function cellsOf(tally: Tally, hidden: readonly boolean[], beyond: boolean): CsvCell[] {
  const [noGood, noPoor, noStopped, noMissing] = hidden;
  const isWhole = noGood && noPoor && noStopped && noMissing;
  const unless = (isHidden: boolean | undefined, value: CsvCell) => (isHidden ? "*" : value);
  const { n, due, share, interval, response, bounds, ratings } = tally;
  const may = mayNameShare(n);
  return [
    unless(isWhole, due),
    ...(beyond ? [] : [ratings.excellent, ratings.good, ratings.fair, ratings.poor]),
    ...partsOf(tally).map((part, index) => unless(hidden[index], part)),
    unless(noMissing, n),
    ...[share, interval?.lower, interval?.upper].map((value) =>
      unless(noGood || noMissing, may ? percent(value) : ""),
    ),
    unless(noStopped || noMissing, percent(response)),
    ...[bounds?.lower, bounds?.upper].map((value) => unless(noGood || noMissing, may ? percent(value) : "")),
  ];
}

/** Nothing stays nothing, and is never 0. */
const percent = (share: number | null | undefined): CsvCell =>
  share === null || share === undefined ? "" : Math.round(share * 1000) / 10;

function tablesOf({ total, byRegion, byClinic, byTime }: Outcomes, point: OutcomePoint): CsvRow[][] {
  return [
    [{ figure: "share", group: "All", point, tally: total }],
    byRegion.map(({ name, tally }) => ({ figure: "region", group: name, point, tally })),
    (byClinic ?? []).map(({ name, tally }) => ({ figure: "clinic", group: name, point, tally })),
    ...(byTime
      ? ([
          byTime.points.map(({ point, tally }) => ({
            figure: "time-point",
            group: "All",
            point,
            tally,
          })),
          [
            {
              figure: "time-point",
              group: "Good at 3 months, still good at 12",
              point: "12-months",
              tally: byTime.stillGood,
            },
          ],
          byTime.months.months.map(({ month, tally }) => ({ figure: "month", group: month, point, tally })),
        ] satisfies CsvRow[][])
      : []),
  ];
}
