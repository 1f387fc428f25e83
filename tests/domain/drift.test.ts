import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkpointDue, isHalfWay, responseSoFar, type CheckpointFacts } from "~/domain/checkpoint";
import { addDays, daysBetween } from "~/domain/day";
import { driftOf, type DriftFacts } from "~/domain/drift";

const TODAY = "2026-11-24";
const noon = (day: string) => new Date(`${day}T19:00:00Z`);
const stands = (days: number, known: object = {}) => {
  const day = addDays(TODAY, days);
  return {
    id: String(days),
    ordinal: 1,
    status: days < 0 ? ("performed" as const) : ("booked" as const),
    startsAt: noon(day),
    day,
    displaced: false,
    gapExplained: false,
    ...known,
  };
};

const course = (days: readonly number[], known: Partial<DriftFacts> = {}): DriftFacts => ({
  status: "active",
  plannedSessions: 4,
  range: { min: 14, target: 21, max: 28 },
  unansweredReports: 0,
  sessions: days.map((day) => stands(day)),
  baselinePain: 7,
  latest: null,
  lastAnswerDay: TODAY,
  decisions: [],
  ...known,
});
const kinds = (facts: DriftFacts) => driftOf(facts, TODAY).map(({ kind, count }) => [kind, count]);
const said = (daysAgo: number, pain: number, rating: "good" | "fair" | "poor" | null = "fair") => ({
  latest: { day: addDays(TODAY, -daysAgo), pain, rating },
  lastAnswerDay: addDays(TODAY, -daysAgo),
});

describe("a course drifts", () => {
  test("past its maximum gap with nothing booked, and says by how much", () => {
    expect(kinds(course([-33]))).toContainEqual(["past-maximum", 5]);
    expect(kinds(course([-33])).map(([kind]) => kind)).not.toContain("nothing-booked");
  });

  test("with nothing booked from the minimum gap on, and not before", () => {
    expect(kinds(course([-14]))).toContainEqual(["nothing-booked", 14]);
    expect(kinds(course([-13])).map(([kind]) => kind)).not.toContain("nothing-booked");
  });

  test("with more sessions than were planned", () => {
    expect(kinds(course([-21, 10], { plannedSessions: 1 }))).toContainEqual(["past-planned-count", 1]);
  });

  test("with no report since the last session, once the next one is a week away", () => {
    const unsaid = { lastAnswerDay: addDays(TODAY, -30) };
    expect(kinds(course([-21, 7], unsaid))).toContainEqual(["no-report", 7]);
    expect(kinds(course([-21, 8], unsaid)).map(([kind]) => kind)).not.toContain("no-report");
    expect(
      kinds(course([-21, 7], { lastAnswerDay: addDays(TODAY, -21) })).map(([kind]) => kind),
    ).not.toContain("no-report");
    expect(kinds(course([3], { lastAnswerDay: null }))).toContainEqual(["no-report", 3]);
  });

  test("without a response after half of it, until the physician has decided", () => {
    const half = course([-42, -21, 20], said(2, 6));
    expect(kinds(half)).toEqual([["no-response", 2]]);
    expect(kinds({ ...half, decisions: [{ kind: "half-way", decision: "continue" }] })).toEqual([]);
    expect(kinds({ ...half, decisions: [{ kind: "half-way", decision: "review" }] })).toEqual([
      ["no-response", 2],
    ]);
  });

  test("not at all where it is on its way", () => {
    expect(
      kinds(
        course([-42, -21, 0], { ...said(2, 3), decisions: [{ kind: "half-way", decision: "continue" }] }),
      ),
    ).toEqual([]);
  });

  test.each(["draft", "on-hold", "completed", "stopped"] as const)("not while it is %s", (status) => {
    expect(kinds(course([-60, 3], { status, lastAnswerDay: null }))).toEqual([]);
  });
});

describe("the response checkpoint", () => {
  const at = (performed: number, known: Partial<CheckpointFacts> = {}): CheckpointFacts => ({
    planStatus: "active",
    plannedSessions: 4,
    performed,
    lastPerformedDay: addDays(TODAY, -10),
    baselinePain: 6,
    latest: null,
    decisions: [],
    ...known,
  });
  const response = (facts: CheckpointFacts) => responseSoFar(facts, (day) => daysBetween(day, TODAY));

  test("is due before the second session and at the middle, each once", () => {
    expect([0, 1, 2, 3, 4].map((performed) => checkpointDue(at(performed)))).toEqual([
      null,
      "second-session",
      "half-way",
      "half-way",
      null,
    ]);
    const decided = [{ kind: "second-session", decision: "continue" }] as const;
    expect(checkpointDue(at(1, { decisions: decided }))).toBeNull();
    expect(checkpointDue(at(2, { decisions: decided }))).toBe("half-way");
    expect(checkpointDue(at(1, { plannedSessions: 1 }))).toBeNull();
  });

  test("has its middle at half of the course, for every length", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 20 }),
        (plannedSessions, performed) => {
          const half = isHalfWay({ performed, plannedSessions });
          if (half) expect(2 * performed).toBeGreaterThanOrEqual(plannedSessions);
          if (half) expect(performed).toBeLessThan(plannedSessions);
          expect(half && performed === 1).toBe(false);
        },
      ),
    );
  });

  test.each([
    ["the patient's own words", said(1, 6, "good"), "response"],
    ["two points", said(1, 4), "response"],
    ["thirty per cent", { ...said(1, 2), baselinePain: 3 }, "response"],
    ["one point", said(1, 5), "none"],
    ["worse", said(1, 9, "poor"), "none"],
    ["nobody has said", {}, "unknown"],
  ] as const)("knows a response by %s", (_, known, expected) => {
    expect(response(at(2, known))).toBe(expected);
  });

  test("takes no change in the first week for no failure", () => {
    const first = (daysAfter: number) => response(at(1, said(10 - daysAfter, 6)));
    expect([first(3), first(7), first(8)]).toEqual(["early", "early", "none"]);
  });

  test("without a baseline goes by the rating alone", () => {
    expect(response(at(2, { ...said(1, 2, "fair"), baselinePain: null }))).toBe("none");
    expect(response(at(2, { ...said(1, 2, null), baselinePain: null }))).toBe("unknown");
  });
});
