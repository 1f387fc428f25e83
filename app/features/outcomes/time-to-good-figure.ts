import { aalenJohansen, type Course, type IncidenceStep } from "~/domain/statistics/competing-risks";

/** Days from a plan's start to what came first. */
export interface CourseCount {
  time: number;
  end: Course["end"];
  courses: number;
}

export interface TimeToGood {
  courses: number;
  good: number;
  stopped: number;
  /** Followed until today without either. */
  open: number;
  steps: IncidenceStep[];
}

/** By so many days, in the sentence that says what the curve shows. */
export const toldAfterDays = 180;

export function timeToGood(counts: readonly CourseCount[]): TimeToGood {
  const courses = (end?: Course["end"]) =>
    counts.reduce((total, each) => total + (!end || each.end === end ? each.courses : 0), 0);
  return {
    courses: courses(),
    good: courses("good-result"),
    stopped: courses("stopped"),
    open: courses("not-yet"),
    steps: aalenJohansen(counts) ?? [],
  };
}

/** The curve as it stands after so many days: the last step until then. */
export const stepAt = (steps: readonly IncidenceStep[], days: number): IncidenceStep | null =>
  steps.findLast(({ time }) => time <= days) ?? null;
