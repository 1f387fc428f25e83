import { expect, test } from "vitest";
import fc from "fast-check";
import { kaplanMeier, logRank, type Followed } from "~/domain/statistics/survival";

/** As survival tables write it: "6+" is last seen at 6 without the event. */
function followed(table: string): Followed[] {
  return table
    .split(",")
    .map((entry) => ({ time: Number.parseFloat(entry), happened: !entry.endsWith("+") }));
}

const mercaptopurine = followed("6,6,6,6+,7,9+,10,10+,11+,13,16,17+,19+,20+,22,23,25+,32+,32+,34+,35+");
const placebo = followed("1,1,2,2,3,4,4,5,5,8,8,8,8,11,11,12,12,15,17,22,23");
const maintained = followed("9,13,13+,18,23,28+,31,34,45+,48,161+");

function expectSurvival(people: readonly Followed[], expected: readonly number[]) {
  const survival = kaplanMeier(people)?.steps.map((step) => step.survival) ?? [];
  expect(survival).toHaveLength(expected.length);
  expected.forEach((share, i) => expect(survival[i]).toBeCloseTo(share, 6));
}

test("vector 10: Kaplan–Meier of the 6-MP arm", () => {
  expectSurvival(mercaptopurine, [0.857143, 0.806723, 0.752941, 0.690196, 0.627451, 0.537815, 0.448179]);
  const found = kaplanMeier(mercaptopurine);
  expect(found?.steps.map(({ time }) => time)).toEqual([6, 7, 10, 13, 16, 22, 23]);
  expect(found?.steps[0]).toMatchObject({ atRisk: 21, events: 3 });
  expect(found?.steps[0]?.standardError).toBeCloseTo(0.07636, 6);
  expect(found?.median).toBe(23);
});

test("vector 11: log-rank, 6-MP against placebo", () => {
  const found = logRank(mercaptopurine, placebo);
  expect(found?.chiSquared).toBeCloseTo(16.7929, 4);
  // R prints p = 4e-05
  expect(found?.pValue).toBeCloseTo(4.17e-5, 7);
});

test("vector 12: Kaplan–Meier of aml, maintained", () => {
  expectSurvival(maintained, [0.909091, 0.818182, 0.715909, 0.613636, 0.490909, 0.368182, 0.184091]);
  expect(kaplanMeier(maintained)?.median).toBe(31);
});

test("the median is the middle of a stretch on one half, and none while more than half are left", () => {
  expect(kaplanMeier(followed("1,2,4,5"))?.median).toBe(3);
  expect(kaplanMeier(followed("1,2,4+,5+"))?.median).toBe(2);
  expect(kaplanMeier(followed("1,2+,4+,5+"))?.median).toBeNull();
});

const people = fc.array(fc.record({ time: fc.integer({ min: 0, max: 20 }), happened: fc.boolean() }), {
  minLength: 1,
  maxLength: 60,
});

test("with nobody censored, survival is the share of those still to come", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 60 }), (times) => {
      const found = kaplanMeier(times.map((time) => ({ time, happened: true })));
      for (const { time, survival } of found?.steps ?? []) {
        expect(survival).toBeCloseTo(times.filter((other) => other > time).length / times.length, 12);
      }
      expect(found?.steps.at(-1)).toMatchObject({ survival: 0, standardError: null });
    }),
  );
});

test("the order of the table does not matter, and survival only falls", () => {
  fc.assert(
    fc.property(people, (people) => {
      const found = kaplanMeier(people);
      expect(kaplanMeier(people.toReversed())).toEqual(found);
      let before = 1;
      for (const { survival, events } of found?.steps ?? []) {
        expect(events).toBeGreaterThan(0);
        expect(survival).toBeLessThan(before);
        expect(survival).toBeGreaterThanOrEqual(0);
        before = survival;
      }
    }),
  );
});

test("log-rank does not care which group comes first, and equal groups do not differ", () => {
  fc.assert(
    fc.property(people, people, (a, b) => {
      const there = logRank(a, b);
      const back = logRank(b, a);
      expect(there === null).toBe(back === null);
      if (there && back) expect(there.chiSquared).toBeCloseTo(back.chiSquared, 8);
      const same = logRank(a, a);
      if (same) expect(same.chiSquared).toBeCloseTo(0, 12);
    }),
  );
});

test("nobody followed is no curve; nothing happened is a curve without steps", () => {
  expect(kaplanMeier([])).toBeNull();
  expect(kaplanMeier(followed("4+"))).toEqual({ steps: [], median: null });
  expect(logRank([], [])).toBeNull();
  expect(logRank(placebo, [])).toBeNull();
  expect(() => kaplanMeier([{ time: -1, happened: true }])).toThrow(RangeError);
  expect(() => logRank([{ time: NaN, happened: true }], placebo)).toThrow(RangeError);
});
