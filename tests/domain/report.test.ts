import { describe, expect, test } from "vitest";
import {
  allReportMoves,
  dueReports,
  reportChanges,
  reportWindow,
  statusAfter,
  whyNotEnter,
  whyNotReport,
  type ExistingReport,
} from "~/domain/report";
import { reportStatuses, type ReportStatus, type TimePoint } from "~/domain/vocabulary";

const started = "2026-06-01";
const two = [
  { id: "first", day: "2026-06-08" },
  { id: "second", day: "2026-06-29" },
];
const saved = (
  reports: ReturnType<typeof dueReports>,
  statuses: Partial<Record<TimePoint, ReportStatus>> = {},
) =>
  reports.map((report): ExistingReport => ({
    ...report,
    id: `${report.timePoint} ${report.sessionId ?? ""}`.trim(),
    status: statuses[report.timePoint] ?? "due",
  }));

describe("a report's window", () => {
  test.each([
    ["3-months", "2026-09-29", "2026-09-08", "2026-10-20"],
    ["6-months", "2026-12-29", "2026-12-01", "2027-01-26"],
    ["12-months", "2027-06-29", "2027-05-18", "2027-08-10"],
    ["72-hours", "2026-07-02", "2026-07-01", "2026-07-06"],
    ["before-session", "2026-06-29", "2026-06-26", "2026-06-29"],
  ] as const)("for %s", (timePoint, dueOn, windowFrom, windowTo) => {
    expect(reportWindow(timePoint, "2026-06-29")).toEqual({ dueOn, windowFrom, windowTo });
  });

  test("three months after 30 November end with February", () => {
    expect(reportWindow("3-months", "2026-11-30").dueOn).toBe("2027-02-28");
  });
});

describe("what a course makes due", () => {
  test("before anything was performed is the baseline alone", () => {
    expect(dueReports(started, [])).toEqual([
      { timePoint: "baseline", sessionId: null, dueOn: started, windowFrom: started, windowTo: "2026-08-30" },
    ]);
  });

  test("is a contact after each session, and the months after the last", () => {
    const due = dueReports(started, two);
    expect(due.map(({ timePoint, sessionId, dueOn }) => [timePoint, sessionId, dueOn])).toEqual([
      ["baseline", null, "2026-06-01"],
      ["72-hours", "first", "2026-06-11"],
      ["72-hours", "second", "2026-07-02"],
      ["3-months", null, "2026-09-29"],
      ["6-months", null, "2026-12-29"],
      ["12-months", null, "2027-06-29"],
    ]);
  });

  test("does not depend on the order the sessions are told in", () => {
    expect(dueReports(started, [...two].reverse())).toEqual(dueReports(started, two));
  });

  test("takes no baseline after the first treatment, nor a window that ends before it begins", () => {
    expect(dueReports(started, two)[0]?.windowTo).toBe("2026-06-08");
    expect(dueReports(started, [{ id: "earlier", day: "2026-05-20" }])[0]?.windowTo).toBe(started);
  });
});

describe("when another session is performed", () => {
  const third = [...two, { id: "third", day: "2026-07-20" }];
  const change = (statuses: Partial<Record<TimePoint, ReportStatus>>, today = "2026-07-20") =>
    reportChanges(saved(dueReports(started, two), statuses), dueReports(started, third), today);

  test("its contact is added and the months move on", () => {
    const { add, move, drop } = change({});
    expect(add.map(({ timePoint, sessionId }) => [timePoint, sessionId])).toEqual([["72-hours", "third"]]);
    expect(move.map(({ id, dueOn }) => [id, dueOn])).toEqual([
      ["3-months", "2026-10-20"],
      ["6-months", "2027-01-20"],
      ["12-months", "2027-07-20"],
    ]);
    expect(drop).toEqual([]);
  });

  test("what was sent for the old day is due anew", () => {
    expect(change({ "3-months": "sent" }).move[0]).toMatchObject({ id: "3-months", status: "due" });
  });

  test("what was answered or declined stays as it is", () => {
    for (const status of ["answered", "declined"] as const) {
      expect(change({ "3-months": status }).move.map(({ id }) => id)).toEqual(["6-months", "12-months"]);
    }
  });

  test("what found nobody is asked again", () => {
    for (const status of ["expired", "unreachable"] as const) {
      expect(change({ "3-months": status }).move[0]).toMatchObject({ id: "3-months", status: "due" });
    }
  });

  test("but not when its new window is over as well", () => {
    const { move } = change({ "3-months": "expired" }, "2026-12-01");
    expect(move.map(({ id }) => id)).toEqual(["6-months", "12-months"]);
  });

  test("nothing changes the second time", () => {
    const existing = saved(dueReports(started, third));
    expect(reportChanges(existing, dueReports(started, third), "2026-07-20")).toEqual({
      add: [],
      move: [],
      drop: [],
    });
  });
});

describe("when a session turns out not to have been performed", () => {
  test("its open contact is dropped and the months move back; an answer is kept", () => {
    const existing = saved(dueReports(started, two));
    const { drop, move } = reportChanges(existing, dueReports(started, two.slice(0, 1)), "2026-06-29");
    expect(drop).toEqual(["72-hours second"]);
    expect(move.find(({ id }) => id === "3-months")?.dueOn).toBe("2026-09-08");
    const answered = saved(dueReports(started, two), { "72-hours": "answered" });
    expect(reportChanges(answered, dueReports(started, two.slice(0, 1)), "2026-06-29").drop).toEqual([]);
  });

  test("a report asked for before a session is not this rule's business", () => {
    const before: ExistingReport = {
      id: "asked",
      timePoint: "before-session",
      sessionId: "second",
      status: "due",
      ...reportWindow("before-session", "2026-06-29"),
    };
    const wanted = dueReports(started, two);
    expect(reportChanges([...saved(wanted), before], wanted, "2026-06-29").drop).toEqual([]);
  });

  test("a baseline that was sent stays sent when only its window closes earlier", () => {
    const existing = saved(dueReports(started, []), { baseline: "sent" });
    const { move } = reportChanges(existing, dueReports(started, two.slice(0, 1)), "2026-06-08");
    expect(move).toMatchObject([{ id: "baseline", status: "sent", windowTo: "2026-06-08" }]);
  });
});

describe("a report's moves", () => {
  const report = (status: ReportStatus) => ({ status, ...reportWindow("3-months", "2026-06-29") });

  test.each([
    ["due", ["send", "answer", "decline", "give-up", "expire"]],
    ["sent", ["send", "answer", "decline", "give-up", "expire"]],
    ["unreachable", ["send", "answer", "decline", "expire", "reopen"]],
    ["declined", ["reopen"]],
    ["answered", []],
    ["expired", []],
  ] as const)("from %s: %j", (status, moves) => {
    expect(allReportMoves.filter((move) => statusAfter(status, move) !== null)).toEqual(moves);
  });

  test("what is not in the table is refused", () => {
    for (const status of reportStatuses) {
      for (const move of allReportMoves.filter((each) => statusAfter(status, each) === null)) {
        expect(whyNotReport(report(status), move, "2026-09-29")).toBe("wrong-status");
      }
    }
  });

  test("an answer counts within its window, both ends included", () => {
    expect(whyNotReport(report("sent"), "answer", "2026-09-07")).toBe("too-early");
    expect(whyNotReport(report("sent"), "answer", "2026-09-08")).toBeNull();
    expect(whyNotReport(report("sent"), "answer", "2026-10-20")).toBeNull();
    expect(whyNotReport(report("sent"), "answer", "2026-10-21")).toBe("window-over");
  });

  test("nothing expires while it can be answered", () => {
    expect(whyNotReport(report("due"), "expire", "2026-10-20")).toBe("window-open");
    expect(whyNotReport(report("due"), "expire", "2026-10-21")).toBeNull();
  });

  test("a patient may decline at any time, and think again while the window is open", () => {
    expect(whyNotReport(report("due"), "decline", "2026-07-01")).toBeNull();
    expect(whyNotReport(report("declined"), "reopen", "2026-07-01")).toBeNull();
    expect(whyNotReport(report("declined"), "reopen", "2026-10-21")).toBe("window-over");
  });
});

test("whoever treated never enters the report", () => {
  expect(whyNotEnter("dr-weber", ["dr-weber", "dr-okafor"])).toBe("treating-physician");
  expect(whyNotEnter("dr-okafor", ["dr-weber", "dr-okafor"])).toBe("treating-physician");
  expect(whyNotEnter("desk", ["dr-weber"])).toBeNull();
});
