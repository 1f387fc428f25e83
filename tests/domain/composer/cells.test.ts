import fc from "fast-check";
import { expect, test } from "vitest";
import { cellsOf, type ClinicDays } from "~/domain/composer/cells";
import { compose, latestDayOf, type Wishes } from "~/domain/composer/compose";
import { defaultWeights } from "~/domain/composer/weights";
import { whyNone } from "~/domain/composer/why-none";
import { whyThis } from "~/domain/composer/why";
import { weekdayOf } from "~/domain/day";
import { openings, type Opening } from "~/domain/openings";
import { addDays, dayOf, daysBetween, minutesOf } from "~/domain/time";
import { randomOf } from "~/domain/random";
import { aClinic, anyWishes, type Size } from "tests/bench/instances";

const small: Size = { physicians: 3, rooms: 3, devices: 2, weeks: 8, load: 0.6, sessions: 3 };

/** A small clinic with one shielded room, by chance for either kind of guidance, over a clock change or not. */
const clinics = fc.integer({ min: 1, max: 100_000 }).map((seed) => {
  const made = aClinic(seed, small);
  const random = randomOf(seed);
  const guidance = random() < 0.5 ? ("ultrasound" as const) : ("fluoroscope" as const);
  const [clinic] = made.clinics;
  if (!clinic) throw new Error("no clinic");
  clinic.search = {
    ...clinic.search,
    guidance,
    rooms: clinic.search.rooms.map((room, index) =>
      index === 2 ? { ...room, kind: "shielded" as const } : room,
    ),
    devices: clinic.search.devices.map((device) => ({ ...device, kind: guidance })),
  };
  return { ...made, clinic };
});

const dayIn = ({ dayStarts }: ClinicDays, at: Date) =>
  dayStarts.findLastIndex((start) => start <= at.getTime());

test("a cell holds a session that can be had, and is empty only where there is none", () => {
  fc.assert(
    fc.property(clinics, ({ clinic }) => {
      const cells = cellsOf([clinic], null, defaultWeights);
      const byDay = new Map<number, Opening[]>();
      for (const opening of openings(clinic.search)) {
        const day = dayIn(clinic, opening.startsAt);
        byDay.set(day, [...(byDay.get(day) ?? []), opening]);
      }
      for (let day = 0; day < cells.dayCount; day++) {
        for (const [lane, { physicianId }] of cells.lanes.entries()) {
          const free = (byDay.get(day) ?? []).filter((one) => one.free().physicianIds.includes(physicianId));
          expect(isFinite(cells.costs[day * cells.lanes.length + lane] ?? NaN)).toBe(free.length > 0);
          if (free.length === 0) continue;
          const choice = cells.choice(day, lane);
          const there = free.find(({ startsAt }) => startsAt.getTime() === choice.startsAt.getTime());
          const place = there?.free().places.find(({ roomId }) => roomId === choice.roomId);
          expect(place?.deviceIds).toContain(choice.deviceId);
          if (clinic.search.guidance === "fluoroscope") continue;
          const plain = free.filter((one) => one.free().places.some(({ roomId }) => roomId !== "room 2"));
          // The first of those that need no lead, else the first of all.
          expect(choice.startsAt).toEqual((plain[0] ?? free[0])?.startsAt);
          expect(choice.roomId === "room 2").toBe(plain.length === 0);
        }
      }
    }),
    { numRuns: 25 },
  );
});

test("a fluoroscope's session joins a half-day on which the device is used already", () => {
  const { clinics: made } = aClinic(7, { ...small, physicians: 1, rooms: 1, devices: 1, load: 0, weeks: 2 });
  const [clinic] = made;
  if (!clinic) throw new Error("no clinic");
  const [hours] = clinic.search.physicians[0]?.working ?? [];
  if (!hours) throw new Error("nobody works");
  const fluoroscopic: ClinicDays = {
    ...clinic,
    search: {
      ...clinic.search,
      guidance: "fluoroscope",
      rooms: [{ id: "lead", kind: "shielded", busy: [] }],
      // From two to three in the afternoon.
      devices: [
        {
          id: "c-arm",
          kind: "fluoroscope",
          roomId: "lead",
          busy: [{ start: hours.start + 6 * 3_600_000, end: hours.start + 7 * 3_600_000 }],
        },
      ],
    },
  };
  const cells = cellsOf([fluoroscopic], null, defaultWeights);
  const day = dayIn(clinic, new Date(hours.start));
  expect(minutesOf(cells.choice(day, 0).startsAt, clinic.zone)).toBe(12 * 60);
  const others = cells.costs.filter((cost, index) => index !== day && isFinite(cost));
  expect(others[0]).toBe(defaultWeights.fluoroscopeOpened);
});

test("proposals keep every wish, their gaps are legal, and no two are alike", () => {
  fc.assert(
    fc.property(clinics, fc.integer({ min: 1, max: 5 }), ({ facts, clinics: made }, weekday) => {
      const wishes: Wishes = {
        ...anyWishes,
        times: [
          { weekday, startsMinute: 720, endsMinute: 1440 },
          { weekday: (weekday % 5) + 1, startsMinute: 0, endsMinute: 1440 },
        ],
        roomId: "room 1",
      };
      const proposals = compose(facts, made, wishes, defaultWeights, 3);
      for (const { sessions } of proposals) {
        for (const { day, gapDays, choice } of sessions) {
          if (!choice) throw new Error("nothing stands ahead");
          expect(gapDays).toBeGreaterThanOrEqual(facts.range.min);
          expect(gapDays).toBeLessThanOrEqual(facts.range.max);
          expect(dayOf(choice.startsAt, "America/Denver")).toBe(day);
          expect(choice.roomId).toBe("room 1");
          const minutes = minutesOf(choice.startsAt, "America/Denver");
          expect(
            wishes.times?.some((one) => one.weekday === weekdayOf(day) && one.startsMinute <= minutes),
          ).toBe(true);
        }
      }
      expect(proposals.map(({ cost }) => cost)).toEqual(
        proposals.map(({ cost }) => cost).sort((a, b) => a - b),
      );
      const told = proposals.map((one) => JSON.stringify(one.sessions));
      expect(new Set(told).size).toBe(told.length);
    }),
    { numRuns: 40 },
  );
});

test("no course is lost by looking no farther than the latest day that one can reach", () => {
  fc.assert(
    fc.property(clinics, fc.integer({ min: 0, max: 40 }), fc.boolean(), (made, ago, ahead) => {
      const day = addDays(made.facts.today, ahead ? ago % 14 : -ago);
      const sessions = [{ day, physicianId: "physician 0", clinicId: "riverside" }];
      const facts = { ...made.facts, count: 2, range: { min: 7, target: 9, max: 12 }, sessions };
      const latest = latestDayOf(facts, anyWishes);
      const late = !ahead && ago > 12;
      expect(latest).toBe(late ? null : addDays(day, 24));
      if (latest === null) return;
      const reached = daysBetween(facts.today, latest) + 1;
      const { clinic } = made;
      const near = {
        ...clinic,
        dayStarts: clinic.dayStarts.slice(0, reached + 1),
        noons: clinic.noons.slice(0, reached),
        search: {
          ...clinic.search,
          frame: { ...clinic.search.frame, end: clinic.dayStarts[reached] ?? NaN },
        },
      };
      const courses = compose(facts, [clinic], anyWishes, defaultWeights, 3);
      expect(compose(facts, [near], anyWishes, defaultWeights, 3)).toEqual(courses);
    }),
    { numRuns: 40 },
  );
});

test("where none is legal, each wish to blame is named, with what giving it up allows", () => {
  const { facts, clinics: made } = aClinic(3, { ...small, load: 0.3, weeks: 12 });
  const wishes: Wishes = { ...anyWishes, times: [{ weekday: 6, startsMinute: 0, endsMinute: 1440 }] };
  expect(compose(facts, made, wishes, defaultWeights, 1)).toEqual([]);
  const { relaxed, fits } = whyNone(facts, made, wishes, defaultWeights);
  expect(relaxed.map(({ wish }) => wish)).toEqual(["times"]);
  expect(relaxed[0]?.gives.sessions).toHaveLength(3);
  expect(fits).toBeNull();
  const late = { ...anyWishes, notAfter: facts.today };
  const none = whyNone({ ...facts, count: 2 }, made, late, defaultWeights);
  expect(none.relaxed.map(({ wish }) => wish)).toEqual(["notAfter"]);
});

test("what is said for a proposal counts only the gaps that it makes", () => {
  const stands = { physicianId: "okafor", clinicId: "riverside", choice: null };
  const choice = { startsAt: new Date(), physicianId: "okafor", roomId: "1", deviceId: "a" };
  const why = whyThis(
    {
      sessions: [
        { ...stands, day: "2026-12-01", gapDays: 40 },
        { ...stands, day: "2026-12-20", gapDays: 19, choice },
        { ...stands, day: "2027-01-12", gapDays: 23 },
      ],
    },
    { min: 14, target: 21, max: 28 },
  );
  expect(why).toEqual({
    starts: "2026-12-20",
    ends: "2027-01-12",
    physicianIds: ["okafor"],
    clinicIds: ["riverside"],
    weekdays: [7],
    early: [2],
    late: [2],
    pastMaximum: 0,
  });
});
