import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  clock,
  clockToMinutes,
  dayAndMonth,
  dayWithYear,
  dayWords,
  dayWordsLong,
  durationWords,
  minutesToClock,
  monthWords,
  relativeDay,
  whenWords,
} from "~/domain/words-of-time";
import { at } from "tests/support/builders";

describe("a day in words", () => {
  test("puts the day first", () => {
    expect(dayWords("2026-11-24")).toBe("Tue 24 Nov");
    expect(dayWordsLong("2026-11-24")).toBe("Tuesday 24 November");
    expect(dayWithYear("2026-11-24")).toBe("Tue 24 Nov 2026");
    expect(dayAndMonth("2026-12-04")).toBe("4 Dec");
    expect(monthWords("2026-09-01")).toBe("September 2026");
  });

  test("stands beside how far off it is", () => {
    const today = "2026-12-30";
    expect(relativeDay("2026-12-30", today)).toBe("today");
    expect(relativeDay("2026-12-31", today)).toBe("tomorrow");
    expect(relativeDay("2026-12-29", today)).toBe("yesterday");
    expect(relativeDay("2027-01-04", today)).toBe("in 5 days");
    expect(relativeDay("2026-12-25", today)).toBe("5 days ago");
  });
});

describe("a time in words", () => {
  test("is the clinic's, whatever the zone of whoever reads", () => {
    expect(clock(at("09:30"), "Europe/Berlin")).toBe("09:30");
    expect(clock(at("09:30"), "America/New_York")).toBe("03:30");
    expect(whenWords(at("00:15"), "Europe/Berlin")).toBe("Tue 24 Nov, 00:15");
    expect(whenWords(at("00:15"), "America/New_York")).toBe("Mon 23 Nov, 18:15");
  });

  test("is 24 hours, midnight being 00:00", () => {
    expect(clock(at("00:00"), "Europe/Berlin")).toBe("00:00");
    expect(clock(at("23:59"), "Europe/Berlin")).toBe("23:59");
  });
});

describe("clock times typed", () => {
  test.each([
    ["09:30", 570],
    ["9:30", 570],
    ["00:00", 0],
    ["24:00", 1440],
  ])("%s is %d minutes", (text, minutes) => {
    expect(clockToMinutes(text)).toBe(minutes);
  });

  test.each(["24:01", "9:60", "25:00", "930", "9:3", "-1:00", "", "09:30:00", "9.30"])(
    "%j is none",
    (text) => {
      expect(clockToMinutes(text)).toBeNull();
    },
  );

  test("every minute of the day is read as it was written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1440 }), (minutes) => {
        expect(clockToMinutes(minutesToClock(minutes))).toBe(minutes);
      }),
    );
  });
});

test("a duration says hours only when there are any", () => {
  expect(durationWords(30)).toBe("30 min");
  expect(durationWords(60)).toBe("1 h");
  expect(durationWords(95)).toBe("1 h 35 min");
});
