import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays, daysBetween } from "~/domain/day";
import {
  candidateFor,
  inOrderOfNeed,
  type Candidate,
  type FreedPlace,
  type WaitingCourse,
} from "~/domain/refill";

const TODAY = "2026-11-24";
const NOW = new Date("2026-11-24T17:00:00Z");
const noon = (day: string) => new Date(`${day}T19:00:00Z`);
const when = { now: NOW, today: TODAY };

const place = (day: string): FreedPlace => ({
  startsAt: noon(day),
  day,
  startsMinute: 720,
  endsMinute: 750,
  physicianId: "okafor",
});

const stands = (id: string, day: string, known: Partial<WaitingCourse["sessions"][number]> = {}) => ({
  id,
  ordinal: 1,
  status: day < TODAY ? ("performed" as const) : ("booked" as const),
  startsAt: noon(day),
  day,
  displaced: false,
  gapExplained: false,
  ...known,
});

const course = (
  sessions: WaitingCourse["sessions"],
  wish: Partial<NonNullable<WaitingCourse["wish"]>> | null = null,
): WaitingCourse => ({
  planId: "plan",
  physicianId: "okafor",
  range: { min: 14, target: 21, max: 28 },
  plannedSessions: 4,
  sessions,
  wish: wish && {
    times: null,
    noticeMinutes: 60,
    notBefore: null,
    notAfter: null,
    samePhysician: false,
    ...wish,
  },
});

describe("who could use a freed place", () => {
  test("a course that is overdue may have it late, since it cannot do better", () => {
    const found = candidateFor(place("2026-11-25"), course([stands("a", "2026-10-20")]), when);
    expect(found).toMatchObject({ kind: "overdue", movesId: null, gapDays: 36, lateDays: 8, daysGained: 21 });
  });

  test("a course that is due may have it within its range alone", () => {
    const due = course([stands("a", "2026-11-08")]);
    expect(candidateFor(place("2026-11-25"), due, when)).toMatchObject({
      kind: "due",
      gapDays: 17,
      lateDays: 0,
    });
    expect(candidateFor(place("2026-12-08"), due, when)).toBeNull();
    expect(candidateFor(place("2026-11-21"), due, when)).toBeNull();
  });

  test("a course not begun may have it any time", () => {
    expect(candidateFor(place("2026-11-25"), course([]), when)).toMatchObject({ kind: "due", gapDays: null });
  });

  test("a session that lost its place comes before all else", () => {
    const lost = course([stands("a", "2026-11-08"), stands("b", "2026-11-30", { displaced: true })]);
    expect(candidateFor(place("2026-11-27"), lost, when)).toMatchObject({ kind: "displaced", movesId: "b" });
  });

  test("a later session moves where its patient asked, and gains the days between", () => {
    const sessions = [stands("a", "2026-11-08"), stands("b", "2026-12-06"), stands("c", "2026-12-27")];
    expect(candidateFor(place("2026-11-30"), course(sessions, {}), when)).toMatchObject({
      kind: "asked",
      movesId: "b",
      daysGained: 6,
      gapDays: 22,
    });
    expect(candidateFor(place("2026-11-30"), course(sessions), when)).toBeNull();
  });

  test("not where the session after it would then come too late", () => {
    const sessions = [stands("a", "2026-11-08"), stands("b", "2026-12-06"), stands("c", "2027-01-03")];
    expect(candidateFor(place("2026-11-30"), course(sessions, {}), when)).toBeNull();
  });

  test("one that is booked late is brought into its range unasked", () => {
    const sessions = [stands("a", "2026-11-08"), stands("b", "2026-12-15")];
    expect(candidateFor(place("2026-12-01"), course(sessions.slice(0, 2)), when)).toMatchObject({
      gapDays: 23,
    });
    const full = { ...course(sessions), plannedSessions: 2 };
    expect(candidateFor(place("2026-12-01"), full, when)).toMatchObject({ kind: "earlier", movesId: "b" });
  });

  test("a course that is whole, and has nothing to bring forward, does not", () => {
    const whole = { ...course([stands("a", "2026-11-08")]), plannedSessions: 1 };
    expect(candidateFor(place("2026-11-30"), whole, when)).toBeNull();
  });
});

describe("what the patient said", () => {
  const waits = [stands("a", "2026-11-08")];
  test.each([
    ["at other times", { times: [{ weekday: 3, startsMinute: 0, endsMinute: 720 }] }],
    ["on other days", { times: [{ weekday: 4, startsMinute: 0, endsMinute: 1440 }] }],
    ["not before then", { notBefore: "2026-11-26" }],
    ["not so late", { notAfter: "2026-11-24" }],
  ])("who can come %s is not asked", (_, wish) => {
    expect(candidateFor(place("2026-11-25"), course(waits, wish), when)).toBeNull();
  });

  test("the whole session has to lie in their time", () => {
    const until = (endsMinute: number) => ({ times: [{ weekday: 3, startsMinute: 720, endsMinute }] });
    expect(candidateFor(place("2026-11-25"), course(waits, until(750)), when)).not.toBeNull();
    expect(candidateFor(place("2026-11-25"), course(waits, until(749)), when)).toBeNull();
  });

  test("only their own physician, where they said so", () => {
    const other = { ...place("2026-11-25"), physicianId: "varga" };
    expect(candidateFor(other, course(waits, { samePhysician: true }), when)).toBeNull();
    expect(candidateFor(other, course(waits, {}), when)).toMatchObject({ otherPhysician: true });
  });

  test("how soon they can be there", () => {
    const soon = place(TODAY);
    const inTime = (noticeMinutes: number) =>
      candidateFor(soon, course([stands("a", "2026-11-04")], { noticeMinutes }), when)?.inTime;
    expect([inTime(120), inTime(121)]).toEqual([true, false]);
  });
});

describe("their order", () => {
  const anyone = fc.record<Candidate>({
    planId: fc.uuid(),
    kind: fc.constantFrom("displaced", "overdue", "asked", "due", "earlier"),
    movesId: fc.constant(null),
    gapDays: fc.integer({ min: 14, max: 40 }),
    lateDays: fc.integer({ min: 0, max: 12 }),
    daysGained: fc.integer({ min: 0, max: 40 }),
    otherPhysician: fc.boolean(),
    inTime: fc.boolean(),
  });

  test("does not depend on the order in which they are found, and puts nobody in time behind somebody who is not", () => {
    fc.assert(
      fc.property(fc.array(anyone, { maxLength: 12 }), (all) => {
        const ranked = inOrderOfNeed(all);
        expect(inOrderOfNeed([...all].reverse())).toEqual(ranked);
        const late = ranked.findIndex(({ inTime }) => !inTime);
        if (late >= 0) expect(ranked.slice(late).every(({ inTime }) => !inTime)).toBe(true);
      }),
    );
  });

  test("who may have it keeps every gap, or is late already", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -60, max: 80 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 40 }),
        fc.boolean(),
        (offsets, ahead, asks) => {
          const days = [...new Set(offsets)].sort((a, b) => a - b).map((offset) => addDays(TODAY, offset));
          const sessions = days.map((day, index) => stands(String(index), day));
          const one = place(addDays(TODAY, ahead));
          const found = candidateFor(one, course(sessions, asks ? {} : null), when);
          if (!found) return;
          const others = sessions.filter(({ id }) => id !== found.movesId).map(({ day }) => day);
          const before = others.filter((day) => day <= one.day).at(-1);
          const after = others.find((day) => day > one.day);
          const gap = before === undefined ? 14 : daysBetween(before, one.day);
          expect(gap).toBeGreaterThanOrEqual(14);
          if (gap > 28) expect(daysBetween(before ?? TODAY, TODAY)).toBeGreaterThan(28);
          if (after !== undefined) {
            expect(daysBetween(one.day, after)).toBeGreaterThanOrEqual(14);
            expect(daysBetween(one.day, after)).toBeLessThanOrEqual(28);
          }
        },
      ),
    );
  });
});
