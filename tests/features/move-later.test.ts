import { randomUUID } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { auditEvents, sessionMoves, sessions } from "db/schema";
import { dayOf } from "~/domain/time";
import { moveForm } from "~/features/sessions/forms";
import type { LaterScope } from "~/features/sessions/later-view";
import { findMove } from "~/features/sessions/move-page.server";
import { moveSession } from "~/features/sessions/move.server";
import { undoMove } from "~/features/sessions/undo-move.server";
import { freshDatabase } from "tests/support/database";
import {
  anAccount,
  aPlan,
  aPractice,
  asks,
  NOW,
  RIVERSIDE_ZONE,
  works,
  type Practice,
} from "tests/support/practice";
import { auditOf, book, claimsHeldBy, done, move, place, refusalOf, rowOf } from "./sessions-practice";

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
const days = ["2026-12-01", "2026-12-22", "2027-01-12", "2027-02-02"];

/** A course of four, three weeks apart, with a physician of its own. */
async function aCourse(startMinute = "09:00") {
  const physician = await anAccount(
    `Paul Own${randomUUID().slice(0, 4)}`,
    ["physician"],
    [practice.riverside],
  );
  await works(physician, practice.riverside);
  const plan = await aPlan(practice.riverside, physician);
  const typed = place(practice, { physicianId: physician.id, startMinute });
  const ids: string[] = [];
  for (const day of days) ids.push((await done(book(desk(), plan.id, { ...typed, day }))).sessionId);
  const [first = ""] = ids;
  return { plan, typed, ids, first, physician };
}

async function offersFor(sessionId: string, date: string, asking = desk()) {
  const clinics = [{ id: practice.riverside, name: "Riverside" }];
  const query = { clinic: null, date, physician: null, room: null, device: null };
  const found = await findMove(asking, sessionId, clinics, query);
  if (!found) throw new Error("no such session");
  return found.later;
}

async function valuesOf(sessionId: string, date: string, scope: LaterScope) {
  const later = await offersFor(sessionId, date);
  return later?.offers.find((offer) => offer.scope === scope)?.moves.map(({ value }) => value) ?? [];
}

const moveWith = (sessionId: string, typed: object, more: object, asking = desk()) =>
  moveSession(asking, sessionId, moveForm.parse({ key: randomUUID(), version: "1", ...typed, ...more }));

async function daysOf(planId: string) {
  const rows = await db
    .select({ startsAt: sessions.startsAt })
    .from(sessions)
    .where(eq(sessions.planId, planId))
    .orderBy(asc(sessions.startsAt));
  return rows.map(({ startsAt }) => dayOf(startsAt, RIVERSIDE_ZONE));
}

describe("what becomes of the later sessions", () => {
  test("is not asked where the day stays, or where there are none", async () => {
    const { ids, first } = await aCourse("07:00");
    expect(await offersFor(first, "2026-12-01")).toBeNull();
    expect(await offersFor(ids[3] ?? "", "2027-02-03")).toBeNull();
  });

  test("only this one: says which gap leaves the range", async () => {
    const { first } = await aCourse("07:30");
    const later = await offersFor(first, "2026-12-11");
    const only = later?.offers.find(({ scope }) => scope === "only");
    expect(only?.course.map(({ gap }) => gap && [gap.days, gap.state, gap.byDays])).toEqual([
      null,
      [11, "early", 3],
      [21, "in-range", 0],
      [21, "in-range", 0],
    ]);
    expect(only?.needsReason).toBe(true);
    expect(later).toMatchObject({ count: 3, days: 10 });
  });

  test("the same shift: each as many days on, at its own time, every gap as it was", async () => {
    const { first, physician } = await aCourse("08:00");
    const later = await offersFor(first, "2026-12-11");
    const shift = later?.offers.find(({ scope }) => scope === "shift");
    expect(shift?.moves.map(({ ordinal, after }) => [ordinal, after.day, after.clock])).toEqual([
      [2, "2027-01-01", "08:00"],
      [3, "2027-01-22", "08:00"],
      [4, "2027-02-12", "08:00"],
    ]);
    expect(shift?.needsReason).toBe(false);
    expect(shift?.moves.every(({ value }) => value.includes(physician.id))).toBe(true);
  });

  test("the same shift goes to another time or physician where its own is taken", async () => {
    const { first, physician, typed } = await aCourse("09:30");
    const other = await aPlan(practice.riverside, physician);
    await done(book(desk(), other.id, { ...typed, day: "2027-01-01" }));
    const shift = (await offersFor(first, "2026-12-11"))?.offers.find(({ scope }) => scope === "shift");
    expect(shift?.moves[0]?.after).toMatchObject({ day: "2027-01-01", clock: "09:15" });
  });

  test("cannot be shifted into the past, and says so", async () => {
    const { ids } = await aCourse("10:00");
    const asking = asks(practice.scheduler, new Date("2026-12-20T17:00:00Z"));
    const later = await offersFor(ids[1] ?? "", "2026-11-24", asking);
    expect(later?.offers.find(({ scope }) => scope === "shift")?.barred).toMatchObject({
      why: "over",
      ordinal: 3,
    });
  });
});

describe("re-spacing the rest", () => {
  const respaced = async (sessionId: string, date: string) => {
    const later = await offersFor(sessionId, date);
    return { later, offer: later?.offers.find(({ scope }) => scope === "respace") };
  };

  test("moves as few as keep every gap, each at its own time", async () => {
    const { plan, typed, first } = await aCourse("15:00");
    const { later, offer } = await respaced(first, "2026-12-11");
    expect(offer?.barred).toBeNull();
    expect(offer?.moves.map(({ ordinal, before, after }) => [ordinal, before.day, after.clock])).toEqual([
      [2, "2026-12-22", "15:00"],
    ]);
    expect(offer?.course.map(({ gap }) => gap?.state ?? null)).toEqual([
      null,
      "in-range",
      "in-range",
      "in-range",
    ]);
    expect(later?.best).toBe("respace");
    const values = offer?.moves.map(({ value }) => value) ?? [];
    await done(moveWith(first, { ...typed, day: "2026-12-11" }, { scope: "respace", respace: values }));
    expect((await daysOf(plan.id)).slice(2)).toEqual(["2027-01-12", "2027-02-02"]);
  });

  test("is not offered where nothing else has to move", async () => {
    const { first } = await aCourse("15:30");
    const { later, offer } = await respaced(first, "2026-12-03");
    expect(offer).toBeUndefined();
    expect(later?.best).toBe("only");
  });

  test("leaves alone what stands at a clinic where one does not book", async () => {
    const both = await anAccount("Bea Both", ["scheduler"], [practice.riverside, practice.harbour]);
    const { plan, typed } = await aCourse("16:00");
    const last = await done(
      book(asks(both), plan.id, {
        ...typed,
        clinicId: practice.harbour,
        roomId: practice.harbourRoom,
        deviceId: practice.harbourCart,
        physicianId: practice.harbourPhysician.id,
        day: "2027-02-23",
      }),
    );
    const rows = await db
      .select()
      .from(sessions)
      .where(eq(sessions.planId, plan.id))
      .orderBy(asc(sessions.startsAt));
    expect(last.sessionId).toBe(rows[4]?.id);
    const { later, offer } = await respaced(rows[3]?.id ?? "", "2027-02-15");
    expect(offer).toBeUndefined();
    expect(later?.offers.find(({ scope }) => scope === "shift")?.barred?.why).toBe("elsewhere");
  });
});

describe("several moved in one stroke", () => {
  test("stand where they were offered, with their claims, and each has its history", async () => {
    const { plan, typed, ids, first } = await aCourse("10:30");
    const shift = await valuesOf(first, "2026-12-11", "shift");
    await done(moveWith(first, { ...typed, day: "2026-12-11" }, { scope: "shift", shift }));
    expect(await daysOf(plan.id)).toEqual(["2026-12-11", "2027-01-01", "2027-01-22", "2027-02-12"]);
    for (const [index, id] of ids.entries()) {
      expect(await rowOf(id)).toMatchObject({ ordinal: index + 1, version: 2, gapReason: null });
      expect(await claimsHeldBy(id)).toHaveLength(4);
      expect((await auditOf(id)).map(({ action }) => action)).toEqual(["session.book", "session.move"]);
    }
    const moves = await db.select().from(sessionMoves).where(eq(sessionMoves.sessionId, first));
    const together = await db
      .select()
      .from(sessionMoves)
      .where(eq(sessionMoves.togetherId, moves[0]?.togetherId ?? randomUUID()));
    expect(together.map(({ sessionId }) => sessionId).sort()).toEqual([...ids].sort());
  });

  test("may take the places that they leave themselves", async () => {
    const { plan, typed, first } = await aCourse("11:00");
    const shift = await valuesOf(first, "2026-12-22", "shift");
    await done(moveWith(first, { ...typed, day: "2026-12-22" }, { scope: "shift", shift }));
    expect(await daysOf(plan.id)).toEqual(["2026-12-22", "2027-01-12", "2027-02-02", "2027-02-23"]);
  });

  test("move all or none: where a later place was taken meanwhile, nothing moves", async () => {
    const { plan, typed, first, physician } = await aCourse("11:30");
    const shift = await valuesOf(first, "2026-12-11", "shift");
    const other = await aPlan(practice.riverside, physician);
    await done(book(desk(), other.id, { ...typed, day: "2027-01-22" }));
    const refusal = await refusalOf(
      moveWith(first, { ...typed, day: "2026-12-11" }, { scope: "shift", shift }),
    );
    expect(refusal.code).toBe("cannot-book");
    expect(refusal.alternatives).toBeUndefined();
    expect(await daysOf(plan.id)).toEqual(days);
  });

  test("a later one that somebody changed meanwhile is told, and nothing moves", async () => {
    const { plan, typed, ids, first } = await aCourse("12:00");
    const shift = await valuesOf(first, "2026-12-11", "shift");
    await done(move(desk(), ids[2] ?? "", 1, { ...typed, day: "2027-01-13" }));
    const refusal = await refusalOf(
      moveWith(first, { ...typed, day: "2026-12-11" }, { scope: "shift", shift }),
    );
    expect(refusal).toMatchObject({ code: "stale", changed: { by: "Sam Desk" } });
    expect((await daysOf(plan.id))[0]).toBe("2026-12-01");
  });

  test("a session of another course cannot be slipped in", async () => {
    const [one, other] = [await aCourse("12:30"), await aCourse("13:00")];
    const shift = await valuesOf(other.first, "2026-12-11", "shift");
    const asked = { ...one.typed, day: "2026-12-11" };
    expect((await refusalOf(moveWith(one.first, asked, { scope: "shift", shift }))).code).toBe("not-found");
    expect(await daysOf(other.plan.id)).toEqual(days);
  });

  test("another clinic's desk can move none of them, and the attempt is audited", async () => {
    const { plan, typed, first } = await aCourse("13:30");
    const shift = await valuesOf(first, "2026-12-11", "shift");
    const stranger = asks(practice.harbourScheduler);
    const asked = { ...typed, day: "2026-12-11" };
    expect((await refusalOf(moveWith(first, asked, { scope: "shift", shift }, stranger))).code).toBe(
      "not-found",
    );
    expect(await daysOf(plan.id)).toEqual(days);
    const rows = await db.select().from(auditEvents).where(eq(auditEvents.actorId, stranger.actor.id));
    expect(rows.map(({ action }) => action)).toEqual(["session.move.refused"]);
  });

  test("are taken back together, from any of them, and not once one of them moved on", async () => {
    const { plan, typed, ids, first } = await aCourse("14:00");
    const shift = await valuesOf(first, "2026-12-11", "shift");
    await done(moveWith(first, { ...typed, day: "2026-12-11" }, { scope: "shift", shift }));
    await done(undoMove(desk(), ids[2] ?? ""));
    expect(await daysOf(plan.id)).toEqual(days);
    const again = await valuesOf(first, "2026-12-11", "shift");
    await done(
      moveWith(first, { ...typed, day: "2026-12-11" }, { version: "3", scope: "shift", shift: again }),
    );
    await done(move(desk(), ids[3] ?? "", 4, { ...typed, day: "2027-02-13" }));
    expect((await refusalOf(undoMove(desk(), first))).code).toBe("undo-too-late");
  });

  test("two desks that shift the same course at once: one does, the other is told", async () => {
    const { plan, typed, first } = await aCourse("14:30");
    const values = [
      await valuesOf(first, "2026-12-11", "shift"),
      await valuesOf(first, "2026-12-10", "shift"),
    ];
    const [one, two] = await Promise.all(
      values.map((shift, index) =>
        moveWith(first, { ...typed, day: `2026-12-1${String(1 - index)}` }, { scope: "shift", shift }),
      ),
    );
    expect([one?.ok, two?.ok].sort()).toEqual([false, true]);
    expect([one, two].flatMap((outcome) => (outcome?.ok === false ? outcome.refusal.code : []))).toEqual([
      "stale",
    ]);
    const stands = await daysOf(plan.id);
    expect([
      ["2026-12-11", "2027-01-01", "2027-01-22", "2027-02-12"],
      ["2026-12-10", "2026-12-31", "2027-01-21", "2027-02-11"],
    ]).toContainEqual(stands);
  });
});
