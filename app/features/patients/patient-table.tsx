import type { ReactNode } from "react";
import { paths } from "~/paths";
import { DataTable, type Column } from "~/ui/data-table";
import { Tag } from "~/ui/tag";
import { planStatusWords, regionSide } from "~/words/en";
import { birthWords } from "~/words/patients";
import { filterQuery, patientSorts, type PatientFilter } from "./filter";
import type { PatientRow } from "./row";

const columns: Column<PatientRow>[] = [
  {
    id: "name",
    header: "Patient",
    sortable: true,
    cell: (row) => row.name,
  },
  { id: "number", header: "Record number", sortable: true, cell: (row) => row.recordNumber },
  { id: "born", header: "Born", sortable: true, cell: (row) => <Born row={row} /> },
  {
    id: "clinic",
    header: "Home clinic",
    sortable: true,
    cell: (row) => row.clinic ?? <Quiet>Another clinic</Quiet>,
  },
  { id: "contact", header: "Contact", cell: (row) => row.phone || row.email || <Quiet>None</Quiet> },
  { id: "plans", header: "Plans under way", cell: (row) => <Plans row={row} /> },
  {
    id: "next",
    header: "Next session",
    sortable: true,
    cell: (row) => (row.next ? <Next next={row.next} /> : <Quiet>Nothing booked</Quiet>),
  },
  { id: "state", header: "State", cell: (row) => <State row={row} /> },
];

const Quiet = ({ children }: { children: ReactNode }) => <span className="patient-quiet">{children}</span>;

const Born = ({ row }: { row: PatientRow }) => (
  <>
    {birthWords(row.birthDate)} <Quiet>{row.state === "deceased" ? `aged ${row.age}` : row.age}</Quiet>
  </>
);

const Next = ({ next: { when, zone } }: { next: NonNullable<PatientRow["next"]> }) => (
  <>
    {when} <Quiet>{zone}</Quiet>
  </>
);

export function State({ row: { state } }: { row: Pick<PatientRow, "state"> }) {
  if (state === "active") return "Active";
  return <Tag tone="neutral">{state === "deceased" ? "Deceased" : "Inactive"}</Tag>;
}

function Plans({ row: { plans } }: { row: PatientRow }) {
  const [first, ...others] = plans;
  if (!first) return <Quiet>None</Quiet>;
  return (
    <>
      {regionSide(first.region, first.side)}{" "}
      <Quiet>
        {first.status === "active" ? `${first.performed} of ${first.planned}` : planStatusWords[first.status]}
        {others.length > 0 && `, and ${others.length} more`}
      </Quiet>
    </>
  );
}

interface PatientTableProps {
  rows: PatientRow[];
  filter: PatientFilter;
  clinic: string | null;
  empty: ReactNode;
}

export function PatientTable({ rows, filter, clinic, empty }: PatientTableProps) {
  function sortHref(columnId: string) {
    const sort = patientSorts.find((known) => known === columnId) ?? "name";
    const isTurned = sort === filter.sort && filter.direction === "ascending";
    const direction = isTurned ? "descending" : "ascending";
    return paths.patients({ ...filterQuery({ ...filter, sort, direction, page: 1 }), clinic });
  }
  return (
    <DataTable
      caption="Patients"
      columns={columns}
      rows={rows}
      rowId={(row) => row.id}
      rowHref={(row) => paths.patient(row.id)}
      sort={{ column: filter.sort, direction: filter.direction }}
      sortHref={sortHref}
      hidden={dullColumns(rows)}
      card={(row) => <PatientCard row={row} />}
      empty={empty}
    />
  );
}

/** A column that says the same in every row is left out. */
const dullColumns = (rows: readonly PatientRow[]) => [
  ...(new Set(rows.map((row) => row.clinic)).size <= 1 ? ["clinic"] : []),
  ...(new Set(rows.map((row) => row.state)).size <= 1 ? ["state"] : []),
];

/** A patient where there is no room for a row: on a phone. */
function PatientCard({ row }: { row: PatientRow }) {
  return (
    <>
      <p className="patient-card-name">
        <a className="row-link" href={paths.patient(row.id)}>
          {row.name}
        </a>{" "}
        <Quiet>{row.recordNumber}</Quiet>
      </p>
      <p>
        Born <Born row={row} /> {row.state !== "active" && <State row={row} />}
      </p>
      {row.plans.length > 0 && (
        <p>
          <Plans row={row} />
        </p>
      )}
      {row.next && (
        <p>
          Next <Next next={row.next} />
        </p>
      )}
    </>
  );
}
