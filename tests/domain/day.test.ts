import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  dayFromNumber,
  dayNumber,
  daysBetween,
  daysOfMonthGrid,
  eachDay,
  isDay,
  startOfMonth,
  startOfWeek,
  weekdayOf,
} from "~/domain/day";

const days = fc
  .integer({ min: dayNumber("1900-01-01"), max: dayNumber("2200-12-31") })
  .map((number) => dayFromNumber(number));

describe("a day", () => {
  test.each(["2026-11-24", "2028-02-29", "1900-01-01", "2200-12-31"])("%s is one", (text) => {
    expect(isDay(text)).toBe(true);
  });

  test.each([
    "2026-02-29",
    "2026-13-01",
    "2026-00-10",
    "2026-11-31",
    "1899-12-31",
    "2201-01-01",
    "0000-01-01",
    "275760-09-13",
    "2026-1-1",
    " 2026-11-24",
    "2026-11-24T00:00",
    "٢٠٢٦-11-24",
    "",
  ])("%j is none", (text) => {
    expect(isDay(text)).toBe(false);
  });

  test("every day between 1900 and 2200 is one, and comes back from its number", () => {
    fc.assert(
      fc.property(days, (day) => {
        expect(isDay(day)).toBe(true);
        expect(dayFromNumber(dayNumber(day))).toBe(day);
      }),
    );
  });
});

describe("counting days", () => {
  test("crosses a leap day and a new year", () => {
    expect(addDays("2028-02-28", 2)).toBe("2028-03-01");
    expect(addDays("2027-01-01", -1)).toBe("2026-12-31");
    expect(daysBetween("2026-11-24", "2026-11-20")).toBe(-4);
  });

  test("adding and counting are each other's inverse, and text sorts as time does", () => {
    fc.assert(
      fc.property(days, fc.integer({ min: -20_000, max: 20_000 }), (day, count) => {
        const other = addDays(day, count);
        expect(daysBetween(day, other)).toBe(count);
        if (isDay(other)) expect(Math.sign(count)).toBe(other > day ? 1 : other < day ? -1 : 0);
      }),
    );
  });

  test("a month later is at the latest the month's last day", () => {
    expect(addMonths("2026-01-31", 1)).toBe("2026-02-28");
    expect(addMonths("2027-11-30", 3)).toBe("2028-02-29");
    expect(addMonths("2026-11-24", 12)).toBe("2027-11-24");
    expect(addMonths("2026-01-15", -1)).toBe("2025-12-15");
  });
});

describe("weeks and months", () => {
  test("a week begins on Monday", () => {
    expect(weekdayOf("2026-11-23")).toBe(1);
    expect(weekdayOf("2026-11-29")).toBe(7);
    expect(startOfWeek("2026-11-29")).toBe("2026-11-23");
    expect(startOfWeek("2026-11-23")).toBe("2026-11-23");
    expect(weekdayOf("1969-12-31")).toBe(3);
  });

  test("each day includes both ends, and is empty backwards", () => {
    expect(eachDay("2026-11-30", "2026-12-02")).toEqual(["2026-11-30", "2026-12-01", "2026-12-02"]);
    expect(eachDay("2026-12-02", "2026-11-30")).toEqual([]);
  });

  test("a month that fills four weeks shows four, another up to six", () => {
    expect(daysOfMonthGrid("2027-02-10")).toHaveLength(4);
    expect(daysOfMonthGrid("2026-11-24")).toHaveLength(6);
    expect(daysOfMonthGrid("2026-11-24")[0]?.[0]).toBe("2026-10-26");
  });

  test("the month's page holds every day of the month in whole weeks, and no week without one", () => {
    fc.assert(
      fc.property(days, (day) => {
        const weeks = daysOfMonthGrid(day);
        const inMonth = weeks.flat().filter((other) => startOfMonth(other) === startOfMonth(day));
        expect(inMonth[0]).toBe(startOfMonth(day));
        expect(inMonth).toHaveLength(daysBetween(startOfMonth(day), addMonths(startOfMonth(day), 1)));
        for (const week of weeks) {
          expect(week.map(weekdayOf)).toEqual([1, 2, 3, 4, 5, 6, 7]);
          expect(week.some((other) => inMonth.includes(other))).toBe(true);
        }
      }),
    );
  });
});
