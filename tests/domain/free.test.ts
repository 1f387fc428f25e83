import fc from "fast-check";
import { expect, test } from "vitest";
import { runsOf, whoIsFree } from "~/domain/free";
import {
  contains,
  listed,
  normalise,
  overlaps,
  toInterval,
  type Interval,
  type Intervals,
} from "~/domain/interval";
import { deviceSuits, openings, roomSuits, type OpeningSearch } from "~/domain/openings";
import { phasesOf } from "~/domain/session";
import { dayBounds } from "~/domain/time";
import { at, TODAY, ZONE } from "tests/support/builders";

const frame = toInterval(dayBounds(TODAY, ZONE));
const minutes = fc.integer({ min: 8 * 60, max: 12 * 60 });
const stretch = fc.tuple(minutes, fc.integer({ min: 5, max: 90 })).map(([start, length]): Interval => ({
  start: frame.start + start * 60_000,
  end: frame.start + (start + length) * 60_000,
}));
const busy = fc.array(stretch, { maxLength: 3 });
const search = fc.record({
  phases: fc.constantFrom(
    { prepare: 5, treat: 15, recover: 10 },
    { prepare: 0, treat: 30, recover: 0 },
    { prepare: 10, treat: 20, recover: 25 },
  ),
  guidance: fc.constantFrom("ultrasound" as const, "fluoroscope" as const),
  physicians: fc.array(fc.record({ working: busy, busy }), { maxLength: 3 }),
  rooms: fc.array(fc.record({ kind: fc.constantFrom("procedure" as const, "shielded" as const), busy }), {
    maxLength: 3,
  }),
  devices: fc.array(
    fc.record({
      kind: fc.constantFrom("ultrasound" as const, "fluoroscope" as const),
      roomId: fc.constantFrom(null, "room 0", "room 1"),
      busy,
    }),
    { maxLength: 3 },
  ),
});

const searchOf = (
  known: (typeof search extends fc.Arbitrary<infer T> ? T : never) & object,
): OpeningSearch => ({
  frame,
  stepMinutes: 15,
  notBefore: at("08:20").getTime(),
  clinicOpen: [{ start: at("08:00").getTime(), end: at("12:00").getTime() }],
  patientBusy: [],
  phases: known.phases,
  guidance: known.guidance,
  physicians: known.physicians.map((one, index) => ({ id: `dr ${index}`, ...one })),
  rooms: known.rooms.map((one, index) => ({ id: `room ${index}`, ...one })),
  devices: known.devices.map((one, index) => ({ id: `device ${index}`, ...one })),
});

test("each has company exactly where a session could be had with it, and with what is free then", () => {
  fc.assert(
    fc.property(search, (known) => {
      const asked = searchOf(known);
      const open = new Map(openings(asked).map((one) => [one.startsAt.getTime(), one.free()]));
      const found = whoIsFree(asked);
      const isIn = (kind: keyof typeof found, id: string, instant: number) => {
        const free = open.get(instant);
        if (!free) return false;
        if (kind === "physicians") return free.physicianIds.includes(id);
        return free.places.some((place) =>
          kind === "rooms" ? place.roomId === id : place.deviceIds.includes(id),
        );
      };
      for (const kind of ["physicians", "rooms", "devices"] as const) {
        for (const { id, starts } of found[kind]) {
          const together = starts.filter(({ company }) => company).map(({ startsAt }) => startsAt.getTime());
          expect(together).toEqual([...open.keys()].filter((instant) => isIn(kind, id, instant)));
          for (const { startsAt, company } of starts) {
            if (!company) continue;
            const free = open.get(startsAt.getTime());
            expect(free?.physicianIds).toContain(company.physicianId);
            const place = free?.places.find(({ roomId }) => roomId === company.roomId);
            expect(place?.deviceIds).toContain(company.deviceId);
            expect([company.physicianId, company.roomId, company.deviceId]).toContain(id);
          }
        }
      }
    }),
  );
});

test("alone or not, it is there exactly where its own part of a session fits", () => {
  fc.assert(
    fc.property(search, (known) => {
      const asked = searchOf(known);
      const found = whoIsFree(asked);
      const all = Array.from({ length: 96 }, (_, index) => frame.start + index * 15 * 60_000);
      const fits = (taken: Intervals, phase: Interval, instant: number) => {
        const whole = toInterval(phasesOf(new Date(instant), asked.phases).period);
        const isOpen = asked.clinicOpen.some((hours) => contains(hours, whole));
        return isOpen && instant >= asked.notBefore && !listed(taken).some((one) => overlaps(one, phase));
      };
      const phasesAt = (instant: number) => phasesOf(new Date(instant), asked.phases);
      for (const { id, starts } of found.physicians) {
        const one = asked.physicians.find((physician) => physician.id === id);
        const own = all.filter((instant) => {
          const treatment = toInterval(phasesAt(instant).treatment);
          const works = normalise(one?.working ?? []).some((hours) => contains(hours, treatment));
          return works && fits(one?.busy ?? [], treatment, instant);
        });
        expect(starts.map(({ startsAt }) => startsAt.getTime())).toEqual(own);
      }
      for (const { id, starts } of found.rooms) {
        const one = asked.rooms.find((room) => room.id === id);
        const own = all.filter((instant) =>
          fits(one?.busy ?? [], toInterval(phasesAt(instant).period), instant),
        );
        expect(starts.map(({ startsAt }) => startsAt.getTime())).toEqual(own);
      }
      const suitable = asked.rooms.filter(({ kind }) => roomSuits(kind, asked.guidance));
      expect(found.rooms.map(({ id }) => id).sort()).toEqual(suitable.map(({ id }) => id).sort());
      const usable = asked.devices.filter((device) =>
        suitable.some((room) => deviceSuits(device, asked.guidance, room.id)),
      );
      expect(found.devices.map(({ id }) => id)).toEqual(usable.map(({ id }) => id));
    }),
  );
});

test("starts with the same company run together; another company or a hole begins a new run", () => {
  const one = { physicianId: "okafor", roomId: "room 1", deviceId: "cart" };
  const two = { ...one, roomId: "room 2" };
  const starts = [540, 555, 570, 585, 630].map((clock) => ({
    minutes: clock,
    company: clock < 570 ? one : two,
  }));
  expect(runsOf([...starts, { minutes: 645, company: null }], 15)).toEqual([
    { from: 540, to: 555, company: one },
    { from: 570, to: 585, company: two },
    { from: 630, to: 630, company: two },
    { from: 645, to: 645, company: null },
  ]);
});

test("a clock time that comes twice is told once", () => {
  const starts = [60, 75, 60, 75, 120].map((clock) => ({ minutes: clock, company: null }));
  expect(runsOf(starts, 15).map(({ from, to }) => [from, to])).toEqual([
    [60, 75],
    [120, 120],
  ]);
});
