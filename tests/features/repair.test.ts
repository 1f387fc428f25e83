import { randomUUID } from "node:crypto";
import { and, asc, eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { auditEvents, plans, repairCalls, sessions } from "db/schema";
import type { Actor } from "~/domain/actor";
import { dayOf, daysBetween } from "~/domain/time";
import { handToCalls, noteTry, repairCourses, takeFromCalls } from "~/features/repair/commands.server";
import { repairForm, type MoveCourses } from "~/features/repair/forms";
import { findMoved } from "~/features/repair/moved.server";
import { proposeRepair } from "~/features/repair/propose.server";
import type { RepairRow } from "~/features/repair/view";
import { undoMove } from "~/features/sessions/undo-move.server";
import { saveTimeOff } from "~/features/time-off/commands.server";
import { timeOffForm } from "~/features/time-off/forms";
import { freshDatabase } from "tests/support/database";
import {
  anAccount,
  aDevice,
  aPlan,
  aPractice,
  aRoom,
  aSession,
  asks,
  HARBOUR_ZONE,
  NOW,
  RIVERSIDE_ZONE,
  works,
  type Practice,
} from "tests/support/practice";
import { book, claimsHeldBy, done, place, refusalOf, rowOf } from "./sessions-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;

beforeAll(async () => {
  database = await freshDatabase();
  practice = await aPractice();
  // Room for the courses of every test.
  for (let more = 0; more < 24; more++) {
    await aRoom(practice.riverside);
    await aDevice(practice.riverside);
  }
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const desk = () => asks(practice.scheduler);
const riverside = () => [{ id: practice.riverside, name: "Riverside", zone: RIVERSIDE_ZONE }];
const days = ["2026-12-01", "2026-12-22", "2027-01-12"];

async function aPhysician() {
  const physician = await anAccount(
    `Paul Own${randomUUID().slice(0, 4)}`,
    ["physician"],
    [practice.riverside],
  );
  await works(physician, practice.riverside);
  return physician;
}

/** A course of three, three weeks apart, at that hour. */
async function aCourse(physician: Actor, startMinute = "09:00", on = days) {
  const plan = await aPlan(practice.riverside, physician);
  const typed = place(practice, { physicianId: physician.id, startMinute, roomId: "any", deviceId: "any" });
  const ids: string[] = [];
  for (const day of on) ids.push((await done(book(desk(), plan.id, { ...typed, day }))).sessionId);
  return { ...plan, ids };
}

/** The physician is away around the second session of every course. */
const away = (physician: Actor, fromDay = "2026-12-21", untilDay = "2026-12-24") =>
  off(`leave:${physician.id}`, fromDay, untilDay);

async function off(target: string, fromDay: string, untilDay: string) {
  const form = timeOffForm.parse({ intent: "save", target, fromDay, untilDay });
  if (form.intent !== "save") throw new Error("not a period");
  return (await done(saveTimeOff(asks(practice.administrator), form))).id;
}

const listed = (cause: string, asking = desk()) => proposeRepair(asking, riverside(), cause);

/** What the browser sends for some rows of the list. */
function typed(rows: readonly RepairRow[], known: Record<string, string> = {}): MoveCourses {
  const form = repairForm.parse({
    intent: "move",
    key: randomUUID(),
    course: rows.map(({ planId }) => planId),
    moves: rows.flatMap(({ planId, moves }) => moves.map(({ value }) => `${planId} ${value}`)),
    ...known,
  });
  if (form.intent !== "move") throw new Error("not a move");
  return form;
}

async function aLeave(count = 2) {
  const physician = await aPhysician();
  const courses = [];
  for (let at = 0; at < count; at++)
    courses.push(await aCourse(physician, `${String(9 + at).padStart(2, "0")}:00`));
  const cause = await away(physician);
  return { physician, courses, cause, hit: courses.map(({ ids }) => ids[1] ?? "") };
}

describe("what is proposed", () => {
  test("each displaced session has another place within its gaps, and nothing else moves", async () => {
    const { cause, courses, hit } = await aLeave(3);
    const { rows, byHand, causes } = await listed(cause);
    expect(byHand).toEqual([]);
    expect(causes).toContainEqual(expect.objectContaining({ id: cause, kind: "leave", waiting: 3 }));
    expect(rows.map(({ planId }) => planId).sort()).toEqual(courses.map(({ id }) => id).sort());
    expect(rows.flatMap(({ moves }) => moves.map(({ sessionId }) => sessionId)).sort()).toEqual(
      [...hit].sort(),
    );
    for (const { moves, lost, gaps } of rows) {
      expect(lost).toEqual([]);
      expect(moves.map(({ isExtra }) => isExtra)).toEqual([false]);
      expect(gaps.length).toBeGreaterThan(0);
      for (const { days: gap, outside } of gaps) {
        expect(outside).toBeNull();
        expect(gap).toBeGreaterThanOrEqual(14);
        expect(gap).toBeLessThanOrEqual(28);
      }
    }
    const places = rows.flatMap(({ moves }) =>
      moves.map(({ after }) => `${after.day} ${after.clock} ${after.physician}`),
    );
    expect(new Set(places).size).toBe(3);
  });

  test("what is confirmed or imminent stays, whatever it costs", async () => {
    const physician = await aPhysician();
    const { ids } = await aCourse(physician, "09:00", ["2026-11-25", "2026-12-16", "2027-01-06"]);
    const [, second = "", third = ""] = ids;
    await db.update(sessions).set({ confirmedAt: NOW }).where(eq(sessions.id, third));
    const { rows } = await listed(await away(physician, "2026-12-10", "2026-12-20"));
    expect(rows[0]?.moves.map(({ sessionId }) => sessionId)).toEqual([second]);
  });

  test("what has no legal place is named, and stays on the list", async () => {
    const plan = await aPlan(practice.harbour, practice.harbourPhysician);
    const dock = asks(practice.harbourScheduler);
    const at = { clinicId: practice.harbour, physicianId: practice.harbourPhysician.id };
    const booked = place(practice, {
      ...at,
      day: "2027-02-02",
      roomId: practice.harbourRoom,
      deviceId: practice.harbourCart,
    });
    const { sessionId } = await done(book(dock, plan.id, booked));
    const id = await off(`closure:${practice.harbour}`, "2026-11-24", "2028-06-01");
    const harbour = [{ id: practice.harbour, name: "Harbour", zone: HARBOUR_ZONE }];
    for (let looked = 0; looked < 2; looked++) {
      const { rows } = await proposeRepair(dock, harbour, id);
      expect(rows.map(({ moves, lost }) => [moves.length, lost.map((one) => one.sessionId)])).toEqual([
        [0, [sessionId]],
      ]);
    }
  });

  test("a plan that is on hold is dealt with by hand", async () => {
    const { cause, courses } = await aLeave(1);
    await db
      .update(plans)
      .set({ status: "on-hold" })
      .where(eq(plans.id, courses[0]?.id ?? ""));
    const { rows, byHand } = await listed(cause);
    expect(rows).toEqual([]);
    expect(byHand.map(({ why }) => why)).toEqual(["plan-not-active"]);
  });

  test("a physician sees their own patients, another clinic's desk nobody", async () => {
    const { cause, physician } = await aLeave(1);
    expect((await listed(cause, asks(physician))).rows).toHaveLength(1);
    expect((await listed(cause, asks(practice.colleague))).rows).toEqual([]);
    expect((await listed(cause, asks(practice.harbourScheduler))).rows).toEqual([]);
  });
});

describe("what is accepted", () => {
  test("all of it in one command: every session has its place, all is audited, all is taken back as one", async () => {
    const { cause, hit } = await aLeave(2);
    const { rows } = await listed(cause);
    const outcome = await done(repairCourses(desk(), typed(rows)));
    expect(outcome).toMatchObject({ courses: 2, sessions: 2 });
    for (const id of hit) {
      expect(await rowOf(id)).toMatchObject({ displacedAt: null, displacedBy: null, status: "booked" });
      expect(await claimsHeldBy(id)).toHaveLength(4);
      const audited = await db.select().from(auditEvents).where(eq(auditEvents.recordId, id));
      expect(audited.map(({ action }) => action)).toContain("session.move");
    }
    expect((await listed(cause)).rows).toEqual([]);
    expect(await findMoved(desk(), outcome.sessionId)).toMatchObject({
      sessions: 2,
      courses: 2,
      undoable: true,
    });
    expect(await findMoved(asks(practice.harbourScheduler), outcome.sessionId)).toBeNull();

    await done(undoMove(desk(), outcome.sessionId));
    for (const id of hit) {
      const row = await rowOf(id);
      expect(row.displacedBy).toBe(cause);
      expect(dayOf(row.startsAt, RIVERSIDE_ZONE)).toBe("2026-12-22");
      expect(await claimsHeldBy(id)).toEqual([]);
    }
    expect((await listed(cause)).rows).toHaveLength(2);
    await done(repairCourses(desk(), typed((await listed(cause)).rows)));
  });

  test("row by row: the others wait on", async () => {
    const { cause } = await aLeave(2);
    const { rows } = await listed(cause);
    const [first, second] = rows;
    if (!first || !second) throw new Error("two rows");
    // The other's places are sent along, as the page sends them.
    const form = typed(rows, {});
    await done(repairCourses(desk(), { ...form, course: [first.planId] }));
    const left = await listed(cause);
    expect(left.rows.map(({ planId }) => planId)).toEqual([second.planId]);
  });

  test("the same form sent twice moves once", async () => {
    const { cause, hit } = await aLeave(1);
    const form = typed((await listed(cause)).rows);
    const both = await Promise.all([repairCourses(desk(), form), repairCourses(desk(), form)]);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
    expect((await rowOf(hit[0] ?? "")).version).toBe(3);
  });

  test("two desks at once: one moves, the other is told, nothing is half done", async () => {
    const { cause, hit } = await aLeave(2);
    const { rows } = await listed(cause);
    const other = await anAccount("Kit Desk", ["scheduler"], [practice.riverside]);
    const outcomes = await Promise.all([
      repairCourses(desk(), typed(rows)),
      repairCourses(asks(other), typed([...rows].reverse())),
    ]);
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes.flatMap((one) => (one.ok ? [] : [one.refusal.code]))).toEqual(["stale"]);
    for (const id of hit) expect(await claimsHeldBy(id)).toHaveLength(4);
  });

  test("a place taken meanwhile refuses the whole, and the list then shows another", async () => {
    const { cause, hit, courses } = await aLeave(2);
    const { rows } = await listed(cause);
    const [move] = rows[0]?.moves ?? [];
    const [, , clinicId = "", day = "", startMinute = "", , physicianId = "", roomId = "", deviceId = ""] = (
      move?.value ?? ""
    ).split(" ");
    const stranger = await aPlan(practice.riverside, practice.physician);
    await done(book(desk(), stranger.id, { clinicId, day, startMinute, physicianId, roomId, deviceId }));
    const refusal = await refusalOf(repairCourses(desk(), typed(rows)));
    expect(["cannot-book", "taken"]).toContain(refusal.code);
    for (const id of hit) expect((await rowOf(id)).displacedBy).toBe(cause);
    const again = await listed(cause);
    expect(again.rows.map(({ planId }) => planId).sort()).toEqual(courses.map(({ id }) => id).sort());
    expect(again.rows.flatMap(({ moves }) => moves.map(({ value }) => value))).not.toContain(move?.value);
    await done(repairCourses(desk(), typed(again.rows)));
  });

  test("another clinic's courses look missing, a colleague's patients are not theirs to move", async () => {
    const { cause } = await aLeave(1);
    const form = typed((await listed(cause)).rows);
    expect((await refusalOf(repairCourses(asks(practice.harbourScheduler), form))).code).toBe("not-found");
    expect((await refusalOf(repairCourses(asks(practice.colleague), form))).code).toBe("not-allowed");
    expect((await refusalOf(repairCourses(asks(practice.administrator), form))).code).toBe("not-found");
  });
});

describe("who is called first", () => {
  const openCall = (planId: string) =>
    db
      .select()
      .from(repairCalls)
      .where(and(eq(repairCalls.planId, planId), isNull(repairCalls.closedAt)))
      .orderBy(asc(repairCalls.handedAt));

  test("a course that is handed over is called, tried again, and off the list once it is moved", async () => {
    const { cause, courses } = await aLeave(2);
    const [first] = courses;
    const planId = first?.id ?? "";
    await done(handToCalls(desk(), [planId]));
    expect((await listed(cause)).rows.filter(({ call }) => call).map((row) => row.planId)).toEqual([planId]);
    expect(await done(noteTry(desk(), planId, "Rings out"))).toEqual({ attempts: 1 });
    await done(noteTry(desk(), planId, ""));
    const row = (await listed(cause)).rows.find((one) => one.planId === planId);
    expect(row?.call).toMatchObject({ attempts: 2, note: "Rings out", by: "Sam Desk" });
    if (!row) throw new Error("is listed");
    await done(repairCourses(desk(), typed([row])));
    expect(await openCall(planId)).toEqual([]);
    const audited = await db.select().from(auditEvents).where(eq(auditEvents.recordId, planId));
    expect(audited.map(({ action }) => action)).toEqual(
      expect.arrayContaining(["repair.hand-over", "repair.call"]),
    );
  });

  test("it can be taken off the list, and handed over by two at once", async () => {
    const { cause, courses } = await aLeave(1);
    const planId = courses[0]?.id ?? "";
    await Promise.all([handToCalls(desk(), [planId]), handToCalls(desk(), [planId])]);
    expect(await openCall(planId)).toHaveLength(1);
    await done(takeFromCalls(desk(), planId));
    expect((await listed(cause)).rows.map(({ call }) => call)).toEqual([null]);
    expect((await refusalOf(noteTry(desk(), planId, ""))).code).toBe("repair-changed");
  });

  test("only for a course that lost something, and by whoever books for it", async () => {
    const { courses } = await aLeave(1);
    const planId = courses[0]?.id ?? "";
    const whole = await aCourse(await aPhysician(), "15:00");
    expect((await refusalOf(handToCalls(desk(), [whole.id]))).code).toBe("repair-changed");
    expect((await refusalOf(handToCalls(asks(practice.harbourScheduler), [planId]))).code).toBe("not-found");
    expect((await refusalOf(handToCalls(asks(practice.colleague), [planId]))).code).toBe("not-allowed");
    expect((await refusalOf(noteTry(asks(practice.harbourScheduler), planId, ""))).code).toBe("not-found");
    expect(await openCall(planId)).toEqual([]);
  });
});

// Last, since it takes the places of every other test's courses.
test("a gap that cannot be kept needs a reason", async () => {
  const physician = await aPhysician();
  const plan = await aPlan(practice.riverside, physician);
  const [roomId = "", deviceId = ""] = [practice.rooms[0], practice.carts[0]];
  const at = { clinicId: practice.riverside, roomId, deviceId, physicianId: physician.id };
  await aSession({ plan, ...at, startsAt: new Date("2026-11-17T16:00:00Z"), status: "performed" });
  const typedPlace = place(practice, { physicianId: physician.id, day: "2026-12-08", startMinute: "17:00" });
  const { sessionId } = await done(book(desk(), plan.id, typedPlace));
  const closed = await off(`closure:${practice.riverside}`, "2026-11-25", "2026-12-25");
  const row = (await listed(closed)).rows.find(({ planId }) => planId === plan.id);
  if (!row) throw new Error("is listed");
  expect(row.moves.map((one) => one.sessionId)).toEqual([sessionId]);
  expect(row.gaps.map(({ outside }) => outside?.kind)).toEqual(["too-long"]);
  const refusal = await refusalOf(repairCourses(desk(), typed([row])));
  expect(refusal).toMatchObject({ code: "cannot-book", field: "gapReason" });
  await done(repairCourses(desk(), typed([row], { gapReason: "The clinic was closed" })));
  const after = await rowOf(sessionId);
  expect(after.gapReason).toBe("The clinic was closed");
  expect(daysBetween("2026-11-17", dayOf(after.startsAt, RIVERSIDE_ZONE))).toBe(39);
});
