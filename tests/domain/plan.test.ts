import { describe, expect, test } from "vitest";
import {
  allPlanMoves,
  movesFrom,
  releasesSessions,
  statusAfter,
  whyNot,
  whyNotWithReason,
} from "~/domain/plan";
import { planStatuses, stopReasons } from "~/domain/vocabulary";
import { aPlan } from "tests/support/builders";

describe("where a plan can go", () => {
  test.each([
    ["draft", ["activate"]],
    ["active", ["hold", "complete", "stop"]],
    ["on-hold", ["resume", "complete", "stop"]],
    ["completed", ["reopen"]],
    ["stopped", ["reopen"]],
  ] as const)("from %s: %j", (status, moves) => {
    expect(movesFrom(status)).toEqual(moves);
  });

  test("everything else is refused", () => {
    for (const status of planStatuses) {
      for (const move of allPlanMoves.filter((each) => statusAfter(status, each) === null)) {
        expect(whyNot(aPlan({ status }), move)).toBe("wrong-status");
      }
    }
  });

  test("reopening leads back to active", () => {
    expect(statusAfter("stopped", "reopen")).toBe("active");
    expect(statusAfter("completed", "reopen")).toBe("active");
  });
});

test("what would release sessions waits while the patient is in the clinic for one", () => {
  const here = aPlan({ sessionUnderWay: true });
  expect(allPlanMoves.filter(releasesSessions)).toEqual(["hold", "complete", "stop"]);
  expect(["hold", "complete", "stop"].map((move) => whyNot(here, move as "hold"))).toEqual(
    Array(3).fill("session-under-way"),
  );
  expect(whyNot(aPlan({ status: "on-hold", sessionUnderWay: true }), "resume")).toBeNull();
});

test("a course of which nothing was performed is stopped, not completed", () => {
  expect(whyNot(aPlan({ performedSessions: 0 }), "complete")).toBe("nothing-performed");
  expect(whyNot(aPlan({ performedSessions: 0 }), "stop")).toBeNull();
});

describe("the reason", () => {
  test("of a stop is one of the list", () => {
    for (const reason of stopReasons) expect(whyNotWithReason(aPlan(), "stop", reason)).toBeNull();
    expect(whyNotWithReason(aPlan(), "stop", "tired of it")).toBe("reason-missing");
    expect(whyNotWithReason(aPlan(), "stop", null)).toBe("reason-missing");
  });

  test("of a hold and of reopening is in words, and blanks are none", () => {
    expect(whyNotWithReason(aPlan(), "hold", "Travels until March")).toBeNull();
    expect(whyNotWithReason(aPlan(), "hold", "  ")).toBe("reason-missing");
    expect(whyNotWithReason(aPlan({ status: "completed" }), "reopen", null)).toBe("reason-missing");
  });

  test("is not asked for otherwise, and never excuses a move that cannot be", () => {
    expect(whyNotWithReason(aPlan(), "complete", null)).toBeNull();
    expect(whyNotWithReason(aPlan({ status: "draft" }), "stop", "other")).toBe("wrong-status");
  });
});
