import { describe, expect, test } from "vitest";
import {
  allSessionMoves,
  isLive,
  liveStatuses,
  movesFrom,
  phasesOf,
  releasedStatuses,
  statusAfter,
  whyNotMove,
  whyNotMoveTo,
} from "~/domain/session";
import { sessionStatuses } from "~/domain/vocabulary";
import { aSession, at, TODAY } from "tests/support/builders";

const now = at("09:00");

describe("where a session can go", () => {
  test.each([
    ["booked", ["check-in", "cancel-by-patient", "cancel-by-clinic", "no-show", "move", "change-length"]],
    ["arrived", ["start-treatment", "cancel-by-patient", "cancel-by-clinic", "move", "undo"]],
    ["in-treatment", ["perform", "undo"]],
    ["performed", ["undo"]],
    ["cancelled-by-patient", ["undo"]],
    ["cancelled-by-clinic", ["undo"]],
    ["no-show", ["undo"]],
  ] as const)("from %s: %j", (status, moves) => {
    expect(movesFrom(status)).toEqual(moves);
  });

  test("every status either holds claims or has released them", () => {
    expect([...liveStatuses, ...releasedStatuses]).toEqual(sessionStatuses);
    expect(sessionStatuses.filter(isLive)).toEqual(liveStatuses);
  });

  test("what is not in the table is refused before anything else is asked", () => {
    for (const status of sessionStatuses) {
      for (const move of allSessionMoves) {
        const refusal = whyNotMove(aSession({ status, displaced: true, planStatus: "stopped" }), move, now);
        if (statusAfter(status, move) === null) expect(refusal, `${status} ${move}`).toBe("wrong-status");
        else expect(refusal, `${status} ${move}`).not.toBe("wrong-status");
      }
    }
  });

  test("undo goes one step back, and from a release to booked", () => {
    expect(statusAfter("performed", "undo")).toBe("in-treatment");
    expect(statusAfter("in-treatment", "undo")).toBe("arrived");
    expect(statusAfter("arrived", "undo")).toBe("booked");
    expect(releasedStatuses.map((status) => statusAfter(status, "undo"))).toEqual([
      "booked",
      "booked",
      "booked",
    ]);
  });
});

describe("check-in", () => {
  test("is for its own day, however early or late", () => {
    expect(whyNotMove(aSession(), "check-in", at("00:01"))).toBeNull();
    expect(whyNotMove(aSession(), "check-in", at("18:00"))).toBeNull();
    expect(whyNotMove(aSession(), "check-in", at("23:59", "2026-11-23"))).toBe("not-today");
    expect(whyNotMove(aSession(), "check-in", at("00:00", "2026-11-25"))).toBe("not-today");
  });

  test("takes the day of the clinic's zone", () => {
    const evening = aSession({
      startsAt: at("19:30", TODAY, "America/Los_Angeles"),
      zone: "America/Los_Angeles",
    });
    expect(whyNotMove(evening, "check-in", at("19:00", TODAY, "America/Los_Angeles"))).toBeNull();
    expect(whyNotMove(evening, "check-in", at("19:00", "2026-11-25", "America/Los_Angeles"))).toBe(
      "not-today",
    );
  });

  test("waits until a displaced session is rebooked, and so does treatment", () => {
    expect(whyNotMove(aSession({ displaced: true }), "check-in", now)).toBe("displaced");
    expect(whyNotMove(aSession({ displaced: true, status: "arrived" }), "start-treatment", now)).toBe(
      "displaced",
    );
  });
});

describe("no-show", () => {
  test("nobody is one before the start time", () => {
    expect(whyNotMove(aSession(), "no-show", at("08:59"))).toBe("not-started");
    expect(whyNotMove(aSession(), "no-show", at("09:00"))).toBeNull();
  });

  test("nobody is one when the clinic took the session away", () => {
    expect(whyNotMove(aSession({ displaced: true }), "no-show", at("10:00"))).toBe("displaced");
  });
});

describe("cancelling", () => {
  test("by the patient ends with the session: later it is a no-show", () => {
    expect(whyNotMove(aSession(), "cancel-by-patient", at("09:29"))).toBeNull();
    expect(whyNotMove(aSession(), "cancel-by-patient", at("09:30"))).toBe("already-over");
  });

  test("by the clinic may be written down afterwards", () => {
    expect(whyNotMove(aSession(), "cancel-by-clinic", at("09:00", "2026-11-26"))).toBeNull();
  });
});

describe("moving", () => {
  test("ends with the session, unless it was displaced", () => {
    expect(whyNotMove(aSession(), "move", at("09:29"))).toBeNull();
    expect(whyNotMove(aSession(), "move", at("09:30"))).toBe("already-over");
    expect(whyNotMove(aSession({ displaced: true }), "move", at("09:30"))).toBeNull();
  });

  test("is for active plans", () => {
    expect(whyNotMove(aSession({ planStatus: "on-hold" }), "move", now)).toBe("plan-not-active");
  });

  test("keeps an arrived patient on the day", () => {
    const arrived = aSession({ status: "arrived" });
    expect(whyNotMoveTo(arrived, at("11:00"), now)).toBeNull();
    expect(whyNotMoveTo(arrived, at("09:00", "2026-11-25"), now)).toBe("not-today");
    expect(whyNotMoveTo(aSession(), at("09:00", "2026-11-25"), now)).toBeNull();
  });
});

describe("undo", () => {
  test("of a release books anew, and so needs an active plan", () => {
    for (const status of releasedStatuses) {
      expect(whyNotMove(aSession({ status, planStatus: "stopped" }), "undo", now)).toBe("plan-not-active");
      expect(whyNotMove(aSession({ status }), "undo", now)).toBeNull();
    }
  });

  test("of a step in the clinic does not", () => {
    expect(whyNotMove(aSession({ status: "performed", planStatus: "completed" }), "undo", now)).toBeNull();
  });
});

test("the three phases follow each other; the treatment is the middle one", () => {
  const { period, treatment } = phasesOf(at("09:00"), { prepare: 5, treat: 15, recover: 10 });
  expect(period).toEqual({ start: at("09:00"), end: at("09:30") });
  expect(treatment).toEqual({ start: at("09:05"), end: at("09:20") });
});

test("a session over the change of clocks is no longer for it", () => {
  const startsAt = at("01:45", "2026-03-29");
  const { period } = phasesOf(startsAt, { prepare: 5, treat: 15, recover: 10 });
  expect(period.end).toEqual(at("03:15", "2026-03-29"));
});
