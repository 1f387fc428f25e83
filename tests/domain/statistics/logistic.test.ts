import { expect, test } from "vitest";
import fc from "fast-check";
import { fitLogistic, type Cell } from "~/domain/statistics/logistic";

const pain = [7, 5, 8, 6, 4, 9, 3, 6, 8, 5, 7, 2, 6, 9, 4, 8];
const back = [0, 1, 0, 1, 1, 0, 1, 0, 1, 0, 1, 1, 0, 1, 0, 0];
const good = [0, 1, 1, 1, 1, 0, 1, 0, 1, 1, 0, 1, 1, 0, 0, 0];
const cases = good.map((good, i) => ({ predictors: [pain[i] ?? 0, back[i] ?? 0], good, n: 1 }));

function fitted(cases: readonly Cell[]) {
  const fit = fitLogistic(cases);
  if (!fit.fitted) throw new Error(`no fit: ${fit.why}`);
  return fit;
}

// Reference: Newton's method in numpy, 50 rounds
test("finds the maximum likelihood estimate", () => {
  const { coefficients } = fitted(cases);
  [3.07847707, -0.55474283, 1.44184084].forEach((expected, i) =>
    expect(coefficients[i]).toBeCloseTo(expected, 7),
  );
});

test("expects as many good results as there were, in all and per region", () => {
  const { probability } = fitted(cases);
  const expected = (of: Cell[]) => of.reduce((total, { predictors }) => total + probability(predictors), 0);
  const observed = (of: Cell[]) => of.reduce((total, { good }) => total + good, 0);
  const ofBacks = cases.filter(({ predictors }) => predictors[1] === 1);
  expect(expected(cases)).toBeCloseTo(observed(cases), 8);
  expect(expected(ofBacks)).toBeCloseTo(observed(ofBacks), 8);
});

test("patients counted in cells give the same model as one by one", () => {
  const cells = cases.map(({ predictors, good }, i) => ({ predictors, good: good * 2 + (i % 2), n: 3 }));
  const oneByOne = cells.flatMap(({ predictors, good, n }) =>
    Array.from({ length: n }, (_, i) => ({ predictors, good: i < good ? 1 : 0, n: 1 })),
  );
  const { coefficients } = fitted(oneByOne);
  const withEmptyCell = [...cells, { predictors: [99, 1], good: 0, n: 0 }];
  fitted(withEmptyCell).coefficients.forEach((found, i) =>
    expect(found).toBeCloseTo(coefficients[i] ?? NaN, 8),
  );
});

test("shortens its steps where Newton's own overshoot and never come back", () => {
  const { coefficients } = fitted([
    { predictors: [26], good: 240, n: 242 },
    { predictors: [55], good: 193, n: 193 },
    { predictors: [23], good: 1, n: 3 },
    { predictors: [43], good: 371, n: 371 },
  ]);
  // numpy, with the same halving
  expect(coefficients[0]).toBeCloseTo(-42.71137893, 5);
  expect(coefficients[1]).toBeCloseTo(1.82687964, 6);
});

test("without predictors it is the common share", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 40 }), (good, bad) => {
      const all = Array.from({ length: good + bad }, (_, i) => ({
        predictors: [],
        good: i < good ? 1 : 0,
        n: 1,
      }));
      expect(fitted(all).probability([])).toBeCloseTo(good / (good + bad), 9);
    }),
  );
});

test("says so where there is nothing to fit", () => {
  expect(fitLogistic([])).toEqual({ fitted: false, why: "no-cases" });
  expect(fitLogistic([{ predictors: [3], good: 0, n: 0 }])).toEqual({ fitted: false, why: "no-cases" });
});

test("says so when a predictor adds nothing", () => {
  const twice = cases.map(({ predictors, good }) => ({
    predictors: [...predictors, (predictors[0] ?? 0) * 2],
    good,
    n: 1,
  }));
  expect(fitLogistic(twice)).toEqual({ fitted: false, why: "collinear" });
  const constant = cases.map(({ predictors, good }) => ({ predictors: [...predictors, 3], good, n: 1 }));
  expect(fitLogistic(constant)).toEqual({ fitted: false, why: "collinear" });
  expect(fitLogistic(cases.slice(0, 2))).toEqual({ fitted: false, why: "collinear" });
});

test("says so when good and bad can be told apart without exception", () => {
  const allGood = cases.map(({ predictors }) => ({ predictors, good: 1, n: 1 }));
  expect(fitLogistic(allGood)).toEqual({ fitted: false, why: "separated" });
  const byPain = cases.map(({ predictors }) => ({
    predictors,
    good: (predictors[0] ?? 0) < 6 ? 1 : 0,
    n: 1,
  }));
  expect(fitLogistic(byPain)).toEqual({ fitted: false, why: "separated" });
  // One region of which everybody did well is enough: its coefficient has no finite estimate.
  const byRegion = cases.map(({ predictors, good }) => ({
    predictors,
    good: predictors[1] === 1 ? 1 : good,
    n: 1,
  }));
  expect(fitLogistic(byRegion)).toEqual({ fitted: false, why: "separated" });
});

test("uneven or endless predictors and impossible counts throw", () => {
  const [first] = cases;
  if (!first) throw new Error("no cases");
  expect(() => fitLogistic([first, { predictors: [1], good: 1, n: 1 }])).toThrow(RangeError);
  expect(() => fitLogistic([first, { predictors: [1, NaN], good: 1, n: 1 }])).toThrow(RangeError);
  expect(() => fitLogistic([first, { predictors: [1, 0], good: 2, n: 1 }])).toThrow(RangeError);
});
