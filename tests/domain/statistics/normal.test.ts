import { expect, test } from "vitest";
import fc from "fast-check";
import { normalCdf, normalQuantile, twoSidedZ } from "~/domain/statistics/normal";

test("z of a 95 % interval is the one statistics.md names", () => {
  expect(twoSidedZ(0.95)).toBeCloseTo(1.959963984540054, 12);
});

// scipy 1.17: norm.cdf
test.each([
  [-8, 6.22096057427174e-16],
  [-5, 2.866515718791933e-7],
  [-3.0001, 0.0013494549132607172],
  [-3, 0.0013498980316300933],
  [-1, 0.15865525393145707],
  [0, 0.5],
  [2.9, 0.998134186699616],
  [6, 0.9999999990134123],
])("Φ(%d), relative to its size", (x, expected) => {
  expect(normalCdf(x) / expected).toBeCloseTo(1, 11);
});

// scipy 1.17: norm.ppf
test.each([
  [1e-300, -37.0470962993612],
  [1e-10, -6.361340902404056],
  [0.001, -3.090232306167813],
  [0.3, -0.5244005127080409],
  [0.8, 0.8416212335729143],
])("the quantile at %d", (p, expected) => {
  expect(normalQuantile(p)).toBeCloseTo(expected, 11);
});

test("the quantile undoes the distribution", () => {
  fc.assert(
    fc.property(fc.double({ min: -7, max: 5, noNaN: true }), (x) => {
      expect(normalQuantile(normalCdf(x))).toBeCloseTo(x, 8);
    }),
  );
});

test("the edges are infinite, beyond them is an error", () => {
  expect([normalQuantile(0), normalQuantile(1)]).toEqual([-Infinity, Infinity]);
  for (const p of [-0.1, 1.1, NaN]) expect(() => normalQuantile(p)).toThrow(RangeError);
  for (const confidence of [0, 1, NaN]) expect(() => twoSidedZ(confidence)).toThrow(RangeError);
});
