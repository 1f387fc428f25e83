import { paths } from "~/paths";
import { DataTable, type Column } from "~/ui/data-table";
import { EmptyState } from "~/ui/empty-state";
import { ExpiryTag } from "./expiry-tag";
import type { StockLot } from "./view";

const leftOf = ({ received, used }: StockLot) => received - used;
const left = (lot: StockLot) =>
  leftOf(lot) < 0 ? `${-leftOf(lot)} more used than received: count them` : String(leftOf(lot));

const columns: Column<StockLot>[] = [
  { id: "product", header: "Product", cell: ({ product }) => product },
  { id: "lot", header: "Lot", cell: ({ lotNumber }) => lotNumber },
  { id: "clinic", header: "Clinic", cell: ({ clinic }) => clinic },
  { id: "expires", header: "May be used until", cell: (lot) => <ExpiryTag lot={lot} /> },
  { id: "received", header: "Received", numeric: true, cell: ({ received }) => received },
  { id: "used", header: "Used", numeric: true, cell: ({ used }) => used },
  { id: "left", header: "Left", numeric: true, cell: left },
];

/** What each clinic has. In whom it was used, the records say, and those who treat. */
export function StockTable({ lots }: { lots: StockLot[] }) {
  return (
    <DataTable
      caption="Lots in stock"
      columns={columns}
      rows={lots}
      rowId={({ id }) => id}
      rowHref={({ id }) => paths.lotStock({ lot: id })}
      card={(lot) => (
        <>
          <a className="row-link" href={paths.lotStock({ lot: lot.id })}>
            <strong>{lot.product}</strong>
          </a>
          <p>
            Lot {lot.lotNumber}, {lot.clinic}: {left(lot)} left
          </p>
          <ExpiryTag lot={lot} />
        </>
      )}
      empty={
        <EmptyState title="No lot was received yet.">
          A record names the lot of every injection. Enter what is on the shelves, then physicians can sign.
        </EmptyState>
      }
    />
  );
}
