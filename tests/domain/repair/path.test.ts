import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assign } from "~/domain/repair/assign";
import { bestPath, type Held, type PathProblem } from "~/domain/repair/path";
import { bestPathByForce, costOfPath } from "tests/support/every-path";

const lanes = [
  { physicianId: "okafor", clinicId: "riverside" },
  { physicianId: "okafor", clinicId: "harbour" },
  { physicianId: "varga", clinicId: "riverside" },
];

/** Quarters, so that sums of costs are exact whatever their order. */
const quarter = (max: number) => fc.integer({ min: 0, max: max * 4 }).map((value) => value / 4);

const held = fc.record({
  day: fc.nat(12),
  lane: fc.nat(2),
  hold: fc.constantFrom("free", "free", "displaced", "displaced", "pinned", "placed"),
});

const problems: fc.Arbitrary<PathProblem> = fc
  .record({
    dayCount: fc.integer({ min: 4, max: 13 }),
    width: fc.integer({ min: 1, max: lanes.length }),
    gaps: fc.tuple(fc.integer({ min: 1, max: 4 }), fc.nat(3), fc.nat(3)),
    previous: fc.option(fc.tuple(fc.integer({ min: -9, max: -1 }), fc.nat(2))),
    sessions: fc.uniqueArray(held, { minLength: 1, maxLength: 3, selector: ({ day }) => day }),
    lateDays: fc.constantFrom(0, 0, 4),
    weights: fc.record({
      startDay: quarter(2),
      gapDay: quarter(2),
      physicianChange: quarter(6),
      clinicChange: quarter(6),
      moved: quarter(12).map((cost) => cost + 0.25),
    }),
    free: fc.array(fc.option(quarter(8), { freq: 1 }), { minLength: 39, maxLength: 39 }),
  })
  .map(({ width, gaps: [min, toTarget, toMax], previous, sessions, free, ...rest }) => ({
    ...rest,
    lanes: lanes.slice(0, width),
    range: { min, target: min + toTarget, max: min + toTarget + toMax },
    previous: previous && { day: previous[0], lane: previous[1] % width },
    sessions: sessions
      .map((one): Held => ({ ...one, day: one.day % rest.dayCount, lane: one.lane % width }))
      .filter(({ day }, index, all) => all.findIndex((other) => other.day === day) === index)
      .sort((a, b) => a.day - b.day),
    costs: Float64Array.from(free.slice(0, rest.dayCount * width), (cost) => cost ?? Infinity),
  }));

describe("the best of few changes", () => {
  test("keeps as many sessions as any, and costs what the best of all possible ones costs", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const path = bestPath(problem);
        expect({ count: path.nodes.length, cost: path.cost }).toEqual(bestPathByForce(problem));
        expect(costOfPath(problem, path.nodes)).toBe(path.cost);
      }),
      { numRuns: 600 },
    );
  });

  test("loses only displaced ones, and moves or names each of the others once", () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const { nodes } = bestPath(problem);
        const { byNode, lost } = assign(problem.sessions, nodes);
        expect([...byNode, ...lost].sort()).toEqual(problem.sessions.map((_, index) => index));
        nodes.forEach(({ kept }, index) => {
          if (kept !== null) expect(byNode[index]).toBe(kept);
        });
        for (const [index, { hold }] of problem.sessions.entries()) {
          if (hold === "pinned" || hold === "placed") {
            expect(nodes.some(({ kept }) => kept === index)).toBe(true);
          } else if (hold === "free") expect(lost).not.toContain(index);
        }
      }),
      { numRuns: 300 },
    );
  });
});

const alone = lanes.slice(0, 1);
const usual = {
  lanes: alone,
  range: { min: 14, target: 21, max: 28 },
  lateDays: 0,
  weights: { startDay: 1, gapDay: 1, physicianChange: 8, clinicChange: 12, moved: 15 },
};
const ahead = (...holds: [day: number, hold: Held["hold"]][]): Held[] =>
  holds.map(([day, hold]) => ({ day, lane: 0, hold }));

test("a displaced session goes between its neighbours rather than moving them", () => {
  const problem = {
    ...usual,
    dayCount: 100,
    costs: new Float64Array(100),
    previous: { day: -1, lane: 0 },
    sessions: ahead([20, "displaced"], [41, "free"], [62, "free"]),
  };
  expect(bestPath(problem).nodes.map(({ day, kept }) => [day, kept])).toEqual([
    [20, null],
    [41, 1],
    [62, 2],
  ]);
});

test("what could be moved moves where a session was put too near it, and what may not is left as it is", () => {
  const problem = {
    ...usual,
    dayCount: 100,
    costs: new Float64Array(100),
    previous: { day: -1, lane: 0 },
    sessions: ahead([27, "placed"], [34, "free"], [62, "pinned"]),
  };
  expect(bestPath(problem).nodes.map(({ day }) => day)).toEqual([27, 41, 62]);
  const stuck = { ...problem, sessions: ahead([27, "placed"], [34, "pinned"], [62, "pinned"]) };
  expect(bestPath(stuck).nodes.map(({ day }) => day)).toEqual([27, 34, 62]);
});
