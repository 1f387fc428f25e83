import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { channelOf, linkEnd, linkState, type ReportLinkFacts } from "~/domain/report-link";
import { addDays, dayOf } from "~/domain/time";
import { linkPurposes, reportStatuses } from "~/domain/vocabulary";

const zones = ["America/Denver", "Pacific/Auckland", "Europe/Berlin", "Asia/Kathmandu"] as const;
const anInstant = fc
  .integer({ min: Date.UTC(2025, 0, 1), max: Date.UTC(2027, 0, 1) })
  .map((time) => new Date(time));

describe("until when a link opens", () => {
  test("to the end of the window's last day at the clinic, through the night the clocks change", () => {
    const end = linkEnd("2026-11-01", "America/Denver", "mail", new Date("2026-10-01T12:00:00Z"));
    expect(end).toEqual(new Date("2026-11-02T07:00:00Z"));
    expect(dayOf(new Date(end.getTime() - 1), "America/Denver")).toBe("2026-11-01");
  });

  test("a tablet handed over for an hour, or less where the window ends before", () => {
    const now = new Date("2026-06-01T12:00:00Z");
    expect(linkEnd("2026-06-10", "America/Denver", "kiosk", now)).toEqual(new Date("2026-06-01T13:00:00Z"));
    const late = new Date("2026-06-02T05:40:00Z");
    expect(linkEnd("2026-06-01", "America/Denver", "kiosk", late)).toEqual(new Date("2026-06-02T06:00:00Z"));
  });

  test("never beyond the window's last day, in any zone", () => {
    fc.assert(
      fc.property(
        anInstant,
        fc.constantFrom(...zones),
        fc.constantFrom(...linkPurposes),
        fc.nat(60),
        (now, zone, purpose, days) => {
          const windowTo = addDays(dayOf(now, zone), days);
          const end = linkEnd(windowTo, zone, purpose, now);
          expect(end > now).toBe(true);
          expect(dayOf(new Date(end.getTime() - 1), zone) <= windowTo).toBe(true);
        },
      ),
    );
  });
});

describe("what whoever holds a link may learn", () => {
  const now = new Date("2026-06-05T12:00:00Z");
  const link: ReportLinkFacts = {
    expiresAt: new Date("2026-06-22T06:00:00Z"),
    revokedAt: null,
    usedAt: null,
    report: {
      dueOn: "2026-06-01",
      windowFrom: "2026-05-11",
      windowTo: "2026-06-21",
      status: "sent",
    },
    zone: "America/Denver",
    deceasedOn: null,
  };
  const state = (known: Partial<ReportLinkFacts>, at = now) => linkState({ ...link, ...known }, at);

  test("open while its report can be answered", () => {
    expect(state({})).toBe("open");
    expect(state({ report: { ...link.report, status: "unreachable" } })).toBe("open");
  });

  test("closed at the very instant of its end, once taken back, and once the patient has died", () => {
    expect(state({}, new Date(link.expiresAt.getTime() - 1))).toBe("open");
    expect(state({}, link.expiresAt)).toBe("closed");
    expect(state({ revokedAt: now })).toBe("closed");
    expect(state({ deceasedOn: "2026-06-04" })).toBe("closed");
  });

  test("that it was answered only whoever answered by it, and not after its end", () => {
    expect(state({ usedAt: now })).toBe("answered");
    expect(state({ report: { ...link.report, status: "answered" } })).toBe("closed");
    expect(state({ usedAt: now, revokedAt: now })).toBe("closed");
    expect(state({ usedAt: now }, link.expiresAt)).toBe("closed");
  });

  test("whatever else holds, one taken back or past its end is closed", () => {
    fc.assert(
      fc.property(
        anInstant,
        fc.option(anInstant),
        fc.option(anInstant),
        fc.constantFrom(...reportStatuses),
        (at, usedAt, revokedAt, status) => {
          const known = state({ usedAt, revokedAt, report: { ...link.report, status } }, at);
          if (revokedAt || at >= link.expiresAt) expect(known).toBe("closed");
          if (known === "open") expect(usedAt).toBeNull();
        },
      ),
    );
  });
});

test("only a tablet handed over is the clinic's channel", () => {
  expect(linkPurposes.map((purpose) => [purpose, channelOf(purpose)])).toEqual(
    linkPurposes.map((purpose) => [purpose, purpose === "kiosk" ? "in-clinic" : "link"]),
  );
});
