import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  contains,
  listed,
  normalise,
  overlaps,
  toInterval,
  type Interval,
  type Intervals,
} from "~/domain/interval";
import {
  choose,
  nearestOpenings,
  openings,
  type Free,
  type Opening,
  type OpeningSearch,
} from "~/domain/openings";
import { phasesOf } from "~/domain/session";
import { addDays, dayBounds, instantAt } from "~/domain/time";
import { clock } from "~/domain/words-of-time";
import { at, TODAY, ZONE } from "tests/support/builders";

const stretch = (from: string, to: string, day = TODAY): Interval => ({
  start: at(from, day).getTime(),
  end: at(to, day).getTime(),
});
const dayFrame = (day: string, zone = ZONE) => toInterval(dayBounds(day, zone));

/** One physician, one room, one ultrasound; open and at work from nine to ten. */
const aSearch = (known: Partial<OpeningSearch> = {}): OpeningSearch => ({
  frame: dayFrame(TODAY),
  stepMinutes: 15,
  notBefore: at("00:00").getTime(),
  phases: { prepare: 5, treat: 15, recover: 10 },
  guidance: "ultrasound",
  clinicOpen: [stretch("09:00", "10:00")],
  physicians: [{ id: "weber", working: [stretch("09:00", "10:00")], busy: [] }],
  rooms: [{ id: "room 1", kind: "procedure", busy: [] }],
  devices: [{ id: "cart", kind: "ultrasound", roomId: null, busy: [] }],
  patientBusy: [],
  ...known,
});
/** In full, for comparison. */
const allOf = (search: OpeningSearch) =>
  openings(search).map(({ startsAt, free }) => ({ startsAt, ...free() }));
const times = (search: Partial<OpeningSearch>) =>
  allOf(aSearch(search)).map(({ startsAt }) => clock(startsAt, ZONE));

describe("open starts", () => {
  test("fill the opening hours: the last session ends when the clinic closes", () => {
    expect(times({})).toEqual(["09:00", "09:15", "09:30"]);
  });

  test("need the physician for the treatment only", () => {
    const physicians = [{ id: "weber", working: [stretch("09:05", "09:50")], busy: [] }];
    expect(times({ physicians })).toEqual(["09:00", "09:15", "09:30"]);
    const late = [{ id: "weber", working: [stretch("09:06", "09:49")], busy: [] }];
    expect(times({ physicians: late })).toEqual(["09:15"]);
  });

  test("let one physician serve two rooms, staggered by a quarter of an hour", () => {
    const busy = [stretch("09:05", "09:20")];
    const physicians = [{ id: "weber", working: [stretch("09:00", "10:00")], busy }];
    expect(times({ physicians })).toEqual(["09:15", "09:30"]);
  });

  test("follow a session in the same room at once, and not before it ends", () => {
    const rooms = [{ id: "room 1", kind: "procedure" as const, busy: [stretch("08:45", "09:15")] }];
    expect(times({ rooms })).toEqual(["09:15", "09:30"]);
    const offGrid = [{ id: "room 1", kind: "procedure" as const, busy: [stretch("08:46", "09:16")] }];
    expect(times({ rooms: offGrid })).toEqual(["09:30"]);
  });

  test("need the patient for the whole session", () => {
    expect(times({ patientBusy: [stretch("09:59", "11:00")] })).toEqual(["09:00", "09:15"]);
  });

  test("do not lie in the past", () => {
    expect(times({ notBefore: at("09:15").getTime() })).toEqual(["09:15", "09:30"]);
    expect(times({ notBefore: at("09:16").getTime() })).toEqual(["09:30"]);
  });

  test("may reach over the seam of two stretches of hours", () => {
    expect(times({ clinicOpen: [stretch("09:00", "09:20"), stretch("09:20", "10:00")] })).toHaveLength(3);
    expect(times({ clinicOpen: [stretch("09:00", "09:20"), stretch("09:21", "10:00")] })).toEqual(["09:30"]);
  });

  test("may reach over midnight", () => {
    const night = { start: at("23:00").getTime(), end: at("01:00", addDays(TODAY, 1)).getTime() };
    const frame = { start: dayFrame(TODAY).start, end: dayFrame(addDays(TODAY, 1)).end };
    const physicians = [{ id: "weber", working: [night], busy: [] }];
    expect(times({ frame, clinicOpen: [night], physicians })).toEqual([
      "23:00",
      "23:15",
      "23:30",
      "23:45",
      "00:00",
      "00:15",
      "00:30",
    ]);
  });
});

describe("rooms and devices", () => {
  test("X-rays need lead, ultrasound takes any room and leaves the shielded one for last", () => {
    const rooms = [
      { id: "lead", kind: "shielded" as const, busy: [] },
      { id: "plain", kind: "procedure" as const, busy: [] },
    ];
    const devices = [
      { id: "c-arm", kind: "fluoroscope" as const, roomId: null, busy: [] },
      { id: "cart", kind: "ultrasound" as const, roomId: null, busy: [] },
    ];
    expect(allOf(aSearch({ rooms, devices, guidance: "fluoroscope" }))[0]?.places).toEqual([
      { roomId: "lead", deviceIds: ["c-arm"] },
    ]);
    expect(allOf(aSearch({ rooms, devices }))[0]?.places).toEqual([
      { roomId: "plain", deviceIds: ["cart"] },
      { roomId: "lead", deviceIds: ["cart"] },
    ]);
  });

  test("a fixed device serves its own room alone", () => {
    const rooms = [
      { id: "room 1", kind: "procedure" as const, busy: [stretch("09:00", "09:15")] },
      { id: "room 2", kind: "procedure" as const, busy: [] },
    ];
    const devices = [{ id: "wall unit", kind: "ultrasound" as const, roomId: "room 1", busy: [] }];
    expect(times({ rooms, devices })).toEqual(["09:15", "09:30"]);
  });

  test("a device is needed for the treatment only", () => {
    const devices = [
      { id: "cart", kind: "ultrasound" as const, roomId: null, busy: [stretch("09:20", "09:35")] },
    ];
    expect(times({ devices })).toEqual(["09:00", "09:30"]);
  });
});

describe("on the days the clocks change", () => {
  const allDay = (day: string, zone: string) => {
    const open = [dayFrame(day, zone)];
    return allOf(
      aSearch({
        frame: dayFrame(day, zone),
        notBefore: 0,
        clinicOpen: open,
        physicians: [{ id: "weber", working: open, busy: [] }],
        phases: { prepare: 0, treat: 15, recover: 0 },
      }),
    );
  };

  test.each([
    ["2026-03-29", "Europe/Berlin", 92],
    ["2026-10-25", "Europe/Berlin", 100],
    ["2026-11-24", "Europe/Berlin", 96],
    ["2026-10-04", "Australia/Lord_Howe", 94],
    ["2026-04-05", "Australia/Lord_Howe", 98],
  ])("%s in %s has %#: %d quarter hours", (day, zone, count) => {
    expect(allDay(day, zone)).toHaveLength(count);
  });

  test("starts stay on the wall clock's quarter hours, and nine o'clock is one of them", () => {
    for (const [day, zone] of [
      ["2026-03-29", "Europe/Berlin"],
      ["2026-04-05", "Australia/Lord_Howe"],
      ["2026-11-24", "Asia/Kathmandu"],
    ] as const) {
      const starts = allDay(day, zone).map(({ startsAt }) => startsAt);
      expect(starts).toContainEqual(instantAt(day, 540, zone));
      expect(starts.every((start) => Number(clock(start, zone).slice(3)) % 15 === 0)).toBe(true);
    }
  });
});

/** The slow truth: every start, every resource, every claim. */
function oneByOne(search: OpeningSearch) {
  const found: ({ startsAt: Date } & Free)[] = [];
  for (let start = search.frame.start; start < search.frame.end; start += search.stepMinutes * 60_000) {
    const phases = phasesOf(new Date(start), search.phases);
    const [whole, treatment] = [toInterval(phases.period), toInterval(phases.treatment)];
    const isFree = (busy: Intervals, phase: Interval) =>
      !listed(busy).some((taken) => overlaps(taken, phase));
    const isIn = (hours: readonly Interval[], phase: Interval) =>
      normalise(hours).some((open) => contains(open, phase));
    if (start < search.notBefore || !isIn(search.clinicOpen, whole) || !isFree(search.patientBusy, whole))
      continue;
    const physicianIds = search.physicians
      .filter(({ working, busy }) => isIn(working, treatment) && isFree(busy, treatment))
      .map(({ id }) => id);
    const places = search.rooms
      .filter(
        ({ kind, busy }) => (search.guidance === "ultrasound" || kind === "shielded") && isFree(busy, whole),
      )
      .sort((a, b) => Number(a.kind === "shielded") - Number(b.kind === "shielded"))
      .map((room) => ({
        roomId: room.id,
        deviceIds: search.devices
          .filter(({ kind, roomId, busy }) => {
            const isHere = roomId === null || roomId === room.id;
            return kind === search.guidance && isHere && isFree(busy, treatment);
          })
          .map(({ id }) => id),
      }))
      .filter(({ deviceIds }) => deviceIds.length > 0);
    if (physicianIds.length > 0 && places.length > 0) {
      found.push({ startsAt: new Date(start), physicianIds, places });
    }
  }
  return found;
}

const MINUTE = 60_000;
const DAYS_LONG = 2;
/** Any minute, not only quarters; some before the frame and some after it. */
const minute = fc.integer({ min: -60, max: DAYS_LONG * 1440 + 60 });
const stretches = (maxLength: number, longest: number) =>
  fc.array(fc.tuple(minute, fc.integer({ min: 0, max: longest })), { maxLength });
const frames = fc
  .constantFrom(
    [TODAY, ZONE],
    ["2026-03-28", ZONE],
    ["2026-10-24", ZONE],
    ["2026-10-03", "Australia/Lord_Howe"],
    ["2026-03-08", "America/New_York"],
    ["2026-11-24", "Asia/Kathmandu"],
  )
  .map(([day = TODAY, zone = ZONE]) => ({
    start: dayBounds(day, zone).start.getTime(),
    end: dayBounds(addDays(day, DAYS_LONG - 1), zone).end.getTime(),
  }));
const busyTimes = stretches(8, 90);
const hours = stretches(3, 900);
const resources = <T extends object>(more: fc.Arbitrary<T>) =>
  fc.array(fc.tuple(busyTimes, more), { maxLength: 3 });

const packed = (list: readonly Interval[]): Intervals => ({
  starts: Float64Array.from(list, ({ start }) => start),
  ends: Float64Array.from(list, ({ end }) => end),
});

const searches = frames.chain((frame) => {
  const inFrame = (list: readonly [number, number][]) =>
    list.map(([from, length]) => ({
      start: frame.start + from * MINUTE,
      end: frame.start + (from + length) * MINUTE,
    }));
  const withBusy = <T extends object>(name: string, list: readonly [[number, number][], T][]) =>
    list.map(([busy, more], index) => ({
      id: `${name} ${index}`,
      busy: index % 2 === 0 ? inFrame(busy) : packed(inFrame(busy)),
      ...more,
    }));
  return fc.record({
    frame: fc.constant(frame),
    stepMinutes: fc.constantFrom(5, 15),
    notBefore: minute.map((from) => frame.start + Math.min(from, 600) * MINUTE),
    phases: fc.record({
      prepare: fc.constantFrom(0, 5, 7),
      treat: fc.constantFrom(5, 15, 20),
      recover: fc.constantFrom(0, 10, 40),
    }),
    guidance: fc.constantFrom("ultrasound" as const, "fluoroscope" as const),
    clinicOpen: hours.map(inFrame),
    physicians: resources(hours.map((working) => ({ working: inFrame(working) }))).map((list) =>
      withBusy("physician", list),
    ),
    rooms: resources(fc.record({ kind: fc.constantFrom("procedure" as const, "shielded" as const) })).map(
      (list) => withBusy("room", list),
    ),
    devices: resources(
      fc.record({
        kind: fc.constantFrom("ultrasound" as const, "fluoroscope" as const),
        roomId: fc.constantFrom(null, "room 0", "room 1"),
      }),
    ).map((list) => withBusy("device", list)),
    patientBusy: busyTimes.map(inFrame),
  });
});

test("the fast search finds what asking one by one finds, no more and no less", () => {
  let found = 0;
  fc.assert(
    fc.property(searches, (search) => {
      const fast = allOf(search);
      expect(fast).toEqual(oneByOne(search));
      found += fast.length;
    }),
    { numRuns: 600 },
  );
  // Searches that all find nothing would prove nothing.
  expect(found).toBeGreaterThan(300);
});

describe("the nearest that could be booked instead", () => {
  const opening = (time: string, physicianIds: string[], roomIds: string[]): Opening => ({
    startsAt: at(time),
    free: () => ({
      physicianIds,
      places: roomIds.map((roomId) => ({ roomId, deviceIds: [`cart of ${roomId}`] })),
    }),
  });
  const wanted = { startsAt: at("10:00"), physicianId: "weber", roomId: "room 1", deviceId: null };
  const nearest = (all: Opening[], count = 3) =>
    nearestOpenings(wanted, all, count).map((choice) => [
      clock(choice.startsAt, ZONE),
      choice.physicianId,
      choice.roomId,
    ]);

  test("is the nearest in time, before or after", () => {
    const all = ["09:00", "09:45", "10:30", "11:00"].map((time) => opening(time, ["weber"], ["room 1"]));
    expect(nearest(all, 2)).toEqual([
      ["09:45", "weber", "room 1"],
      ["10:30", "weber", "room 1"],
    ]);
  });

  test("of two equally near is the one with the same physician, then the same room, then the earlier", () => {
    expect(
      nearest([opening("09:45", ["okafor"], ["room 1"]), opening("10:15", ["weber"], ["room 2"])])[0],
    ).toEqual(["10:15", "weber", "room 2"]);
    expect(
      nearest([opening("09:45", ["weber"], ["room 2"]), opening("10:15", ["weber"], ["room 1"])])[0],
    ).toEqual(["10:15", "weber", "room 1"]);
    expect(
      nearest([opening("10:15", ["weber"], ["room 1"]), opening("09:45", ["weber"], ["room 1"])])[0]?.[0],
    ).toBe("09:45");
  });

  test("and the tie is decided where the list ends, too", () => {
    const all = [opening("09:45", ["okafor"], ["room 1"]), opening("10:15", ["weber"], ["room 1"])];
    expect(nearest(all, 1)).toEqual([["10:15", "weber", "room 1"]]);
  });

  test("is nothing when nothing is free", () => {
    expect(nearest([])).toEqual([]);
  });

  test("takes what was wished where that is free, and one of the pool where not", () => {
    const both = opening("10:00", ["okafor", "weber"], ["room 2", "room 1"]);
    expect(choose(both, wanted)).toEqual({
      startsAt: at("10:00"),
      physicianId: "weber",
      roomId: "room 1",
      deviceId: "cart of room 1",
    });
    expect(choose(both, { physicianId: "nobody", roomId: null, deviceId: null })).toMatchObject({
      physicianId: "okafor",
      roomId: "room 2",
    });
  });
});
