import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  clockAt,
  dayBounds,
  dayFromNumber,
  dayNumber,
  dayOf,
  eachDay,
  instantAt,
  isZone,
  minutesOf,
  zoneName,
} from "~/domain/time";

/** East and west of Greenwich, both hemispheres, half and quarter hours, no summer time, and the two odd ones. */
const ZONES = [
  "Europe/Berlin",
  "Europe/Dublin",
  "America/New_York",
  "America/Los_Angeles",
  "America/St_Johns",
  "America/Santiago",
  "Australia/Lord_Howe",
  "Australia/Sydney",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Asia/Tokyo",
  "Africa/Cairo",
  "Africa/Casablanca",
  "Pacific/Kiritimati",
  "Pacific/Pago_Pago",
  "Pacific/Chatham",
  "UTC",
];
const zones = fc.constantFrom(...ZONES);
const instants = fc
  .integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2040, 0, 1) })
  .map((ms) => new Date(ms));
const days = fc
  .integer({ min: dayNumber("2015-01-01"), max: dayNumber("2039-12-31") })
  .map((number) => dayFromNumber(number));
const minutesOfDay = fc.integer({ min: 0, max: 1439 });
const iso = (instant: Date) => instant.toISOString().replace(":00.000Z", "Z");
const HOUR = 3_600_000;

/** The platform's own answer, slow and apart from ours. */
function readByIntl(instant: Date, zone: string): { day: string; minutes: number } {
  const parts = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    dateStyle: "short",
    timeStyle: "short",
  }).format(instant);
  return { day: parts.slice(0, 10), minutes: Number(parts.slice(11, 13)) * 60 + Number(parts.slice(14, 16)) };
}

describe("the day and minutes of an instant", () => {
  test("are the clinic's, not the server's", () => {
    const instant = new Date("2026-11-24T23:30:00Z");
    expect(dayOf(instant, "Europe/Berlin")).toBe("2026-11-25");
    expect(dayOf(instant, "America/New_York")).toBe("2026-11-24");
    expect(dayOf(instant, "Pacific/Kiritimati")).toBe("2026-11-25");
    expect(minutesOf(instant, "Asia/Kathmandu")).toBe(5 * 60 + 15);
  });

  test("are what the wall shows twice when the clocks go back", () => {
    expect(minutesOf(new Date("2026-10-25T00:30:00Z"), "Europe/Berlin")).toBe(150);
    expect(minutesOf(new Date("2026-10-25T01:30:00Z"), "Europe/Berlin")).toBe(150);
  });

  test("agree with the platform at every instant", () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const expected = readByIntl(instant, zone);
        expect({ day: dayOf(instant, zone), minutes: minutesOf(instant, zone) }).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });

  test("agree with the platform in every quarter hour around each change of clocks", () => {
    for (const zone of ZONES) {
      for (const day of eachDay("2026-01-01", "2026-12-31").filter((each) => hoursOf(each, zone) !== 24)) {
        const { start } = dayBounds(day, zone);
        for (let quarter = -8; quarter < 108; quarter++) {
          const instant = new Date(start.getTime() + quarter * 15 * 60_000);
          const ours = { day: dayOf(instant, zone), minutes: minutesOf(instant, zone) };
          expect(ours, `${zone} ${instant.toISOString()}`).toEqual(readByIntl(instant, zone));
        }
      }
    }
  });
});

describe("the instant of a clock time", () => {
  test("keeps nine o'clock at nine over both changes", () => {
    expect(iso(instantAt("2026-03-28", 540, "Europe/Berlin"))).toBe("2026-03-28T08:00Z");
    expect(iso(instantAt("2026-03-29", 540, "Europe/Berlin"))).toBe("2026-03-29T07:00Z");
    expect(iso(instantAt("2026-10-25", 540, "Europe/Berlin"))).toBe("2026-10-25T08:00Z");
  });

  test("1440 is the midnight that ends the day, also of a short one", () => {
    expect(instantAt("2026-03-29", 1440, "Europe/Berlin")).toEqual(
      dayBounds("2026-03-29", "Europe/Berlin").end,
    );
    expect(iso(instantAt("2026-11-24", 1440, "America/New_York"))).toBe("2026-11-25T05:00Z");
  });

  test("of a skipped time is as much later as the clocks jump", () => {
    expect(iso(instantAt("2026-03-29", 150, "Europe/Berlin"))).toBe("2026-03-29T01:30Z");
    expect(minutesOf(instantAt("2026-03-29", 150, "Europe/Berlin"), "Europe/Berlin")).toBe(210);
  });

  test("of a repeated time is the first", () => {
    expect(iso(instantAt("2026-10-25", 150, "Europe/Berlin"))).toBe("2026-10-25T00:30Z");
  });

  test("is read back from every clock time that exists, and named as skipped when it does not", () => {
    fc.assert(
      fc.property(days, minutesOfDay, zones, (day, minutes, zone) => {
        const reading = clockAt(day, minutes, zone);
        const wall = (instant: Date) => [dayOf(instant, zone), minutesOf(instant, zone)];
        if (reading.kind === "once") {
          expect(wall(reading.instant)).toEqual([day, minutes]);
          expect(instantAt(day, minutes, zone)).toEqual(reading.instant);
        } else if (reading.kind === "twice") {
          expect(wall(reading.first)).toEqual([day, minutes]);
          expect(wall(reading.second)).toEqual([day, minutes]);
          expect(reading.first < reading.second).toBe(true);
          expect(instantAt(day, minutes, zone)).toEqual(reading.first);
        } else {
          expect(wall(reading.next)).not.toEqual([day, minutes]);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("and every instant is one of its own clock time's", () => {
    const wholeMinutes = instants.map((instant) => new Date(Math.floor(instant.getTime() / 60_000) * 60_000));
    fc.assert(
      fc.property(wholeMinutes, zones, (instant, zone) => {
        const reading = clockAt(dayOf(instant, zone), minutesOf(instant, zone), zone);
        const meant =
          reading.kind === "once"
            ? [reading.instant]
            : reading.kind === "twice"
              ? [reading.first, reading.second]
              : [];
        expect(meant).toContainEqual(instant);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe("a clock time on the day the clocks change", () => {
  test("is skipped in spring, and the next instant is the end of the jump", () => {
    expect(clockAt("2026-03-29", 120, "Europe/Berlin")).toEqual({
      kind: "skipped",
      next: new Date("2026-03-29T01:00:00Z"),
    });
    expect(clockAt("2026-03-29", 179, "Europe/Berlin")).toEqual(clockAt("2026-03-29", 120, "Europe/Berlin"));
    expect(clockAt("2026-03-29", 180, "Europe/Berlin").kind).toBe("once");
    expect(clockAt("2026-03-29", 119, "Europe/Berlin").kind).toBe("once");
    expect(clockAt("2026-03-08", 150, "America/New_York").kind).toBe("skipped");
  });

  test("comes twice in autumn, an hour apart", () => {
    expect(clockAt("2026-10-25", 150, "Europe/Berlin")).toEqual({
      kind: "twice",
      first: new Date("2026-10-25T00:30:00Z"),
      second: new Date("2026-10-25T01:30:00Z"),
    });
    expect(clockAt("2026-10-25", 180, "Europe/Berlin").kind).toBe("once");
    expect(clockAt("2026-11-01", 60, "America/New_York").kind).toBe("twice");
  });

  test("on Lord Howe the clocks change by half an hour", () => {
    expect(clockAt("2026-10-04", 120, "Australia/Lord_Howe").kind).toBe("skipped");
    expect(clockAt("2026-10-04", 149, "Australia/Lord_Howe").kind).toBe("skipped");
    expect(clockAt("2026-10-04", 150, "Australia/Lord_Howe").kind).toBe("once");
    const twice = clockAt("2026-04-05", 105, "Australia/Lord_Howe");
    expect(twice.kind === "twice" && twice.second.getTime() - twice.first.getTime()).toBe(HOUR / 2);
    expect(clockAt("2026-04-05", 120, "Australia/Lord_Howe").kind).toBe("once");
  });
});

describe("a day's bounds", () => {
  test("are 23, 25, or on Lord Howe 23½ and 24½ hours apart", () => {
    expect(hoursOf("2026-03-29", "Europe/Berlin")).toBe(23);
    expect(hoursOf("2026-10-25", "Europe/Berlin")).toBe(25);
    expect(hoursOf("2026-11-24", "Europe/Berlin")).toBe(24);
    expect(hoursOf("2026-10-04", "Australia/Lord_Howe")).toBe(23.5);
    expect(hoursOf("2026-04-05", "Australia/Lord_Howe")).toBe(24.5);
  });

  test("begin after midnight where the clocks jump over it", () => {
    const { start } = dayBounds("2026-09-06", "America/Santiago");
    expect(minutesOf(start, "America/Santiago")).toBe(60);
    expect(dayOf(new Date(start.getTime() - 1), "America/Santiago")).toBe("2026-09-05");
  });

  test("enclose nothing on the day that Samoa left out", () => {
    expect(hoursOf("2011-12-30", "Pacific/Apia")).toBe(0);
  });

  test("hold exactly the instants of the day, and one day follows the other", () => {
    fc.assert(
      fc.property(days, zones, (day, zone) => {
        const { start, end } = dayBounds(day, zone);
        expect(dayOf(start, zone)).toBe(day);
        expect(dayOf(new Date(start.getTime() - 1), zone)).toBe(addDays(day, -1));
        expect(dayOf(new Date(end.getTime() - 1), zone)).toBe(day);
        expect(dayBounds(addDays(day, 1), zone).start).toEqual(end);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe("a zone", () => {
  test.each([...ZONES, "America/Argentina/Buenos_Aires", "America/Port-au-Prince"])("%s is one", (zone) => {
    expect(isZone(zone)).toBe(true);
  });

  test.each(["", "Berlin", "Europe/Atlantis", "+01:00", "CET", "Europe/Berlin\u0000", "../../etc"])(
    "%j is none",
    (text) => {
      expect(isZone(text)).toBe(false);
    },
  );

  test("has its own letters, summer and winter", () => {
    expect(zoneName(new Date("2026-11-24T12:00:00Z"), "Europe/Berlin", "short")).toBe("CET");
    expect(zoneName(new Date("2026-07-24T12:00:00Z"), "Europe/Berlin", "short")).toBe("CEST");
    expect(zoneName(new Date("2026-07-24T12:00:00Z"), "America/New_York", "short")).toBe("EDT");
    expect(zoneName(new Date("2026-11-24T12:00:00Z"), "America/New_York", "long")).toBe(
      "Eastern Standard Time",
    );
    expect(zoneName(new Date("2026-11-24T12:00:00Z"), "Asia/Kolkata", "short")).toBe("GMT+5:30");
  });
});

function hoursOf(day: string, zone: string): number {
  const { start, end } = dayBounds(day, zone);
  return (end.getTime() - start.getTime()) / HOUR;
}
