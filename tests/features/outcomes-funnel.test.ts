import { describe, expect, test } from "vitest";
import { funnelFinding } from "~/features/outcomes/findings-of-funnels";
import { funnelOf, standsOut, type FunnelInput } from "~/features/outcomes/funnel-figure";
import { tally } from "~/features/outcomes/tally";
import { funnelOfPractice, nullPractice } from "tests/support/null-practice";

const unit = (good: number, n: number, known: Partial<FunnelInput> = {}): FunnelInput => ({
  name: null,
  isOwn: false,
  tally: tally([
    { rating: "good", stopReason: null, plans: good },
    { rating: "poor", stopReason: null, plans: n - good },
  ]),
  mixed: null,
  ...known,
});
const told = { unnamed: "Colleague", mix: "too-few" } as const;

describe("the funnel", () => {
  test("stands in the order of size, whatever the results, and names nobody who is not the reader", () => {
    const { units } = funnelOf(
      [unit(10, 12), unit(31, 60), unit(39, 40, { name: "You", isOwn: true })],
      told,
    );
    expect(units.map(({ name, n }) => [name, n])).toEqual([
      ["Colleague A", 60],
      ["You", 40],
      ["Colleague B", 12],
    ]);
  });

  test("holds nothing of a colleague with fewer than 10, and judges nobody below 30", () => {
    const { units } = funnelOf([unit(80, 100), unit(0, 9), unit(0, 29), unit(0, 30)], told);
    const by = new Map(units.map((each) => [each.n, each]));
    expect(by.get(9)).toMatchObject({ tally: null, limits: null, expected: null, z: null });
    expect(by.get(29)?.standing).toBe("too-few");
    expect(by.get(30)?.standing).not.toBe("too-few");
  });

  test("who lies outside but treats harder cases is not said to stand out", () => {
    const usual = Array.from({ length: 12 }, () => unit(48, 60));
    const harder = { observed: 30, n: 60, expected: 31, variance: 14, probabilities: null };
    const mixed = funnelOf([...usual, unit(30, 60, { mixed: harder })], told);
    const alone = funnelOf([...usual, unit(30, 60)], told);
    expect(alone.units.filter((each) => standsOut(each, 0.998))).toHaveLength(1);
    expect(mixed.units.filter((each) => standsOut(each, 0.95))).toHaveLength(0);
    expect(funnelFinding(alone, "physician")).toContain("beyond the 99.8 % limits");
    expect(funnelFinding(mixed, "physician")).toContain(
      "but not beside what the patients there led to expect",
    );
  });

  test("of many units the page has the largest and whoever stands out; the finding speaks of all", () => {
    const units = [
      ...Array.from({ length: 50 }, (_, index) => unit(Math.round(0.8 * (100 + index)), 100 + index)),
      unit(10, 40),
    ];
    const funnel = funnelOf(units, { ...told, most: 5 });
    expect(funnel.units.map(({ n }) => n)).toEqual([149, 148, 147, 146, 145, 40]);
    expect(funnel.count).toBe(51);
    expect(funnel.units.every(({ limits }) => limits !== null)).toBe(true);
  });
});

test("physicians who do not differ are flagged at 99.8 % in at most one practice of twenty", () => {
  const practices = Array.from({ length: 60 }, (_, seed) => funnelOfPractice(nullPractice(seed + 1)));
  expect(practices.every(({ mix }) => mix === "fitted")).toBe(true);
  const flagged = practices.filter(({ units }) => units.some((each) => standsOut(each, 0.998)));
  expect(flagged.length).toBeLessThanOrEqual(3);
});

test("one physician with a truly different result is", () => {
  const practice = nullPractice(7).map((patient) =>
    patient.physician === 3 && patient.rating === "good" && (patient.painBefore ?? 0) % 2 === 0
      ? { ...patient, rating: "poor" as const }
      : patient,
  );
  const flagged = funnelOfPractice(practice).units.filter((each) => standsOut(each, 0.998));
  expect(flagged.map(({ name }) => name)).toEqual(["3"]);
});
