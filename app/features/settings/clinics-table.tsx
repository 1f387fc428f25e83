import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { DataTable, type Column } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";

export interface PlaceRow {
  id: string;
  name: string;
  zone: string;
  address: string;
  rooms: number;
  devices: number;
  openDays: number;
}

const openWords = ({ openDays }: PlaceRow) =>
  openDays === 0 ? "No hours yet" : openDays === 1 ? "1 day a week" : `${openDays} days a week`;

const columns: Column<PlaceRow>[] = [
  { id: "name", header: "Clinic", cell: (row) => row.name },
  { id: "zone", header: "Time zone", cell: (row) => row.zone },
  { id: "rooms", header: "Rooms", cell: (row) => row.rooms, numeric: true },
  { id: "devices", header: "Devices", cell: (row) => row.devices, numeric: true },
  { id: "open", header: "Open", cell: openWords },
  { id: "address", header: "Address", cell: (row) => row.address },
];

export function ClinicsTable({ rows }: { rows: PlaceRow[] }) {
  return (
    <DataTable
      caption="Clinics"
      columns={columns}
      rows={rows}
      rowId={({ id }) => id}
      rowHref={({ id }) => paths.clinic(id)}
      card={(row) => (
        <>
          <a className="row-link" href={paths.clinic(row.id)}>
            <strong>{row.name}</strong>
          </a>
          <p>
            {row.rooms} rooms, {row.devices} devices, {openWords(row).toLowerCase()}
          </p>
          <p>{row.zone}</p>
        </>
      )}
      empty={
        <EmptyState
          title="There is no clinic yet."
          action={
            <LinkButton variant="primary" href={paths.clinics({ add: "1" })}>
              Add the first clinic
            </LinkButton>
          }
        >
          A clinic is a site with its own clock, opening hours, rooms and devices.
        </EmptyState>
      }
    />
  );
}
