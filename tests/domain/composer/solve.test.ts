import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { solve, type CourseProblem } from "~/domain/composer/solve";
import { bestByForce, bestOf, costOf, everyCourse } from "tests/support/every-course";

const lanes = [
  { physicianId: "okafor", clinicId: "riverside" },
  { physicianId: "okafor", clinicId: "harbour" },
  { physicianId: "varga", clinicId: "riverside" },
  { physicianId: "lindqvist", clinicId: "harbour" },
];

/** Quarters, so that sums of costs are exact whatever their order. */
const quarter = (max: number) => fc.integer({ min: 0, max: max * 4 }).map((value) => value / 4);

const problems: fc.Arbitrary<CourseProblem> = fc
  .record({
    dayCount: fc.integer({ min: 4, max: 16 }),
    width: fc.integer({ min: 1, max: lanes.length }),
    count: fc.integer({ min: 1, max: 3 }),
    gaps: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat(3), fc.nat(3)),
    previous: fc.option(fc.tuple(fc.integer({ min: -9, max: -1 }), fc.nat(3))),
    standing: fc.uniqueArray(fc.tuple(fc.nat(15), fc.nat(3)), { maxLength: 2, selector: ([day]) => day }),
    lateDays: fc.constantFrom(0, 0, 3),
    weights: fc.record({
      startDay: quarter(2),
      gapDay: quarter(2),
      physicianChange: quarter(6),
      clinicChange: quarter(6),
    }),
    free: fc.array(fc.option(quarter(8), { freq: 2 }), { minLength: 64, maxLength: 64 }),
  })
  .map(({ width, gaps: [min, toTarget, toMax], previous, standing, free, ...rest }) => ({
    ...rest,
    lanes: lanes.slice(0, width),
    range: { min, target: min + toTarget, max: min + toTarget + toMax },
    previous: previous && { day: previous[0], lane: previous[1] % width },
    standing: standing
      .filter(([day]) => day < rest.dayCount)
      .map(([day, lane]) => ({ day, lane: lane % width }))
      .sort((a, b) => a.day - b.day),
    costs: Float64Array.from(free.slice(0, rest.dayCount * width), (cost) => cost ?? Infinity),
  }));

describe("the best course", () => {
  test("costs what the best of all possible ones costs, and is legal", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const least = bestByForce(problem);
        const best = bestOf(problem);
        expect(best?.cost ?? Infinity).toBe(least);
        if (!best) return;
        expect(costOf(problem, best.nodes)).toBe(least);
        expect(best.nodes.filter(({ isNew }) => isNew)).toHaveLength(problem.count);
        expect(best.nodes.filter(({ isNew }) => !isNew).map(({ day, lane }) => ({ day, lane }))).toEqual(
          problem.standing,
        );
      }),
      { numRuns: 400 },
    );
  });

  test("whose first new session is on a day with a lane is the best of those", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const least = new Map<string, number>();
        for (const nodes of everyCourse(problem)) {
          const first = nodes.find(({ isNew }) => isNew);
          if (!first) continue;
          const key = `${String(first.day)} ${String(first.lane)}`;
          least.set(key, Math.min(least.get(key) ?? Infinity, costOf(problem, nodes)));
        }
        const solved = solve(problem);
        for (let day = 0; day < problem.dayCount; day++) {
          for (let lane = 0; lane < problem.lanes.length; lane++) {
            const cost = solved.costFrom(day, lane);
            expect(cost).toBe(least.get(`${String(day)} ${String(lane)}`) ?? Infinity);
            const course = solved.from(day, lane);
            expect(course ? costOf(problem, course.nodes) : Infinity).toBe(cost);
          }
        }
      }),
      { numRuns: 200 },
    );
  });
});

test("what stands keeps a gap out of range, and nothing new does", () => {
  const problem: CourseProblem = {
    dayCount: 60,
    lanes: lanes.slice(0, 1),
    costs: new Float64Array(60),
    count: 1,
    range: { min: 14, target: 21, max: 28 },
    previous: { day: -40, lane: 0 },
    standing: [
      { day: 0, lane: 0 },
      { day: 5, lane: 0 },
    ],
    lateDays: 0,
    weights: { startDay: 1, gapDay: 1, physicianChange: 8, clinicChange: 12 },
  };
  expect(bestOf(problem)?.nodes.map(({ day }) => day)).toEqual([0, 5, 26]);
});

test("an overdue course begins as little late as it can", () => {
  const costs = new Float64Array(40).fill(Infinity);
  costs.fill(0, 3);
  const problem: CourseProblem = {
    dayCount: 40,
    lanes: lanes.slice(0, 1),
    costs,
    count: 2,
    range: { min: 14, target: 21, max: 28 },
    previous: { day: -30, lane: 0 },
    standing: [],
    lateDays: 0,
    weights: { startDay: 1, gapDay: 1, physicianChange: 8, clinicChange: 12 },
  };
  expect(bestOf(problem)).toBeNull();
  expect(bestOf({ ...problem, lateDays: 40 })?.nodes.map(({ day }) => day)).toEqual([3, 24]);
});
