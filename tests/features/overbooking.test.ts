import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { overbookings } from "db/schema";
import type { Actor } from "~/domain/actor";
import { bookSession } from "~/features/sessions/book.server";
import { bookForm } from "~/features/sessions/forms";
import { findSession } from "~/features/sessions/queries.server";
import { timeOffForm } from "~/features/time-off/forms";
import { saveTimeOff } from "~/features/time-off/commands.server";
import { freshDatabase } from "tests/support/database";
import { anAccount, aPlan, aPractice, asks, NOW, works, type Practice } from "tests/support/practice";
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
let lead: Actor;

beforeAll(async () => {
  database = await freshDatabase();
  practice = await aPractice();
  lead = { ...(await anAccount("Lea Lead", ["scheduler"], [practice.riverside])), mayOverbook: true };
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const desk = () => asks(practice.scheduler);
const reason = "In pain, cannot wait";
type Typed = ReturnType<typeof place>;

const over = (planId: string, typed: Typed, overbookReason = reason, actor = lead) =>
  bookSession(asks(actor), bookForm.parse({ key: randomUUID(), ...typed, planId, overbookReason }));

let day = 0;
/** A session at nine on a day of its own, with a physician of its own. */
async function aBlocker() {
  day += 1;
  const physician = await anAccount(
    `Pat Own${randomUUID().slice(0, 4)}`,
    ["physician"],
    [practice.riverside],
  );
  await works(physician, practice.riverside);
  const typed = place(practice, {
    physicianId: physician.id,
    day: `2026-12-${String(day).padStart(2, "0")}`,
  });
  const plan = await aPlan(practice.riverside, physician);
  const { sessionId } = await done(book(desk(), plan.id, typed));
  const other = await aPlan(practice.riverside, physician);
  return { blocker: sessionId, typed, physician, plan, other };
}

const overOf = (sessionId: string) =>
  db.select().from(overbookings).where(eq(overbookings.sessionId, sessionId));
const third = async (typed: Typed, physician: Actor) =>
  book(desk(), (await aPlan(practice.riverside, physician)).id, typed);

describe("overbooking", () => {
  test("is offered to who may, where only other sessions are in the way, and kept with its reason", async () => {
    const { typed, other } = await aBlocker();
    const asked = await refusalOf(over(other.id, typed, ""));
    expect(asked).toMatchObject({ code: "cannot-book", field: "overbookReason" });
    const { sessionId } = await done(over(other.id, typed));
    expect(await rowOf(sessionId)).toMatchObject({ overbookReason: reason, status: "booked" });
    expect((await auditOf(sessionId))[0]?.after).toMatchObject({ overbookReason: reason });
    expect((await findSession(lead, sessionId, NOW))?.overbooked).toBe(reason);
  });

  test("is for nobody else: the reason alone opens nothing", async () => {
    const { typed, other } = await aBlocker();
    const refusal = await refusalOf(over(other.id, typed, reason, practice.scheduler));
    expect(refusal.code).toBe("cannot-book");
    expect(refusal.field).toBeUndefined();
  });

  test("is never of the patient, nor over leave, nor outside working hours", async () => {
    const { typed, plan, physician, other } = await aBlocker();
    const samePatient = await aPlan(practice.riverside, physician, {
      patientId: plan.patientId,
      region: "neck",
    });
    expect((await refusalOf(over(samePatient.id, typed))).field).toBeUndefined();
    expect((await refusalOf(over(other.id, { ...typed, startMinute: "06:00" }))).code).toBe("cannot-book");
    const leave = timeOffForm.parse({
      intent: "save",
      target: `leave:${physician.id}`,
      fromDay: typed.day,
      untilDay: typed.day,
      reason: "",
    });
    if (leave.intent !== "save") throw new Error("not a saving");
    await done(saveTimeOff(asks(practice.administrator), leave));
    const refusal = await refusalOf(over(other.id, { ...typed, startMinute: "15:00" }));
    expect(refusal.reasons?.map(({ code }) => code)).toContain("on-leave");
  });

  test("lets nobody else in: the shared time is the other's, the rest its own", async () => {
    const { typed, other, physician } = await aBlocker();
    const later = { ...typed, startMinute: "09:15" };
    const { sessionId } = await done(over(other.id, later));
    // Its room is shared for a quarter of an hour; its physician's treatment follows the other's.
    expect((await overOf(sessionId)).map(({ during }) => during)).toHaveLength(1);
    for (const startMinute of ["09:00", "09:15", "09:30"]) {
      expect((await refusalOf(third({ ...typed, startMinute }, physician))).code).toBe("cannot-book");
    }
    await done(third({ ...typed, startMinute: "09:45" }, physician));
  });

  test("holds its whole time by itself once the other is cancelled, or has moved away", async () => {
    for (const goes of ["cancel", "move"] as const) {
      const { blocker, typed, other, physician } = await aBlocker();
      const { sessionId } = await done(over(other.id, typed));
      expect(await overOf(sessionId)).toHaveLength(3);
      if (goes === "cancel") await done(attend(desk(), blocker, "cancel-by-clinic", 1, "Is ill"));
      else await done(move(desk(), blocker, 1, { ...typed, startMinute: "15:00" }));
      expect(await overOf(sessionId)).toEqual([]);
      expect(await claimsHeldBy(sessionId)).toHaveLength(4);
      expect((await refusalOf(third(typed, physician))).code).toBe("cannot-book");
      if (goes === "cancel")
        expect((await refusalOf(attend(desk(), blocker, "undo", 2))).code).toBe("cannot-book");
    }
  });

  test("three deep: the first over it comes first, the second stays over that", async () => {
    const { blocker, typed, other, physician } = await aBlocker();
    const first = await done(over(other.id, typed));
    const last = await aPlan(practice.riverside, physician);
    const second = await done(over(last.id, typed));
    await done(attend(desk(), blocker, "cancel-by-patient", 1, "Is ill"));
    expect(
      [await overOf(first.sessionId), await overOf(second.sessionId)].map((rows) => rows.length),
    ).toEqual([0, 3]);
    await done(attend(desk(), first.sessionId, "cancel-by-patient", 1, "Is ill"));
    expect(await overOf(second.sessionId)).toEqual([]);
    expect(await claimsHeldBy(second.sessionId)).toHaveLength(4);
  });

  test("stands by itself where it is moved to, and gives everything back when it is cancelled", async () => {
    const { typed, other } = await aBlocker();
    const { sessionId } = await done(over(other.id, typed));
    await done(move(asks(lead), sessionId, 1, { ...typed, startMinute: "16:00" }));
    expect(await rowOf(sessionId)).toMatchObject({ overbookReason: null });
    expect(await overOf(sessionId)).toEqual([]);
    const again = await aBlocker();
    const { sessionId: second } = await done(over(again.other.id, again.typed));
    await done(attend(desk(), second, "cancel-by-patient", 1, "Is ill"));
    expect([(await overOf(second)).length, (await claimsHeldBy(second)).length]).toEqual([0, 0]);
  });

  test("leave over both displaces both, whole", async () => {
    const { blocker, typed, other, physician } = await aBlocker();
    const { sessionId } = await done(over(other.id, { ...typed, startMinute: "09:10" }));
    const leave = timeOffForm.parse({
      intent: "save",
      target: `leave:${physician.id}`,
      fromDay: typed.day,
      untilDay: typed.day,
      reason: "",
    });
    if (leave.intent !== "save") throw new Error("not a saving");
    const { displaced } = await done(saveTimeOff(asks(practice.administrator), leave));
    expect(displaced).toBe(2);
    for (const id of [blocker, sessionId]) {
      expect((await rowOf(id)).displacedAt).not.toBeNull();
      const held = await claimsHeldBy(id);
      expect(held.map(({ resourceId }) => resourceId)).not.toContain(physician.id);
    }
    expect((await overOf(sessionId)).map(({ resourceId }) => resourceId)).not.toContain(physician.id);
  });

  test("twenty who overbook and book the same place at once leave no time that two hold unasked", async () => {
    const { typed, physician } = await aBlocker();
    const plans = await Promise.all(Array.from({ length: 20 }, () => aPlan(practice.riverside, physician)));
    const outcomes = await Promise.all(
      plans.map(({ id }, index) =>
        index % 2 === 0
          ? over(id, { ...typed, startMinute: index % 4 === 0 ? "09:00" : "09:20" })
          : book(desk(), id, { ...typed, startMinute: "09:20" }),
      ),
    );
    const unexpected = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal.code]));
    expect(new Set(unexpected).size).toBeLessThanOrEqual(2);
    const [overlaps] = await db.execute<{ count: number }>(sql`
      select count(*)::int as count from claims a join claims b on a.id < b.id and a.resource_id = b.resource_id
        and a.during && b.during`);
    expect(overlaps?.count).toBe(0);
    const booked = outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value.sessionId] : []));
    for (const id of booked) {
      const [row] = await db.execute<{ over: boolean; pieces: number }>(sql`
        select s.overbook_reason is not null as over,
          (select count(*)::int from overbookings o where o.session_id = s.id) as pieces
        from sessions s where s.id = ${id}`);
      expect(row?.over).toBe((row?.pieces ?? 0) > 0);
    }
  });
});
