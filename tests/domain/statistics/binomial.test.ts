import { expect, test } from "vitest";
import fc from "fast-check";
import { betaCdf, betaQuantile, logGamma } from "~/domain/statistics/beta";
import { binomialCdf, binomialPmf, binomialQuantile, binomialUpperTail } from "~/domain/statistics/binomial";

const shares = fc.double({ min: 0.01, max: 0.99, noNaN: true });
const trials = fc.integer({ min: 1, max: 80 });

// scipy 1.17: gammaln, binom, beta
test.each([
  [0.1, 2.252712651734206],
  [0.5, 0.5723649429247],
  [1, 0],
  [10.5, 13.940625219403763],
])("ln Γ(%d)", (x, expected) => expect(logGamma(x)).toBeCloseTo(expected, 12));

test("a million reports cost no accuracy", () => {
  expect(logGamma(1e6) / 12815504.569147611).toBeCloseTo(1, 13);
  expect(binomialCdf(799_000, 1_000_000, 0.8)).toBeCloseTo(0.0062546388214102765, 9);
  expect(betaQuantile(0.025, 1, 1_000_000) / 2.5317807663794178e-8).toBeCloseTo(1, 8);
});

test("known tails and quantiles", () => {
  expect(binomialCdf(3, 10, 0.5)).toBeCloseTo(0.171875, 12);
  expect(binomialCdf(790, 1000, 0.8)).toBeCloseTo(0.22527934791215498, 10);
  expect(binomialUpperTail(30, 30, 0.9)).toBeCloseTo(0.04239115827521624, 12);
  expect(betaQuantile(0.025, 0.5, 20.5)).toBeCloseTo(2.4246478459242733e-5, 14);
  expect(betaQuantile(0.975, 81.5, 19.5)).toBeCloseTo(0.8774603728769009, 12);
});

test("the chances of all counts sum to 1, and up to r to the distribution", () => {
  fc.assert(
    fc.property(trials, shares, fc.nat(), (n, p, anyCount) => {
      const r = anyCount % (n + 1);
      const chances = Array.from({ length: n + 1 }, (_, k) => binomialPmf(k, n, p));
      const upTo = (end: number) => chances.slice(0, end).reduce((a, b) => a + b, 0);
      expect(upTo(n + 1)).toBeCloseTo(1, 11);
      expect(binomialCdf(r, n, p)).toBeCloseTo(upTo(r + 1), 11);
      expect(binomialUpperTail(r, n, p)).toBeCloseTo(1 - upTo(r), 11);
    }),
  );
});

test("the quantile is the smallest count that reaches q", () => {
  expect(binomialQuantile(0.5, 1, 0.5)).toBe(0);
  expect(binomialQuantile(0.5, 3, 0.5)).toBe(1);
  expect(binomialQuantile(0.5001, 3, 0.5)).toBe(2);
  fc.assert(
    fc.property(trials, shares, shares, (n, p, q) => {
      const r = binomialQuantile(q, n, p);
      expect(binomialCdf(r, n, p)).toBeGreaterThanOrEqual(q - 1e-12);
      if (r > 0) expect(binomialCdf(r - 1, n, p)).toBeLessThan(q);
    }),
  );
});

test("the beta quantile undoes the beta distribution, which mirrors", () => {
  const shapes = fc.double({ min: 0.5, max: 200, noNaN: true });
  fc.assert(
    fc.property(shares, shapes, shapes, (p, a, b) => {
      const x = betaQuantile(p, a, b);
      expect(betaCdf(x, a, b)).toBeCloseTo(p, 10);
      expect(betaCdf(x, a, b)).toBeCloseTo(1 - betaCdf(1 - x, b, a), 8);
    }),
  );
});

test("a certain result is certain", () => {
  expect([binomialPmf(5, 5, 1), binomialPmf(4, 5, 1), binomialPmf(0, 5, 0), binomialPmf(1, 5, 0)]).toEqual([
    1, 0, 1, 0,
  ]);
  expect([binomialCdf(4, 5, 1), binomialCdf(5, 5, 1), binomialCdf(0, 5, 0)]).toEqual([0, 1, 1]);
  expect([binomialUpperTail(5, 5, 1), binomialUpperTail(0, 5, 0), binomialUpperTail(1, 5, 0)]).toEqual([
    1, 1, 0,
  ]);
});

test("impossible counts and chances throw", () => {
  expect(() => binomialPmf(6, 5, 0.5)).toThrow(RangeError);
  expect(() => binomialCdf(-1, 5, 0.5)).toThrow(RangeError);
  expect(() => binomialUpperTail(1.5, 5, 0.5)).toThrow(RangeError);
  expect(() => binomialQuantile(0.5, 5, 1.2)).toThrow(RangeError);
  expect(() => binomialQuantile(NaN, 5, 0.5)).toThrow(RangeError);
  expect(() => logGamma(0)).toThrow(RangeError);
});
