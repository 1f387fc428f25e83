import fc from "fast-check";
import { expect, test } from "vitest";
import { bestCourseOf } from "~/domain/batch/best-course";
import { aSmallProblem } from "tests/bench/instances";
import { bestByForce, bestOf, costOf } from "tests/support/every-course";

test("the cheapest course is the composer's, whatever stands, and again when costs change", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1_000_000 }), (seed) => {
      const problem = aSmallProblem(seed);
      const find = bestCourseOf(problem);
      for (const shift of [0, 7]) {
        const costs = problem.costs.slice();
        problem.costs.forEach((_, i) => (problem.costs[i] = costs[(i + shift) % costs.length] ?? Infinity));
        const found = find(Infinity);
        expect(found?.cost ?? null).toBe(bestOf(problem)?.cost ?? null);
        expect(found?.cost ?? Infinity).toBe(bestByForce(problem));
        if (!found) continue;
        expect(costOf(problem, found.nodes)).toBe(found.cost);
        expect(find(found.cost)?.cost).toBe(found.cost);
      }
    }),
    { numRuns: 300 },
  );
});
