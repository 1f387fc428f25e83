import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, dayFromNumber, dayNumber, eachDay } from "~/domain/day";
import {
  gapDays,
  gapState,
  gapWords,
  isDue,
  isOverdue,
  legalWindow,
  needsReason,
  type GapFacts,
} from "~/domain/gap";
import { dayOf } from "~/domain/time";
import { at, TODAY } from "tests/support/builders";

const range = { min: 14, target: 21, max: 28 };
/** The last session so many days ago, the next in so many. */
const gapOf = (daysAgo: number | null, daysAhead: number | null, more: Partial<GapFacts> = {}) =>
  gapState({
    previousDay: daysAgo === null ? null : addDays(TODAY, -daysAgo),
    nextDay: daysAhead === null ? null : addDays(TODAY, daysAhead),
    today: TODAY,
    range,
    nothingLeftToDo: false,
    ...more,
  });

describe("a gap", () => {
  test("is counted on the clinic's calendar, not in hours", () => {
    const before = dayOf(at("23:30", "2026-03-28"), "Europe/Berlin");
    const after = dayOf(at("00:30", "2026-03-30"), "Europe/Berlin");
    expect(gapDays(before, after)).toBe(2);
  });

  test("depends on the clinic: the same two instants lie on other days further west", () => {
    const [first, second] = [at("01:00", "2026-11-24"), at("08:00", "2026-12-08")];
    expect(gapDays(dayOf(first, "Europe/Berlin"), dayOf(second, "Europe/Berlin"))).toBe(14);
    expect(gapDays(dayOf(first, "America/New_York"), dayOf(second, "America/New_York"))).toBe(15);
  });
});

describe("its state", () => {
  test.each([
    [10, 3, "early", 1],
    [10, 4, "in-range", 0],
    [10, 18, "in-range", 0],
    [10, 19, "late", 1],
  ] as const)("%d days ago, next in %d: %s by %d", (ago, ahead, state, byDays) => {
    expect(gapOf(ago, ahead)).toMatchObject({ state, days: ago + ahead, byDays, pastMaximum: false });
  });

  test("counts to today while nothing is booked", () => {
    expect(gapOf(10, null)).toMatchObject({
      state: "nothing-booked",
      days: 10,
      byDays: 0,
      pastMaximum: false,
    });
    expect(gapOf(28, null)).toMatchObject({ state: "nothing-booked", byDays: 0, pastMaximum: false });
    expect(gapOf(29, null)).toMatchObject({ state: "nothing-booked", byDays: 1, pastMaximum: true });
  });

  test("knows the window that keeps the range", () => {
    expect(gapOf(10, null).window).toEqual({ from: "2026-11-28", target: "2026-12-05", to: "2026-12-12" });
  });

  test("is none for a first session, and when nothing is left to do", () => {
    expect(gapOf(null, 5)).toMatchObject({ state: "none", days: null, window: null });
    expect(gapOf(40, null, { nothingLeftToDo: true })).toMatchObject({ state: "none", pastMaximum: false });
  });

  test("still judges a session that is booked when nothing more was planned", () => {
    expect(gapOf(20, 20, { nothingLeftToDo: true }).state).toBe("late");
  });

  test("is nothing-booked for a course that has not begun", () => {
    expect(gapOf(null, null)).toMatchObject({ state: "nothing-booked", days: null, window: null });
  });
});

test("a course is due from the minimum gap and overdue after the maximum", () => {
  expect(isDue(gapOf(13, null), range)).toBe(false);
  expect(isDue(gapOf(14, null), range)).toBe(true);
  expect(isDue(gapOf(null, null), range)).toBe(true);
  expect(isDue(gapOf(20, 5), range)).toBe(false);
  expect(isOverdue(gapOf(28, null))).toBe(false);
  expect(isOverdue(gapOf(29, null))).toBe(true);
  expect(isOverdue(gapOf(29, 5))).toBe(false);
});

test.each([
  [gapOf(36, null), "8 d past maximum"],
  [gapOf(20, 13), "5 d late"],
  [gapOf(5, 7), "2 d early"],
  [gapOf(18, null), "Window to 4 Dec"],
  [gapOf(10, 10), "In range"],
  [gapOf(null, null), "Nothing booked"],
  [gapOf(null, 3), ""],
])("%# reads %j", (gap, words) => {
  expect(gapWords(gap)).toBe(words);
});

describe("the legal window", () => {
  test("lies between the gaps to both neighbours", () => {
    expect(legalWindow("2026-11-20", "2026-12-26", range, TODAY)).toEqual({
      from: "2026-12-04",
      target: "2026-12-11",
      to: "2026-12-12",
      isEmpty: false,
    });
  });

  test("has no end for a first session, and never lies in the past", () => {
    expect(legalWindow(null, null, range, TODAY)).toEqual({
      from: TODAY,
      target: TODAY,
      to: null,
      isEmpty: false,
    });
    expect(legalWindow("2026-11-01", null, range, TODAY)).toMatchObject({ from: TODAY, to: "2026-11-29" });
  });

  test("before the only booked session keeps its target gap to it", () => {
    expect(legalWindow(null, "2026-12-20", range, TODAY)).toEqual({
      from: TODAY,
      target: "2026-11-29",
      to: "2026-12-06",
      isEmpty: false,
    });
  });

  test("is empty past the maximum, and then the soonest day is the best", () => {
    expect(legalWindow("2026-10-20", null, range, TODAY)).toMatchObject({ target: TODAY, isEmpty: true });
  });

  test("is empty between neighbours that leave no room", () => {
    expect(legalWindow("2026-11-20", "2026-12-10", range, TODAY)).toMatchObject({
      from: "2026-12-04",
      target: "2026-12-04",
      to: "2026-11-26",
      isEmpty: true,
    });
  });

  const near = fc.integer({ min: dayNumber(TODAY) - 60, max: dayNumber(TODAY) + 90 }).map(dayFromNumber);
  const ranges = fc
    .tuple(fc.nat(40), fc.nat(40), fc.nat(40))
    .map(([a, b, c]) => ({ min: 1 + a, target: 1 + a + b, max: 1 + a + b + c }));
  test("holds exactly the days that need no reason, the target among them and nearest to the target gap", () => {
    fc.assert(
      fc.property(fc.option(near), fc.option(near), ranges, (previousDay, nextDay, gaps) => {
        const window = legalWindow(previousDay, nextDay, gaps, TODAY);
        const legal = eachDay(TODAY, addDays(TODAY, 250)).filter((day) => {
          const before = previousDay === null ? null : gapDays(previousDay, day);
          const after = nextDay === null ? null : gapDays(day, nextDay);
          return needsReason(before, after, gaps).length === 0;
        });
        const inside = eachDay(TODAY, addDays(TODAY, 250)).filter(
          (day) => window.from <= day && (window.to === null || day <= window.to),
        );
        expect(inside).toEqual(legal);
        expect(window.isEmpty).toBe(legal.length === 0);
        if (legal.length === 0) return;
        expect(legal).toContain(window.target);
        const off = (day: string) =>
          previousDay !== null
            ? Math.abs(gapDays(previousDay, day) - gaps.target)
            : nextDay !== null
              ? Math.abs(gapDays(day, nextDay) - gaps.target)
              : gapDays(TODAY, day);
        expect(off(window.target)).toBe(Math.min(...legal.map(off)));
      }),
      { numRuns: 300 },
    );
  });
});

describe("a reason is needed", () => {
  test("below the minimum and above the maximum, on each side", () => {
    expect(needsReason(13, 29, range)).toEqual([
      { side: "before", kind: "too-short", days: 13, byDays: 1 },
      { side: "after", kind: "too-long", days: 29, byDays: 1 },
    ]);
  });

  test("not at the limits, and not without a neighbour", () => {
    expect(needsReason(14, 28, range)).toEqual([]);
    expect(needsReason(null, null, range)).toEqual([]);
  });

  test("for a second session on the same day", () => {
    expect(needsReason(0, null, range)).toEqual([{ side: "before", kind: "too-short", days: 0, byDays: 14 }]);
  });
});
