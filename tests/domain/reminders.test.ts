import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  mailHours,
  messageDue,
  nextReminder,
  type AskedReport,
  type AutomaticKind,
  type Recipient,
  type Sending,
} from "~/domain/reminders";
import { reportWindow } from "~/domain/report";
import { addDays, daysBetween, instantAt } from "~/domain/time";
import { sendingStates } from "~/domain/vocabulary";
import { wallClock } from "~/domain/wall-clock";

const zone = "America/Denver";
const ada: Recipient = {
  email: "ada@example.org",
  preferredContact: "email",
  isActive: true,
  isDeceased: false,
};
const months: AskedReport = {
  timePoint: "3-months",
  status: "due",
  dueOn: "2026-11-24",
  windowFrom: "2026-11-03",
  windowTo: "2026-12-15",
};
const at = (days: number, hour = 10, of = months) => instantAt(addDays(of.dueOn, days), hour * 60, zone);
const sent = (kind: Sending["kind"], days: number, state: Sending["state"] = "sent"): Sending => ({
  kind,
  way: "mail",
  state,
  tries: 1,
  at: at(days),
});
const due = (sendings: Sending[], now: Date, report = months, recipient = ada, isToBeCalledBack = false) =>
  messageDue(report, { recipient, sendings, isToBeCalledBack }, zone, now);

describe("the first message", () => {
  test("goes out on the due day, by day", () => {
    expect(due([], at(-1))).toBeNull();
    expect(due([], at(0, 8))).toBeNull();
    expect(due([], at(0, 9))).toBe("first");
    expect(due([], at(0, 19))).toBeNull();
    expect(due([], at(21))).toBe("first");
    expect(due([], at(22))).toBeNull();
  });

  test.each<[string, Partial<Recipient>]>([
    ["has no address", { email: "" }],
    ["would rather be called", { preferredContact: "phone" }],
    ["is no patient here any more", { isActive: false }],
    ["has died", { isDeceased: true }],
  ])("is not for one who %s", (_, known) => {
    expect(due([], at(0), months, { ...ada, ...known })).toBeNull();
  });

  test("is not for what is closed, nor for what is asked when the patient comes, nor while a call is promised", () => {
    for (const status of ["answered", "declined", "unreachable", "expired"] as const) {
      expect(due([], at(0), { ...months, status })).toBeNull();
    }
    expect(due([], at(0), { ...months, timePoint: "before-session" })).toBeNull();
    expect(due([], at(0), months, ada, true)).toBeNull();
  });

  test("that was not taken is tried again a little later, and not for ever", () => {
    const putOff = (tries: number): Sending => ({ ...sent("first", 0, "put-off"), tries });
    const minutes = (count: number) => new Date(at(0).getTime() + count * 60_000);
    expect(due([putOff(1)], minutes(14))).toBeNull();
    expect(due([putOff(1)], minutes(15))).toBe("first");
    expect(due([putOff(2)], minutes(15))).toBeNull();
    expect(due([putOff(5)], at(20))).toBeNull();
  });
});

describe("a reminder", () => {
  test("comes three and seven days after the first, and then no more", () => {
    expect(due([sent("first", 0)], at(2))).toBeNull();
    expect(due([sent("first", 0)], at(3))).toBe("first-reminder");
    const once = [sent("first", 0), sent("first-reminder", 3)];
    expect(due(once, at(6))).toBeNull();
    expect(due(once, at(7))).toBe("second-reminder");
    expect(due([...once, sent("second-reminder", 7)], at(20))).toBeNull();
  });

  test("keeps its distance from one that was late, and from what the desk sent", () => {
    expect(due([sent("first", 0), sent("first-reminder", 6)], at(8))).toBeNull();
    expect(due([sent("first", 0), sent("first-reminder", 6)], at(9))).toBe("second-reminder");
    expect(due([sent("first", 0), sent("by-hand", 2)], at(4))).toBeNull();
    expect(due([sent("first", 0), sent("by-hand", 2)], at(5))).toBe("first-reminder");
  });

  test("follows a link that was handed over", () => {
    expect(due([{ ...sent("by-hand", 0), way: "handed-over" }], at(3))).toBe("first-reminder");
  });

  test.each(["came-back", "unclear", "under-way"] as const)("does not follow one that is %s", (state) => {
    expect(due([sent("first", 0, state)], at(5))).toBeNull();
    expect(due([sent("first", 0), sent("first-reminder", 3, state)], at(9))).toBeNull();
  });

  test("never comes when the report can no longer be answered", () => {
    const contact: AskedReport = {
      ...months,
      timePoint: "72-hours",
      ...reportWindow("72-hours", "2026-11-21"),
    };
    expect(nextReminder(contact, [sent("first", 0)], zone)).toEqual({
      kind: "first-reminder",
      on: "2026-11-27",
    });
    expect(nextReminder(contact, [sent("first", 0), sent("first-reminder", 3)], zone)).toBeNull();
  });
});

const anyZone = fc.constantFrom("America/Denver", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata");
/** Around both changes of the clocks, north and south. */
const anyDue = fc.integer({ min: 0, max: 400 }).map((days) => addDays("2026-03-01", days));
const anyPoint = fc.constantFrom("72-hours", "3-months", "6-months", "12-months", "baseline" as const);

test("whoever looks whenever, each kind goes out once, by day, in its window, three days apart", () => {
  fc.assert(
    fc.property(
      anyZone,
      anyDue,
      anyPoint,
      fc.array(fc.integer({ min: 5, max: 4000 }), { minLength: 5, maxLength: 120 }),
      (zone, dueOn, timePoint, steps) => {
        const report: AskedReport = { timePoint, status: "sent", ...reportWindow(timePoint, dueOn) };
        const sendings: Sending[] = [];
        let now = instantAt(addDays(report.windowFrom, -1), 0, zone);
        for (const minutes of steps) {
          now = new Date(now.getTime() + minutes * 60_000);
          const kind = messageDue(report, { recipient: ada, sendings, isToBeCalledBack: false }, zone, now);
          if (!kind) continue;
          sendings.push({ kind, way: "mail", state: "sent", tries: 1, at: now });
        }
        const order: AutomaticKind[] = ["first", "first-reminder", "second-reminder"];
        expect(sendings.map(({ kind }) => kind)).toEqual(order.slice(0, sendings.length));
        const clocks = sendings.map((sending) => wallClock(sending.at, zone));
        for (const [index, { day, minutes }] of clocks.entries()) {
          expect(day >= report.dueOn && day <= report.windowTo).toBe(true);
          expect(minutes >= mailHours.from && minutes < mailHours.until).toBe(true);
          const before = clocks[index - 1];
          if (before) expect(daysBetween(before.day, day)).toBeGreaterThanOrEqual(3);
        }
      },
    ),
  );
});

test("what did not end well is never followed by itself, except to be tried again", () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...sendingStates.filter((state) => state !== "sent")),
      fc.integer({ min: 0, max: 21 * 24 * 60 }),
      (state, minutes) => {
        const now = new Date(at(0).getTime() + minutes * 60_000);
        const kind = due([sent("first", 0), sent("first-reminder", 3, state)], now);
        expect(state === "put-off" ? [null, "first-reminder"] : [null]).toContain(kind);
      },
    ),
  );
});
