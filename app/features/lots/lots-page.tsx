import { Form } from "@remix-run/react";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { DataTable, type Column } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { Page, PageBand } from "~/ui/page";
import { SearchField } from "~/ui/search-field";
import { ExpiryTag } from "./expiry-tag";
import type { UsedLot } from "./view";
import "./lots.css";

const columns: Column<UsedLot>[] = [
  { id: "product", header: "Product", cell: ({ product }) => product },
  { id: "lot", header: "Lot", cell: ({ lotNumber }) => lotNumber },
  { id: "clinic", header: "Clinic", cell: ({ clinic }) => clinic },
  { id: "expires", header: "May be used until", cell: (lot) => <ExpiryTag lot={lot} /> },
  { id: "sessions", header: "Sessions", numeric: true, cell: ({ sessions }) => sessions },
];

/** Lots as those who treat look them up: which went to whom. */
export function LotsPage({ lots, q }: { lots: UsedLot[]; q: string }) {
  return (
    <Page
      flush
      title="Lots"
      meta="At your clinics"
      bands={
        <PageBand label="Find a lot">
          <Form method="get" action={paths.lots()} className="lots-search">
            <SearchField label="Product or lot number" name="q" defaultValue={q} />
            <Button>Find</Button>
          </Form>
        </PageBand>
      }
    >
      <DataTable
        caption="Lots"
        columns={columns}
        rows={lots}
        rowId={({ id }) => id}
        rowHref={({ id }) => paths.lot(id)}
        card={(lot) => (
          <>
            <a className="row-link" href={paths.lot(lot.id)}>
              <strong>{lot.product}</strong>
            </a>
            <p>
              Lot {lot.lotNumber}, {lot.clinic}, {lot.sessions} sessions
            </p>
            <ExpiryTag lot={lot} />
          </>
        )}
        empty={
          <EmptyState title={q ? `No lot has “${q}”.` : "No lot was received at your clinics yet."}>
            Lots are entered by an administrator, in the settings. Those of other clinics are not shown here.
          </EmptyState>
        }
      />
    </Page>
  );
}
