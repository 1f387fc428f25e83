import type { Role } from "~/domain/vocabulary";

/** An account as a file gives it, and what is wrong with it. */
export interface BulkRow {
  /** As a spreadsheet counts, the header being the first. */
  line: number;
  name: string;
  email: string;
  roles: Role[];
  clinics: string[];
  clinicIds: string[];
  faults: string[];
}
