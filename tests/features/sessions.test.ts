import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { accounts, auditEvents, plans, protocols, rooms, sessions } from "db/schema";
import { undoMove } from "~/features/sessions/undo-move.server";
import { freshDatabase } from "tests/support/database";
import {
  aClinic,
  aDevice,
  aPlan,
  aPractice,
  aRoom,
  aSession,
  anAccount,
  asks,
  NOW,
  works,
  type Practice,
} from "tests/support/practice";
import {
  attend,
  auditOf,
  book,
  claimsHeldBy,
  done,
  move,
  place,
  refusalOf,
  rowOf,
} from "./sessions-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;

beforeAll(async () => {
  database = await freshDatabase();
  practice = await aPractice();
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const desk = (now = NOW) => asks(practice.scheduler, now);
const codesOf = (refusal: { reasons?: { code: string }[] }) => refusal.reasons?.map(({ code }) => code);

/** Days are shared out, so that the tests of one practice do not stand in each other's way. */
let lastDay = 0;
const aFreeDay = () => {
  lastDay += 1;
  return new Date(Date.UTC(2027, 0, lastDay)).toISOString().slice(0, 10);
};
const booked = async (known: Parameters<typeof place>[1] = {}) => {
  const plan = await aPlan(practice.riverside, practice.physician);
  const typed = place(practice, { day: aFreeDay(), ...known });
  const { sessionId } = await done(book(desk(), plan.id, typed));
  return { plan, typed, sessionId };
};

describe("booking", () => {
  test("makes a session that holds its room and patient throughout, its physician and device for the treatment", async () => {
    const { plan, sessionId } = await booked({ day: "2026-12-01" });
    const row = await rowOf(sessionId);
    expect(row).toMatchObject({
      planId: plan.id,
      status: "booked",
      ordinal: 1,
      version: 1,
      startsAt: new Date("2026-12-01T16:00:00Z"),
      treatFrom: new Date("2026-12-01T16:05:00Z"),
      treatTo: new Date("2026-12-01T16:20:00Z"),
      endsAt: new Date("2026-12-01T16:30:00Z"),
      bookedBy: practice.scheduler.id,
      gapReason: null,
    });
    const held = await claimsHeldBy(sessionId);
    const whole = '["2026-12-01 16:00:00+00","2026-12-01 16:30:00+00")';
    const treatment = '["2026-12-01 16:05:00+00","2026-12-01 16:20:00+00")';
    expect(new Map(held.map((claim) => [claim.resourceId, claim.during]))).toEqual(
      new Map([
        [row.roomId, whole],
        [plan.patientId, whole],
        [practice.physician.id, treatment],
        [row.deviceId, treatment],
      ]),
    );
  });

  test("is audited with who, what and where, once", async () => {
    const { plan, sessionId } = await booked();
    const events = await auditOf(sessionId);
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({
      actorId: practice.scheduler.id,
      action: "session.book",
      clinicId: practice.riverside,
      patientId: plan.patientId,
      requestId: "test",
      after: { planId: plan.id, physicianId: practice.physician.id },
    });
  });

  test("takes its minutes from the region's protocol, and keeps them when that changes", async () => {
    await db.insert(protocols).values({
      region: "hip",
      sessionsMin: 2,
      sessionsMax: 4,
      gapMinDays: 14,
      gapTargetDays: 21,
      gapMaxDays: 28,
      prepareMinutes: 10,
      treatMinutes: 30,
      recoverMinutes: 20,
      guidance: "ultrasound",
      solution: "50 % dextrose",
    });
    const plan = await aPlan(practice.riverside, practice.physician, { region: "hip" });
    const typed = place(practice, { day: aFreeDay() });
    const { sessionId } = await done(book(desk(), plan.id, typed));
    const minutes = (row: Awaited<ReturnType<typeof rowOf>>) =>
      [row.treatFrom, row.treatTo, row.endsAt].map(
        (end) => (end.getTime() - row.startsAt.getTime()) / 60_000,
      );
    expect(minutes(await rowOf(sessionId))).toEqual([10, 40, 60]);
    await db.update(protocols).set({ treatMinutes: 15 }).where(eq(protocols.region, "hip"));
    await done(move(desk(), sessionId, 1, { ...typed, startMinute: "11:00" }));
    expect(minutes(await rowOf(sessionId))).toEqual([10, 40, 60]);
  });

  test("finds its place in the course by time", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const at = (day: string) => place(practice, { day, startMinute: "17:00" });
    const first = await done(book(desk(), plan.id, at("2027-03-01")));
    const last = await done(book(desk(), plan.id, { ...at("2027-04-12"), gapReason: "On holiday" }));
    const between = await done(book(desk(), plan.id, at("2027-03-22")));
    const ordinals = await Promise.all([first, between, last].map(({ sessionId }) => rowOf(sessionId)));
    expect(ordinals.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3]);
  });

  test("ends at sixty sessions: the next is refused in words", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const { roomId, deviceId } = place(practice);
    const first = new Date("2020-01-06T17:00:00Z").getTime();
    for (let week = 0; week < 60; week += 1) {
      const startsAt = new Date(first + week * 7 * 86_400_000);
      const ordinal = week + 1;
      const [clinicId, physicianId] = [practice.riverside, practice.physician.id];
      await aSession({
        plan,
        startsAt,
        ordinal,
        status: "performed",
        clinicId,
        roomId,
        deviceId,
        physicianId,
      });
    }
    const at = place(practice, { day: "2027-03-02", startMinute: "17:00", gapReason: "Goes on" });
    expect(await book(desk(), plan.id, at)).toMatchObject({ refusal: { code: "course-full" } });
  });

  test("lets one session follow another without touching it, and two rooms be served staggered", async () => {
    const day = aFreeDay();
    const [, secondRoom = ""] = practice.rooms;
    const [, secondCart = ""] = practice.carts;
    await booked({ day });
    await booked({ day, startMinute: "09:30" });
    await booked({ day, startMinute: "09:15", roomId: secondRoom, deviceId: secondCart });
    expect(await db.$count(sessions, sql`starts_at::date = ${day}`)).toBe(3);
  });
});

describe("one of a pool", () => {
  test("is the first physician, room and device that are free", async () => {
    const day = aFreeDay();
    const any = { day, physicianId: "any", roomId: "any", deviceId: "any" };
    const first = await booked(any);
    const second = await booked(any);
    const [one, two] = [await rowOf(first.sessionId), await rowOf(second.sessionId)];
    expect([one.roomId, two.roomId]).toEqual(practice.rooms);
    expect(one.physicianId).not.toBe(two.physicianId);
    expect(one.deviceId).not.toBe(two.deviceId);
  });

  test("leaves out what is closed and who has left", async () => {
    const clinicId = practice.riverside;
    const closed = await aRoom(clinicId, "procedure", "A closed room");
    await db.update(rooms).set({ closedAt: NOW }).where(eq(rooms.id, closed));
    const left = await anAccount("Al Aaron", ["physician"], [clinicId]);
    await works(left, clinicId);
    await db.update(accounts).set({ deactivatedAt: NOW }).where(eq(accounts.id, left.id));
    const { sessionId } = await booked({ physicianId: "any", roomId: "any", deviceId: "any" });
    const row = await rowOf(sessionId);
    expect(practice.rooms).toContain(row.roomId);
    expect(row.physicianId).not.toBe(left.id);
  });

  test("that is exhausted is said once for each kind", async () => {
    const day = aFreeDay();
    const any = { day, physicianId: "any", roomId: "any", deviceId: "any" };
    await booked(any);
    await booked(any);
    const plan = await aPlan(practice.riverside, practice.physician);
    const refusal = await refusalOf(book(desk(), plan.id, place(practice, any)));
    expect(refusal.code).toBe("cannot-book");
    expect(codesOf(refusal)).toEqual(["no-physician-free", "no-device-free"]);
  });
});

describe("what stands in the way is told in full", () => {
  test("who is busy, by name and until when, with free times near it", async () => {
    const { typed } = await booked();
    const plan = await aPlan(practice.riverside, practice.physician);
    const refusal = await refusalOf(book(desk(), plan.id, typed));
    expect(refusal.code).toBe("cannot-book");
    expect(codesOf(refusal)).toEqual(["physician-busy", "room-busy", "device-busy"]);
    expect(refusal.reasons?.map(({ who }) => who)).toEqual([
      "Dr Okafor",
      "Room 1",
      expect.stringContaining("ultrasound"),
    ]);
    expect(refusal.reasons?.[1]).toMatchObject({
      from: new Date(`${typed.day}T16:00:00Z`),
      until: new Date(`${typed.day}T16:30:00Z`),
    });
    expect(refusal.alternatives).toHaveLength(6);
    expect(refusal.alternatives?.[0]).toMatchObject({
      startsAt: new Date(`${typed.day}T16:00:00Z`),
      physician: "Dr Lind",
      room: "Room 2",
    });
  });

  test("every alternative can be booked as it is offered", async () => {
    const { typed } = await booked();
    const refusal = await refusalOf(
      book(desk(), (await aPlan(practice.riverside, practice.physician)).id, typed),
    );
    for (const { startsAt, physicianId, roomId, deviceId } of refusal.alternatives ?? []) {
      const plan = await aPlan(practice.riverside, practice.physician);
      const local = new Date(startsAt.getTime() - 7 * 3_600_000).toISOString();
      const wanted = {
        day: local.slice(0, 10),
        startMinute: local.slice(11, 16),
        physicianId,
        roomId,
        deviceId,
      };
      const { sessionId } = await done(book(desk(), plan.id, place(practice, wanted)));
      await done(attend(desk(), sessionId, "cancel-by-clinic", 1, "Only tried"));
    }
  });

  test("the patient's own other session", async () => {
    const { plan, typed } = await booked();
    const [, roomId = ""] = practice.rooms;
    const [, deviceId = ""] = practice.carts;
    const second = await aPlan(practice.riverside, practice.colleague, { patientId: plan.patientId });
    const refusal = await refusalOf(
      book(desk(), second.id, { ...typed, physicianId: practice.colleague.id, roomId, deviceId }),
    );
    expect(codesOf(refusal)).toEqual(["patient-busy"]);
  });

  test("all at once: the past, closed doors, no hours, a short gap, a room without lead", async () => {
    const plan = await aPlan(practice.riverside, practice.physician, {
      guidance: "fluoroscope",
      status: "on-hold",
    });
    await aSession({
      plan,
      clinicId: practice.riverside,
      roomId: practice.xrayRoom,
      deviceId: practice.cArm,
      physicianId: practice.physician.id,
      startsAt: new Date("2026-11-18T16:00:00Z"),
      status: "performed",
    });
    const refusal = await refusalOf(
      book(
        desk(),
        plan.id,
        place(practice, { day: "2026-11-20", startMinute: "05:00", deviceId: practice.cArm }),
      ),
    );
    expect(codesOf(refusal)).toEqual([
      "plan-not-active",
      "room-not-shielded",
      "device-elsewhere",
      "in-the-past",
      "outside-clinic-hours",
      "outside-working-hours",
      "gap-too-short-needs-reason-before",
    ]);
    expect(refusal.alternatives).toEqual([]);
  });

  test("a gap outside the range asks for a reason, and is booked with one", async () => {
    const { plan, typed } = await booked({ day: "2027-05-03" });
    const soon = { ...typed, day: "2027-05-10" };
    const refusal = await refusalOf(book(desk(), plan.id, soon));
    expect(codesOf(refusal)).toEqual(["gap-too-short-needs-reason-before"]);
    expect(refusal.reasons?.[0]?.days).toBe(7);
    expect(refusal.field).toBe("gapReason");
    const late = await refusalOf(book(desk(), plan.id, { ...typed, day: "2027-06-01" }));
    expect(codesOf(late)).toEqual(["gap-too-long-needs-reason-before"]);
    const { sessionId } = await done(book(desk(), plan.id, { ...soon, gapReason: "Leaves for a year" }));
    expect((await rowOf(sessionId)).gapReason).toBe("Leaves for a year");
  });

  test("a reason is not asked for where more is missing", async () => {
    const { plan, typed } = await booked({ day: "2027-07-05" });
    const refusal = await refusalOf(
      book(desk(), plan.id, { ...typed, day: "2027-07-10", startMinute: "03:00" }),
    );
    expect(refusal.field).toBeUndefined();
  });

  test("a room or a device of another clinic, and a physician who does not work here", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const elsewhere = {
      physicianId: practice.harbourPhysician.id,
      roomId: practice.harbourRoom,
      deviceId: practice.harbourCart,
    };
    const refusal = await refusalOf(book(desk(), plan.id, place(practice, elsewhere)));
    expect(codesOf(refusal)).toEqual(["no-physician-here", "no-room-here", "no-device-here"]);
  });

  test("what another clinic does with a shared physician is not told", async () => {
    const { harbour, harbourRoom, harbourCart, physician } = practice;
    await works(physician, harbour, [20 * 60, 23 * 60]);
    const there = await aPlan(harbour, physician);
    // 20:00 in Berlin is 12:00 in Denver.
    const day = aFreeDay();
    await aSession({
      plan: there,
      clinicId: harbour,
      roomId: harbourRoom,
      deviceId: harbourCart,
      physicianId: physician.id,
      startsAt: new Date(`${day}T19:00:00Z`),
    });
    const plan = await aPlan(practice.riverside, physician);
    const refusal = await refusalOf(book(desk(), plan.id, place(practice, { day, startMinute: "12:00" })));
    expect(refusal.reasons).toEqual([{ code: "physician-busy-elsewhere", who: "Dr Okafor" }]);
  });
});

describe("the clocks change", () => {
  // In Denver they jump from 02:00 to 03:00 on 14 March 2027, and go back from 02:00 to 01:00 on 7 November 2027.
  const openAllNight = async () => {
    const clinicId = await aClinic(`Night ${randomUUID()}`, "America/Denver", [0, 1440]);
    const [roomId, deviceId] = [await aRoom(clinicId), await aDevice(clinicId)];
    const physician = await anAccount("Noor Night", ["physician"], [clinicId]);
    await works(physician, clinicId, [0, 1440]);
    const clerk = await anAccount("Lee Late", ["scheduler"], [clinicId]);
    const plan = await aPlan(clinicId, physician);
    return { clerk: asks(clerk), plan, at: { clinicId, roomId, deviceId, physicianId: physician.id } };
  };

  test("a time that is skipped is refused, with the first after it", async () => {
    const { clerk, plan, at } = await openAllNight();
    const refusal = await refusalOf(book(clerk, plan.id, { ...at, day: "2027-03-14", startMinute: "02:30" }));
    expect(refusal.reasons).toEqual([
      { code: "time-skipped", startMinute: 150, from: new Date("2027-03-14T09:00:00Z") },
    ]);
    expect(refusal.alternatives?.[0]?.startsAt).toEqual(new Date("2027-03-14T09:00:00Z"));
  });

  test("a time that comes twice is asked for, then booked as chosen", async () => {
    const { clerk, plan, at } = await openAllNight();
    const twice = { ...at, day: "2027-11-07", startMinute: "01:30" };
    const refusal = await refusalOf(book(clerk, plan.id, twice));
    expect(refusal.reasons).toEqual([
      {
        code: "time-twice",
        startMinute: 90,
        from: new Date("2027-11-07T07:30:00Z"),
        until: new Date("2027-11-07T08:30:00Z"),
      },
    ]);
    const { sessionId } = await done(book(clerk, plan.id, { ...twice, which: "second" }));
    expect((await rowOf(sessionId)).startsAt).toEqual(new Date("2027-11-07T08:30:00Z"));
  });

  test("a move from the second of two hours is taken back to it, not to the first", async () => {
    const { clerk, plan, at } = await openAllNight();
    const twice = { ...at, day: "2027-11-07", startMinute: "01:30", which: "second" as const };
    const { sessionId } = await done(book(clerk, plan.id, twice));
    await done(move(clerk, sessionId, 1, { ...at, day: "2027-11-08", startMinute: "12:00" }));
    await done(undoMove(clerk, sessionId));
    expect((await rowOf(sessionId)).startsAt).toEqual(new Date("2027-11-07T08:30:00Z"));
  });

  test("nine o'clock is nine o'clock on either side of the change", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const before = await done(book(desk(), plan.id, place(practice, { day: "2027-03-05" })));
    const after = await done(book(desk(), plan.id, place(practice, { day: "2027-03-26" })));
    expect((await rowOf(before.sessionId)).startsAt).toEqual(new Date("2027-03-05T16:00:00Z"));
    expect((await rowOf(after.sessionId)).startsAt).toEqual(new Date("2027-03-26T15:00:00Z"));
  });
});

describe("the same form sent again", () => {
  test("books once and answers the same", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const typed = place(practice, { day: aFreeDay(), key: randomUUID() });
    const first = await done(book(desk(), plan.id, typed));
    expect(await done(book(desk(), plan.id, typed))).toEqual(first);
    expect(await db.$count(sessions, eq(sessions.planId, plan.id))).toBe(1);
  });

  test("with other answers is refused", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const typed = place(practice, { day: aFreeDay(), key: randomUUID() });
    await done(book(desk(), plan.id, typed));
    const refusal = await refusalOf(book(desk(), plan.id, { ...typed, startMinute: "15:00" }));
    expect(refusal.code).toBe("key-reused");
  });

  test("for another session is refused, even where all that was typed is the same", async () => {
    const [one, two] = [await booked(), await booked()];
    const typed = place(practice, { day: aFreeDay(), key: randomUUID() });
    await done(move(desk(), one.sessionId, 1, typed));
    expect((await refusalOf(move(desk(), two.sessionId, 1, typed))).code).toBe("key-reused");
  });

  test("after a refusal is judged anew: what was refused took no key", async () => {
    const { typed, sessionId } = await booked();
    const plan = await aPlan(practice.riverside, practice.physician);
    const again = { ...typed, key: randomUUID() };
    await refusalOf(book(desk(), plan.id, again));
    await done(attend(desk(), sessionId, "cancel-by-patient", 1, "Has a cold"));
    await done(book(desk(), plan.id, again));
  });
});

describe("moving", () => {
  test("gives up the old place, takes the new one, and remembers where it was", async () => {
    const { sessionId, typed } = await booked();
    const before = await rowOf(sessionId);
    const [, roomId = ""] = practice.rooms;
    await done(move(desk(), sessionId, 1, { ...typed, startMinute: "14:00", roomId }));
    const after = await rowOf(sessionId);
    expect(after).toMatchObject({ version: 2, roomId, startsAt: new Date(`${typed.day}T21:00:00Z`) });
    expect(await claimsHeldBy(sessionId)).toHaveLength(4);
    const [moved] = await db.execute(
      sql`select from_starts_at, moved_by from session_moves where session_id = ${sessionId}`,
    );
    expect(new Date(String(moved?.["from_starts_at"]))).toEqual(before.startsAt);
    expect(moved?.["moved_by"]).toBe(practice.scheduler.id);
    // The old place is free again.
    await done(book(desk(), (await aPlan(practice.riverside, practice.physician)).id, typed));
    expect((await auditOf(sessionId)).map(({ action }) => action)).toEqual(["session.book", "session.move"]);
  });

  test("by less than its own length does not stand in its own way", async () => {
    const { sessionId, typed } = await booked();
    await done(move(desk(), sessionId, 1, { ...typed, startMinute: "09:15" }));
  });

  test("changes no other session, but their places in the course", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const at = (day: string) => place(practice, { day, startMinute: "18:00" });
    const first = await done(book(desk(), plan.id, at("2027-02-01")));
    const second = await done(book(desk(), plan.id, at("2027-02-22")));
    const unmoved = await rowOf(second.sessionId);
    await done(move(desk(), first.sessionId, 1, at("2027-03-15")));
    expect(await rowOf(second.sessionId)).toEqual({ ...unmoved, ordinal: 1 });
    expect((await rowOf(first.sessionId)).ordinal).toBe(2);
  });

  test("of a stale page is told who changed what meanwhile", async () => {
    const { sessionId, typed } = await booked();
    await done(move(asks(practice.physician), sessionId, 1, { ...typed, startMinute: "13:00" }));
    const refusal = await refusalOf(move(desk(), sessionId, 1, { ...typed, startMinute: "15:00" }));
    expect(refusal.code).toBe("stale");
    expect(refusal.changed).toMatchObject({ by: "Lena Okafor", at: expect.any(Date) });
    expect(refusal.changed?.fields).toContain("startsAt");
    expect((await rowOf(sessionId)).version).toBe(2);
  });

  test("to a taken place is refused and leaves everything where it was", async () => {
    const [one, two] = [await booked(), await booked()];
    const before = await rowOf(two.sessionId);
    const refusal = await refusalOf(move(desk(), two.sessionId, 1, one.typed));
    expect(refusal.code).toBe("cannot-book");
    expect(refusal.alternatives?.length).toBeGreaterThan(0);
    expect(await rowOf(two.sessionId)).toEqual(before);
    expect(await claimsHeldBy(two.sessionId)).toHaveLength(4);
    expect((await auditOf(two.sessionId)).at(-1)).toMatchObject({
      action: "session.move.refused",
      after: { code: "cannot-book" },
    });
  });

  test("to another clinic takes that clinic's room, and needs its right", async () => {
    const { harbour, harbourRoom, harbourCart, harbourPhysician } = practice;
    const { sessionId, typed } = await booked();
    const there = {
      ...typed,
      clinicId: harbour,
      roomId: harbourRoom,
      deviceId: harbourCart,
      physicianId: harbourPhysician.id,
    };
    expect((await refusalOf(move(desk(), sessionId, 1, there))).code).toBe("not-found");
    const both = await anAccount("Bo Both", ["scheduler"], [practice.riverside, harbour]);
    await done(move(asks(both), sessionId, 1, there));
    expect(await rowOf(sessionId)).toMatchObject({
      clinicId: harbour,
      startsAt: new Date(`${typed.day}T08:00:00Z`),
    });
  });

  test("is taken back by who made it, to where it was", async () => {
    const { sessionId, typed } = await booked();
    const before = await rowOf(sessionId);
    await done(move(desk(), sessionId, 1, { ...typed, startMinute: "16:00" }));
    await done(undoMove(desk(), sessionId));
    expect(await rowOf(sessionId)).toMatchObject({
      startsAt: before.startsAt,
      roomId: before.roomId,
      gapReason: before.gapReason,
      version: 3,
    });
  });

  test("to another clinic is taken back on the first one's clock", async () => {
    const { harbour, harbourRoom, harbourCart, harbourPhysician } = practice;
    const both = asks(await anAccount("Bo Both", ["scheduler"], [practice.riverside, harbour]));
    const { sessionId, typed } = await booked();
    const before = await rowOf(sessionId);
    const there = {
      clinicId: harbour,
      roomId: harbourRoom,
      deviceId: harbourCart,
      physicianId: harbourPhysician.id,
    };
    await done(move(both, sessionId, 1, { ...typed, ...there }));
    await done(undoMove(both, sessionId));
    expect(await rowOf(sessionId)).toMatchObject({ startsAt: before.startsAt, clinicId: practice.riverside });
  });

  test("taken back keeps the reason that its gap needs", async () => {
    const { plan, typed } = await booked({ day: "2027-09-01" });
    const soon = { ...typed, day: "2027-09-08", gapReason: "Leaves for a year" };
    const { sessionId } = await done(book(desk(), plan.id, soon));
    await done(move(desk(), sessionId, 1, { ...typed, day: "2027-09-20" }));
    expect((await rowOf(sessionId)).gapReason).toBeNull();
    await done(undoMove(desk(), sessionId));
    expect((await rowOf(sessionId)).gapReason).toBe("Back to where it was");
  });

  test("is not taken back by another, nor after ten minutes, nor where somebody sits there now", async () => {
    const { sessionId, typed } = await booked();
    await done(move(desk(), sessionId, 1, { ...typed, startMinute: "16:00" }));
    expect((await refusalOf(undoMove(asks(practice.physician), sessionId))).code).toBe("undo-too-late");
    const later = new Date(NOW.getTime() + 11 * 60_000);
    expect((await refusalOf(undoMove(desk(later), sessionId))).code).toBe("undo-too-late");
    await done(book(desk(), (await aPlan(practice.riverside, practice.physician)).id, typed));
    const refusal = await refusalOf(undoMove(desk(), sessionId));
    expect(codesOf(refusal)).toEqual(["physician-busy", "room-busy", "device-busy"]);
  });
});

describe("a session's day", () => {
  const today = "2026-11-24";
  const at = (clock: string) => new Date(`${today}T${clock}:00Z`);

  test("arrives, is treated, is performed, and goes back a step at a time", async () => {
    const { sessionId, plan } = await booked({ day: today, startMinute: "11:00" });
    await done(attend(desk(at("17:50")), sessionId, "check-in", 1));
    await done(attend(asks(practice.physician, at("18:01")), sessionId, "start-treatment", 2));
    expect(await done(attend(asks(practice.physician, at("18:25")), sessionId, "perform", 3))).toMatchObject({
      from: "in-treatment",
      to: "performed",
      version: 4,
    });
    expect(await rowOf(sessionId)).toMatchObject({
      arrivedAt: at("17:50"),
      treatmentStartedAt: at("18:01"),
      performedAt: at("18:25"),
    });
    const due = () =>
      db.execute(sql`select time_point from outcome_reports where plan_id = ${plan.id} order by due_on`);
    expect((await due()).map((row) => row["time_point"])).toContain("3-months");
    for (const version of [4, 5, 6]) await done(attend(desk(at("18:30")), sessionId, "undo", version));
    expect(await rowOf(sessionId)).toMatchObject({
      status: "booked",
      arrivedAt: null,
      treatmentStartedAt: null,
      performedAt: null,
    });
    expect((await due()).map((row) => row["time_point"])).toEqual(["baseline"]);
    expect(
      (await auditOf(sessionId)).map(({ action, before, after }) => [action, before, after]).slice(1, 3),
    ).toEqual([
      ["session.check-in", { status: "booked" }, { status: "arrived" }],
      ["session.start-treatment", { status: "arrived" }, { status: "in-treatment" }],
    ]);
    await done(attend(desk(at("18:31")), sessionId, "cancel-by-clinic", 7, "Only tried"));
  });

  test("is not checked in on another day, nor twice", async () => {
    const { sessionId } = await booked();
    expect((await refusalOf(attend(desk(), sessionId, "check-in", 1))).code).toBe("not-today");
    expect((await refusalOf(attend(desk(), sessionId, "perform", 1))).code).toBe("wrong-status");
    expect((await refusalOf(attend(desk(), sessionId, "undo", 1))).code).toBe("wrong-status");
  });

  test.each([
    ["cancel-by-patient", "cancelled-by-patient"],
    ["cancel-by-clinic", "cancelled-by-clinic"],
  ] as const)("%s gives the place back, with who and why, and can be taken back", async (verb, status) => {
    const { sessionId, typed } = await booked();
    await done(attend(desk(), sessionId, verb, 1, "Has a cold"));
    expect(await rowOf(sessionId)).toMatchObject({
      status,
      releaseReason: "Has a cold",
      releasedBy: practice.scheduler.id,
      releasedAt: NOW,
    });
    expect(await claimsHeldBy(sessionId)).toEqual([]);
    await done(attend(desk(), sessionId, "undo", 2));
    expect(await rowOf(sessionId)).toMatchObject({ status: "booked", releaseReason: null, ordinal: 1 });
    expect(await claimsHeldBy(sessionId)).toHaveLength(4);
    expect((await auditOf(sessionId)).at(1)).toMatchObject({ after: { status, reason: "Has a cold" } });
    expect(
      (await refusalOf(book(desk(), (await aPlan(practice.riverside, practice.physician)).id, typed))).code,
    ).toBe("cannot-book");
  });

  test("a cancelled one is not taken back where somebody else sits there now: who, and what is free instead", async () => {
    const { sessionId, typed } = await booked();
    await done(attend(desk(), sessionId, "cancel-by-patient", 1, "Has a cold"));
    await done(book(desk(), (await aPlan(practice.riverside, practice.physician)).id, typed));
    const refusal = await refusalOf(attend(desk(), sessionId, "undo", 2));
    expect(refusal.code).toBe("cannot-book");
    expect(codesOf(refusal)).toEqual(["physician-busy", "room-busy", "device-busy"]);
    expect(refusal.reasons?.map(({ who }) => who)).toEqual([
      "Dr Okafor",
      "Room 1",
      expect.stringContaining("ultrasound"),
    ]);
    expect(refusal.alternatives?.length).toBeGreaterThan(0);
    expect((await rowOf(sessionId)).status).toBe("cancelled-by-patient");
  });

  test("taking one back does not tell what the patient does at a clinic one does not belong to", async () => {
    const { sessionId, plan } = await booked();
    const { startsAt } = await rowOf(sessionId);
    await done(attend(desk(), sessionId, "cancel-by-patient", 1, "Has a cold"));
    const there = await aPlan(practice.harbour, practice.harbourPhysician, { patientId: plan.patientId });
    await aSession({
      plan: there,
      clinicId: practice.harbour,
      roomId: practice.harbourRoom,
      deviceId: practice.harbourCart,
      physicianId: practice.harbourPhysician.id,
      startsAt,
    });
    const refusal = await refusalOf(attend(desk(), sessionId, "undo", 2));
    expect(refusal.reasons).toEqual([{ code: "patient-busy-elsewhere", who: "" }]);
  });

  test("a no-show is one only after the start, and gives the place back", async () => {
    const { sessionId } = await booked({ day: today, startMinute: "14:00" });
    expect((await refusalOf(attend(desk(at("20:59")), sessionId, "no-show", 1))).code).toBe("not-started");
    await done(attend(desk(at("21:10")), sessionId, "no-show", 1));
    expect((await rowOf(sessionId)).status).toBe("no-show");
    expect(await claimsHeldBy(sessionId)).toEqual([]);
    await done(attend(desk(at("21:15")), sessionId, "undo", 2));
    await done(attend(desk(at("21:20")), sessionId, "cancel-by-clinic", 3, "Only tried"));
  });

  test("a stale button is told who was faster", async () => {
    const { sessionId } = await booked();
    await done(attend(asks(practice.physician), sessionId, "cancel-by-clinic", 1, "Is ill"));
    const refusal = await refusalOf(attend(desk(), sessionId, "cancel-by-patient", 1, "Has a cold"));
    expect(refusal).toMatchObject({ code: "stale", changed: { by: "Lena Okafor" } });
  });

  test("a cancelled one is not taken back into a closed room", async () => {
    const roomId = await aRoom(practice.riverside, "procedure", "Room 9");
    const { sessionId } = await booked({ roomId });
    await done(attend(desk(), sessionId, "cancel-by-patient", 1, "Has a cold"));
    await db.update(rooms).set({ closedAt: NOW }).where(eq(rooms.id, roomId));
    expect(codesOf(await refusalOf(attend(desk(), sessionId, "undo", 2)))).toEqual(["room-inactive"]);
  });

  test("an ended plan's cancelled session stays cancelled", async () => {
    const { sessionId, plan } = await booked();
    await done(attend(desk(), sessionId, "cancel-by-patient", 1, "Has a cold"));
    await db
      .update(plans)
      .set({ status: "stopped", stopReason: "other", endedAt: NOW })
      .where(eq(plans.id, plan.id));
    expect((await refusalOf(attend(desk(), sessionId, "undo", 2))).code).toBe("plan-not-active");
  });

  test("a course's places close up when one is released and open when it is taken back", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const on = (day: string) =>
      place(practice, { day, startMinute: "18:30", physicianId: practice.colleague.id });
    const first = await done(book(desk(), plan.id, on("2027-08-02")));
    const second = await done(book(desk(), plan.id, on("2027-08-23")));
    await done(attend(desk(), first.sessionId, "cancel-by-patient", 1, "Has a cold"));
    expect((await rowOf(second.sessionId)).ordinal).toBe(1);
    await done(attend(desk(), first.sessionId, "undo", 2));
    expect((await rowOf(first.sessionId)).ordinal).toBe(1);
    expect((await rowOf(second.sessionId)).ordinal).toBe(2);
  });
});

describe("who may", () => {
  test("another clinic's plan and session look exactly like missing ones", async () => {
    const { sessionId, plan, typed } = await booked();
    const stranger = asks(practice.harbourScheduler);
    const missing = randomUUID();
    const there = { ...typed, clinicId: practice.harbour };
    for (const [theirs, none] of [
      [book(stranger, plan.id, typed), book(stranger, missing, typed)],
      [book(stranger, plan.id, there), book(stranger, missing, there)],
      [move(stranger, sessionId, 1, typed), move(stranger, missing, 1, typed)],
      [undoMove(stranger, sessionId), undoMove(stranger, missing)],
      [attend(stranger, sessionId, "check-in", 1), attend(stranger, missing, "check-in", 1)],
    ] as const) {
      const refusal = await refusalOf(theirs);
      expect(refusal).toEqual({ code: "not-found" });
      expect(refusal).toEqual(await refusalOf(none));
    }
  });

  test("a physician books, moves and attends their own patients, not a colleague's", async () => {
    const colleague = asks(practice.colleague);
    const { sessionId, plan, typed } = await booked();
    const free = { ...typed, startMinute: "15:00" };
    expect((await refusalOf(book(colleague, plan.id, free))).code).toBe("not-allowed");
    expect((await refusalOf(move(colleague, sessionId, 1, free))).code).toBe("not-allowed");
    expect((await refusalOf(attend(colleague, sessionId, "cancel-by-clinic", 1, "No"))).code).toBe(
      "not-allowed",
    );
    await done(move(asks(practice.physician), sessionId, 1, free));
  });

  test("an administrator books nothing", async () => {
    const { sessionId, plan, typed } = await booked();
    const boss = asks({ ...practice.administrator, clinicIds: [practice.riverside] });
    expect((await refusalOf(book(boss, plan.id, { ...typed, startMinute: "15:00" }))).code).toBe("not-found");
    expect((await refusalOf(attend(boss, sessionId, "check-in", 1))).code).toBe("not-found");
  });

  test("a refusal is audited with its code, and nothing else is written", async () => {
    const { plan, typed } = await booked();
    const count = async () => [await db.$count(sessions), await db.$count(auditEvents)];
    const [sessionsBefore = 0, eventsBefore = 0] = await count();
    await refusalOf(book(desk(), plan.id, typed));
    expect(await count()).toEqual([sessionsBefore, eventsBefore + 1]);
  });
});
