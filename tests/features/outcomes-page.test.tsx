import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import type { Rating, StopReason } from "~/domain/vocabulary";
import { BigQuestion } from "~/features/outcomes/big-question";

import { eachMonth } from "~/features/outcomes/filter";
import { tally, type Tally } from "~/features/outcomes/tally";
import { monthly, type ByMonth } from "~/features/outcomes/months-figure";
import { monthsFinding, openWords, pointsFinding, unitsFinding } from "~/features/outcomes/findings";

const cell = (plans: number, rating: Rating | null, stopReason: StopReason | null = null) => ({
  plans,
  rating,
  stopReason,
});
const good = (plans: number, n: number) => tally([cell(plans, "good"), cell(n - plans, "poor")]);

function textOf(total: Tally, open = { plans: 0, answered: 0 }): string {
  const markup = renderToStaticMarkup(
    createElement(BigQuestion, {
      outcomes: { total, open, completers: good(0, 0) },
      csvHref: "/outcomes.csv",
      patients: null,
    }),
  );
  return markup
    .replace(/<details.*<\/details>/s, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
}

describe("the big question, as it is read", () => {
  test("81 good of 100 answered, 140 due: share, interval, response, bounds and every count", () => {
    const total = tally([
      cell(50, "excellent"),
      cell(31, "good"),
      cell(12, "fair"),
      cell(7, "poor"),
      cell(40, null),
    ]);
    const text = textOf(total);
    for (const words of [
      "81 % 72 to 87 % is the 95 % interval",
      "quoted from research: over 80 %",
      "is not contradicted, and not yet supported",
      "good or excellent 81 of 100",
      "replied, 100 of 140 due 71 %",
      "if all 40 silent were poor, or good 58 to 86 %",
      "Excellent 50 Good 31 Fair 12 Poor 7 Stopped early 0 No reply 40",
    ]) {
      expect(text).toContain(words);
    }
  });

  test("supported says so, and what the silent could still change", () => {
    expect(textOf(good(196, 230))).toContain(
      "is supported by those who replied. The whole interval lies above",
    );
    expect(textOf(good(196, 230))).toContain("if every silent patient had fared badly");
    const silent = tally([cell(196, "good"), cell(34, "poor"), cell(60, null)]);
    expect(textOf(silent)).toContain("What the silent patients would say could still change that");
    expect(textOf(good(195, 230))).toContain("not contradicted");
    expect(textOf(good(60, 100))).toContain("is contradicted");
  });

  test("below 30 there is a share and no judgement, below 10 not even a share, and never a 0", () => {
    expect(textOf(good(24, 29))).toContain("83 %");
    expect(textOf(good(24, 29))).toContain("Too few to judge “over 80 %”. That takes 30 plans");
    const few = textOf(good(8, 9));
    expect(few).toContain("No share is shown: it takes 10 plans with a known result, and there are 9.");
    expect(few).not.toContain("interval");
    expect(few).not.toContain("89 %");
    expect(textOf(tally([cell(4, null)]))).not.toContain("0 % 0");
  });

  test("an early stop is a count of its own, not a poor rating", () => {
    const text = textOf(
      tally([cell(20, "good"), cell(5, null, "no-response"), cell(3, null, "responded-early")]),
    );
    expect(text).toContain("good or excellent 20 of 25");
    expect(text).toContain("Stopped early 5 No reply 3");
  });

  test("what may still be answered is told apart", () => {
    expect(openWords({ plans: 10, answered: 6 })).toBe(
      "10 more plans are due in this period and may still be answered; 6 have been. They count once their time to answer is over, whatever the answer.",
    );
    expect(openWords({ plans: 0, answered: 0 })).toBeNull();
  });
});

describe("the findings", () => {
  const named = (name: string, x: number, n: number) => ({ name, tally: good(x, n) });

  test("regions are told by what their intervals allow, and small ones are not judged", () => {
    expect(unitsFinding([named("Knee", 70, 86), named("Hip", 2, 20)], "region")).toBe(
      "The one region with 30 plans or more has an interval that takes in 80 %. Sorted by number of plans, not by result.",
    );
    expect(unitsFinding([named("Knee", 95, 100), named("Neck", 20, 40)], "region")).toBe(
      "Knee lies above 80 % with the whole interval, Neck lies below 80 % with the whole interval. " +
        "Among many intervals one in twenty misses by chance. Sorted by number of plans, not by result.",
    );
    expect(unitsFinding([named("Hip", 8, 9)], "region")).toContain("so no share is shown");
  });

  test("whether a good result lasts is told with who did not answer", () => {
    const stillGood = tally([cell(20, "excellent"), cell(5, "poor"), cell(3, null)]);
    const points = [
      { point: "3-months" as const, tally: good(80, 100) },
      { point: "6-months" as const, tally: good(4, 5) },
      { point: "12-months" as const, tally: good(26, 33) },
    ];
    expect(pointsFinding({ points, stillGood })).toBe(
      "80 % at 3 months, 79 % at 12 months: other patients at each. " +
        "Of 25 who were good or excellent at 3 months and answered at 12, 20 still are; 3 more did not answer.",
    );
    expect(pointsFinding({ points, stillGood: good(5, 6) })).toContain("nobody knows yet whether it lasts");
  });

  const byMonth = (shares: readonly number[]): ByMonth =>
    monthly(
      eachMonth("2025-11", "2026-10").map((month, index) => {
        const share = shares[index] ?? -1;
        return { month, tally: share < 0 ? good(0, 0) : good(share, 50) };
      }),
    );

  test("twelve usual months are called so", () => {
    expect(monthsFinding(byMonth([40, 41, 39, 40, 42, 38, 40, 41, 39, 40, 38, 41]))).toBe(
      "No month stands outside the limits, and there is no run or trend in 12 months.",
    );
  });

  test("a month outside the limits is named, and an empty one is left out", () => {
    const finding = monthsFinding(byMonth([40, 41, 39, 40, 42, 20, 40, 41, -1, 40, 38, 41]));
    expect(finding).toContain("Apr 2026 stands below the lower limit.");
    expect(finding).toContain("1 month has fewer than 10 plans and no point.");
  });
});
