import { expect, test } from "vitest";
import fc from "fast-check";
import { shrunkRate } from "~/domain/statistics/shrinkage";

test("vector 20: 3 of 28, drawn to 6 %", () => {
  expect(shrunkRate(3, 28, { a: 1.2, b: 18.8 })).toBeCloseTo(0.0875, 12);
});

test("it lies between the unit's own rate and the prior's", () => {
  const weight = fc.double({ min: 0.1, max: 50, noNaN: true });
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.nat(), weight, weight, (n, pick, a, b) => {
      const events = pick % (n + 1);
      const [low = NaN, high = NaN] = [events / n, a / (a + b)].sort((a, b) => a - b);
      const rate = shrunkRate(events, n, { a, b });
      expect(rate).toBeGreaterThanOrEqual(low - 1e-12);
      expect(rate).toBeLessThanOrEqual(high + 1e-12);
    }),
  );
});

test("nobody has no rate; impossible input throws", () => {
  expect(shrunkRate(0, 0, { a: 1, b: 1 })).toBeNull();
  expect(() => shrunkRate(2, 1, { a: 1, b: 1 })).toThrow(RangeError);
  expect(() => shrunkRate(1, 2, { a: 0, b: 1 })).toThrow(RangeError);
  expect(() => shrunkRate(1, 2, { a: 1, b: NaN })).toThrow(RangeError);
});
