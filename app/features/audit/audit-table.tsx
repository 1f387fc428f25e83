import { useMemo, type ReactNode } from "react";
import type { Zone } from "~/domain/wall-clock";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { DataTable, type Column } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { Tag } from "~/ui/tag";
import { changeLine } from "./changes";
import { atWords, isRefusal, patientsWords, whatWords, whoWords, type EventRow } from "./event-words";
import "./audit.css";

interface AuditTableProps {
  rows: readonly EventRow[];
  zone: Zone;
  caption?: string;
  /** What stands there where there are none. */
  empty?: ReactNode;
}

function What({ row }: { row: EventRow }) {
  return isRefusal(row) ? (
    <Tag tone="warn" icon="cross">
      {whatWords(row)}
    </Tag>
  ) : (
    <>{whatWords(row)}</>
  );
}

const columnsIn = (zone: Zone): Column<EventRow>[] => [
  { id: "when", header: "When", cell: (row) => atWords(row, zone) },
  { id: "who", header: "Who", cell: whoWords },
  { id: "what", header: "What", cell: (row) => <What row={row} /> },
  { id: "patients", header: "Of", cell: patientsWords },
  { id: "clinic", header: "Clinic", cell: ({ clinic }) => clinic },
  {
    id: "changes",
    header: "Changes",
    cell: ({ changes }) => (
      <span className="audit-clipped" title={changeLine(changes)}>
        {changeLine(changes)}
      </span>
    ),
  },
];

const nothingFits = (
  <EmptyState
    title="Nothing in the trail fits this search."
    action={<LinkButton href={paths.audit()}>Show all</LinkButton>}
  >
    Widen the period, or look for another person or record.
  </EmptyState>
);

export function AuditTable({ rows, zone, caption = "Audit trail", empty = nothingFits }: AuditTableProps) {
  const columns = useMemo(() => columnsIn(zone), [zone]);
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowId={({ id }) => String(id)}
      rowHref={({ id }) => paths.auditEvent(id)}
      card={(row) => (
        <div className="audit-card">
          <a className="row-link" href={paths.auditEvent(row.id)}>
            <strong>{whatWords(row)}</strong>
          </a>
          <span>
            {whoWords(row)}
            {row.clinic && `, ${row.clinic}`}
          </span>
          <span className="audit-quiet">
            {[atWords(row, zone), patientsWords(row)].filter(Boolean).join(", ")}
          </span>
          {row.changes.length > 0 && <span className="audit-quiet">{changeLine(row.changes)}</span>}
        </div>
      )}
      empty={empty}
    />
  );
}
