import { expect, test } from "vitest";
import fc from "fast-check";
import { aalenJohansen, type Course } from "~/domain/statistics/competing-risks";
import { kaplanMeier } from "~/domain/statistics/survival";

const ends = ["not-yet", "good-result", "stopped"] as const;
const times = [28, 42, 42, 56, 56, 70, 70, 84, 84, 98, 98, 112, 112, 126, 140];
const codes = [2, 1, 0, 1, 2, 1, 1, 2, 0, 1, 1, 0, 2, 1, 0] as const;
const courses = codes.map((code, i) => ({ time: times[i] ?? 0, end: ends[code] }));

const dropOutsCensored = (courses: readonly Course[]) =>
  kaplanMeier(courses.map(({ time, end }) => ({ time, happened: end === "good-result" })));

test("vector 13: a good result by day 126, with stopping as a competing event", () => {
  const step = aalenJohansen(courses)?.find(({ time }) => time === 126);
  expect(step?.goodResult).toBeCloseTo(0.578241, 6);
  expect(step?.stopped).toBeCloseTo(0.29537, 6);
  const naive = dropOutsCensored(courses)?.steps.find(({ time }) => time === 126);
  expect(1 - (naive?.survival ?? NaN)).toBeCloseTo(0.773016, 6);
});

const anyCourses = fc.array(
  fc.record({ time: fc.integer({ min: 0, max: 20 }), end: fc.constantFrom(...ends) }),
  {
    minLength: 1,
    maxLength: 60,
  },
);

test("good, stopped and neither make 1 at every step, and only grow", () => {
  fc.assert(
    fc.property(anyCourses, (courses) => {
      let before = { goodResult: 0, stopped: 0 };
      for (const step of aalenJohansen(courses) ?? []) {
        expect(step.goodResult + step.stopped + step.neither).toBeCloseTo(1, 12);
        expect(step.goodResult).toBeGreaterThanOrEqual(before.goodResult);
        expect(step.stopped).toBeGreaterThanOrEqual(before.stopped);
        before = step;
      }
    }),
  );
});

test("without anyone stopping it is 1 − Kaplan–Meier; with it, never more", () => {
  fc.assert(
    fc.property(anyCourses, (courses) => {
      const noStops = courses.filter(({ end }) => end !== "stopped");
      const naive = dropOutsCensored(noStops)?.steps ?? [];
      (aalenJohansen(noStops) ?? []).forEach(({ time, goodResult }, i) => {
        expect(time).toBe(naive[i]?.time);
        expect(goodResult).toBeCloseTo(1 - (naive[i]?.survival ?? NaN), 12);
      });
      for (const { time, survival } of dropOutsCensored(courses)?.steps ?? []) {
        const step = aalenJohansen(courses)?.find((step) => step.time === time);
        expect(step?.goodResult).toBeLessThanOrEqual(1 - survival + 1e-12);
      }
    }),
  );
});

test("the order of the courses does not matter", () => {
  fc.assert(
    fc.property(anyCourses, (courses) => {
      expect(aalenJohansen(courses.toReversed())).toEqual(aalenJohansen(courses));
    }),
  );
});

test("no courses is no curve; none ended is a curve without steps", () => {
  expect(aalenJohansen([])).toBeNull();
  expect(aalenJohansen([{ time: 3, end: "not-yet" }])).toEqual([]);
  expect(() => aalenJohansen([{ time: -1, end: "stopped" }])).toThrow(RangeError);
  expect(() => aalenJohansen([{ time: NaN, end: "stopped" }])).toThrow(RangeError);
});
