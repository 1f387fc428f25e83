import { expect, test } from "vitest";
import fc from "fast-check";
import { binomialPmf } from "~/domain/statistics/binomial";
import {
  exactLimits,
  funnelCoverages,
  funnelStanding,
  overdispersion,
  widenedLimits,
} from "~/domain/statistics/funnel";

test.each([
  ["vector 7", 30, 0.95, 0.632059, 0.918995],
  ["vector 7", 30, 0.998, 0.534814, 0.973074],
  ["vector 8", 10, 0.95, 0.470506, 0.976717],
  ["vector 8", 10, 0.998, 0.302464, 0.999069],
  ["vector 8", 100, 0.95, 0.713524, 0.870258],
  ["vector 8", 100, 0.998, 0.663234, 0.909022],
] as const)("%s: limits around 0.8 at n = %d, %d", (_, n, coverage, lower, upper) => {
  const limits = exactLimits(n, 0.8, coverage);
  expect(limits?.lower).toBeCloseTo(lower, 6);
  expect(limits?.upper).toBeCloseTo(upper, 6);
});

const good = [18, 41, 22, 60, 33, 25, 70, 12, 45, 55];
const seen = [30, 50, 25, 80, 40, 35, 80, 20, 50, 70];
const tenPhysicians = good.map((good, i) => ({ good, n: seen[i] ?? 0 }));

test("vector 9: overdispersion of ten physicians, and the lines before and after", () => {
  const found = overdispersion(tenPhysicians);
  expect(found?.target).toBeCloseTo(0.79375, 12);
  expect(found?.phi).toBeCloseTo(1.921128, 6);
  expect(found?.tauSquared).toBeCloseTo(0.00603771, 8);
  const before = widenedLimits(30, 0.79375, 0, 0.95);
  expect(before?.lower).toBeCloseTo(0.633427, 6);
  expect(before?.upper).toBeCloseTo(0.916858, 6);
  const after = widenedLimits(30, 0.79375, found?.tauSquared ?? NaN, 0.95);
  expect(after?.lower).toBeCloseTo(0.578695, 6);
  expect(after?.upper).toBeCloseTo(0.945123, 6);
});

test("one wild physician does not widen the lines that should show him", () => {
  const even = Array.from({ length: 20 }, () => ({ good: 40, n: 50 }));
  expect(overdispersion([...even, { good: 5, n: 50 }])?.tauSquared).toBe(0);
});

test("no overdispersion from one unit, from equal units, or from those without patients", () => {
  expect(overdispersion([])).toBeNull();
  expect(overdispersion([{ good: 0, n: 0 }])).toBeNull();
  expect(overdispersion([{ good: 8, n: 10 }])).toEqual({ target: 0.8, phi: 0, tauSquared: 0 });
  const equal = [
    { good: 8, n: 10 },
    { good: 0, n: 0 },
    { good: 16, n: 20 },
  ];
  expect(overdispersion(equal)).toEqual({ target: 0.8, phi: 0, tauSquared: 0 });
  expect(() => overdispersion([{ good: 3, n: 2 }])).toThrow(RangeError);
});

const targets = fc.double({ min: 0, max: 1, noNaN: true });
const sizes = fc.integer({ min: 1, max: 400 });

test("the outer lines lie outside the inner ones, all within 0 and 1", () => {
  fc.assert(
    fc.property(sizes, targets, fc.constantFrom(0, 0.002, 0.1), (n, target, tauSquared) => {
      for (const limits of [
        funnelCoverages.map((coverage) => exactLimits(n, target, coverage)),
        funnelCoverages.map((coverage) => widenedLimits(n, target, tauSquared, coverage)),
      ]) {
        const [inner, outer] = limits;
        expect(outer?.lower).toBeGreaterThanOrEqual(0);
        expect(outer?.lower).toBeLessThanOrEqual(inner?.lower ?? NaN);
        expect(inner?.lower).toBeLessThanOrEqual(inner?.upper ?? NaN);
        expect(inner?.upper).toBeLessThanOrEqual(outer?.upper ?? NaN);
        expect(outer?.upper).toBeLessThanOrEqual(1);
      }
    }),
  );
});

test("whoever lies below the lower line is rarer than its tail, and nobody else", () => {
  fc.assert(
    fc.property(fc.integer({ min: 30, max: 200 }), fc.nat(), (n, pick) => {
      const unit = { good: pick % (n + 1), n };
      if (unit.good / n >= 0.8) return;
      const isBelow = unit.good / n < (exactLimits(n, 0.8, 0.998)?.lower ?? NaN);
      expect(funnelStanding(unit, 0.8) === "beyond-99.8").toBe(isBelow);
    }),
  );
});

test("of units that do not differ at all, at most 0.2 % and 5 % are flagged, whatever their size and target", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 30, max: 150 }),
      fc.double({ min: 0.3, max: 0.99, noNaN: true }),
      (n, target) => {
        let beyond95 = 0;
        let beyond998 = 0;
        for (let good = 0; good <= n; good++) {
          const standing = funnelStanding({ good, n }, target);
          if (standing === "beyond-99.8") beyond998 += binomialPmf(good, n, target);
          if (standing === "beyond-95" || standing === "beyond-99.8")
            beyond95 += binomialPmf(good, n, target);
        }
        expect(beyond998).toBeLessThanOrEqual(0.002);
        expect(beyond95).toBeLessThanOrEqual(0.05);
      },
    ),
    { numRuns: 40 },
  );
});

test("30 of 30 at a target of 0.9 is luck, although it lies above the interpolated line", () => {
  expect(exactLimits(30, 0.9, 0.998)?.upper).toBeLessThan(1);
  expect(funnelStanding({ good: 30, n: 30 }, 0.9)).toBe("within");
});

test("a real outlier stands out, unless all differ that much", () => {
  expect(funnelStanding({ good: 14, n: 30 }, 0.8)).toBe("beyond-99.8");
  expect(funnelStanding({ good: 18, n: 30 }, 0.8)).toBe("beyond-95");
  expect(funnelStanding({ good: 60, n: 60 }, 0.8)).toBe("beyond-99.8");
  expect(funnelStanding({ good: 24, n: 30 }, 0.8)).toBe("within");
  expect(funnelStanding({ good: 18, n: 30 }, 0.8, 0.006)).toBe("within");
  expect(funnelStanding({ good: 14, n: 30 }, 0.8, 0.006)).toBe("beyond-95");
});

test("nobody is judged below 30, and there is nothing to say of nobody", () => {
  expect(funnelStanding({ good: 0, n: 29 }, 0.8)).toBe("too-few");
  expect(funnelStanding({ good: 0, n: 30 }, 0.8)).toBe("beyond-99.8");
  expect(funnelStanding({ good: 0, n: 0 }, 0.8)).toBeNull();
  expect(exactLimits(0, 0.8, 0.95)).toBeNull();
  expect(widenedLimits(0, 0.8, 0, 0.95)).toBeNull();
});

test("impossible input throws", () => {
  expect(() => funnelStanding({ good: 31, n: 30 }, 0.8)).toThrow(RangeError);
  expect(() => exactLimits(-1, 0.8, 0.95)).toThrow(RangeError);
  expect(() => exactLimits(10, 1.1, 0.95)).toThrow(RangeError);
  expect(() => widenedLimits(10, 0.8, -0.1, 0.95)).toThrow(RangeError);
  expect(() => widenedLimits(10, 0.8, NaN, 0.95)).toThrow(RangeError);
});
