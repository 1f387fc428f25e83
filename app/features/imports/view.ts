import type { ImportKind, Mapping } from "./fields";
import type { Tally } from "./check.server";
import type { Problem, RowState } from "./problems";

/** An import's page, one shape for each step. */
export type ImportView = About & (ColumnsStep | CheckStep | DoneStep);

interface About {
  id: string;
  kind: ImportKind;
  fileName: string;
  clinic: string;
  total: number;
}

export interface ColumnsStep {
  step: "columns";
  header: string[];
  /** The first filled cells of each column. */
  samples: string[][];
  preview: string[][];
  mapping: Mapping;
  /** Some dates can be read in two ways. */
  hasDates: boolean;
  areNamesNumbered: boolean;
  droppedColumns: string[];
  emptiedCells: number;
}

export interface CheckStep {
  step: "check";
  tally: Tally;
  /** Those there is something to say about, the worst first. */
  rows: ShownRow[];
  shownOf: number;
  page: number;
  pageSize: number;
  badRows: number;
  inactive: number;
  /** The first rows that come in, as they will stand here. */
  coming: ComingRow[];
  /** Columns of the file for which there is no place here. */
  unused: string[];
}

export interface ComingRow {
  row: number;
  cells: string[];
}

export interface ShownRow {
  row: number;
  number: number;
  who: string;
  state: RowState;
  isOut: boolean;
  problems: Problem[];
}

export interface DoneStep {
  step: "done";
  applied: { added: number; leftOut: number };
  at: string;
}
