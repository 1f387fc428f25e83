/** The time points at which somebody is called; before a session the patient comes by themselves. */
export const calledPoints = ["72-hours", "3-months", "6-months", "12-months", "baseline"] as const;

export interface FollowUpFilter {
  point: (typeof calledPoints)[number] | null;
  show: "calls" | "waiting";
  /** The call, or the report, that was just dealt with. */
  done: string | null;
}
