/** Which patients, in which order: what the list's URL says. Parsed by `readPatientFilter` in forms.ts. */
export const patientShows = ["active", "inactive", "all"] as const;
export type PatientShow = (typeof patientShows)[number];

export const patientSorts = ["name", "number", "born", "clinic", "next"] as const;
export type PatientSort = (typeof patientSorts)[number];

export interface PatientFilter {
  show: PatientShow;
  q: string;
  /** The same, as it stands in an address. */
  sealed?: string | undefined;
  sort: PatientSort;
  direction: "ascending" | "descending";
  page: number;
}

/** The shortest query that says the same; the clinic is the shell's and stands apart. */
export function filterQuery(filter: PatientFilter): Record<string, string | number | null> {
  const { show, q, sealed, sort, direction, page } = filter;
  return {
    show: show === "active" ? null : show,
    q: q && (sealed ?? q),
    sort: sort === "name" && direction === "ascending" ? null : sort,
    direction: direction === "ascending" ? null : direction,
    page: page === 1 ? null : page,
  };
}
