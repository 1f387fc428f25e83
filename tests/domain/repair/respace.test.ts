import fc from "fast-check";
import { expect, test } from "vitest";
import type { Clinic } from "~/domain/composer/compose";
import { defaultWeights } from "~/domain/composer/weights";
import { openings } from "~/domain/openings";
import { respace, type RespaceFacts, type SessionAhead } from "~/domain/repair/respace";
import { addDays, dayOf, daysBetween } from "~/domain/time";
import { randomOf } from "~/domain/random";
import { aClinic, anyWishes, type Size } from "tests/bench/instances";

const small: Size = { physicians: 3, rooms: 2, devices: 2, weeks: 14, load: 0.5, sessions: 3 };
const zone = "America/Denver";

/** A course of four ahead, 21 days apart, of which by chance some are displaced and some may not move. */
const courses = fc.integer({ min: 1, max: 100_000 }).map((seed) => {
  const { facts, clinics } = aClinic(seed, small);
  const random = randomOf(seed);
  const hold = (): SessionAhead["hold"] =>
    random() < 0.5 ? "free" : random() < 0.7 ? "displaced" : "pinned";
  const sessions = [0, 1, 2, 3].map((index) => ({
    id: `session ${String(index)}`,
    day: addDays(facts.today, 11 + 21 * index),
    physicianId: "physician 0",
    clinicId: "riverside",
    hold: hold(),
  }));
  const before = { day: addDays(facts.today, -10), physicianId: "physician 0", clinicId: "riverside" };
  const course: RespaceFacts = { today: facts.today, range: facts.range, before, sessions };
  return { course, clinics };
});

test("every session has a place that can be had, or is named; none moves that need not", () => {
  fc.assert(
    fc.property(courses, ({ course, clinics }) => {
      const { sessions, lost } = respace(course, clinics, anyWishes, defaultWeights);
      expect([...sessions.map(({ id }) => id), ...lost].sort()).toEqual(course.sessions.map(({ id }) => id));
      const displaced = course.sessions.filter(({ hold }) => hold === "displaced").map(({ id }) => id);
      expect(displaced).toEqual(expect.arrayContaining(lost));
      const free = new Map(
        clinics.flatMap(({ search }) => openings(search)).map((one) => [one.startsAt.getTime(), one]),
      );
      let before = course.before?.day ?? "";
      for (const { id, day, choice, gapDays, outside, physicianId } of sessions) {
        const was = course.sessions.find((one) => one.id === id);
        expect(gapDays).toBe(daysBetween(before, day));
        before = day;
        const isInRange = gapDays !== null && gapDays >= course.range.min && gapDays <= course.range.max;
        expect(outside === null).toBe(isInRange);
        if (!choice) {
          expect(was).toMatchObject({ day, physicianId });
          expect(was?.hold).not.toBe("displaced");
          continue;
        }
        expect(was?.hold).not.toBe("pinned");
        expect(dayOf(choice.startsAt, zone)).toBe(day);
        const there = free.get(choice.startsAt.getTime())?.free();
        expect(there?.physicianIds).toContain(choice.physicianId);
        expect(there?.places.find(({ roomId }) => roomId === choice.roomId)?.deviceIds).toContain(
          choice.deviceId,
        );
      }
    }),
    { numRuns: 60 },
  );
});

/** A clinic in which somebody can be had only on these days, counted from today. */
function openOn(seed: number, days: readonly number[]) {
  const { facts, clinics } = aClinic(seed, { ...small, load: 0 });
  const open = clinics.map((clinic): Clinic => {
    const isOpen = ({ start }: { start: number }) =>
      days.includes(clinic.dayStarts.findLastIndex((midnight) => midnight <= start));
    const physicians = clinic.search.physicians.map((one) => ({
      ...one,
      working: clinic.search.clinicOpen.filter(isOpen),
    }));
    return {
      ...clinic,
      search: { ...clinic.search, clinicOpen: clinic.search.clinicOpen.filter(isOpen), physicians },
    };
  });
  return { today: facts.today, range: facts.range, open };
}

test("what has only a late place gets it and says so, and what has none is named", () => {
  // Every weekday from 40 days on: the session behind was 10 days ago, so 18 would be in range.
  const later = Array.from({ length: 30 }, (_, index) => 40 + index);
  const { today, range, open } = openOn(3, later);
  const at = (day: number) => ({
    day: addDays(today, day),
    physicianId: "physician 0",
    clinicId: "riverside",
  });
  const course = (hold: SessionAhead["hold"]): RespaceFacts => ({
    today,
    range,
    before: at(-10),
    sessions: [{ id: "second", ...at(11), hold }],
  });
  const [second] = respace(course("displaced"), open, anyWishes, defaultWeights).sessions;
  expect(second?.outside).toMatchObject({ kind: "too-long", byDays: (second?.gapDays ?? 0) - 28 });
  expect(second?.gapDays).toBeLessThanOrEqual(53);
  expect(respace(course("free"), open, anyWishes, defaultWeights).sessions[0]?.choice).toBeNull();
  const never = openOn(3, []).open;
  expect(respace(course("displaced"), never, anyWishes, defaultWeights)).toMatchObject({ lost: ["second"] });
});

test("a gap that was booked out of range is left, and one that is new is mended by moving what may", () => {
  const { today, range, open } = openOn(
    5,
    Array.from({ length: 90 }, (_, index) => index),
  );
  const at = (day: number) => ({
    day: addDays(today, day),
    physicianId: "physician 0",
    clinicId: "riverside",
  });
  const course = (hold: SessionAhead["hold"]): RespaceFacts => ({
    today,
    range,
    before: at(-10),
    sessions: [
      { id: "second", ...at(11), hold },
      { id: "third", ...at(19), hold: "free" },
      { id: "fourth", ...at(40), hold: "free" },
    ],
  });
  const booked = respace(course("free"), open, anyWishes, defaultWeights);
  expect(booked.sessions.every(({ choice, outside }) => choice === null && outside === null)).toBe(true);
  const { sessions } = respace(course("placed"), open, anyWishes, defaultWeights);
  expect(sessions.filter(({ choice }) => choice !== null).map(({ id }) => id)).toEqual(["third"]);
  expect(sessions.every(({ outside }) => outside === null)).toBe(true);
});
