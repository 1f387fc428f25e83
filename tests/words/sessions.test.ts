import { describe, expect, test } from "vitest";
import type { BookingReason } from "~/domain/booking";
import { refusalWords } from "~/words/en";
import { displacedWords, gapFactWords, reasonWords, stateWords, windowWords } from "~/words/sessions";

const zone = "America/Denver";
/** On Tuesday, 24 November 2026, in Denver. */
const at = (clock: string, day = 24) => new Date(`2026-11-${day}T${clock}:00-07:00`);
const busy = { from: at("09:30"), until: at("09:45") };
const gap = { days: 12, least: 14, most: 28, day: "2026-11-03" };

/** Every code there is; a new one does not compile before it has its sentence here. */
const sentences: Record<BookingReason["code"], [Omit<BookingReason, "code">, string]> = {
  "time-skipped": [
    { startMinute: 150, from: new Date("2027-03-14T09:00:00Z") },
    "02:30 does not exist on that day: the clocks go forward. The next time is 03:00.",
  ],
  "time-twice": [
    {
      startMinute: 90,
      from: new Date("2027-11-07T07:30:00Z"),
      until: new Date("2027-11-07T08:30:00Z"),
    },
    "01:30 comes twice on that day: the clocks go back. Choose the first (MDT) or the second (MST).",
  ],
  "in-the-past": [{}, "This time is over already."],
  "plan-not-active": [{}, "The plan is not active. Resume or reopen it first."],
  "outside-working-hours": [{ who: "Dr Okafor" }, "Dr Okafor does not work here then."],
  "outside-clinic-hours": [{}, "The clinic is closed then."],
  "room-not-shielded": [{ who: "Room 2" }, "Room 2 has no shielding, and the fluoroscope needs it."],
  "wrong-device": [{ who: "C-arm 1" }, "C-arm 1 is not what the plan’s guidance needs."],
  "device-elsewhere": [{ who: "C-arm 1" }, "C-arm 1 is fixed to another room."],
  "physician-inactive": [{ who: "Dr Okafor" }, "Dr Okafor no longer works here."],
  "room-inactive": [{ who: "Room 2" }, "Room 2 is no longer used."],
  "device-inactive": [{ who: "Cart 1" }, "Cart 1 is no longer used."],
  "patient-inactive": [{}, "The patient is no longer active here."],
  "physician-busy": [{ who: "Dr Okafor", ...busy }, "Dr Okafor is busy from 09:30 to 09:45."],
  "room-busy": [{ who: "Room 2", ...busy }, "Room 2 is taken from 09:30 to 09:45."],
  "device-busy": [{ who: "Cart 1", ...busy }, "Cart 1 is taken from 09:30 to 09:45."],
  "patient-busy": [{ who: "", ...busy }, "The patient has another session from 09:30 to 09:45."],
  "physician-busy-elsewhere": [{ who: "Dr Okafor" }, "Dr Okafor is busy at another clinic then."],
  "room-busy-elsewhere": [{ who: "Room 2" }, "Room 2 is busy at another clinic then."],
  "device-busy-elsewhere": [{ who: "Cart 1" }, "Cart 1 is busy at another clinic then."],
  "patient-busy-elsewhere": [{ who: "" }, "The patient is busy at another clinic then."],
  "on-leave": [
    { who: "Dr Okafor", from: at("12:00"), until: at("08:00", 28) },
    "Dr Okafor is on leave until Sat 28 Nov, 08:00.",
  ],
  "clinic-closed": [
    { who: "Room 2", from: at("00:00"), until: at("00:00", 28) },
    "The clinic is closed to Fri 27 Nov.",
  ],
  "under-maintenance": [
    { who: "C-arm 1", from: at("12:00"), until: at("14:30") },
    "C-arm 1 is under maintenance until Tue 24 Nov, 14:30.",
  ],
  "no-physician-free": [{}, "No physician is free then."],
  "no-room-free": [{}, "No room is free then."],
  "no-device-free": [{}, "No imaging device is free then."],
  "no-patient-free": [{}, "The patient is not free then."],
  "no-physician-here": [{}, "This physician does not work at this clinic."],
  "no-room-here": [{}, "This room is not at this clinic."],
  "no-device-here": [{}, "This device is not at this clinic."],
  "gap-too-short-needs-reason-before": [
    gap,
    "12 days after the session on Tue 3 Nov; the plan allows 14 to 28. Give a reason to book it all the same.",
  ],
  "gap-too-long-needs-reason-before": [
    { ...gap, days: 40 },
    "40 days after the session on Tue 3 Nov; the plan allows 14 to 28. Give a reason to book it all the same.",
  ],
  "gap-too-short-needs-reason-after": [
    { ...gap, days: 1, day: "2026-12-15" },
    "1 day before the session on Tue 15 Dec; the plan allows 14 to 28. Give a reason to book it all the same.",
  ],
  "gap-too-long-needs-reason-after": [
    { ...gap, days: 33, day: "2026-12-15" },
    "33 days before the session on Tue 15 Dec; the plan allows 14 to 28. Give a reason to book it all the same.",
  ],
};

describe("why a booking is refused", () => {
  test.each(Object.entries(sentences))("%s", (code, [reason, sentence]) => {
    expect(reasonWords({ code, ...reason }, zone)).toBe(sentence);
  });

  test("a time over midnight says its days", () => {
    const night = { code: "room-busy", who: "Room 2", from: at("23:45"), until: at("00:15", 25) };
    expect(reasonWords(night, zone)).toBe("Room 2 is taken from Tue 24 Nov, 23:45 to Wed 25 Nov, 00:15.");
  });

  test("a code without a sentence is still said", () => {
    expect(reasonWords({ code: "toString" }, zone)).toBe(refusalWords["cannot-book"]);
  });
});

describe("a session's state", () => {
  test("says since when, and the day where it is another", () => {
    const arrived = { status: "arrived" as const, startsAt: at("10:45"), since: at("10:38") };
    expect(stateWords(arrived, zone)).toBe("Arrived 10:38");
    expect(stateWords({ ...arrived, status: "performed", since: at("08:00", 26) }, zone)).toBe(
      "Performed 26 Nov",
    );
    expect(stateWords({ ...arrived, status: "booked", since: null }, zone)).toBe("Booked");
    expect(stateWords({ ...arrived, status: "cancelled-by-clinic" }, zone)).toBe("Cancelled");
  });

  test("says what was taken away, to the end of a day or to a time", () => {
    const leave = { kind: "leave" as const, who: "Dr Castellan", until: at("00:00", 28) };
    expect(displacedWords(leave, zone)).toBe("Dr Castellan is on leave to Fri 27 Nov.");
    expect(displacedWords({ ...leave, until: at("12:00", 28) }, zone)).toBe(
      "Dr Castellan is on leave until Sat 28 Nov, 12:00.",
    );
  });

  test("says its gap, and how far outside it lies", () => {
    const known = { previousDay: "2026-11-03", days: 21, byDays: 0 };
    expect(gapFactWords({ ...known, state: "in-range" })).toBe("21 days since Tue 3 Nov");
    expect(gapFactWords({ ...known, days: 13, byDays: 1, state: "early" })).toBe(
      "13 days since Tue 3 Nov, 1 day early",
    );
  });
});

describe("the legal window in words", () => {
  const window = { from: "2026-11-20", target: "2026-11-27", to: "2026-12-04", isEmpty: false };
  test.each([
    [window, "Session 4 is in range from Fri 20 Nov to Fri 4 Dec; target Fri 27 Nov."],
    [{ ...window, from: "2026-12-04" }, "Session 4 is in range on Fri 4 Dec alone."],
    [{ ...window, to: null }, "Session 4 may be on any day."],
    [
      { ...window, isEmpty: true },
      "No day is left that keeps session 4 in range, so any day needs a reason.",
    ],
  ])("%o", (known, words) => {
    expect(windowWords(4, known)).toBe(words);
  });
});
