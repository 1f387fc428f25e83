import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  complementWithin,
  contains,
  containsMoment,
  intersect,
  normalise,
  overlaps,
  subtract,
  toInterval,
  toPeriod,
  totalLength,
  union,
  type Interval,
} from "~/domain/interval";

const LAST = 24;
const ends = fc.tuple(fc.integer({ min: 0, max: LAST }), fc.integer({ min: 0, max: LAST }));
/** Empty and backward ones too. */
const interval = ends.map(([start, end]): Interval => ({ start, end }));
const many = fc.array(interval, { maxLength: 8 });

/** The slow truth: a set of moments is the moments in it. */
const momentsOf = (intervals: readonly Interval[]) =>
  Array.from({ length: LAST }, (_, moment) => intervals.some((each) => containsMoment(each, moment)));
const both = (a: boolean[], b: boolean[], join: (x: boolean, y: boolean) => boolean) =>
  a.map((x, moment) => join(x, b[moment] ?? false));

describe("half-open", () => {
  test("half past nine follows nine to half past nine", () => {
    expect(overlaps({ start: 540, end: 570 }, { start: 570, end: 600 })).toBe(false);
    expect(overlaps({ start: 540, end: 571 }, { start: 570, end: 600 })).toBe(true);
    expect(containsMoment({ start: 540, end: 570 }, 540)).toBe(true);
    expect(containsMoment({ start: 540, end: 570 }, 570)).toBe(false);
  });

  test("an empty interval overlaps nothing, not even what surrounds it", () => {
    expect(overlaps({ start: 5, end: 5 }, { start: 0, end: 10 })).toBe(false);
  });

  test("one contains itself, and what ends with it", () => {
    expect(contains({ start: 0, end: 10 }, { start: 0, end: 10 })).toBe(true);
    expect(contains({ start: 0, end: 10 }, { start: 9, end: 11 })).toBe(false);
  });

  test("periods and intervals are the same stretch", () => {
    const stretch = { start: 1_000, end: 2_000 };
    expect(toInterval(toPeriod(stretch))).toEqual(stretch);
  });
});

describe("the algebra, against sets of moments", () => {
  test("overlap is having a moment in common, either way round", () => {
    fc.assert(
      fc.property(interval, interval, (a, b) => {
        const common = both(momentsOf([a]), momentsOf([b]), (x, y) => x && y).includes(true);
        expect(overlaps(a, b)).toBe(common);
        expect(overlaps(b, a)).toBe(common);
      }),
    );
  });

  test("normal form holds the same moments, in order, with room between", () => {
    fc.assert(
      fc.property(many, (list) => {
        const normal = normalise(list);
        expect(momentsOf(normal)).toEqual(momentsOf(list));
        expect(normalise(normal)).toEqual(normal);
        normal.forEach((each, index) => {
          expect(each.start).toBeLessThan(each.end);
          const previous = normal[index - 1];
          if (previous) expect(previous.end).toBeLessThan(each.start);
        });
      }),
    );
  });

  test("union, intersection and difference are those of the moments, in normal form", () => {
    fc.assert(
      fc.property(many, many, (a, b) => {
        const [x, y] = [momentsOf(a), momentsOf(b)];
        for (const [result, expected] of [
          [union(a, b), both(x, y, (p, q) => p || q)],
          [intersect(a, b), both(x, y, (p, q) => p && q)],
          [subtract(a, b), both(x, y, (p, q) => p && !q)],
        ] as const) {
          expect(momentsOf(result)).toEqual(expected);
          expect(normalise(result)).toEqual(result);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("what is taken and what is left make up the frame", () => {
    fc.assert(
      fc.property(interval, many, (frame, taken) => {
        const free = complementWithin(frame, taken);
        expect(intersect(free, taken)).toEqual([]);
        expect(union(free, intersect([frame], taken))).toEqual(normalise([frame]));
      }),
    );
  });

  test("length counts each moment once", () => {
    fc.assert(
      fc.property(many, (list) => {
        expect(totalLength(list)).toBe(momentsOf(list).filter(Boolean).length);
      }),
    );
  });

  test("nothing given is changed", () => {
    const list = [
      { start: 5, end: 9 },
      { start: 1, end: 6 },
    ];
    normalise(list);
    expect(list).toEqual([
      { start: 5, end: 9 },
      { start: 1, end: 6 },
    ]);
  });
});
