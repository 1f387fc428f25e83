import type { Asking } from "db/command";
import { may } from "~/domain/permissions";
import { toCsv, type Cell } from "~/formats/csv";
import { planStatusWords, ratingWords, regionWords, reportStatusWords, sideWords } from "~/words/en";
import { noteListRead } from "./audit.server";
import { gapSaid } from "./gap-words";
import { EXPORT_LIMIT, listPlans, type PlanList } from "./list.server";
import type { PlanRow } from "./row";

/** All rows of a view as CSV, through the screen's own query, with the fields that the reader's role reads. */
export async function exportPlans(asking: Asking, list: PlanList): Promise<string> {
  const { actor } = asking;
  const columns = [...courseColumns, ...(may(actor, "report.read") ? clinicalColumns : [])];
  const { rows } = await listPlans(actor, list, { limit: EXPORT_LIMIT });
  await noteListRead(asking, "plans.export", { ...list, count: rows.length });
  return toCsv(
    columns.map(([header]) => header),
    rows.map((row) => columns.map(([, cell]) => cell(row))),
  );
}

type CsvColumn = [header: string, cell: (row: PlanRow) => Cell];

const courseColumns: CsvColumn[] = [
  ["Patient", (row) => row.patient],
  ["Record number", (row) => row.recordNumber],
  ["Region", (row) => regionWords[row.region]],
  ["Side", (row) => sideWords[row.side]],
  ["Physician", (row) => row.physician],
  ["Clinic", (row) => row.clinic],
  ["Status", (row) => planStatusWords[row.status]],
  ["Since", (row) => row.since],
  ["Performed", (row) => row.counts.performed],
  ["Booked", (row) => row.counts.booked],
  ["Planned", (row) => row.counts.planned],
  ["Next session, day", (row) => row.next?.day],
  ["Next session, time", (row) => row.next?.clock],
  ["Gap, days", (row) => row.gap.days],
  ["Shortest gap", (row) => row.range.min],
  ["Longest gap", (row) => row.range.max],
  ["Gap, in words", (row) => gapSaid(row)?.words],
  ["Last report", (row) => row.report && reportStatusWords[row.report.status]],
  ["Last report due", (row) => row.report?.dueOn],
  ["Last report answered", (row) => row.report?.answeredOn],
];

const clinicalColumns: CsvColumn[] = [
  ["Last rating", (row) => row.report?.rating && ratingWords[row.report.rating]],
  ["Baseline pain", (row) => row.pain?.from],
  ["Latest pain", (row) => row.pain?.to],
];
