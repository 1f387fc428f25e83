import { requireWithin } from "./checks";

export interface Course {
  /** Time from the start to the end named beside it; 0 or more. */
  readonly time: number;
  /** `not-yet`: followed until today without either. Nothing else may be censored; above all, not who dropped out. */
  readonly end: "good-result" | "stopped" | "not-yet";
  /** How many are alike; without it, one. */
  readonly courses?: number;
}

export interface IncidenceStep {
  readonly time: number;
  readonly atRisk: number;
  /** Shares of all courses by `time`; the three make 1. */
  readonly goodResult: number;
  readonly stopped: number;
  readonly neither: number;
}

/**
 * Time to a good result with "stopped" as a competing event: the cumulative incidence F += S(t−)·d/n (Aalen &
 * Johansen, Scand J Stat 1978;5:141). One step per time at which something ended; before the first, nothing has.
 */
export function aalenJohansen(courses: readonly Course[]): IncidenceStep[] | null {
  courses.forEach(({ time }) => requireWithin(time, 0, Number.MAX_VALUE, "time"));
  const steps: IncidenceStep[] = [];
  let atRisk = courses.reduce((total, { courses = 1 }) => total + courses, 0);
  if (atRisk === 0) return null;
  let goodResult = 0;
  let stopped = 0;
  let neither = 1;
  for (const { time, good, stops, leaving } of endsByTime(courses)) {
    goodResult += (neither * good) / atRisk;
    stopped += (neither * stops) / atRisk;
    neither *= 1 - (good + stops) / atRisk;
    if (good + stops > 0) steps.push({ time, atRisk, goodResult, stopped, neither });
    atRisk -= leaving;
  }
  return steps;
}

function endsByTime(courses: readonly Course[]) {
  const ends = new Map<number, { time: number; good: number; stops: number; leaving: number }>();
  for (const { time, end, courses: alike = 1 } of courses) {
    const at = ends.get(time) ?? { time, good: 0, stops: 0, leaving: 0 };
    if (end === "good-result") at.good += alike;
    if (end === "stopped") at.stops += alike;
    at.leaving += alike;
    ends.set(time, at);
  }
  return [...ends.values()].sort((a, b) => a.time - b.time);
}
