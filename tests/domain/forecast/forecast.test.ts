import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "~/domain/day";
import { performedAfter, underWay, type CourseHistory } from "~/domain/forecast/course-history";
import { forecast, sumOfChances, sumsAfter, WEEKS_AHEAD } from "~/domain/forecast/forecast";
import { learn } from "~/domain/forecast/learn";
import { aPractice } from "tests/bench/forecast";

const TODAY = "2026-11-24";
const range = { min: 14, target: 21, max: 28 };
const on = (days: number) => addDays(TODAY, days);

const course = (known: Partial<CourseHistory>): CourseHistory => ({
  id: "one",
  group: "ultrasound",
  startedDay: on(-100),
  endedDay: null,
  plannedSessions: 4,
  range,
  sessions: [],
  ...known,
});
const was = (days: number, known: Partial<CourseHistory["sessions"][number]> = {}) => ({
  day: on(days),
  bookedDay: on(days - 21),
  releasedDay: null,
  performed: days <= 0,
  ...known,
});

describe("a sum of chances", () => {
  test("thirty of nine tenths and twenty of six are 39, give or take 2.738613", () => {
    const { mean, sd } = sumOfChances([...Array<number>(30).fill(0.9), ...Array<number>(20).fill(0.6)]);
    expect(mean).toBeCloseTo(39, 9);
    expect(sd).toBeCloseTo(2.738613, 6);
  });
});

describe("what was known on a day", () => {
  test("has nothing that came later: bookings, cancellations, ends", () => {
    const one = course({
      endedDay: on(20),
      sessions: [
        was(-21),
        was(0),
        was(21, { bookedDay: on(1) }),
        was(10, { bookedDay: on(-5), releasedDay: on(3) }),
      ],
    });
    expect(underWay([one], TODAY)).toMatchObject([{ performed: [on(-21), on(0)], booked: [on(10)] }]);
    expect(underWay([one], on(3))).toMatchObject([{ booked: [on(21)] }]);
    expect(underWay([one], on(20))).toEqual([]);
    expect(underWay([one], on(-101))).toEqual([]);
  });

  test("is held against what then happened, week by week", () => {
    const one = course({
      sessions: [
        was(1, { performed: true }),
        was(7, { performed: true }),
        was(8, { performed: true }),
        was(9),
      ],
    });
    expect(performedAfter([one], TODAY, 3).get("ultrasound")).toEqual([2, 1, 0]);
  });
});

describe("twelve weeks ahead", () => {
  const usual = learn([], TODAY);

  test("what is booked counts as often as patients come", () => {
    const booked = course({ plannedSessions: 1, sessions: [was(10, { bookedDay: on(-1) })] });
    const rows = sumsAfter([booked], TODAY, WEEKS_AHEAD, usual).get("ultrasound");
    expect(rows?.map(({ mean }) => mean)).toEqual([0, usual.showRate, ...Array<number>(10).fill(0)]);
    expect(rows?.[1]?.variance).toBeCloseTo(usual.showRate * (1 - usual.showRate), 12);
  });

  test("a course that is whole, held or ended asks for nothing", () => {
    const whole = course({ plannedSessions: 1, sessions: [was(-5)] });
    const ended = course({ id: "two", endedDay: on(-1), sessions: [was(-20)] });
    const { weeks } = forecast([whole, ended], TODAY);
    expect([...weeks.values()].flat().every(({ expected }) => expected === 0)).toBe(true);
  });

  test("one that is long overdue is expected soon, or not at all", () => {
    const overdue = course({ plannedSessions: 2, sessions: [was(-90)] });
    const rows = sumsAfter([overdue], TODAY, WEEKS_AHEAD, usual).get("ultrasound") ?? [];
    const soon = rows.slice(0, 3).reduce((sum, { mean }) => sum + mean, 0);
    expect(soon).toBeCloseTo(usual.continuationRate, 9);
    expect(rows.slice(3).every(({ mean }) => mean === 0)).toBe(true);
  });

  test("without any history there is no row, and nothing is invented", () => {
    expect(forecast([], TODAY).weeks.size).toBe(0);
  });

  test("no course is expected to have more than it lacks, nor a week less than is booked", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -120, max: 60 }), { maxLength: 6 }),
        fc.integer({ min: 1, max: 8 }),
        (days, plannedSessions) => {
          const one = course({
            startedDay: on(-121),
            plannedSessions,
            sessions: [...new Set(days)].map((day) => was(day, { bookedDay: on(-121) })),
          });
          const rows = sumsAfter([one], TODAY, WEEKS_AHEAD, usual).get("ultrasound") ?? [];
          const [then] = underWay([one], TODAY);
          const lacks = Math.max(
            0,
            plannedSessions - (then?.performed.length ?? 0) - (then?.booked.length ?? 0),
          );
          const booked = rows.reduce((sum, row) => sum + row.booked, 0);
          const mean = rows.reduce((sum, row) => sum + row.mean, 0);
          expect(mean - booked).toBeLessThanOrEqual(lacks + 1e-9);
          for (const row of rows) {
            expect(row.mean).toBeGreaterThanOrEqual(row.booked - 1e-9);
            expect(row.variance).toBeGreaterThanOrEqual(0);
          }
        },
      ),
    );
  });

  test("its interval holds what it says, in a practice whose truth is known", () => {
    const courses = aPractice(7, 120);
    let [within, all] = [0, 0];
    for (const week of [72, 84, 96, 106]) {
      const at = addDays("2024-01-01", 7 * week - 1);
      const happened = performedAfter(courses, at, WEEKS_AHEAD);
      for (const [group, rows] of forecast(courses, at).weeks) {
        rows.forEach(({ low, high, expected }, ahead) => {
          const count = happened.get(group)?.[ahead] ?? 0;
          expect(low).toBeLessThanOrEqual(expected);
          all++;
          if (low <= count && count <= high) within++;
        });
      }
    }
    expect(within / all).toBeGreaterThan(0.7);
    expect(within / all).toBeLessThan(0.92);
  });
});
