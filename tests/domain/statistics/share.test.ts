import { expect, test } from "vitest";
import fc from "fast-check";
import { countOutcomes, shareGood, verdictOnQuote, type PlanOutcome } from "~/domain/statistics/share";
import { ratings, stopReasons } from "~/domain/vocabulary";

test("vector 18: 81 good of 100 answered of 140 due", () => {
  const found = shareGood({ good: 81, answered: 100, stopped: 0, missing: 40 });
  expect(found).toMatchObject({ due: 140, n: 100, share: 0.81, response: 100 / 140 });
  expect(found.bounds?.lower).toBeCloseTo(0.578571, 6);
  expect(found.bounds?.upper).toBeCloseTo(0.864286, 6);
  expect(found.interval?.lower).toBeCloseTo(0.722212, 6);
});

test("who stopped early without a report counts as not good, and is no answer", () => {
  const found = shareGood({ good: 60, answered: 75, stopped: 25, missing: 0 });
  expect(found).toMatchObject({
    n: 100,
    due: 100,
    share: 0.6,
    response: 0.75,
    bounds: { lower: 0.6, upper: 0.6 },
  });
});

test("each plan is counted once, by its report before its end", () => {
  const counts = countOutcomes([
    { rating: "excellent", stopReason: null },
    { rating: "good", stopReason: "no-response" },
    { rating: "fair", stopReason: null },
    { rating: "poor", stopReason: "adverse-event" },
    { rating: null, stopReason: "no-response" },
    { rating: null, stopReason: "lost-to-follow-up" },
    { rating: null, stopReason: "responded-early" },
    { rating: null, stopReason: null },
  ]);
  expect(counts).toEqual({ good: 2, answered: 4, stopped: 2, missing: 2 });
});

test("among completers only, the same patients look better", () => {
  const plans: PlanOutcome[] = [
    ...Array.from({ length: 57 }, () => ({ rating: "good", stopReason: null }) as const),
    ...Array.from({ length: 12 }, () => ({ rating: "poor", stopReason: null }) as const),
    ...Array.from({ length: 31 }, () => ({ rating: null, stopReason: "patients-choice" }) as const),
  ];
  expect(shareGood(countOutcomes(plans)).share).toBe(0.57);
  const completers = plans.filter(({ stopReason }) => stopReason === null);
  expect(shareGood(countOutcomes(completers)).share).toBeCloseTo(0.826, 3);
});

test("the quoted 80 % is first supported at 196 of 230 for a share of about 0.85", () => {
  const supported = Array.from({ length: 231 }, (_, n) => n).filter((n) => {
    // The count nearest to a share of 0.85
    return n > 0 && verdictOnQuote(Math.round(0.85 * n), n) === "supported";
  });
  expect(supported[0]).toBe(230);
  expect(verdictOnQuote(196, 230)).toBe("supported");
  expect(verdictOnQuote(195, 230)).toBe("not-contradicted");
});

test("the verdict: an interval that only contains 80 % supports nothing", () => {
  expect(verdictOnQuote(81, 100)).toBe("not-contradicted");
  expect(verdictOnQuote(80, 100)).toBe("not-contradicted");
  expect(verdictOnQuote(90, 100)).toBe("supported");
  expect(verdictOnQuote(65, 100)).toBe("contradicted");
});

test("no verdict below 30, even with all good", () => {
  expect(verdictOnQuote(29, 29)).toBe("too-few");
  expect(verdictOnQuote(30, 30)).toBe("supported");
  expect(verdictOnQuote(0, 29)).toBe("too-few");
  expect(verdictOnQuote(0, 0)).toBeNull();
});

test("no data is null, not zero", () => {
  expect(shareGood({ good: 0, answered: 0, stopped: 0, missing: 0 })).toEqual({
    good: 0,
    answered: 0,
    stopped: 0,
    missing: 0,
    due: 0,
    n: 0,
    share: null,
    interval: null,
    response: null,
    bounds: null,
    verdict: null,
  });
});

test("if all are silent, there is no share, but a response of 0 and bounds from 0 to 1", () => {
  expect(shareGood({ good: 0, answered: 0, stopped: 0, missing: 9 })).toMatchObject({
    share: null,
    interval: null,
    response: 0,
    bounds: { lower: 0, upper: 1 },
    verdict: null,
  });
});

const counts = fc
  .record({ good: fc.nat(300), notGood: fc.nat(300), stopped: fc.nat(100), missing: fc.nat(300) })
  .map(({ good, notGood, stopped, missing }) => ({ good, answered: good + notGood, stopped, missing }));

test("the bounds hold the share, and meet where nothing is missing", () => {
  fc.assert(
    fc.property(counts, (counts) => {
      const { share, bounds, due, n } = shareGood(counts);
      expect(due).toBe(n + counts.missing);
      if (share === null || bounds === null) return;
      expect(bounds.lower).toBeLessThanOrEqual(share);
      expect(bounds.upper).toBeGreaterThanOrEqual(share);
      if (counts.missing === 0) expect(bounds).toEqual({ lower: share, upper: share });
    }),
  );
});

test("whatever the missing would have said, the share would have stayed within the bounds", () => {
  fc.assert(
    fc.property(counts, fc.nat(), (counts, pick) => {
      const alsoGood = pick % (counts.missing + 1);
      const { bounds } = shareGood(counts);
      const told = shareGood({
        good: counts.good + alsoGood,
        answered: counts.answered + counts.missing,
        stopped: counts.stopped,
        missing: 0,
      });
      if (told.share === null) return;
      expect(told.share).toBeGreaterThanOrEqual(bounds?.lower ?? NaN);
      expect(told.share).toBeLessThanOrEqual(bounds?.upper ?? NaN);
    }),
  );
});

test("every plan is in exactly one of answered, stopped and missing", () => {
  const plan = fc.record({
    rating: fc.option(fc.constantFrom(...ratings)),
    stopReason: fc.option(fc.constantFrom(...stopReasons)),
  });
  fc.assert(
    fc.property(fc.array(plan), (plans) => {
      const { answered, stopped, missing } = countOutcomes(plans);
      expect(answered + stopped + missing).toBe(plans.length);
    }),
  );
});

test("impossible counts throw", () => {
  expect(() => shareGood({ good: 5, answered: 4, stopped: 9, missing: 0 })).toThrow(RangeError);
  expect(() => shareGood({ good: 1, answered: 4, stopped: -1, missing: 0 })).toThrow(RangeError);
  expect(() => shareGood({ good: 1, answered: 4, stopped: 0, missing: 0.5 })).toThrow(RangeError);
  expect(() => verdictOnQuote(31, 30)).toThrow(RangeError);
});
