import { Course } from "./course";
import { layoutOf } from "./layout";
import { kindOf, lanesOf, offerOf, type Kind } from "./offers";
import { Prices } from "./prices";
import type { BatchPlan, BatchProblem } from "./problem";
import { daysBetween } from "../time";

/** The problem as the search knows it: every plan a course, all time a row of units. */
export interface Practice {
  courses: Course[];
  /** The indexes of those of the same patient, where there are any. */
  siblings: number[][];
  /** What a plan without a course costs: more than the dearest course. */
  penalty: number;
  /** How many units all courses take. */
  unitCount: number;
  prices(): Prices;
}

export function practiceOf(problem: BatchProblem): Practice {
  const { clinics, plans, weights, today } = problem;
  const layout = layoutOf(problem);
  const lanes = lanesOf(problem).map((lane, index) => ({ ...lane, index }));
  const dayCount = Math.max(0, ...clinics.map(({ dayStarts }) => dayStarts.length - 1));
  const kinds = new Map<string, Kind>();
  const kindFor = (plan: BatchPlan) => {
    const kind = kindOf(plan);
    let known = kinds.get(kind);
    if (!known) {
      const offers = clinics.map((clinic, index) => offerOf(clinic, index, plan, lanes, layout, weights));
      kinds.set(kind, (known = { index: kinds.size, offers }));
    }
    return known;
  };
  const siblings = plans.map(({ patientId }, index) =>
    plans.flatMap((other, at) => (at !== index && other.patientId === patientId ? [at] : [])),
  );
  const courses = plans.map((plan, index) => {
    const { clinicId, physicianId } = plan.wishes;
    const wished = lanes.filter(
      (lane) =>
        (clinicId ?? lane.clinicId) === lane.clinicId &&
        (physicianId ?? lane.physicianId) === lane.physicianId,
    );
    const taken = new Set(
      (siblings[index] ?? []).flatMap((at) =>
        (plans[at]?.course.sessions ?? []).map(({ day }) => daysBetween(today, day)),
      ),
    );
    return new Course(problem, plan, wished, kindFor(plan), dayCount, (day) => taken.has(day));
  });
  return {
    courses,
    siblings,
    unitCount: courses.reduce((sum, course) => sum + course.unitCount, 0),
    penalty: Math.max(0, ...courses.map((course) => course.dearest())),
    prices: () => new Prices(layout.size, dayCount, clinics.length, lanes.length),
  };
}
