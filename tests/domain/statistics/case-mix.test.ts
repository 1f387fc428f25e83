import { expect, test } from "vitest";
import fc from "fast-check";
import { binomialPmf } from "~/domain/statistics/binomial";
import { againstExpected, poissonBinomial, poissonBinomialCdf } from "~/domain/statistics/case-mix";

const fivePatients = [0.9, 0.8, 0.8, 0.7, 0.6];

test("vector 17: two good results where 3.8 were to be expected", () => {
  const found = againstExpected(2, fivePatients);
  expect(found?.expected).toBeCloseTo(3.8, 12);
  expect(found?.z).toBeCloseTo(-1.94099, 6);
  expect(poissonBinomialCdf(2, fivePatients)).toBeCloseTo(0.08568, 6);
});

const chances = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 60 });

test("the chances of all counts sum to 1, and their mean is E", () => {
  fc.assert(
    fc.property(chances, (probabilities) => {
      const counts = poissonBinomial(probabilities);
      expect(counts).toHaveLength(probabilities.length + 1);
      expect(counts.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
      const mean = counts.reduce((total, chance, k) => total + k * chance, 0);
      expect(mean).toBeCloseTo(againstExpected(0, probabilities)?.expected ?? 0, 10);
    }),
  );
});

test("with equal patients it is the binomial", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, p) => {
      poissonBinomial(Array.from({ length: n }, () => p)).forEach((chance, k) =>
        expect(chance).toBeCloseTo(binomialPmf(k, n, p), 12),
      );
    }),
  );
});

test("in whatever order the patients come", () => {
  fc.assert(
    fc.property(chances, (probabilities) => {
      const backwards = poissonBinomial(probabilities.toReversed());
      poissonBinomial(probabilities).forEach((chance, k) =>
        expect(chance).toBeCloseTo(backwards[k] ?? NaN, 12),
      );
    }),
  );
});

test("no patients, no comparison; no variation, no z; impossible input throws", () => {
  expect(againstExpected(0, [])).toBeNull();
  expect(againstExpected(1, [1, 0])).toEqual({ observed: 1, expected: 1, z: null });
  expect(poissonBinomialCdf(5, fivePatients)).toBe(1);
  expect(() => againstExpected(6, fivePatients)).toThrow(RangeError);
  expect(() => againstExpected(1, [1.2])).toThrow(RangeError);
  expect(() => poissonBinomialCdf(-1, fivePatients)).toThrow(RangeError);
  expect(() => poissonBinomial([NaN])).toThrow(RangeError);
});
