import type { Asking } from "db/command";
import { primary, type Reader } from "db/reader";
import { auditRead } from "db/writes/audit-reads";
import { may } from "~/domain/permissions";
import { toCsv, type Cell } from "~/formats/csv";
import { planStatusWords, ratingWords, regionWords, reportStatusWords, sideWords } from "~/words/en";
import { listRead } from "./audit.server";
import { gapSaid } from "./gap-words";
import type { PlanColumn } from "./filter";
import { EXPORT_LIMIT, listPlans, type PlanList } from "./list.server";
import type { PlanRow } from "./row";

/**
 * All rows of a view as CSV, through the screen's own query, with the fields that the reader's role reads: all of them,
 * or those of the columns that were chosen.
 */
export async function exportPlans(asking: Asking, list: PlanList, run: Reader = primary): Promise<string> {
  const { actor } = asking;
  const chosen = list.filter.columns;
  const columns = [...courseColumns, ...(may(actor, "report.read") ? clinicalColumns : [])].filter(
    ([shownAs]) => shownAs === "patient" || !chosen || chosen.includes(shownAs),
  );
  const { rows } = await listPlans(actor, list, { limit: EXPORT_LIMIT, run });
  await auditRead(asking, { ...listRead("plans.export", list), plans: rows.map(({ id }) => id) });
  return toCsv(
    columns.map(([, header]) => header),
    rows.map((row) => columns.map(([, , cell]) => cell(row))),
  );
}

/** `shownAs`: the screen's column that says it too. */
type CsvColumn = [shownAs: PlanColumn | "patient", header: string, cell: (row: PlanRow) => Cell];

const courseColumns: CsvColumn[] = [
  ["patient", "Patient", (row) => row.patient],
  ["patient", "Record number", (row) => row.recordNumber],
  ["region", "Region", (row) => regionWords[row.region]],
  ["region", "Side", (row) => sideWords[row.side]],
  ["physician", "Physician", (row) => row.physician],
  ["clinic", "Clinic", (row) => row.clinic],
  ["status", "Status", (row) => planStatusWords[row.status]],
  ["status", "Since", (row) => row.since],
  ["course", "Performed", (row) => row.counts.performed],
  ["course", "Booked", (row) => row.counts.booked],
  ["course", "Planned", (row) => row.counts.planned],
  ["next", "Next session, day", (row) => row.next?.day],
  ["next", "Next session, time", (row) => row.next?.clock],
  ["gap", "Gap, days", (row) => row.gap.days],
  ["gap", "Shortest gap", (row) => row.range.min],
  ["gap", "Longest gap", (row) => row.range.max],
  ["gap", "Gap, in words", (row) => gapSaid(row)?.words],
  ["report", "Last report", (row) => row.report && reportStatusWords[row.report.status]],
  ["report", "Last report due", (row) => row.report?.dueOn],
  ["report", "Last report answered", (row) => row.report?.answeredOn],
];

const clinicalColumns: CsvColumn[] = [
  ["report", "Last rating", (row) => row.report?.rating && ratingWords[row.report.rating]],
  ["pain", "Baseline pain", (row) => row.pain?.from],
  ["pain", "Latest pain", (row) => row.pain?.to],
];
