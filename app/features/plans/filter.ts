import type { Guidance, PlanStatus, Region } from "~/domain/vocabulary";

/**
 * Which plans, in which order, with which columns: what the URL, a saved view and the CSV export have in common.
 * Parsed by `planFilter` in forms.ts; written back here, always in one form, so that two URLs of one view are equal.
 */
export const planShows = [
  "attention",
  "active",
  "nothing-booked",
  "late",
  "unanswered",
  "on-hold",
  "completed",
  "all",
] as const;
export type PlanShow = (typeof planShows)[number];

export const planSorts = ["gap", "patient", "physician", "next", "report", "progress", "status"] as const;
export type PlanSort = (typeof planSorts)[number];

/** Those that may be left out; the patient's stands always. */
export const planColumns = [
  "region",
  "physician",
  "clinic",
  "course",
  "next",
  "gap",
  "report",
  "pain",
  "status",
] as const;
export type PlanColumn = (typeof planColumns)[number];

/** Plans as the outcome figures count them: with a report due in these months and closed, or begun in them. */
export const countedKinds = ["3-months", "6-months", "12-months", "begun"] as const;
export interface Counted {
  kind: (typeof countedKinds)[number];
  /** Months, both included. */
  from: string;
  to: string;
}

export interface PlanFilter {
  show: PlanShow;
  q: string;
  /** The same, as it stands in an address. */
  sealed?: string | undefined;
  region: Region | null;
  physician: string | null;
  status: PlanStatus | null;
  guidance: Guidance | null;
  counted: Counted | null;
  sort: PlanSort;
  direction: "ascending" | "descending";
  page: number;
  /** Null: the usual ones. */
  columns: readonly PlanColumn[] | null;
}

/** How a view is ordered until somebody says otherwise: what needs a hand most, or what happened last, comes first. */
export const usualSort: Record<PlanShow, Pick<PlanFilter, "sort" | "direction">> = {
  attention: { sort: "gap", direction: "descending" },
  active: { sort: "gap", direction: "descending" },
  "nothing-booked": { sort: "gap", direction: "descending" },
  late: { sort: "gap", direction: "descending" },
  unanswered: { sort: "report", direction: "ascending" },
  "on-hold": { sort: "status", direction: "descending" },
  completed: { sort: "status", direction: "descending" },
  all: { sort: "patient", direction: "ascending" },
};

/** How a column is first sorted when its head is pressed. */
export const firstDirection = (sort: PlanSort): PlanFilter["direction"] =>
  sort === "gap" || sort === "status" ? "descending" : "ascending";

/** The shortest query that says the same; the clinic is the shell's and stands apart. */
export function filterQuery(filter: PlanFilter): Record<string, string | number | null> {
  const usual = usualSort[filter.show];
  const isUsual = filter.sort === usual.sort && filter.direction === usual.direction;
  return {
    show: filter.show === "attention" ? null : filter.show,
    q: filter.q && (filter.sealed ?? filter.q),
    region: filter.region,
    physician: filter.physician,
    status: filter.status,
    guidance: filter.guidance,
    counted: filter.counted && Object.values(filter.counted).join("."),
    sort: isUsual ? null : filter.sort,
    direction: isUsual || filter.direction === firstDirection(filter.sort) ? null : filter.direction,
    columns: filter.columns?.join(",") ?? null,
    page: filter.page === 1 ? null : filter.page,
  };
}

/** A saved view: all of it but the page, with its search as typed: it is kept in the database, not in an address. */
export const viewQuery = (filter: PlanFilter) =>
  new URLSearchParams(
    Object.entries(filterQuery({ ...filter, page: 1, sealed: undefined })).flatMap(([key, value]) =>
      value === null || value === "" ? [] : [[key, String(value)]],
    ),
  ).toString();
