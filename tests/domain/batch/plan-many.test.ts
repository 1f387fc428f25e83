import fc from "fast-check";
import loadHighs from "highs";
import { expect, test } from "vitest";
import { planMany, type BatchProgress } from "~/domain/batch/plan-many";
import { practiceOf } from "~/domain/batch/practice";
import { aBatch, sizes } from "tests/bench/instances-of-many";
import { faultsOf } from "tests/support/batch-checker";
import { leastByHighs } from "tests/support/batch-oracle";
import { aSmallBatch } from "tests/support/small-batches";

/** A clock that goes on by a millisecond whenever it is looked at: the same result on any machine. */
const steadyClock = () => {
  let now = 0;
  return () => now++;
};
const planned = (problem: Parameters<typeof planMany>[0], seconds = 0.4) =>
  planMany(problem, { seconds, elapsedMs: steadyClock() });
const seeds = fc.integer({ min: 1, max: 1_000_000 });
const near = 1e-6;
const tightClinic = { ...sizes["tight-100"], plans: 15, rooms: 3, physicians: 2, load: 0.92 };

test("nothing is planned against the rules, and no bound is above what was found", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const problem = aSmallBatch(seed);
      const result = planned(problem, 0.1);
      expect(faultsOf(problem, result)).toEqual([]);
      expect(result.bound).toBeLessThanOrEqual(result.cost + near);
    }),
    { numRuns: 40 },
  );
});

test("it never finds less than the least, never proves more, and mostly finds it", async () => {
  const highs = await loadHighs();
  let found = 0;
  const runs = 12;
  for (let seed = 1; seed <= runs; seed++) {
    const problem = aSmallBatch(seed);
    const result = planned(problem);
    const least = leastByHighs(highs, problem, practiceOf(problem).penalty);
    expect(result.cost).toBeGreaterThanOrEqual(least - near);
    expect(result.bound).toBeLessThanOrEqual(least + near);
    found += Number(result.cost < least + near);
  }
  expect(found / runs).toBeGreaterThanOrEqual(0.8);
}, 20_000);

test("a tight clinic is planned by the rules, and better than one plan after the other", () => {
  const problem = aBatch(1, tightClinic);
  const result = planned(problem, 0.6);
  const inTurn = planned(problem, 0);
  expect(faultsOf(problem, result)).toEqual([]);
  expect(faultsOf(problem, inTurn)).toEqual([]);
  expect(result.unplanned).toEqual([]);
  expect(result.cost).toBeLessThan(inTurn.cost);
  expect(result.bound).toBeLessThanOrEqual(result.cost);
  expect(result.bound).toBeGreaterThanOrEqual(inTurn.bound);
});

test("it tells how far it is, and stops when asked with the best until then", () => {
  const problem = aBatch(2, tightClinic);
  const told: BatchProgress[] = [];
  const result = planMany(problem, {
    seconds: 20,
    elapsedMs: steadyClock(),
    onProgress: (progress) => {
      told.push(progress);
      return told.length < 3 ? "go on" : "stop";
    },
  });
  expect(told).toHaveLength(3);
  expect(told.every(({ share }) => share > 0 && share < 0.1)).toBe(true);
  expect(told.at(-1)?.cost).toBeCloseTo(result.cost);
  expect(told.at(-1)?.planned).toBe(problem.plans.length - result.unplanned.length);
  expect(faultsOf(problem, result)).toEqual([]);
});

test("nobody and nothing is no failure", () => {
  const problem = aBatch(3, { ...tightClinic, plans: 2 });
  expect(planned({ ...problem, plans: [] })).toEqual({ plans: [], cost: 0, bound: 0, unplanned: [] });
  const closed = { ...problem, clinics: problem.clinics.map((clinic) => ({ ...clinic, clinicOpen: [] })) };
  const nobody = { ...problem, clinics: [] };
  for (const without of [closed, nobody]) {
    const { plans, unplanned, cost, bound } = planned(without);
    expect(plans.map(({ proposal }) => proposal)).toEqual([null, null]);
    expect(unplanned).toEqual(problem.plans.map(({ id }) => id));
    expect(bound).toBeCloseTo(cost);
  }
});
