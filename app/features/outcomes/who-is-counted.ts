import { guidanceWords, planStatusWords, regionWords, timePointWords } from "~/words/en";
import { periodWords } from "~/words/outcomes";
import type { OutcomeFilter } from "./filter";

/** "3 months after the last session, due Nov 2025 to Oct 2026, all regions, all clinics". */
export const scopeWords = (filter: OutcomeFilter, clinicName: string) =>
  [
    `${timePointWords[filter.point]} after the last session`,
    `due ${periodWords(filter.from, filter.to)}`,
    filter.region ? regionWords[filter.region] : "all regions",
    ...(filter.guidance ? [guidanceWords[filter.guidance]] : []),
    ...(filter.status ? [`plans ${planStatusWords[filter.status].toLowerCase()}`] : []),
    clinicName,
  ].join(", ");

/** The denominator under the title: whom every share on the page is a share of, unless it says otherwise. */
export function whoIsCounted(filter: OutcomeFilter, clinicName: string, due: number): string {
  const { point, from, to, region, guidance, status } = filter;
  const plans = [
    due.toLocaleString("en"),
    status ? planStatusWords[status].toLowerCase() : "started",
    ...(region ? [regionWords[region].toLowerCase()] : []),
    due === 1 ? "plan" : "plans",
    ...(guidance ? [`by ${guidanceWords[guidance].toLowerCase()}`] : []),
    `at ${clinicName}`,
  ].join(" ");
  return (
    `Counted: ${plans} whose report ${timePointWords[point]} after the last session was due in ` +
    `${periodWords(from, to)} and whose time to answer is over, replied or not.`
  );
}

/** What a choice of plans by how they ended does to every share. */
export function survivorshipWords({ status }: OutcomeFilter): string | null {
  switch (status) {
    case "completed":
      return "Completers only: who stopped early is left out, so every share here looks better than the practice’s.";
    case "stopped":
      return "Only those who stopped early: every share here looks worse than the practice’s.";
    case "active":
    case "on-hold":
      return "Only plans still under way: who has finished, well or not, is left out.";
    case null:
      return null;
  }
}
