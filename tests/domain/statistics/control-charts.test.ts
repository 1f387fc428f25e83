import { expect, test } from "vitest";
import fc from "fast-check";
import { laneyPChart, pChart, xmrChart } from "~/domain/statistics/control-charts";

test("vector 14: p-chart, Montgomery's 347 of 1500 in samples of 50", () => {
  const samples = Array.from({ length: 30 }, (_, i) => ({ good: i < 17 ? 12 : 11, n: 50 }));
  const chart = pChart(samples);
  expect(chart?.centre).toBeCloseTo(0.231333, 6);
  expect(chart?.points).toHaveLength(30);
  for (const point of chart?.points ?? []) {
    expect(point?.lower).toBeCloseTo(0.052428, 6);
    expect(point?.upper).toBeCloseTo(0.410239, 6);
  }
});

test("vector 15: XmR", () => {
  const chart = xmrChart([82, 79, 85, 80, 77, 84, 81, 78, 83, 79, 60, 81]);
  expect(chart?.centre).toBeCloseTo(79.083333, 6);
  expect(chart?.points[0]?.lower).toBeCloseTo(59.979697, 6);
  expect(chart?.points[0]?.upper).toBeCloseTo(98.18697, 6);
});

const good = [25, 33, 26, 43, 19, 38, 30, 34];
const reports = [30, 42, 35, 50, 28, 45, 38, 40];
const months = good.map((good, i) => ({ good, n: reports[i] ?? 0 }));

test("vector 16: Laney's σ_z, which stretches the plain limits", () => {
  const chart = laneyPChart(months);
  expect(chart?.centre).toBeCloseTo(0.805195, 6);
  expect(chart?.sigmaZ).toBeCloseTo(1.282487, 6);
  const plain = pChart(months);
  expect((chart?.points[2]?.sigma ?? NaN) / (plain?.points[2]?.sigma ?? NaN)).toBeCloseTo(1.282487, 6);
});

test("a jump of 3.267 MR̄ or more does not widen the limits that should show it", () => {
  // MR̄ is (9·1 + 1·21)/10 = 3, and 21 ≥ 9.8; without it MR̄ is 1.
  const chart = xmrChart([50, 51, 50, 51, 50, 51, 50, 51, 50, 51, 30]);
  expect((chart?.points[0]?.upper ?? NaN) - (chart?.centre ?? NaN)).toBeCloseTo(2.66, 12);
});

test("a month without reports is no point, and moves nothing", () => {
  const [first, ...others] = months;
  if (!first) throw new Error("no months");
  const withGap = [first, { good: 0, n: 0 }, ...others];
  for (const chartOf of [pChart, laneyPChart]) {
    const chart = chartOf(withGap);
    expect(chart?.points[1]).toBeNull();
    expect(chart?.points.filter((point) => point !== null)).toEqual(chartOf(months)?.points);
  }
});

test("limits stay within 0 and 1, hold the centre, and narrow with n", () => {
  const periods = fc.array(
    fc.tuple(fc.integer({ min: 1, max: 200 }), fc.nat()).map(([n, pick]) => ({ good: pick % (n + 1), n })),
    { minLength: 1, maxLength: 20 },
  );
  fc.assert(
    fc.property(periods, (periods) => {
      const chart = pChart(periods);
      if (!chart) throw new Error("no chart");
      periods.forEach(({ n }, i) => {
        const point = chart.points[i];
        expect(point?.lower).toBeGreaterThanOrEqual(0);
        expect(point?.lower).toBeLessThanOrEqual(chart.centre);
        expect(point?.upper).toBeGreaterThanOrEqual(chart.centre);
        expect(point?.upper).toBeLessThanOrEqual(1);
        expect(point?.sigma).toBeCloseTo(Math.sqrt((chart.centre * (1 - chart.centre)) / n), 12);
      });
    }),
  );
});

test("no chart from nothing", () => {
  for (const chartOf of [pChart, laneyPChart]) {
    expect(chartOf([])).toBeNull();
    expect(chartOf([{ good: 0, n: 0 }])).toBeNull();
    expect(() => chartOf([{ good: 3, n: 2 }])).toThrow(RangeError);
  }
  expect(laneyPChart([{ good: 4, n: 5 }])).toBeNull();
  expect(
    laneyPChart([
      { good: 5, n: 5 },
      { good: 6, n: 6 },
    ]),
  ).toBeNull();
  expect(xmrChart([])).toBeNull();
  expect(xmrChart([80])).toBeNull();
  expect(() => xmrChart([80, NaN])).toThrow(RangeError);
});

test("a practice where all did well has a flat chart, not none", () => {
  expect(
    pChart([
      { good: 5, n: 5 },
      { good: 6, n: 6 },
    ])?.points,
  ).toEqual([
    { value: 1, sigma: 0, lower: 1, upper: 1 },
    { value: 1, sigma: 0, lower: 1, upper: 1 },
  ]);
});
