import { describe, expect, test } from "vitest";
import {
  aReasonWouldDo,
  whyNotBook,
  type BookingFacts,
  type BookingRequest,
  type Taken,
} from "~/domain/booking";
import { openings } from "~/domain/openings";
import { clockAt, dayBounds } from "~/domain/time";
import { clock } from "~/domain/words-of-time";
import { at, TODAY, ZONE } from "tests/support/builders";

const stretch = (from: string, to: string) => ({ start: at(from).getTime(), end: at(to).getTime() });
const taken = (from: string, to: string, because: Taken["because"] = "session"): Taken => ({
  ...stretch(from, to),
  because,
  sessionId: because === "session" ? "another session" : null,
  clinicId: "mitte",
});

/** Tuesday at nine. */
const aRequest = (known: Partial<BookingRequest> = {}): BookingRequest => ({
  day: TODAY,
  clock: { kind: "once", instant: at("09:00") },
  which: null,
  phases: { prepare: 5, treat: 15, recover: 10 },
  gapReason: null,
  movedFrom: null,
  ...known,
});

/** Everything is free, open and in range. */
const someFacts = (known: Partial<BookingFacts> = {}): BookingFacts => ({
  now: at("08:00"),
  planStatus: "active",
  guidance: "ultrasound",
  range: { min: 14, target: 21, max: 28 },
  previousDay: "2026-11-03",
  nextDay: null,
  clinicOpen: [stretch("08:00", "17:00")],
  physician: { id: "weber", isActive: true, taken: [], working: [stretch("08:00", "12:00")] },
  room: { id: "room 1", isActive: true, taken: [], kind: "procedure" },
  device: { id: "cart", isActive: true, taken: [], kind: "ultrasound", roomId: null },
  patient: { id: "patient", isActive: true, taken: [] },
  ...known,
});
const free = someFacts();
const codes = (request: BookingRequest, facts: BookingFacts) =>
  whyNotBook(request, facts).map(({ code }) => code);

test("nothing stands in the way of a free time", () => {
  expect(whyNotBook(aRequest(), someFacts())).toEqual([]);
});

describe("what is taken", () => {
  test("is told with its resource and what holds it", () => {
    const blocker = taken("09:10", "09:40");
    expect(whyNotBook(aRequest(), someFacts({ room: { ...free.room, taken: [blocker] } }))).toEqual([
      { code: "room-busy", resource: "room", resourceId: "room 1", blocker },
    ]);
  });

  test("holds room and patient for all of it, physician and device for the treatment", () => {
    const atTheEdges = [taken("08:30", "09:05"), taken("09:20", "10:00")];
    const facts = someFacts({
      physician: { ...free.physician, taken: atTheEdges },
      device: { ...free.device, taken: atTheEdges },
    });
    expect(codes(aRequest(), facts)).toEqual([]);
    const within = [taken("09:19", "10:00")];
    expect(
      codes(
        aRequest(),
        someFacts({
          physician: { ...free.physician, taken: within },
          device: { ...free.device, taken: within },
          room: { ...free.room, taken: [taken("09:29", "10:00")] },
          patient: { ...free.patient, taken: [taken("08:00", "09:01")] },
        }),
      ),
    ).toEqual(["patient-busy", "physician-busy", "room-busy", "device-busy"]);
  });

  test("is named for what it is: leave, closure, maintenance", () => {
    expect(
      codes(
        aRequest(),
        someFacts({
          physician: { ...free.physician, taken: [taken("00:00", "23:00", "leave")] },
          room: { ...free.room, taken: [taken("00:00", "23:00", "closure")] },
          device: { ...free.device, taken: [taken("00:00", "23:00", "maintenance")] },
        }),
      ),
    ).toEqual(["on-leave", "clinic-closed", "under-maintenance"]);
  });

  test("is told once for each claim in the way", () => {
    const facts = someFacts({
      room: { ...free.room, taken: [taken("09:00", "09:15"), taken("09:15", "09:30")] },
    });
    expect(codes(aRequest(), facts)).toEqual(["room-busy", "room-busy"]);
  });
});

describe("hours", () => {
  test("of the clinic hold the whole session, of the physician the treatment", () => {
    const facts = (open: [string, string], working: [string, string]) =>
      someFacts({
        clinicOpen: [stretch(...open)],
        physician: { ...free.physician, working: [stretch(...working)] },
      });
    expect(codes(aRequest(), facts(["09:00", "09:30"], ["09:05", "09:20"]))).toEqual([]);
    expect(codes(aRequest(), facts(["09:00", "09:29"], ["09:05", "09:19"]))).toEqual([
      "outside-clinic-hours",
      "outside-working-hours",
    ]);
  });

  test("of another day are no hours", () => {
    expect(codes(aRequest(), someFacts({ clinicOpen: [] }))).toEqual(["outside-clinic-hours"]);
  });
});

describe("what does not go together", () => {
  test("X-rays in a plain room, a device of the other kind, a device fixed elsewhere", () => {
    const cArm = { ...free.device, kind: "fluoroscope" as const };
    expect(codes(aRequest(), someFacts({ guidance: "fluoroscope", device: cArm }))).toEqual([
      "room-not-shielded",
    ]);
    expect(codes(aRequest(), someFacts({ device: cArm }))).toEqual(["wrong-device"]);
    expect(codes(aRequest(), someFacts({ device: { ...free.device, roomId: "room 2" } }))).toEqual([
      "device-elsewhere",
    ]);
    expect(codes(aRequest(), someFacts({ device: { ...free.device, roomId: "room 1" } }))).toEqual([]);
  });

  test("what is no longer there", () => {
    expect(
      codes(
        aRequest(),
        someFacts({
          physician: { ...free.physician, isActive: false },
          room: { ...free.room, isActive: false },
          device: { ...free.device, isActive: false },
          patient: { ...free.patient, isActive: false },
        }),
      ),
    ).toEqual(["patient-inactive", "physician-inactive", "room-inactive", "device-inactive"]);
  });
});

describe("the gap", () => {
  const early = someFacts({ previousDay: "2026-11-11", nextDay: "2026-12-31" });

  test("outside the range needs a reason, on both sides", () => {
    expect(whyNotBook(aRequest(), early)).toEqual([
      { code: "gap-too-short-needs-reason", gap: { side: "before", kind: "too-short", days: 13, byDays: 1 } },
      { code: "gap-too-long-needs-reason", gap: { side: "after", kind: "too-long", days: 37, byDays: 9 } },
    ]);
  });

  test("is allowed with one; blanks are none", () => {
    expect(codes(aRequest({ gapReason: "Flies home on Friday" }), early)).toEqual([]);
    expect(codes(aRequest({ gapReason: " " }), early)).toHaveLength(2);
  });

  test("is the form's to ask about only when nothing else is in the way", () => {
    expect(aReasonWouldDo(whyNotBook(aRequest(), early))).toBe(true);
    expect(aReasonWouldDo(whyNotBook(aRequest(), { ...early, planStatus: "on-hold" }))).toBe(false);
    expect(aReasonWouldDo([])).toBe(false);
  });
});

describe("the time", () => {
  test("in the past is refused, unless the session stands there already", () => {
    const late = someFacts({ now: at("09:01") });
    expect(codes(aRequest(), late)).toEqual(["in-the-past"]);
    expect(codes(aRequest(), someFacts({ now: at("09:00") }))).toEqual([]);
    expect(codes(aRequest({ movedFrom: at("09:00") }), late)).toEqual([]);
    expect(codes(aRequest({ movedFrom: at("10:00") }), late)).toEqual(["in-the-past"]);
  });

  const allDay = (day: string) => {
    const { start, end } = dayBounds(day, ZONE);
    const open = [{ start: start.getTime(), end: end.getTime() }];
    return someFacts({
      previousDay: null,
      now: at("00:00", "2026-01-01"),
      clinicOpen: open,
      physician: { ...free.physician, working: open },
    });
  };

  test("that the clocks skip is told with the next one", () => {
    const day = "2026-03-29";
    const request = aRequest({ day, clock: clockAt(day, 150, ZONE) });
    expect(whyNotBook(request, allDay(day))).toEqual([{ code: "time-skipped", next: at("03:00", day) }]);
  });

  test("that comes twice is asked back, and then taken as said", () => {
    const day = "2026-10-25";
    const request = aRequest({ day, clock: clockAt(day, 150, ZONE) });
    const first = new Date("2026-10-25T00:30:00Z");
    const second = new Date("2026-10-25T01:30:00Z");
    expect(whyNotBook(request, allDay(day))).toEqual([{ code: "time-twice", first, second }]);
    const blocker = { ...taken("09:00", "09:01"), start: second.getTime(), end: second.getTime() + 60_000 };
    const room = { ...free.room, taken: [blocker] };
    expect(codes({ ...request, which: "first" }, { ...allDay(day), room })).toEqual([]);
    expect(codes({ ...request, which: "second" }, { ...allDay(day), room })).toEqual(["room-busy"]);
  });

  test("unclear or not, what else is wrong is told with it", () => {
    const day = "2026-03-29";
    const request = aRequest({ day, clock: clockAt(day, 150, ZONE) });
    expect(codes(request, { ...allDay(day), planStatus: "stopped", previousDay: "2026-03-28" })).toEqual([
      "plan-not-active",
      "time-skipped",
      "gap-too-short-needs-reason",
    ]);
  });
});

test("every reason is told, not only the first", () => {
  const all = codes(aRequest(), {
    ...someFacts({
      planStatus: "on-hold",
      guidance: "fluoroscope",
      clinicOpen: [],
      previousDay: "2026-11-20",
    }),
    now: at("12:00"),
    patient: { ...free.patient, taken: [taken("09:00", "09:30")] },
  });
  expect(all).toEqual([
    "plan-not-active",
    "room-not-shielded",
    "wrong-device",
    "in-the-past",
    "outside-clinic-hours",
    "patient-busy",
    "gap-too-short-needs-reason",
  ]);
});

test("the search offers exactly the starts that the rule allows", () => {
  const facts = someFacts({
    previousDay: null,
    now: at("08:20"),
    physician: { ...free.physician, taken: [taken("09:05", "09:20"), taken("10:20", "11:00", "leave")] },
    room: { ...free.room, taken: [taken("08:52", "09:22")] },
    patient: { ...free.patient, taken: [taken("09:40", "09:50")] },
  });
  const offered = openings({
    frame: stretch("00:00", "23:00"),
    stepMinutes: 15,
    notBefore: facts.now.getTime(),
    phases: aRequest().phases,
    guidance: facts.guidance,
    clinicOpen: facts.clinicOpen,
    physicians: [{ id: "weber", working: facts.physician.working, busy: facts.physician.taken }],
    rooms: [{ id: "room 1", kind: facts.room.kind, busy: facts.room.taken }],
    devices: [{ id: "cart", kind: "ultrasound", roomId: null, busy: [] }],
    patientBusy: facts.patient.taken,
  }).map(({ startsAt }) => startsAt);
  const quarters = Array.from(
    { length: 92 },
    (_, index) => new Date(at("00:00").getTime() + index * 15 * 60_000),
  );
  const allowed = quarters.filter(
    (instant) => whyNotBook(aRequest({ clock: { kind: "once", instant } }), facts).length === 0,
  );
  expect(offered).toEqual(allowed);
  expect(allowed.map((instant) => clock(instant, ZONE))).toEqual(["10:00", "11:00", "11:15", "11:30"]);
});
