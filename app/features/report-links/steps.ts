import type { TimePoint } from "~/domain/vocabulary";

/** What stands on the first of the form's two pages; a fault there leads back to it. */
export const firstStep: ReadonlySet<string> = new Set(["rating", "pain"]);

export const stepsOf = (timePoint: TimePoint) => (timePoint === "baseline" ? 1 : 2);

/** The page where the first fault is. */
export const stepOfFaults = (errors: Record<string, string[]>) =>
  Object.keys(errors).some((name) => firstStep.has(name)) ? 1 : 2;
