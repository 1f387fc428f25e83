import { expect, test } from "vitest";
import fc from "fast-check";
import { pChart, xmrChart, type ControlChart } from "~/domain/statistics/control-charts";
import { signals } from "~/domain/statistics/signals";

/** Centre 0, limits at ±3; null is a month without reports. */
function chartOf(...values: (number | null)[]): ControlChart {
  const points = values.map((value) => (value === null ? null : { value, sigma: 1, lower: -3, upper: 3 }));
  return { centre: 0, points };
}

test("a quiet chart signals nothing", () => {
  expect(signals(chartOf(0.5, -1, 1, -0.5, 0, 1, -1, 0.2, -0.3))).toEqual([]);
  expect(signals(chartOf())).toEqual([]);
});

test("beyond a limit, not on it", () => {
  expect(signals(chartOf(0, 3.1, 0, -3, 0, 0, -3.1))).toEqual([
    { rule: "outside-limits", direction: "up", points: [1] },
    { rule: "outside-limits", direction: "down", points: [6] },
  ]);
});

test("seven on one side, not six", () => {
  expect(signals(chartOf(-1, 1, 0.5, 1, 0.5, 1, 0.5, -1))).toEqual([]);
  expect(signals(chartOf(-1, 1, 0.5, 1, 0.5, 1, 0.5, 1, -1))).toEqual([
    { rule: "seven-on-one-side", direction: "up", points: [1, 2, 3, 4, 5, 6, 7] },
  ]);
});

test("a run is told once, in its full length; a point on the centre breaks it", () => {
  expect(signals(chartOf(-1, -0.5, -1, -0.5, -1, -0.5, -1, -0.5, -1))).toEqual([
    { rule: "seven-on-one-side", direction: "down", points: [0, 1, 2, 3, 4, 5, 6, 7, 8] },
  ]);
  expect(signals(chartOf(1, 0.5, 1, 0.5, 0, 1, 0.5, 1))).toEqual([]);
});

test("a trend of seven points, not of six; an equal value breaks it", () => {
  expect(signals(chartOf(1, -0.9, -0.6, -0.3, 0.1, 0.4, 0.7))).toEqual([]);
  expect(signals(chartOf(1, -0.9, -0.6, -0.3, 0.1, 0.4, 0.7, 1))).toEqual([
    { rule: "seven-point-trend", direction: "up", points: [1, 2, 3, 4, 5, 6, 7] },
  ]);
  expect(signals(chartOf(1, 0.7, 0.4, 0.1, -0.3, -0.6, -0.9))).toEqual([
    { rule: "seven-point-trend", direction: "down", points: [0, 1, 2, 3, 4, 5, 6] },
  ]);
  expect(signals(chartOf(-0.9, -0.6, -0.3, -0.3, 0.1, 0.4, 0.7))).toEqual([]);
});

test("two of three near the same limit", () => {
  const near = (direction: "up" | "down", ...points: number[]) => [
    { rule: "two-of-three-near-limit", direction, points },
  ];
  expect(signals(chartOf(0, 2.1, 0, 2.2, 0))).toEqual(near("up", 1, 3));
  expect(signals(chartOf(0, -2.1, -2.2, 0))).toEqual(near("down", 1, 2));
  expect(signals(chartOf(2.1, 0, 0, 2.1))).toEqual([]);
  expect(signals(chartOf(2.1, -2.1, 0))).toEqual([]);
  expect(signals(chartOf(2, 2, 0))).toEqual([]);
});

test("months without reports neither make a run nor break it", () => {
  expect(signals(chartOf(1, 0.5, null, 1, 0.5, 1, null, 0.5, 1))).toEqual([
    { rule: "seven-on-one-side", direction: "up", points: [0, 1, 3, 4, 5, 7, 8] },
  ]);
});

test("upside down, the same signals point the other way", () => {
  const values = fc.array(fc.double({ min: -4, max: 4, noNaN: true }), { maxLength: 30 });
  const shown = (chart: ControlChart) =>
    signals(chart)
      .map(({ rule, direction, points }) => `${rule} ${direction} ${points.join()}`)
      .sort();
  fc.assert(
    fc.property(values, (values) => {
      const flipped = shown(chartOf(...values.map((value) => -value)));
      const turned = flipped.map((line) =>
        line.replace(/ (up|down) /, (_, to) => (to === "up" ? " down " : " up ")),
      );
      expect(turned.sort()).toEqual(shown(chartOf(...values)));
    }),
  );
});

test("rounding makes no signals out of months that are all alike", () => {
  const xmr = xmrChart(Array.from({ length: 9 }, () => 0.1));
  const shares = pChart(Array.from({ length: 9 }, (_, i) => ({ good: 7 * (i + 1), n: 9 * (i + 1) })));
  if (!xmr || !shares) throw new Error("no chart");
  expect(signals(xmr)).toEqual([]);
  expect(signals(shares)).toEqual([]);
});

test("vector 15's month of 60 is within its limits, and says so", () => {
  const chart = xmrChart([82, 79, 85, 80, 77, 84, 81, 78, 83, 79, 60, 81]);
  expect(chart && signals(chart)).toEqual([]);
});
