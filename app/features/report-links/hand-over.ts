/** A report that the desk lets the patient answer, as the page about it says. */
export interface HandedReport {
  planId: string;
  reportId: string;
  patient: string;
  clinic: string;
  /** "Left knee, 3 months after the last session". */
  what: string;
  language: string;
  /** Why it cannot be handed over today, in words. */
  whyNot: string | null;
}

/** What is printed on a paper form, to find its report again: short enough to type, and nobody's name. */
export const paperCode = (reportId: string) =>
  reportId
    .slice(-8)
    .toUpperCase()
    .replace(/^(.{4})/, "$1-");
