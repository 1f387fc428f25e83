import fc from "fast-check";
import { expect, test } from "vitest";
import { daysAhead, gapToBound, isUnderWay, lackOf, whyNotApply, whyNotCancel } from "~/domain/batch-run";
import { isLive } from "~/domain/session";
import { batchStatuses, sessionStatuses } from "~/domain/vocabulary";

const aSession = fc.record({ status: fc.constantFrom(...sessionStatuses), displaced: fc.boolean() });

test("a course lacks what was never booked and what lost its place, and keeps every other session", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 12 }),
      fc.array(aSession, { maxLength: 12 }),
      (planned, sessions) => {
        const { displaced, standing, lacking } = lackOf(planned, sessions);
        const live = sessions.filter(({ status }) => isLive(status));
        expect(displaced.length + standing.length).toBe(live.length);
        expect(lacking).toBeGreaterThanOrEqual(displaced.length);
        // Never more than planned, but for what was booked beyond the plan.
        expect(standing.length + lacking).toBe(Math.max(planned, live.length, standing.length));
      },
    ),
  );
});

test("who has come already keeps a session that lost its room", () => {
  const { displaced, standing } = lackOf(2, [{ status: "arrived", displaced: true }]);
  expect([displaced.length, standing.length]).toEqual([0, 1]);
});

test("it looks as far ahead as the longest course needs, half a year at the least and a year at the most", () => {
  const range = { min: 14, target: 21, max: 28 };
  expect(daysAhead([])).toBe(182);
  expect(daysAhead([{ count: 3, range }])).toBe(182);
  expect(
    daysAhead([
      { count: 3, range },
      { count: 8, range },
    ]),
  ).toBe(252);
  expect(daysAhead([{ count: 20, range }])).toBe(366);
});

test("a run is given up while it is planned, and booked once it is", () => {
  const may = (why: (status: (typeof batchStatuses)[number]) => unknown) =>
    batchStatuses.filter((status) => why(status) === null);
  expect(may(whyNotCancel)).toEqual(batchStatuses.filter(isUnderWay));
  expect(may(whyNotApply)).toEqual(["ready", "applied"]);
});

test("how much worse than the best it can be is never below nothing", () => {
  expect(gapToBound(103, 100)).toBeCloseTo(0.03);
  expect(gapToBound(99.9999, 100)).toBe(0);
  expect(gapToBound(5, 0)).toBe(0);
});
