import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { plans, sessions } from "db/schema";
import { whyNotMove, type SessionMove } from "~/domain/session";
import { addDays, dayOf, eachDay } from "~/domain/time";
import { minutesToClock } from "~/domain/words-of-time";
import { factsFor } from "~/features/sessions/asked.server";
import { findBooking } from "~/features/sessions/book-page.server";
import { choosePlan } from "~/features/sessions/choose-plan.server";
import { judge } from "~/features/sessions/judge.server";
import { findMove } from "~/features/sessions/move-page.server";
import { undoMove } from "~/features/sessions/undo-move.server";
import { findSession } from "~/features/sessions/queries.server";
import { startsFor } from "~/features/sessions/starts.server";
import { freshDatabase } from "tests/support/database";
import {
  aClinic,
  aDevice,
  anAccount,
  aPatient,
  aPlan,
  aPractice,
  aRoom,
  aSession,
  asks,
  NOW,
  RIVERSIDE_ZONE,
  works,
  type Practice,
  type Stands,
} from "tests/support/practice";
import { attend, book, done, move, place } from "./sessions-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;
let clinics: { id: string; name: string }[];

beforeAll(async () => {
  database = await freshDatabase();
  practice = await aPractice();
  clinics = [
    { id: practice.riverside, name: "Riverside" },
    { id: practice.harbour, name: "Harbour" },
  ];
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const desk = (now = NOW) => asks(practice.scheduler, now);
const unsaid = { clinic: null, date: null, physician: null, room: null, device: null };
/** Minutes from now. */
const at = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const daysFromNow = (days: number) => at(days * 1440);

/** At Riverside, with a room, a cart and a physician of its own, so that it is in no other test's way. */
async function stands(plan: Stands["plan"], startsAt: Date, known: Partial<Stands> = {}) {
  const physician = await anAccount("Ida Own", ["physician"], [practice.riverside]);
  return aSession({
    plan,
    clinicId: practice.riverside,
    roomId: await aRoom(practice.riverside),
    deviceId: await aDevice(practice.riverside),
    physicianId: physician.id,
    startsAt,
    ...known,
  });
}

/** Two sessions performed, five and two weeks and a half ago: the third is in range from 4 days ago to in 10 days. */
async function aCourse(known: Parameters<typeof aPlan>[2] = {}) {
  const plan = await aPlan(practice.riverside, practice.physician, known);
  await stands(plan, daysFromNow(-39), { status: "performed", ordinal: 1 });
  await stands(plan, daysFromNow(-18), { status: "performed", ordinal: 2 });
  return plan;
}

describe("a session's card", () => {
  test("is where its clinic's people look, and nowhere else", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const id = await stands(plan, daysFromNow(3));
    expect((await findSession(practice.scheduler, id, NOW))?.id).toBe(id);
    expect(await findSession(practice.harbourScheduler, id, NOW)).toBeNull();
    expect(await findSession(practice.administrator, id, NOW)).toBeNull();
    expect(await findSession(practice.scheduler, randomUUID(), NOW)).toBeNull();
  });

  test("stays hidden at another clinic, though the plan is visible here", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const id = await aSession({
      plan,
      clinicId: practice.harbour,
      roomId: practice.harbourRoom,
      deviceId: practice.harbourCart,
      physicianId: practice.harbourPhysician.id,
      startsAt: daysFromNow(4),
    });
    expect(await findSession(practice.scheduler, id, NOW)).toBeNull();
    expect((await findSession(practice.harbourScheduler, id, NOW))?.plan.id).toBe(plan.id);
  });

  test("carries nothing clinical, in any of the pages around it", async () => {
    const canary = "canary-7f3";
    const plan = await aCourse({
      diagnosis: canary,
      goal: canary,
      notes: canary,
      baselineFunction: canary,
      structures: [{ kind: "tendon", name: canary }],
    });
    const id = await stands(plan, daysFromNow(3), { ordinal: 3 });
    const payloads = [
      await findSession(practice.scheduler, id, NOW),
      await findMove(desk(), id, clinics, unsaid),
      await findBooking(desk(), plan.id, clinics, unsaid),
      await choosePlan(practice.scheduler, "quill", NOW),
      await startsFor(desk(), id, { from: "2026-11-24", to: "2026-12-10" }),
    ];
    for (const payload of payloads) {
      expect(payload).not.toBeNull();
      expect(JSON.stringify(payload)).not.toContain(canary);
    }
  });

  test("tells its place in the course: gap, next session, beads", async () => {
    const plan = await aCourse();
    const id = await stands(plan, daysFromNow(3), { ordinal: 3 });
    await stands(plan, daysFromNow(24), { ordinal: 4 });
    const view = await findSession(practice.scheduler, id, NOW);
    expect(view?.gap).toMatchObject({ days: 21, state: "in-range", byDays: 0, previousDay: "2026-11-06" });
    expect(view?.next).toMatchObject({ ordinal: 4, startsAt: daysFromNow(24) });
    expect(view?.plan.beads).toEqual(["performed", "performed", "booked", "booked"]);
  });

  test("tells a gap outside the range with its reason", async () => {
    const plan = await aCourse();
    const id = await stands(plan, daysFromNow(-9), { ordinal: 3 });
    await db.update(sessions).set({ gapReason: "Flies home" }).where(eq(sessions.id, id));
    const view = await findSession(practice.scheduler, id, NOW);
    expect(view?.gap).toMatchObject({ days: 9, state: "early", byDays: 5, reason: "Flies home" });
  });

  test("offers what the rule allows at this moment, and says why not of the rest", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const id = await stands(plan, at(60));
    const view = await findSession(practice.scheduler, id, NOW);
    const facts = {
      status: "booked" as const,
      startsAt: at(60),
      endsAt: at(90),
      zone: RIVERSIDE_ZONE,
      displaced: false,
      planStatus: "active" as const,
    };
    const rule = (move: SessionMove) => ({ move, whyNot: whyNotMove(facts, move, NOW) });
    const fromBooked = [
      "check-in",
      "cancel-by-patient",
      "cancel-by-clinic",
      "no-show",
      "move",
      "change-length",
    ] as const;
    expect(view?.moves).toEqual(fromBooked.map(rule));
    expect(view?.moves.find(({ move }) => move === "no-show")?.whyNot).toBe("not-started");
  });

  test("offers nothing to a physician whose patient it is not", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const id = await stands(plan, daysFromNow(3));
    expect((await findSession(practice.colleague, id, NOW))?.moves).toEqual([]);
    expect((await findSession(practice.physician, id, NOW))?.moves).not.toEqual([]);
  });

  test("says who cancelled it and why, and keeps no gap", async () => {
    const plan = await aCourse();
    const id = await stands(plan, daysFromNow(3), { ordinal: 3 });
    await done(attend(desk(), id, "cancel-by-patient", 1, "Has a cold"));
    const view = await findSession(practice.scheduler, id, NOW);
    expect(view).toMatchObject({ released: { by: "Sam Desk", reason: "Has a cold" }, gap: null, since: NOW });
    expect(view?.mayBookNext).toBe(true);
  });

  test("says where it was moved from, and lets only the mover undo, for ten minutes", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const { sessionId } = await done(book(desk(), plan.id, place(practice, { day: "2026-12-02" })));
    const moved = { ...place(practice, { day: "2026-12-03" }) };
    await done(move(desk(), sessionId, 1, moved));
    const view = await findSession(practice.scheduler, sessionId, NOW);
    expect(view?.moved).toMatchObject({
      from: new Date("2026-12-02T16:00:00Z"),
      by: "Sam Desk",
      at: NOW,
      mayUndo: true,
    });
    const other = await anAccount("Una Other", ["scheduler"], [practice.riverside]);
    expect((await findSession(other, sessionId, NOW))?.moved?.mayUndo).toBe(false);
    expect((await findSession(practice.scheduler, sessionId, at(10)))?.moved?.mayUndo).toBe(false);
    expect((await undoMove(desk(at(10)), sessionId)).ok).toBe(false);
    expect((await undoMove(desk(at(9)), sessionId)).ok).toBe(true);
  });
});

describe("the booking page", () => {
  test("opens on the target day, within the window, with the plan's own physician", async () => {
    const plan = await aCourse();
    const view = await findBooking(desk(), plan.id, clinics, unsaid);
    expect(view?.plan.ordinal).toBe(3);
    expect(view?.place).toMatchObject({
      day: "2026-11-27",
      window: { from: "2026-11-24", target: "2026-11-27", to: "2026-12-04", isEmpty: false },
      wish: { physicianId: practice.physician.id, roomId: null, deviceId: null },
      needsReason: false,
    });
    expect(view?.place.days.map(({ day }) => day)).toEqual(eachDay("2026-11-24", "2026-12-04"));
  });

  test("offers a start exactly where the command would book it", async () => {
    const plan = await aCourse();
    const other = await aPlan(practice.riverside, practice.colleague);
    await done(book(desk(), other.id, place(practice, { day: "2026-11-30", startMinute: "10:00" })));
    const query = { ...unsaid, date: "2026-11-30" };
    const view = await findBooking(desk(), plan.id, clinics, query);
    const asked = {
      physicianId: practice.physician.id,
      roomId: null,
      deviceId: null,
      which: null,
      gapReason: null,
    };
    const judged = await Promise.all(
      Array.from({ length: 96 }, async (_, quarter) => {
        const at = { ...asked, clinicId: practice.riverside, day: "2026-11-30", startMinute: quarter * 15 };
        const facts = await factsFor(db, desk(), plan.id, at, null);
        return { startMinute: at.startMinute, ok: judge(facts, at).ok };
      }),
    );
    const bookable = judged.flatMap(({ startMinute, ok }) => (ok ? [startMinute] : []));
    expect(bookable.length).toBeGreaterThan(20);
    expect(view?.place.starts.map(({ value }) => value)).toEqual(bookable.map(minutesToClock));
    const [first] = view?.place.starts ?? [];
    const typed = { ...place(practice), day: "2026-11-30", startMinute: first?.clock ?? "" };
    const { sessionId } = await done(
      book(desk(), plan.id, { ...typed, physicianId: practice.physician.id, roomId: "any", deviceId: "any" }),
    );
    const booked = await findSession(practice.scheduler, sessionId, NOW);
    expect(booked).toMatchObject({ physician: first?.physician, room: first?.room, device: first?.device });
  });

  test("asks for a reason outside the window, and shows the day that was asked for all the same", async () => {
    const plan = await aCourse();
    const view = await findBooking(desk(), plan.id, clinics, { ...unsaid, date: "2026-12-08" });
    expect(view?.place.needsReason).toBe(true);
    expect(view?.place.course.at(-1)).toMatchObject({
      isThis: true,
      day: "2026-12-08",
      gap: { days: 32, state: "late", byDays: 4 },
    });
    expect(view?.place.days.at(-1)).toMatchObject({ day: "2026-12-08", legal: false });
  });

  test("fills the hole that a cancellation left", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    await stands(plan, daysFromNow(-10), { status: "performed", ordinal: 1 });
    await stands(plan, daysFromNow(32), { ordinal: 2 });
    const view = await findBooking(desk(), plan.id, clinics, unsaid);
    expect(view?.plan.ordinal).toBe(2);
    expect(view?.place.course.map(({ isThis }) => isThis)).toEqual([false, true, false]);
    expect(view?.place.course.map(({ gap }) => gap?.state)).toEqual([undefined, "in-range", "in-range"]);
  });

  test("leaves out times that the clocks skip, and tells the two of one that comes twice apart", async () => {
    const clinicId = await aClinic(`Night ${randomUUID()}`, RIVERSIDE_ZONE, [0, 1440]);
    await aRoom(clinicId);
    await aDevice(clinicId);
    const physician = await anAccount("Noor Night", ["physician"], [clinicId]);
    await works(physician, clinicId, [0, 1440]);
    const clerk = await anAccount("Cleo Clerk", ["scheduler"], [clinicId]);
    const plan = await aPlan(clinicId, physician);
    const startsOn = async (date: string) =>
      (await findBooking(asks(clerk), plan.id, [{ id: clinicId, name: "Night" }], { ...unsaid, date }))?.place
        .starts ?? [];
    const spring = (await startsOn("2027-03-14")).map(({ value }) => value);
    expect(spring).toContain("01:45");
    expect(spring).not.toContain("02:30");
    expect(spring).toContain("03:00");
    const autumn = (await startsOn("2027-11-07")).filter(({ clock }) => clock === "01:30");
    expect(autumn).toMatchObject([
      { value: "01:30 first", zoneLabel: "MDT" },
      { value: "01:30 second", zoneLabel: "MST" },
    ]);
  });

  test("is the scheduler's and the patient's own physician's", async () => {
    const plan = await aCourse();
    const open = (asking: Parameters<typeof findBooking>[0]) => findBooking(asking, plan.id, clinics, unsaid);
    expect(await open(asks(practice.physician))).not.toBeNull();
    expect(await open(asks(practice.colleague))).toBeNull();
    expect(await open(asks(practice.harbourScheduler))).toBeNull();
    expect(await open(asks(practice.administrator))).toBeNull();
  });

  test("offers no clinic, and nobody, that is not the actor's", async () => {
    const plan = await aCourse();
    const view = await findBooking(desk(), plan.id, clinics, {
      ...unsaid,
      clinic: practice.harbour,
      physician: practice.harbourPhysician.id,
      room: practice.harbourRoom,
    });
    expect(view?.place.clinic.id).toBe(practice.riverside);
    expect(view?.place.wish).toEqual({ physicianId: null, roomId: null, deviceId: null });
  });
});

describe("choosing a plan", () => {
  test("finds by name and number what the actor may book for, and only that", async () => {
    const patientId = await aPatient(practice.riverside, { familyName: "Zwölfer", recordNumber: "Z-12" });
    const own = await aPlan(practice.riverside, practice.physician, { patientId });
    const found = async (actor: Practice["scheduler"], search: string) =>
      (await choosePlan(actor, search, NOW)).map(({ id }) => id);
    expect(await found(practice.scheduler, "zwolfer")).toEqual([own.id]);
    expect(await found(practice.scheduler, "z-12")).toEqual([own.id]);
    expect(await found(practice.physician, "zwolfer")).toEqual([own.id]);
    expect(await found(practice.colleague, "zwolfer")).toEqual([]);
    expect(await found(practice.harbourScheduler, "zwolfer")).toEqual([]);
    await db.update(plans).set({ status: "on-hold" }).where(eq(plans.id, own.id));
    expect(await found(practice.scheduler, "zwolfer")).toEqual([]);
  });

  test("without a search lists the courses that wait, the longest first", async () => {
    const waits = await aPlan(practice.riverside, practice.physician);
    await stands(waits, daysFromNow(-200), { status: "performed" });
    const has = await aPlan(practice.riverside, practice.physician);
    await stands(has, daysFromNow(-200), { status: "performed" });
    await stands(has, daysFromNow(5), { ordinal: 2 });
    const listed = await choosePlan(practice.scheduler, "", NOW);
    expect(listed[0]?.id).toBe(waits.id);
    expect(listed.map(({ id }) => id)).not.toContain(has.id);
  });
});

describe("the moving page", () => {
  test("keeps room and device where they are free, and does not offer where it stands", async () => {
    const plan = await aCourse();
    const typed = place(practice, {
      day: "2026-11-28",
      startMinute: "11:00",
      roomId: practice.rooms[1] ?? "",
    });
    const { sessionId } = await done(book(desk(), plan.id, typed));
    const view = await findMove(desk(), sessionId, clinics, unsaid);
    expect(view?.place.day).toBe("2026-11-28");
    const starts = view?.place.starts ?? [];
    expect(starts.map(({ clock }) => clock)).not.toContain("11:00");
    expect(starts.find(({ clock }) => clock === "11:15")).toMatchObject({
      value: `11:15 once ${practice.rooms[1]} ${practice.carts[0]}`,
      room: "Room 2",
    });
  });

  test("says what the gaps were and become", async () => {
    const plan = await aCourse();
    const typed = place(practice, { day: "2026-11-29", startMinute: "12:00" });
    const { sessionId } = await done(book(desk(), plan.id, typed));
    const view = await findMove(desk(), sessionId, clinics, { ...unsaid, date: "2026-12-01" });
    expect(view?.place.course.at(-1)?.gap).toEqual({ days: 25, state: "in-range", byDays: 0, was: 23 });
  });

  test("is closed to those who may only look", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const id = await stands(plan, daysFromNow(6));
    expect(await findMove(asks(practice.colleague), id, clinics, unsaid)).toBeNull();
    expect(await findMove(asks(practice.harbourScheduler), id, clinics, unsaid)).toBeNull();
  });
});

describe("a drag's legal starts", () => {
  test("keep the gaps, and count itself as free", async () => {
    const plan = await aCourse();
    const startsAt = new Date("2026-11-30T17:00:00Z");
    const id = await stands(plan, startsAt, { ordinal: 3 });
    const found = await startsFor(desk(), id, { from: "2026-11-25", to: "2026-12-20" });
    const days = Object.entries(found?.days ?? {});
    expect(days.filter(([, { legal }]) => legal).map(([day]) => day)).toEqual(
      eachDay("2026-11-25", "2026-12-04"),
    );
    expect(found?.days["2026-11-30"]?.gaps.at(-1)).toEqual({ days: 24, off: 0, changed: false });
    expect(found?.days["2026-12-07"]).toMatchObject({ legal: false });
    expect(found?.days["2026-12-07"]?.gaps.at(-1)).toEqual({ days: 31, off: 3, changed: true });
    expect(found?.starts).toContainEqual(expect.objectContaining({ day: "2026-11-30", start: 600 }));
    expect(found?.starts.every(({ physicians, places }) => physicians.length > 0 && places.length > 0)).toBe(
      true,
    );
  });

  test("end where an arrived patient's day does", async () => {
    const plan = await aCourse();
    const id = await stands(plan, at(-10), { ordinal: 3, status: "arrived" });
    const found = await startsFor(desk(), id, { from: "2026-11-24", to: "2026-12-04" });
    expect(new Set(found?.starts.map(({ day }) => day))).toEqual(new Set([dayOf(NOW, RIVERSIDE_ZONE)]));
  });

  test("are none where the session may not be moved, and unknown at another clinic", async () => {
    const plan = await aCourse();
    const id = await stands(plan, daysFromNow(8), { ordinal: 3 });
    const week = { from: "2026-11-25", to: "2026-12-02" };
    expect(await startsFor(asks(practice.colleague), id, week)).toEqual({ starts: [], days: {} });
    expect(await startsFor(asks(practice.harbourScheduler), id, week)).toBeNull();
    expect(await startsFor(asks(practice.administrator), id, week)).toBeNull();
  });

  test("reach a month, however much is asked for", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const id = await stands(plan, daysFromNow(9));
    const starts = (await startsFor(desk(), id, { from: "1900-01-01", to: "2199-12-31" }))?.starts;
    const today = dayOf(NOW, RIVERSIDE_ZONE);
    expect(starts?.[0]?.day).toBe(today);
    expect(starts?.at(-1)?.day).toBe(addDays(today, 30));
  });
});
