import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultWeights } from "~/domain/composer/weights";
import { listed, type Interval, type Intervals } from "~/domain/interval";
import { openings } from "~/domain/openings";
import { collide, type Slot } from "~/domain/repair/board";
import { repairMany } from "~/domain/repair/many";
import { respace } from "~/domain/repair/respace";
import { aWeekOff } from "tests/bench/instances-of-repair";

const practices = fc
  .record({
    seed: fc.integer({ min: 1, max: 100_000 }),
    load: fc.double({ min: 0.4, max: 0.97, noNaN: true }),
  })
  .map(({ seed, load }) =>
    aWeekOff(seed, { courses: 24, physicians: 2, rooms: 3, devices: 2, load, offFrom: 7 }),
  );

test("every displaced session has a place of its own that can be had, or is named; nothing pinned moves", () => {
  fc.assert(
    fc.property(practices, ({ courses, clinics }) => {
      const repaired = repairMany(courses, clinics, defaultWeights);
      expect(repaired.map(({ planId }) => planId)).toEqual(courses.map(({ planId }) => planId));
      const held: Slot[] = [];
      const moved: Slot[] = [];
      repaired.forEach(({ sessions, lost }, index) => {
        const course = courses[index];
        const all = course?.sessions ?? [];
        expect([...sessions.map(({ id }) => id), ...lost].sort()).toEqual(all.map(({ id }) => id).sort());
        for (const { id, choice, clinicId } of sessions) {
          const was = all.find((session) => session.id === id);
          if (choice && course) {
            expect(was?.hold).not.toBe("pinned");
            moved.push({ ...choice, clinicId, phases: course.phases });
          } else if (was?.slot) held.push(was.slot);
          else throw new Error("a displaced session stays where it is");
        }
      });
      for (const [index, slot] of moved.entries()) {
        expect([...moved.slice(index + 1), ...held].filter((other) => collide(slot, other))).toEqual([]);
      }
      // Nor does it stand in the way of anything that is not of a broken course.
      const given = new Set(courses.flatMap(({ sessions }) => sessions.flatMap(({ slot }) => slot ?? [])));
      const free = clinics.flatMap(({ search }) =>
        openings({
          ...search,
          physicians: search.physicians.map((one) => without(one, given, "physicianId")),
          rooms: search.rooms.map((one) => without(one, given, "roomId")),
          devices: search.devices.map((one) => without(one, given, "deviceId")),
        }),
      );
      const at = new Map(free.map((one) => [one.startsAt.getTime(), one]));
      for (const slot of moved) {
        const there = at.get(slot.startsAt.getTime())?.free();
        expect(there?.physicianIds).toContain(slot.physicianId);
        expect(there?.places.find(({ roomId }) => roomId === slot.roomId)?.deviceIds).toContain(
          slot.deviceId,
        );
      }
    }),
    { numRuns: 60 },
  );
});

test("one broken course is put right as it would be by itself", () => {
  fc.assert(
    fc.property(practices, ({ courses: [course], clinics }) => {
      if (!course) return;
      const [repaired] = repairMany([course], clinics, defaultWeights);
      const alone = respace(course, clinics, course.wishes, defaultWeights);
      expect(repaired?.lost).toEqual(alone.lost);
      expect(repaired?.cost).toBeCloseTo(alone.cost, 6);
    }),
    { numRuns: 40 },
  );
});

test("at three quarters of what a clinic can do, no more is moved than must be, and nothing is lost", () => {
  for (const seed of [1, 2, 3]) {
    const { courses, clinics } = aWeekOff(seed, {
      courses: 60,
      physicians: 2,
      rooms: 4,
      devices: 3,
      load: 0.75,
      offFrom: 7,
    });
    const forced = courses
      .flatMap(({ sessions }) => sessions)
      .filter(({ hold }) => hold === "displaced").length;
    const repaired = repairMany(courses, clinics, defaultWeights);
    const made = repaired.flatMap(({ sessions }) => sessions).filter(({ choice }) => choice !== null).length;
    expect(forced).toBeGreaterThan(3);
    expect(made / forced).toBeLessThanOrEqual(1.3);
    expect(repaired.flatMap(({ lost }) => lost)).toEqual([]);
  }
});

/** What a resource is busy with besides the courses' own sessions. */
function without<T extends { id: string; busy: Intervals }>(
  one: T,
  slots: ReadonlySet<Slot>,
  which: "physicianId" | "roomId" | "deviceId",
): T {
  const own = [...slots].filter((slot) => slot[which] === one.id).map(({ startsAt }) => startsAt.getTime());
  const isOwn = ({ start, end }: Interval) => own.some((at) => at <= start && end <= at + 30 * 60_000);
  return { ...one, busy: listed(one.busy).filter((held) => !isOwn(held)) };
}
