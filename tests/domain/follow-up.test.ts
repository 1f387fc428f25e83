import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bestTime,
  byUrgency,
  callStanding,
  whyNotAttempt,
  type Attempt,
  type Standing,
} from "~/domain/follow-up";
import type { AskedReport, Recipient, Sending } from "~/domain/reminders";
import { reportWindow } from "~/domain/report";
import { addDays, instantAt } from "~/domain/time";

const zone = "America/Denver";
const today = "2026-11-24";
const now = instantAt(today, 10 * 60, zone);
const on = (days: number, hour = 10) => instantAt(addDays(today, days), hour * 60, zone);
const mails: Recipient = {
  email: "a@example.org",
  preferredContact: "email",
  isActive: true,
  isDeceased: false,
};
const phones: Recipient = { ...mails, preferredContact: "phone" };
/** Due so many days ago. */
const dueAgo = (days: number, timePoint: AskedReport["timePoint"] = "6-months"): AskedReport => {
  const report = { timePoint, status: "due" as const, ...reportWindow(timePoint, today) };
  const shift = (day: string) => addDays(day, -days - daysFrom(today, report.dueOn));
  return {
    ...report,
    dueOn: shift(report.dueOn),
    windowFrom: shift(report.windowFrom),
    windowTo: shift(report.windowTo),
  };
};
const daysFrom = (a: string, b: string) => (Date.parse(b) - Date.parse(a)) / 86_400_000;
const sent = (kind: Sending["kind"], daysAgo: number, state: Sending["state"] = "sent"): Sending => ({
  kind,
  way: "mail",
  state,
  tries: 1,
  at: on(-daysAgo),
});
const tried = (daysAgo: number, known: Partial<Attempt> = {}): Attempt => ({
  outcome: "no-answer",
  at: on(-daysAgo, 9),
  callBackAt: null,
  ...known,
});

interface Known {
  recipient?: Recipient;
  isMailSetUp?: boolean;
  sendings?: Sending[];
  attempts?: Attempt[];
}
const standing = (
  report: AskedReport,
  { recipient = mails, isMailSetUp = true, sendings = [], attempts = [] }: Known = {},
) => callStanding(report, { recipient, isMailSetUp, sendings, attempts }, zone, now);
const called = (report: AskedReport, known?: Known) => {
  const found = standing(report, known);
  if (found?.kind !== "call") throw new Error(`waits or nobody asks: ${JSON.stringify(found)}`);
  return found;
};

describe("who is called", () => {
  test("at once whoever is not mailed, and why", () => {
    expect(called(dueAgo(0), { recipient: phones }).reasons).toEqual(["prefers-phone"]);
    expect(called(dueAgo(0), { recipient: { ...mails, email: "" } }).reasons).toEqual(["no-email"]);
    expect(called(dueAgo(0, "3-months"), { isMailSetUp: false }).reasons).toEqual(["primary", "no-mail"]);
  });

  test("nobody who is mailed today, or has a reminder coming", () => {
    expect(standing(dueAgo(0))).toEqual({ kind: "waits", for: "first-mail", until: today });
    expect(standing(dueAgo(1), { sendings: [sent("first", 1)] })).toEqual({
      kind: "waits",
      for: "reply",
      until: addDays(today, 2),
    });
  });

  test("whoever let two reminders go by, two days after the second", () => {
    const sendings = (daysAgo: number) => [
      sent("first", daysAgo + 7),
      sent("first-reminder", daysAgo + 4),
      sent("second-reminder", daysAgo),
    ];
    expect(standing(dueAgo(8), { sendings: sendings(1) })).toMatchObject({
      kind: "waits",
      for: "reply",
      until: null,
    });
    expect(called(dueAgo(9), { sendings: sendings(2) }).reasons).toEqual(["two-reminders"]);
  });

  test.each(["came-back", "put-off", "unclear"] as const)("whoever's mail is %s", (state) => {
    expect(called(dueAgo(1), { sendings: [sent("first", 1, state)] }).reasons).toEqual([
      state === "put-off" ? "not-sent" : state,
    ]);
  });

  test("whatever was mailed, in the last days, and at 72 hours the day after", () => {
    expect(called(dueAgo(26), { sendings: [sent("first", 1)] }).reasons).toEqual(["last-days", "no-reply"]);
    expect(standing(dueAgo(0, "72-hours"), { sendings: [sent("first", 0)] })).toMatchObject({
      kind: "waits",
    });
    expect(called(dueAgo(1, "72-hours"), { sendings: [sent("first", 1)] }).reasons).toEqual([
      "contact",
      "no-reply",
    ]);
  });

  test("as the patient asked, and not before", () => {
    const later = tried(1, { outcome: "call-back", callBackAt: on(1, 14) });
    expect(standing(dueAgo(5), { attempts: [later] })).toEqual({
      kind: "waits",
      for: "call-back",
      until: on(1, 14),
    });
    const today = tried(1, { outcome: "call-back", callBackAt: on(0, 9) });
    expect(called(dueAgo(5), { attempts: [today] })).toMatchObject({ promisedAt: on(0, 9) });
    // Called as promised, and nobody there: the promise is over.
    expect(called(dueAgo(5), { attempts: [today, tried(0)] })).toMatchObject({
      promisedAt: null,
      isTriedToday: true,
    });
  });

  test("nobody who has died or left, whose report is closed, too early, over, or asked at the desk", () => {
    expect(standing(dueAgo(0), { recipient: { ...phones, isDeceased: true } })).toBeNull();
    expect(standing(dueAgo(0), { recipient: { ...phones, isActive: false } })).toBeNull();
    expect(standing({ ...dueAgo(0), status: "declined" }, { recipient: phones })).toBeNull();
    expect(standing(dueAgo(-1), { recipient: phones })).toBeNull();
    expect(standing(dueAgo(29), { recipient: phones })).toBeNull();
    expect(standing(dueAgo(0, "before-session"), { recipient: phones })).toBeNull();
  });
});

describe("in which order", () => {
  const order = (...all: [string, Standing | null][]) =>
    all
      .flatMap(([name, one]) => (one?.kind === "call" ? [{ ...one, name }] : []))
      .sort(byUrgency(now))
      .map(({ name }) => name);
  const byPhone = { recipient: phones };

  test("by what is lost soonest, where the primary result and the contact at 72 hours count for more", () => {
    expect(
      order(
        ["a baseline", standing(dueAgo(80, "baseline"), byPhone)],
        ["six months, 20 days left", standing(dueAgo(8), byPhone)],
        ["three months, 20 days left", standing(dueAgo(1, "3-months"), byPhone)],
        ["72 hours, 4 days left", standing(dueAgo(0, "72-hours"), byPhone)],
        ["six months, 2 days left", standing(dueAgo(26), byPhone)],
      ),
    ).toEqual([
      "72 hours, 4 days left",
      "six months, 2 days left",
      "three months, 20 days left",
      "six months, 20 days left",
      "a baseline",
    ]);
  });

  test("first what was promised, then who was not tried today; a later promise waits for its time", () => {
    const promised = (hour: number) => ({
      ...byPhone,
      attempts: [tried(2, { outcome: "call-back", callBackAt: on(0, hour) })],
    });
    expect(
      order(
        ["tried today", standing(dueAgo(27), { ...byPhone, attempts: [tried(0)] })],
        ["at three", standing(dueAgo(27), promised(15))],
        ["not tried", standing(dueAgo(0), byPhone)],
        ["at nine", standing(dueAgo(0), promised(9))],
        ["at eight", standing(dueAgo(0), promised(8))],
      ),
    ).toEqual(["at eight", "at nine", "not tried", "tried today", "at three"]);
  });
});

describe("the best time", () => {
  test("is learned from calls that reached the patient", () => {
    expect(bestTime([], zone)).toBeNull();
    expect(bestTime([on(0, 9), on(-3, 15), on(-9, 16)], zone)).toEqual({
      part: "afternoon",
      times: 2,
      of: 3,
    });
  });

  test("never counts more than there were", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 }), { minLength: 1 }), (minutes) => {
        const best = bestTime(
          minutes.map((minute) => new Date(now.getTime() - minute * 60_000)),
          zone,
        );
        expect(best?.of).toBe(minutes.length);
        expect((best?.times ?? 0) * 4).toBeGreaterThanOrEqual(minutes.length);
      }),
    );
  });
});

test("a call is noted only while the report is open, and promised only for when it still is", () => {
  const why = (report: AskedReport, callBackAt: Date | null = null, isDeceased = false) =>
    whyNotAttempt(report, { isDeceased }, callBackAt, zone, now);
  expect(why(dueAgo(0))).toBeNull();
  expect(why(dueAgo(0), on(1))).toBeNull();
  expect(why(dueAgo(0), now)).toBe("call-back-past");
  expect(why(dueAgo(0), on(29))).toBe("call-back-late");
  expect(why({ ...dueAgo(0), status: "answered" })).toBe("report-not-open");
  expect(why(dueAgo(40))).toBe("report-not-open");
  expect(why(dueAgo(0), null, true)).toBe("patient-inactive");
});
