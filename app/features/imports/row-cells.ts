import type { Table } from "~/formats/csv";
import type { Mapping } from "./fields";

/** The cell of a row that holds a field; empty where no column does. */
export function cellsOf({ header }: Table, { columns }: Mapping) {
  const places = new Map(header.map((name, place) => [name, place]));
  return (cells: readonly string[], key: string): string => cells[places.get(columns[key] ?? "") ?? -1] ?? "";
}

/** The row's number as a spreadsheet shows it: the header is the first. */
export const rowNumber = (row: number) => row + 2;
