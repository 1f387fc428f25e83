import { dayWithYear } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { DataTable, type Column } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { Tag } from "~/ui/tag";
import { weekdayWords } from "~/words/settings";

export interface HoursRow {
  physicianId: string;
  physician: string;
  clinicId: string;
  clinic: string;
  days: number[];
  hours: number;
  changesOn: string | null;
}

const daysWords = ({ days }: HoursRow) => days.map((day) => weekdayWords[day]?.slice(0, 3)).join(", ");
const changes = ({ changesOn }: HoursRow) => (changesOn ? `Changes ${dayWithYear(changesOn)}` : "");
const hoursPath = ({ physicianId, clinicId }: HoursRow) =>
  paths.hours({ physician: physicianId, at: clinicId });

function Days({ row }: { row: HoursRow }) {
  if (row.days.length > 0) return <>{daysWords(row)}</>;
  return (
    <Tag tone="warn" icon="clock">
      No hours yet
    </Tag>
  );
}

const columns: Column<HoursRow>[] = [
  { id: "physician", header: "Physician", cell: (row) => row.physician },
  { id: "clinic", header: "Clinic", cell: (row) => row.clinic },
  { id: "days", header: "Days", cell: (row) => <Days row={row} /> },
  { id: "hours", header: "Hours a week", cell: (row) => row.hours || "–", numeric: true },
  { id: "changes", header: "Next change", cell: changes },
];

/** Who works where, and how much. */
export function HoursTable({ rows }: { rows: HoursRow[] }) {
  return (
    <DataTable
      caption="Working hours"
      columns={columns}
      rows={rows}
      rowId={({ physicianId, clinicId }) => `${physicianId} ${clinicId}`}
      rowHref={hoursPath}
      card={(row) => (
        <>
          <a className="row-link" href={hoursPath(row)}>
            <strong>{row.physician}</strong>
          </a>
          <p>{row.clinic}</p>
          <p>
            <Days row={row} />
            {row.hours > 0 && `, ${row.hours} hours a week`}
          </p>
        </>
      )}
      empty={
        <EmptyState
          title="There is no physician yet."
          action={<LinkButton href={paths.accountNew()}>New account</LinkButton>}
        >
          Give an account the role of a physician and a clinic; their hours are set here.
        </EmptyState>
      }
    />
  );
}
