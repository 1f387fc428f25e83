import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, type Day } from "~/domain/day";
import {
  changeFrom,
  holdsOn,
  readSpans,
  spansText,
  weeklyHours,
  type DatedSpan,
  type WeekdaySpan,
} from "~/domain/working-hours";

const span = (startsMinute: number, endsMinute: number) => ({ startsMinute, endsMinute });

describe("a weekday's hours as typed", () => {
  test.each([
    ["08:00–12:00, 13:00–17:00", [span(480, 720), span(780, 1020)]],
    ["8-12, 13-17", [span(480, 720), span(780, 1020)]],
    ["13:30 to 17:45; 8:00 - 12:15", [span(480, 735), span(810, 1065)]],
    ["00:00–24:00", [span(0, 1440)]],
    ["08:00–12:00, 12:00–13:00", [span(480, 720), span(720, 780)]],
    ["", []],
    ["  ", []],
  ])("%s", (text, spans) => {
    expect(readSpans(text)).toEqual(spans);
  });

  test.each([
    ["morning", "unreadable"],
    ["8", "unreadable"],
    ["8-12-17", "unreadable"],
    ["25:00–26:00", "unreadable"],
    ["08:70–09:00", "unreadable"],
    ["24:01–24:02", "unreadable"],
    ["12:00–08:00", "backwards"],
    ["12:00–12:00", "backwards"],
    ["08:00–12:00, 11:59–13:00", "overlap"],
    ["1-2,3-4,5-6,7-8,9-10,11-12,13-14", "too-many"],
  ])("%s is %s", (text, fault) => {
    expect(readSpans(text)).toBe(fault);
  });

  test("what is written out reads back the same", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 2, maxLength: 12 }),
        (times) => {
          const clock = times.sort((a, b) => a - b);
          const spans = clock.flatMap((from, index) => {
            const until = clock[index + 1];
            return index % 2 === 0 && until !== undefined ? [span(from, until)] : [];
          });
          expect(readSpans(spansText(spans))).toEqual(spans);
        },
      ),
    );
  });
});

describe("another week from a day on", () => {
  const first: Day = "2026-11-02";
  const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays(first, days));
  const weekSpan = fc.record({
    weekday: fc.integer({ min: 1, max: 7 }),
    startsMinute: fc.constantFrom(480, 540, 780),
    endsMinute: fc.constantFrom(720, 900, 1020),
  });
  const week = fc.uniqueArray(
    weekSpan.filter((one) => one.startsMinute < one.endsMinute),
    { maxLength: 8, selector: ({ weekday, startsMinute }) => `${weekday} ${startsMinute}` },
  );

  const applied = (rows: readonly DatedSpan[], from: Day, next: readonly WeekdaySpan[]): DatedSpan[] => {
    const change = changeFrom(rows, from, next);
    const old = rows
      .filter(({ id }) => !change.drop.includes(id))
      .map((row) => (change.end.includes(row.id) ? { ...row, validUntil: from } : row));
    const added = change.add.map((one, index) => ({
      ...one,
      id: `${from} ${rows.length} ${index}`,
      validFrom: from,
      validUntil: null,
    }));
    return [...old, ...added];
  };
  const holding = (rows: readonly DatedSpan[], on: Day) =>
    rows
      .filter((row) => holdsOn(row, on))
      .map(({ weekday, startsMinute, endsMinute }) => `${weekday} ${startsMinute} ${endsMinute}`)
      .sort();
  const written = (spans: readonly WeekdaySpan[]) =>
    spans.map(({ weekday, startsMinute, endsMinute }) => `${weekday} ${startsMinute} ${endsMinute}`).sort();

  test("leaves every day before as it was, and holds on every day after", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(day, week), { maxLength: 4 }), day, week, day, (past, from, next, on) => {
        const before = past.reduce<DatedSpan[]>((rows, [since, hours]) => applied(rows, since, hours), []);
        const after = applied(before, from, next);
        expect(holding(after, on)).toEqual(on < from ? holding(before, on) : written(next));
        expect(
          after.every(({ validFrom, validUntil }) => validUntil === null || validFrom < validUntil),
        ).toBe(true);
      }),
    );
  });

  test("saving the same week again changes nothing", () => {
    fc.assert(
      fc.property(day, week, day, (since, hours, later) => {
        const rows = applied([], since, hours);
        const from = later < since ? since : later;
        expect(changeFrom(rows, from, hours)).toEqual({ end: [], drop: [], add: [] });
      }),
    );
  });
});

test("a week's hours are counted", () => {
  expect(weeklyHours([span(480, 720), span(780, 990)])).toBe(7.5);
});
