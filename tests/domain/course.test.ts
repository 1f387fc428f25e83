import { describe, expect, test } from "vitest";
import {
  courseOf,
  neighboursOf,
  placeToFill,
  plainBeads,
  renumber,
  type CourseSession,
} from "~/domain/course";
import { sessionStatuses } from "~/domain/vocabulary";
import { aCoursePlan, aCourseSession, at, TODAY } from "tests/support/builders";

const course = (sessions: CourseSession[], plan = aCoursePlan()) => courseOf(plan, sessions, TODAY);
const strip = (sessions: CourseSession[], plan = aCoursePlan()) =>
  course(sessions, plan).beads.map(({ kind }) => kind);
const needs = (sessions: CourseSession[], plan = aCoursePlan()) =>
  course(sessions, plan).attention.map(({ kind }) => kind);

describe("the strip", () => {
  test("shows what was, what is booked, and what is missing", () => {
    const sessions = [
      aCourseSession(-28),
      aCourseSession(-7, { ordinal: 2 }),
      aCourseSession(14, { ordinal: 3 }),
    ];
    expect(course(sessions).beads).toEqual([
      { kind: "performed", ordinal: 1, day: "2026-10-27" },
      { kind: "performed", ordinal: 2, day: "2026-11-17" },
      { kind: "booked", ordinal: 3, day: "2026-12-08" },
      { kind: "not-booked", ordinal: 4, day: null },
    ]);
  });

  test("needs no gaps to show what was, what is booked, and how many are missing", () => {
    const sessions = [
      aCourseSession(-28),
      aCourseSession(-14, { status: "cancelled-by-patient" }),
      aCourseSession(-7, { status: "no-show" }),
      aCourseSession(14, { displaced: true }),
    ];
    expect(plainBeads(sessions, 4)).toEqual([
      "performed",
      "no-show",
      "displaced",
      "not-booked",
      "not-booked",
    ]);
    expect(plainBeads(sessions, 1)).toEqual(["performed", "no-show", "displaced"]);
  });

  test("is in the order of time, whatever order the rows came in", () => {
    const sessions = [aCourseSession(14), aCourseSession(-28), aCourseSession(-7, { status: "no-show" })];
    expect(strip(sessions)).toEqual(["performed", "no-show", "booked", "not-booked", "not-booked"]);
  });

  test("a patient in the clinic is now, in treatment too", () => {
    expect(strip([aCourseSession(0, { status: "arrived" })])[0]).toBe("now");
    expect(strip([aCourseSession(0, { status: "in-treatment" })])[0]).toBe("now");
    expect(strip([aCourseSession(0)])[0]).toBe("booked");
  });

  test("what the patient or the clinic cancelled has no bead, a no-show has", () => {
    const of = (status: CourseSession["status"]) => strip([aCourseSession(-3, { status })]);
    expect(of("cancelled-by-patient")).toEqual(of("cancelled-by-clinic"));
    expect(of("cancelled-by-patient")).toEqual(["due", "not-booked", "not-booked", "not-booked"]);
    expect(of("no-show")).toEqual(["no-show", "due", "not-booked", "not-booked", "not-booked"]);
  });

  test.each([
    [-13, "not-booked"],
    [-14, "due"],
    [-28, "due"],
    [-29, "overdue"],
  ] as const)("%d days after the last session the next is %s", (day, kind) => {
    expect(strip([aCourseSession(day)])).toEqual(["performed", kind, "not-booked", "not-booked"]);
  });

  test("a displaced session keeps its place and is not the next", () => {
    const sessions = [aCourseSession(-7), aCourseSession(14, { displaced: true })];
    expect(strip(sessions)).toEqual(["performed", "displaced", "not-booked", "not-booked"]);
    expect(course(sessions).next).toBeNull();
  });

  test("a course that ended early lacks nothing; a held one is not due", () => {
    expect(strip([aCourseSession(-40)], aCoursePlan({ status: "completed" }))).toEqual(["performed"]);
    expect(strip([aCourseSession(-40)], aCoursePlan({ status: "stopped" }))).toEqual(["performed"]);
    expect(strip([aCourseSession(-40)], aCoursePlan({ status: "on-hold", plannedSessions: 2 }))).toEqual([
      "performed",
      "not-booked",
    ]);
  });
});

describe("counts", () => {
  test("say performed of planned, and how long the course is", () => {
    const { counts, progress, lengthDays } = course([
      aCourseSession(-28),
      aCourseSession(-7),
      aCourseSession(14),
    ]);
    expect(counts).toEqual({ performed: 2, booked: 1, planned: 4 });
    expect(progress).toBe("2 of 4");
    expect(lengthDays).toBe(42);
  });

  test("know no length before there is a session", () => {
    expect(course([]).lengthDays).toBeNull();
    expect(course([]).progress).toBe("0 of 4");
  });

  test("take the gap from the last performed session to the next that stands", () => {
    const sessions = [
      aCourseSession(-20),
      aCourseSession(2, { status: "cancelled-by-patient" }),
      aCourseSession(11),
      aCourseSession(30),
    ];
    const { gap, next, lastPerformed } = course(sessions);
    expect(gap).toMatchObject({ state: "late", days: 31, byDays: 3 });
    expect(next?.day).toBe("2026-12-05");
    expect(lastPerformed?.day).toBe("2026-11-04");
  });
});

describe("a course needs a hand", () => {
  test("not when it goes as planned", () => {
    expect(needs([aCourseSession(-7), aCourseSession(14)])).toEqual([]);
  });

  test("not before the minimum gap is over", () => {
    expect(needs([aCourseSession(-13)])).toEqual([]);
    expect(needs([aCourseSession(-14)])).toEqual(["nothing-booked"]);
  });

  test("past the maximum, the longest first", () => {
    expect(needs([aCourseSession(-29)])).toEqual(["past-maximum"]);
    const severity = (day: number) => course([aCourseSession(day)]).attention[0]?.severity ?? 0;
    expect(severity(-60)).toBeGreaterThan(severity(-29));
    expect(severity(-29)).toBeGreaterThan(severity(-28));
  });

  test("when it has not begun and nothing is booked", () => {
    expect(needs([])).toEqual(["nothing-booked"]);
  });

  test("after a no-show, until something is booked after it", () => {
    const missed = aCourseSession(-2, { status: "no-show" });
    expect(needs([aCourseSession(-20), missed])).toEqual(["no-show", "nothing-booked"]);
    expect(needs([aCourseSession(-20), missed, aCourseSession(3)])).toEqual([]);
    expect(
      needs([aCourseSession(-20), missed, aCourseSession(3, { status: "cancelled-by-patient" })]),
    ).toContain("no-show");
  });

  test("when a session was displaced", () => {
    expect(needs([aCourseSession(-7), aCourseSession(14, { displaced: true })])).toEqual(["displaced"]);
  });

  test("when nobody said what became of an earlier day's session", () => {
    expect(needs([aCourseSession(-1, { status: "booked" })])).toEqual(["not-closed"]);
    expect(needs([aCourseSession(-1, { status: "arrived" })])).toEqual(["not-closed"]);
    expect(needs([aCourseSession(0, { status: "arrived" })])).toEqual([]);
  });

  test("when the next is early or late, unless that was booked with a reason", () => {
    expect(needs([aCourseSession(-7), aCourseSession(2)])).toEqual(["early"]);
    expect(needs([aCourseSession(-7), aCourseSession(40)])).toEqual(["late"]);
    expect(needs([aCourseSession(-7), aCourseSession(40, { gapExplained: true })])).toEqual([]);
  });

  test("when all that was planned is done, and when more was booked", () => {
    const plan = aCoursePlan({ plannedSessions: 2 });
    const two = [aCourseSession(-50), aCourseSession(-29)];
    expect(needs(two, plan)).toEqual(["review-due"]);
    expect(needs([...two, aCourseSession(-8), aCourseSession(13)], plan)).toEqual(["past-planned-count"]);
  });

  test("when a report is unanswered, also after the course", () => {
    const plan = aCoursePlan({ status: "completed", unansweredReports: 1 });
    expect(needs([aCourseSession(-60)], plan)).toEqual(["report-unanswered"]);
  });

  test.each(["draft", "on-hold", "completed", "stopped"] as const)("for its gaps not while %s", (status) => {
    expect(needs([aCourseSession(-60)], aCoursePlan({ status }))).toEqual([]);
    expect(
      needs([aCourseSession(-60), aCourseSession(-2, { status: "no-show" })], aCoursePlan({ status })),
    ).toEqual([]);
  });

  test("and the gravest reason sorts before any other's days", () => {
    const { attention } = course([
      aCourseSession(-60),
      aCourseSession(-3, { status: "booked", displaced: true }),
      aCourseSession(-2, { status: "no-show" }),
    ]);
    expect(attention.map(({ kind }) => kind)).toEqual(["past-maximum", "displaced", "no-show"]);
    const severities = attention.map(({ severity }) => severity);
    expect(severities).toEqual([...severities].sort((a, b) => b - a));
  });
});

describe("a session's place in the course", () => {
  test("is by time, among those that stand", () => {
    const sessions = sessionStatuses.map((status, index) =>
      aCourseSession(50 - index, { id: status, status }),
    );
    expect([...renumber(sessions)]).toEqual([
      ["performed", 1],
      ["in-treatment", 2],
      ["arrived", 3],
      ["booked", 4],
    ]);
  });

  test("has as neighbours the nearest that stand", () => {
    const moved = aCourseSession(14);
    const sessions = [
      aCourseSession(-7),
      aCourseSession(3, { status: "cancelled-by-clinic" }),
      aCourseSession(7, { displaced: true }),
      moved,
      aCourseSession(35),
    ];
    expect(neighboursOf(sessions, at("09:00", "2026-12-10"), moved.id)).toEqual({
      previousDay: "2026-11-17",
      nextDay: "2026-12-29",
    });
    expect(neighboursOf(sessions, at("09:00", "2026-12-10"), null).previousDay).toBe("2026-12-08");
    expect(neighboursOf([], at("09:00"), null)).toEqual({ previousDay: null, nextDay: null });
  });
});

describe("the place to fill next", () => {
  const { range } = aCoursePlan();
  const place = (...days: [number, Partial<CourseSession>?][]) =>
    placeToFill(
      days.map(([day, known]) => aCourseSession(day, known)),
      range,
      TODAY,
    );

  test("is after the last that stands", () => {
    expect(place()).toEqual({ previousDay: null, nextDay: null });
    expect(place([-21], [3])).toEqual({ previousDay: "2026-11-27", nextDay: null });
  });

  test("is the hole that a cancellation left, where the gap over it is too long", () => {
    const hole = place([-7], [14, { status: "cancelled-by-patient" }], [35]);
    expect(hole).toEqual({ previousDay: "2026-11-17", nextDay: "2026-12-29" });
    expect(place([-7], [21])).toEqual({ previousDay: "2026-12-15", nextDay: null });
  });

  test("is no hole that is past, and a displaced session fills none", () => {
    expect(place([-60], [-10])).toEqual({ previousDay: "2026-11-14", nextDay: null });
    expect(place([-7], [14, { displaced: true }], [35])).toMatchObject({ previousDay: "2026-11-17" });
  });
});
