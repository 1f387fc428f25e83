import fc from "fast-check";
import { expect, test } from "vitest";
import { contains, normalise, overlaps, type Interval } from "~/domain/interval";
import { StartMask, type PhaseSpan, type StartGrid } from "~/domain/start-mask";

/** Off the grid as well as on it, before the frame and after; up to four words long, and the words' edges. */
const grids = fc
  .tuple(
    fc.integer({ min: -50, max: 50 }),
    fc.constantFrom(1, 5, 15),
    fc.constantFrom(0, 1, 31, 32, 33, 64, 100),
  )
  .map(([start, stepMs, count]): StartGrid => ({ start, stepMs, count }));
const interval = fc
  .tuple(
    fc.integer({ min: -100, max: 1700 }),
    fc.oneof(fc.integer({ min: -5, max: 0 }), fc.integer({ min: 1, max: 400 })),
  )
  .map(([start, length]): Interval => ({ start, end: start + length }));
const phases = fc
  .tuple(fc.nat(20), fc.integer({ min: 1, max: 40 }))
  .map(([fromMs, length]): PhaseSpan => ({ fromMs, toMs: fromMs + length }));

const startsWhere = (grid: StartGrid, phase: PhaseSpan, holds: (taken: Interval) => boolean) =>
  Array.from({ length: grid.count }, (_, index) => index).filter((index) => {
    const start = grid.start + index * grid.stepMs;
    return holds({ start: start + phase.fromMs, end: start + phase.toMs });
  });

test("holds the starts that lie within and overlap nothing taken, like asking for each", () => {
  fc.assert(
    fc.property(
      grids,
      phases,
      phases,
      fc.array(interval, { maxLength: 4 }),
      fc.array(interval, { maxLength: 6 }),
      (grid, hoursPhase, takenPhase, hours, taken) => {
        const mask = StartMask.within(grid, hours, hoursPhase).without(taken, takenPhase);
        const within = startsWhere(grid, hoursPhase, (phase) =>
          normalise(hours).some((open) => contains(open, phase)),
        );
        const free = startsWhere(grid, takenPhase, (phase) => !taken.some((busy) => overlaps(busy, phase)));
        const expected = within.filter((index) => free.includes(index));
        expect(mask.indexes()).toEqual(expected);
        expect(expected.every((index) => mask.has(index))).toBe(true);
      },
    ),
    { numRuns: 1_000 },
  );
});

test("and, or and copy are those of sets, and a copy is apart", () => {
  const grid = { start: 0, stepMs: 1, count: 70 };
  const instant = { fromMs: 0, toMs: 1 };
  const early = () => StartMask.within(grid, [{ start: 0, end: 40 }], instant);
  const late = () => StartMask.within(grid, [{ start: 30, end: 70 }], instant);
  expect(early().and(late()).indexes()).toEqual([30, 31, 32, 33, 34, 35, 36, 37, 38, 39]);
  expect(early().or(late()).indexes()).toHaveLength(70);
  const original = early();
  original.copy().without([{ start: 0, end: 40 }], instant);
  expect(original.indexes()).toHaveLength(40);
});
