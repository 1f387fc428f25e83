import {
  columnVisibilityFeature,
  flexRender,
  rowSortingFeature,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import type { ColumnDef, Header } from "@tanstack/react-table";
import { useMemo, useRef } from "react";
import type { ReactNode } from "react";
import { Icon } from "./icon";
import { arrowsWalkRows } from "./row-keys";
import { RowCheckbox, SelectAll, SelectionBar } from "./row-selection";
import type { Selection } from "./row-selection";
import "./data-table.css";

export interface Column<Row> {
  /** What the URL calls it. */
  id: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** Right-aligned, with figures of one width. */
  numeric?: boolean | undefined;
  sortable?: boolean | undefined;
  /** The header is only read aloud: a column of buttons. */
  quietHeader?: boolean | undefined;
}

export interface Sort {
  column: string;
  direction: "ascending" | "descending";
}

interface DataTableProps<Row> {
  /** What the rows are, for those who hear the table. */
  caption: string;
  /** Keep the array stable between renders: a module constant, or memoised. The first names the row. */
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  /** Where a row leads: its first cell becomes the link, and the whole row answers to it. */
  rowHref?: ((row: Row) => string) | undefined;
  sort?: Sort | undefined;
  /** The URL that sorts by a column, turning its direction where it already does. */
  sortHref?: ((columnId: string) => string) | undefined;
  /** Ids of columns left out. */
  hidden?: readonly string[] | undefined;
  selection?: Selection<Row> | undefined;
  /** The row on a phone, where it stands in place of the table. */
  card?: ((row: Row) => ReactNode) | undefined;
  /** Stands where the rows would start when there are none. */
  empty?: ReactNode;
}

const features = tableFeatures({ columnVisibilityFeature, rowSortingFeature });

/** Sorting, filtering and paging are the server's: this draws the rows it is given, and reads without JavaScript. */
export function DataTable<Row extends object>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowId, rowHref, sort, sortHref, hidden, selection, card, empty } = props;
  const root = useRef<HTMLDivElement>(null);
  const definitions = useMemo(() => columns.map((column) => definition(column)), [columns]);
  const table = useTable({
    features,
    columns: definitions,
    data: rows,
    getRowId: rowId,
    manualSorting: true,
    state: {
      columnVisibility: Object.fromEntries((hidden ?? []).map((id) => [id, false])),
      sorting: sort ? [{ id: sort.column, desc: sort.direction === "descending" }] : [],
    },
  });
  if (rows.length === 0 && empty) return <>{empty}</>;

  const byId = new Map(columns.map((column) => [column.id, column]));
  return (
    <div className={card ? "data-table data-table-with-cards" : "data-table"} ref={root}>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a box that scrolls must take the keyboard */}
      <div className="data-table-scroll" role="region" aria-label={caption} tabIndex={0}>
        <table className="rows">
          <caption className="visually-hidden">{caption}</caption>
          <thead>
            {table.getHeaderGroups().map((group) => (
              <tr key={group.id}>
                {selection && (
                  <th scope="col" className="rows-check">
                    <span className="visually-hidden">Select</span>
                    <SelectAll within={root} rows={rows} />
                  </th>
                )}
                {group.headers.map((header) => (
                  <HeaderCell
                    key={header.id}
                    header={header}
                    column={byId.get(header.column.id)}
                    sortHref={sortHref}
                  />
                ))}
              </tr>
            ))}
          </thead>
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- keys on their way up from the rows' links */}
          <tbody onKeyDown={arrowsWalkRows}>
            {table.getRowModel().rows.map((row) => (
              <tr key={row.id}>
                {selection && (
                  <td className="rows-check">
                    <RowCheckbox selection={selection} row={row.original} id={row.id} />
                  </td>
                )}
                {row.getVisibleCells().map((cell, place) => {
                  const content = flexRender(cell.column.columnDef.cell, cell.getContext());
                  const numeric = byId.get(cell.column.id)?.numeric;
                  return (
                    <td key={cell.id} className={numeric ? "rows-numeric" : undefined}>
                      {place === 0 && rowHref ? (
                        <a className="row-link" href={rowHref(row.original)}>
                          {content}
                        </a>
                      ) : (
                        content
                      )}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {card && (
        <ul className="row-cards" aria-label={caption}>
          {rows.map((row) => (
            <li className="row-card" key={rowId(row)}>
              {card(row)}
            </li>
          ))}
        </ul>
      )}
      {selection && <SelectionBar selection={selection} within={root} rows={rows} />}
    </div>
  );
}

function definition<Row extends object>(column: Column<Row>): ColumnDef<typeof features, Row> {
  return {
    id: column.id,
    header: column.header,
    enableSorting: Boolean(column.sortable),
    cell: ({ row }) => column.cell(row.original),
  };
}

interface HeaderCellProps<Row extends object> {
  header: Header<typeof features, Row>;
  column: Column<Row> | undefined;
  sortHref: ((columnId: string) => string) | undefined;
}

function HeaderCell<Row extends object>({ header, column, sortHref }: HeaderCellProps<Row>) {
  const sorted = header.column.getIsSorted();
  const words = flexRender(header.column.columnDef.header, header.getContext());
  return (
    <th
      scope="col"
      className={column?.numeric ? "rows-numeric" : undefined}
      aria-sort={sorted ? (sorted === "desc" ? "descending" : "ascending") : undefined}
    >
      {column?.sortable && sortHref ? (
        <a className="sort-link" href={sortHref(column.id)}>
          {words}
          {sorted && <Icon name={sorted === "desc" ? "down" : "up"} />}
        </a>
      ) : column?.quietHeader ? (
        <span className="visually-hidden">{words}</span>
      ) : (
        words
      )}
    </th>
  );
}
