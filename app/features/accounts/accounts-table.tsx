import { whenWords } from "~/domain/words-of-time";
import type { Role } from "~/domain/vocabulary";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { DataTable, type Column } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { Tag } from "~/ui/tag";
import { roleWords } from "~/words/en";
import "./accounts.css";

export interface AccountRow {
  id: string;
  name: string;
  email: string;
  roles: Role[];
  clinics: string[];
  hasPassword: boolean;
  deactivatedAt: Date | null;
  lastSeenAt: Date | null;
  hasFactor: boolean;
  /** Their role asks for a second factor. */
  factorIsNeeded: boolean;
  /** Whose clock `lastSeenAt` is read on. */
  zone: string;
}

const rolesOf = ({ roles }: AccountRow) => roles.map((role) => roleWords[role]).join(", ");
const clinicsOf = ({ clinics, roles }: AccountRow) =>
  roles.includes("administrator") ? "All" : clinics.join(", ");
const seen = ({ lastSeenAt, zone }: AccountRow) =>
  lastSeenAt ? whenWords(lastSeenAt, zone) : <span className="account-quiet">Not signed in</span>;

function State({ row }: { row: AccountRow }) {
  if (row.deactivatedAt) return <Tag icon="cross">Deactivated</Tag>;
  if (!row.hasPassword) {
    return (
      <Tag tone="warn" icon="key">
        No password yet
      </Tag>
    );
  }
  return <>Active</>;
}

function Factor({ row: { hasFactor, factorIsNeeded, deactivatedAt } }: { row: AccountRow }) {
  if (hasFactor) return <>Yes</>;
  if (factorIsNeeded && !deactivatedAt) {
    return (
      <Tag tone="warn" icon="key">
        To be set up
      </Tag>
    );
  }
  return <span className="account-quiet">None</span>;
}

const columns: Column<AccountRow>[] = [
  { id: "name", header: "Name", cell: (row) => row.name },
  { id: "email", header: "E-mail", cell: (row) => row.email },
  { id: "roles", header: "Roles", cell: rolesOf },
  {
    id: "clinics",
    header: "Clinics",
    cell: (row) => (
      <span className="account-clipped" title={clinicsOf(row)}>
        {clinicsOf(row)}
      </span>
    ),
  },
  { id: "state", header: "State", cell: (row) => <State row={row} /> },
  { id: "factor", header: "Second factor", cell: (row) => <Factor row={row} /> },
  { id: "seen", header: "Last seen", cell: seen },
];

export function AccountsTable({ rows }: { rows: AccountRow[] }) {
  return (
    <DataTable
      caption="Accounts"
      columns={columns}
      rows={rows}
      rowId={({ id }) => id}
      rowHref={({ id }) => paths.account(id)}
      card={(row) => (
        <div className="account-card">
          <a className="row-link" href={paths.account(row.id)}>
            <strong>{row.name}</strong>
          </a>
          <span>{rolesOf(row)}</span>
          <span className="account-quiet">{row.email}</span>
          <span className="account-quiet">
            <State row={row} />
            {row.lastSeenAt && `, seen ${whenWords(row.lastSeenAt, row.zone)}`}
          </span>
        </div>
      )}
      empty={
        <EmptyState
          title="No account fits this search."
          action={<LinkButton href={paths.accounts()}>Show all accounts</LinkButton>}
        >
          Check the spelling, or look under “All”.
        </EmptyState>
      }
    />
  );
}
