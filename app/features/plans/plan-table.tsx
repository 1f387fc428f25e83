import { dayAndMonth } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { DataTable, type Column } from "~/ui/data-table";
import type { Selection } from "~/ui/row-selection";
import { planStatusWords, regionSide } from "~/words/en";
import { NextCell, PainCell, ReportCell } from "./cells";
import { filterQuery, firstDirection, type PlanColumn, type PlanFilter, type PlanSort } from "./filter";
import { GapCell } from "./gap-cell";
import { PlanCard } from "./plan-card";
import { ProgressStrip } from "./progress-strip";
import type { PlanRow } from "./row";

const columns: Column<PlanRow>[] = [
  {
    id: "patient",
    header: "Patient",
    sortable: true,
    cell: (row) => (
      <>
        {row.patient} <span className="cell-number numeric">{row.recordNumber}</span>
      </>
    ),
  },
  { id: "region", header: "Region, side", cell: (row) => regionSide(row.region, row.side) },
  { id: "physician", header: "Physician", sortable: true, cell: (row) => row.physician.replace(/^Dr /, "") },
  { id: "clinic", header: "Clinic", cell: (row) => row.clinic },
  {
    id: "course",
    header: "Course",
    sortable: true,
    cell: (row) => <ProgressStrip beads={row.beads} counts={row.counts} />,
  },
  { id: "next", header: "Next session", sortable: true, cell: (row) => <NextCell row={row} /> },
  { id: "gap", header: "Gap", sortable: true, cell: (row) => <GapCell row={row} /> },
  {
    id: "report",
    header: "Last report",
    sortable: true,
    cell: (row) => <ReportCell report={row.report} today={row.today} />,
  },
  { id: "pain", header: "Pain", cell: (row) => <PainCell pain={row.pain} /> },
  {
    id: "status",
    header: "Status",
    sortable: true,
    cell: (row) => (
      <>
        {planStatusWords[row.status]} <span className="cell-quiet">{dayAndMonth(row.since)}</span>
      </>
    ),
  },
];

/** The column of the table and what the URL calls sorting by it. */
const sortOf: Record<string, PlanSort> = {
  patient: "patient",
  physician: "physician",
  course: "progress",
  next: "next",
  gap: "gap",
  report: "report",
  status: "status",
};
const columnOf = (sort: PlanSort) =>
  Object.keys(sortOf).find((column) => sortOf[column] === sort) ?? "patient";

interface PlanTableProps {
  rows: PlanRow[];
  filter: PlanFilter;
  clinic: string | null;
  hidden: readonly PlanColumn[];
  selection: Selection<PlanRow> | undefined;
  empty: React.ReactNode;
}

export function PlanTable({ rows, filter, clinic, hidden, selection, empty }: PlanTableProps) {
  function sortHref(columnId: string) {
    const sort = sortOf[columnId] ?? "patient";
    const turned = filter.direction === "ascending" ? "descending" : "ascending";
    const direction = sort === filter.sort ? turned : firstDirection(sort);
    return paths.plans({ ...filterQuery({ ...filter, sort, direction, page: 1 }), clinic });
  }
  return (
    <DataTable
      caption="Plans"
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      rowHref={(row) => paths.plan(row.id)}
      sort={{ column: columnOf(filter.sort), direction: filter.direction }}
      sortHref={sortHref}
      hidden={hidden}
      selection={selection}
      card={(row) => <PlanCard row={row} />}
      empty={empty}
    />
  );
}
