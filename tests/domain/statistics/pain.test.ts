import { expect, test } from "vitest";
import fc from "fast-check";
import { painChange, responderCurve } from "~/domain/statistics/pain";

test.each([
  [8, 6, true, false],
  [5, 3.5, false, true],
  [0, 0, false, null],
])("vector 19: %d → %d", (before, after, byPoints, byPercent) => {
  expect(painChange(before, after)).toMatchObject({
    respondsByPoints: byPoints,
    respondsByPercent: byPercent,
  });
});

test("vector 19: from no pain there is no percentage", () => {
  expect(painChange(0, 0).percent).toBeNull();
  expect(painChange(0, 4)).toMatchObject({ points: -4, percent: null, respondsByPercent: null });
});

test("exactly 30 % is a response, whatever binary makes of it", () => {
  for (let before = 1; before <= 10; before += 0.5) {
    expect(painChange(before, before * 0.7).respondsByPercent).toBe(true);
    expect(painChange(before, before * 0.71).respondsByPercent).toBe(false);
  }
  expect(painChange(3, 2.1).respondsByPercent).toBe(true);
});

test("worse is a negative change, and no response", () => {
  expect(painChange(4, 6)).toEqual({
    points: -2,
    percent: -50,
    respondsByPoints: false,
    respondsByPercent: false,
  });
});

test("the curve counts each at all thresholds they reached, and drop-outs at none", () => {
  const curve = responderCurve(
    [
      { before: 8, after: 0 },
      { before: 8, after: 4 },
      { before: 10, after: 7 },
      { before: 5, after: 6 },
      { before: 9, after: null },
      { before: 0, after: 0 },
    ],
    [10, 30, 50, 100],
  );
  expect(curve).toEqual({
    n: 5,
    withoutPainBefore: 1,
    points: [
      { percent: 10, responders: 3, share: 0.6 },
      { percent: 30, responders: 3, share: 0.6 },
      { percent: 50, responders: 2, share: 0.4 },
      { percent: 100, responders: 1, share: 0.2 },
    ],
  });
});

test("the curve only falls, and a drop-out only lowers it", () => {
  const scores = fc.integer({ min: 0, max: 10 });
  const courses = fc.array(fc.record({ before: scores, after: fc.option(scores) }), { minLength: 1 });
  fc.assert(
    fc.property(courses, (courses) => {
      const curve = responderCurve(courses);
      const withDropOut = responderCurve([...courses, { before: 7, after: null }]);
      (curve?.points ?? []).forEach(({ share, responders }, i, points) => {
        expect(share).toBeLessThanOrEqual(points[i - 1]?.share ?? 1);
        expect(withDropOut?.points[i]?.responders).toBe(responders);
        expect(withDropOut?.points[i]?.share).toBeLessThanOrEqual(share);
      });
    }),
  );
});

test("no curve without anyone in pain; scores off the scale throw", () => {
  expect(responderCurve([])).toBeNull();
  expect(responderCurve([{ before: 0, after: 3 }])).toBeNull();
  expect(() => painChange(11, 3)).toThrow(RangeError);
  expect(() => painChange(3, -1)).toThrow(RangeError);
  expect(() => painChange(NaN, 1)).toThrow(RangeError);
  expect(() => responderCurve([{ before: 5, after: 3 }], [130])).toThrow(RangeError);
});
