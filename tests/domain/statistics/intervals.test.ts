import { describe, expect, test } from "vitest";
import fc from "fast-check";
import {
  agrestiCoull,
  clopperPearson,
  jeffreys,
  newcombeDifference,
  wilson,
  wilsonContinuity,
  type Interval,
} from "~/domain/statistics/intervals";

function expectInterval(actual: Interval | null, lower: number, upper: number) {
  expect(actual?.lower).toBeCloseTo(lower, 6);
  expect(actual?.upper).toBeCloseTo(upper, 6);
}

test("vector 1: Wilson, Newcombe's 81 of 263", () => expectInterval(wilson(81, 263), 0.255289, 0.36621));
test("vector 2: the same with continuity correction", () =>
  expectInterval(wilsonContinuity(81, 263), 0.253509, 0.368176));
test.each([
  [15, 148, 0.062386, 0.160487],
  [0, 20, 0, 0.161125],
  [1, 29, 0.006113, 0.171755],
])("vector 3: Wilson %d of %d", (x, n, lower, upper) => expectInterval(wilson(x, n), lower, upper));
test.each([
  [81, 100, 0.722212, 0.874852],
  [24, 30, 0.626943, 0.904949],
  [10, 10, 0.722467, 1],
])("vector 4: Wilson %d of %d", (x, n, lower, upper) => expectInterval(wilson(x, n), lower, upper));
test("vector 5: Jeffreys, Clopper–Pearson and Agresti–Coull of 81 of 100", () => {
  expectInterval(jeffreys(81, 100), 0.724903, 0.87746);
  expectInterval(clopperPearson(81, 100), 0.719302, 0.881557);
  expectInterval(agrestiCoull(81, 100), 0.721386, 0.875678);
});
test("vector 6: Newcombe's difference 56/70 − 48/80", () => {
  const difference = newcombeDifference({ x: 56, n: 70 }, { x: 48, n: 80 });
  expect(difference?.difference).toBeCloseTo(0.2, 12);
  expectInterval(difference, 0.052431, 0.333873);
});

const samples = fc
  .tuple(fc.integer({ min: 1, max: 400 }), fc.nat())
  .map(([n, pick]) => ({ x: pick % (n + 1), n }));

describe.each([
  ["wilson", wilson],
  ["wilsonContinuity", wilsonContinuity],
  ["jeffreys", jeffreys],
  ["clopperPearson", clopperPearson],
  ["agrestiCoull", agrestiCoull],
])("%s", (_, interval) => {
  function of(x: number, n: number, confidence?: number): Interval {
    const found = interval(x, n, confidence);
    if (!found) throw new Error(`no interval for ${x} of ${n}`);
    return found;
  }

  test("holds the share and stays within 0 and 1", () => {
    fc.assert(
      fc.property(samples, ({ x, n }) => {
        const { lower, upper } = of(x, n);
        expect(lower).toBeGreaterThanOrEqual(0);
        expect(lower).toBeLessThanOrEqual(x / n);
        expect(upper).toBeGreaterThanOrEqual(x / n);
        expect(upper).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("of the bad results is the mirror image of that of the good ones", () => {
    fc.assert(
      fc.property(samples, ({ x, n }) => {
        expect(of(n - x, n).lower).toBeCloseTo(1 - of(x, n).upper, 12);
        expect(of(n - x, n).upper).toBeCloseTo(1 - of(x, n).lower, 12);
      }),
    );
  });

  test("narrows with more of the same, widens with more confidence", () => {
    const width = ({ lower, upper }: Interval) => upper - lower;
    fc.assert(
      fc.property(samples, ({ x, n }) => {
        expect(width(of(2 * x, 2 * n))).toBeLessThan(width(of(x, n)));
        expect(width(of(x, n, 0.99))).toBeGreaterThan(width(of(x, n, 0.95)));
      }),
    );
  });

  test("does not exist without patients, and impossible counts throw", () => {
    expect(interval(0, 0)).toBeNull();
    for (const [x, n] of [
      [3, 2],
      [-1, 5],
      [1.5, 5],
      [1, NaN],
      [1, Infinity],
    ] as const) {
      expect(() => interval(x, n)).toThrow(RangeError);
    }
    expect(() => interval(1, 2, 0)).toThrow(RangeError);
    expect(() => interval(1, 2, 95)).toThrow(RangeError);
  });
});

test("the ends are exactly 0 and 1 where nobody or everybody did well", () => {
  for (const interval of [wilson, wilsonContinuity, jeffreys, clopperPearson]) {
    for (const n of [1, 7, 20, 333]) {
      expect(interval(0, n)?.lower).toBe(0);
      expect(interval(n, n)?.upper).toBe(1);
    }
  }
});

test("corrections widen: Wilson lies within its corrected form", () => {
  fc.assert(
    fc.property(samples, ({ x, n }) => {
      expect(wilsonContinuity(x, n)?.lower).toBeLessThanOrEqual(wilson(x, n)?.lower ?? NaN);
      expect(wilsonContinuity(x, n)?.upper).toBeGreaterThanOrEqual(wilson(x, n)?.upper ?? NaN);
    }),
  );
});

test("a difference turns its sign with its order, and is none without patients", () => {
  fc.assert(
    fc.property(samples, samples, (a, b) => {
      const there = newcombeDifference(a, b);
      const back = newcombeDifference(b, a);
      expect(there?.lower).toBeCloseTo(-(back?.upper ?? NaN), 12);
      expect(there?.upper).toBeCloseTo(-(back?.lower ?? NaN), 12);
      expect(there?.lower).toBeGreaterThanOrEqual(-1);
      expect(there?.upper).toBeLessThanOrEqual(1);
    }),
  );
  expect(newcombeDifference({ x: 0, n: 0 }, { x: 1, n: 2 })).toBeNull();
  expect(newcombeDifference({ x: 1, n: 2 }, { x: 0, n: 0 })).toBeNull();
});
