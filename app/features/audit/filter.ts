import type { Day } from "~/domain/day";
import type { AuditGroup } from "~/words/audit";

/** Which events a search shows. Its short form is the page's address. */
export interface AuditFilter {
  who: string | null;
  what: AuditGroup | null;
  outcome: "refused" | "done" | null;
  /** The number of the record, of whatever noun. */
  record: string | null;
  patient: string | null;
  clinic: string | null;
  from: Day | null;
  to: Day | null;
  /** Events older than this one: its time in microseconds, and its number. */
  before: { at: string; id: string } | null;
}

export const auditQuery = ({ before, ...filter }: AuditFilter) => ({
  ...filter,
  before: before && `${before.at}-${before.id}`,
});

export const isSearch = ({ before: _, ...filter }: AuditFilter) =>
  Object.values(filter).some((value) => value !== null);
