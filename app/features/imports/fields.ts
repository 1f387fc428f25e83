import type { ImportField } from "./import-field";
import { patientFields } from "./patient-fields";
import { visitFields } from "./visit-fields";

/** What an import can bring, field by field: what the mapping's form offers, and what the guess looks for. */
export type ImportKind = "patients" | "visits";

export const fieldsOf = (kind: ImportKind): readonly ImportField[] =>
  kind === "patients" ? patientFields : visitFields;

/** Which column holds which field, by its name. */
export type Columns = Partial<Record<string, string>>;

export const dateOrders = ["day-first", "month-first"] as const;
export type DateOrder = (typeof dateOrders)[number];

export interface Mapping {
  columns: Columns;
  /** What 03/04/1980 means in this file. */
  dateOrder: DateOrder;
  /** "Maynard46" is "Maynard": other systems number the names of invented people. */
  removeDigits: boolean;
}
