import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { accounts } from "db/schema";
import { freshDatabase } from "tests/support/database";
import { aPlan, aPractice, asks, NOW, type Practice } from "tests/support/practice";
import {
  attend,
  auditOf,
  book,
  changeTo,
  claimsHeldBy,
  done,
  place,
  refusalOf,
  rowOf,
} from "./sessions-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;
let days = 0;

beforeAll(async () => {
  database = await freshDatabase();
  practice = await aPractice();
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const desk = (now = NOW) => asks(practice.scheduler, now);

/** A day that no other test of this file uses. */
const ownDay = () => new Date(Date.UTC(2026, 11, 1 + (days += 1))).toISOString().slice(0, 10);

async function booked(day: string, startMinute = "09:00", known: Parameters<typeof place>[1] = {}) {
  const plan = await aPlan(practice.riverside, practice.physician);
  const { sessionId } = await done(
    book(desk(), plan.id, { ...place(practice, { day, startMinute, ...known }) }),
  );
  return { id: sessionId, plan };
}

const minutesOf = async (id: string) => {
  const { startsAt, treatFrom, treatTo, endsAt } = await rowOf(id);
  const between = (from: Date, until: Date) => (until.getTime() - from.getTime()) / 60_000;
  return [between(startsAt, treatFrom), between(treatFrom, treatTo), between(treatTo, endsAt)];
};

describe("a session's own minutes", () => {
  test("change where it stands, with its claims, and can be given back", async () => {
    const { id } = await booked(ownDay());
    const changed = await done(changeTo(desk(), id, 1, { treat: 20, recover: 30 }));
    expect(changed).toEqual({ was: { treat: 15, recover: 10 }, version: 2 });
    expect(await minutesOf(id)).toEqual([5, 20, 30]);
    const lengths = (await claimsHeldBy(id)).map(({ during }) => during).sort();
    expect(new Set(lengths).size).toBe(2);
    expect((await auditOf(id)).at(-1)).toMatchObject({
      action: "session.change-length",
      actorId: practice.scheduler.id,
      before: { treatMinutes: 15, recoverMinutes: 10 },
      after: { treatMinutes: 20, recoverMinutes: 30 },
    });
    await done(changeTo(desk(), id, 2, changed.was));
    expect(await minutesOf(id)).toEqual([5, 15, 10]);
  });

  test("that are the same already write nothing", async () => {
    const { id } = await booked(ownDay());
    await done(changeTo(desk(), id, 1, { treat: 15, recover: 10 }));
    expect((await rowOf(id)).version).toBe(1);
  });

  test("may use what is free after it, to the minute, and no more", async () => {
    const day = ownDay();
    const { id } = await booked(day);
    const next = await booked(day, "10:00", { deviceId: practice.carts[1] ?? "" });
    expect((await done(changeTo(desk(), id, 1, { treat: 15, recover: 40 }))).version).toBe(2);
    const refusal = await refusalOf(changeTo(desk(), id, 2, { treat: 15, recover: 45 }));
    expect(refusal).toMatchObject({ code: "cannot-book", reasons: [{ code: "room-busy" }] });
    expect(refusal).not.toHaveProperty("alternatives");
    expect(await minutesOf(id)).toEqual([5, 15, 40]);
    expect(await minutesOf(next.id)).toEqual([5, 15, 10]);
  });

  test("of recovery leave the physician free, those of treatment do not", async () => {
    const day = ownDay();
    const { id } = await booked(day);
    const [, room = ""] = practice.rooms;
    await booked(day, "09:15", { roomId: room, deviceId: practice.carts[1] ?? "" });
    expect((await done(changeTo(desk(), id, 1, { treat: 15, recover: 60 }))).version).toBe(2);
    const refusal = await refusalOf(changeTo(desk(), id, 2, { treat: 20, recover: 10 }));
    expect(refusal).toMatchObject({ reasons: [{ code: "physician-busy" }] });
  });

  test("end when the clinic closes", async () => {
    const { id } = await booked(ownDay(), "18:30");
    const refusal = await refusalOf(changeTo(desk(), id, 1, { treat: 15, recover: 15 }));
    expect(refusal).toMatchObject({ reasons: [{ code: "outside-clinic-hours" }] });
  });

  test("given back are there for the next one", async () => {
    const day = ownDay();
    const { id } = await booked(day);
    await done(changeTo(desk(), id, 1, { treat: 15, recover: 0 }));
    const next = await booked(day, "09:20");
    expect((await rowOf(next.id)).status).toBe("booked");
  });

  test("are told as changed meanwhile from an old page", async () => {
    const { id } = await booked(ownDay());
    await done(changeTo(desk(), id, 1, { treat: 15, recover: 20 }));
    expect(await refusalOf(changeTo(desk(), id, 1, { treat: 15, recover: 5 }))).toMatchObject({
      code: "stale",
    });
    expect(await minutesOf(id)).toEqual([5, 15, 20]);
  });

  test("of what has begun, was performed or was cancelled stay", async () => {
    const { id } = await booked("2026-11-24", "10:30");
    await done(attend(desk(), id, "check-in", 1));
    expect(await refusalOf(changeTo(desk(), id, 2, { treat: 15, recover: 20 }))).toMatchObject({
      code: "wrong-status",
    });
    await done(attend(desk(), id, "start-treatment", 2));
    await done(attend(desk(), id, "perform", 3));
    expect(await refusalOf(changeTo(desk(), id, 4, { treat: 15, recover: 20 }))).toMatchObject({
      code: "wrong-status",
    });
    const gone = await booked(ownDay());
    await done(attend(desk(), gone.id, "cancel-by-clinic", 1, "Flooded"));
    expect(await refusalOf(changeTo(desk(), gone.id, 2, { treat: 15, recover: 20 }))).toMatchObject({
      code: "wrong-status",
    });
  });

  test("are missing for another clinic, and a colleague's are not a physician's to change", async () => {
    const { id } = await booked(ownDay());
    const minutes = { treat: 15, recover: 20 };
    expect(await refusalOf(changeTo(asks(practice.harbourScheduler), id, 1, minutes))).toMatchObject({
      code: "not-found",
    });
    expect(await refusalOf(changeTo(asks(practice.colleague), id, 1, minutes))).toMatchObject({
      code: "not-allowed",
    });
    expect(await minutesOf(id)).toEqual([5, 15, 10]);
  });

  test("of what was put over another go on beside it, for those who may", async () => {
    const day = ownDay();
    await booked(day);
    await db.update(accounts).set({ mayOverbook: true }).where(eq(accounts.id, practice.scheduler.id));
    const over = asks({ ...practice.scheduler, mayOverbook: true });
    const plan = await aPlan(practice.riverside, practice.physician);
    const typed = { ...place(practice, { day, startMinute: "09:15" }), overbookReason: "Travels far" };
    const { sessionId } = await done(book(over, plan.id, typed));
    await done(changeTo(over, sessionId, 1, { treat: 15, recover: 30 }));
    expect(await minutesOf(sessionId)).toEqual([5, 15, 30]);
    expect((await rowOf(sessionId)).overbookReason).toBe("Travels far");
    expect(await refusalOf(changeTo(desk(), sessionId, 2, { treat: 15, recover: 40 }))).toMatchObject({
      code: "cannot-book",
    });
  });
});

test("of one who makes a session longer and one who books what comes after it, one has the time", async () => {
  for (let round = 0; round < 10; round += 1) {
    const day = ownDay();
    const { id } = await booked(day);
    const plan = await aPlan(practice.riverside, practice.physician);
    const [longer, next] = await Promise.all([
      changeTo(desk(), id, 1, { treat: 15, recover: 25 }),
      book(desk(), plan.id, place(practice, { day, startMinute: "09:30" })),
    ]);
    expect([longer.ok, next.ok].filter(Boolean)).toHaveLength(1);
    const refusal = longer.ok ? (next.ok ? null : next.refusal) : longer.refusal;
    expect(["cannot-book", "taken"]).toContain(refusal?.code);
    expect((await minutesOf(id))[2]).toBe(longer.ok ? 25 : 10);
  }
});
