import { expect, test } from "vitest";
import { outlookOf, outlookWords } from "~/features/plans/course-outlook";

const figures = { plannedSessions: 4, gapMinDays: 14, gapTargetDays: 21, gapMaxDays: 28 };

test("a course is as long as its gaps, one fewer than its sessions", () => {
  expect(outlookWords(figures)).toBe(
    "4 sessions: 9 weeks from the first to the last at the target gap, 6 weeks at the shortest, 12 weeks at the longest.",
  );
  expect(
    outlookWords({ ...figures, plannedSessions: 2, gapMinDays: 3, gapTargetDays: 7, gapMaxDays: 7 }),
  ).toBe(
    "2 sessions: a week from the first to the last at the target gap, 3 days at the shortest, a week at the longest.",
  );
  expect(outlookWords({ ...figures, plannedSessions: 1 })).toBe("One session, so no gap.");
});

test.each([
  { plannedSessions: 0 },
  { plannedSessions: 2.5 },
  { plannedSessions: 1e9 },
  { gapMinDays: Number.NaN },
  { gapMinDays: 22 },
  { gapMaxDays: 20 },
])("figures that are missing or contradict each other say nothing: %o", (known) => {
  expect(outlookWords({ ...figures, ...known })).toBeNull();
});

test("an empty field is no zero", () => {
  expect(outlookOf(() => "")).toEqual({
    plannedSessions: Number.NaN,
    gapMinDays: Number.NaN,
    gapTargetDays: Number.NaN,
    gapMaxDays: Number.NaN,
  });
});
