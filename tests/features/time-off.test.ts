import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { auditEvents, claims, timeOff } from "db/schema";
import type { Actor } from "~/domain/actor";
import { saveTimeOff } from "~/features/time-off/commands.server";
import { timeOffForm } from "~/features/time-off/forms";
import { periodWords } from "~/features/time-off/period-words";
import { previewTimeOff } from "~/features/time-off/preview.server";
import { listTimeOff } from "~/features/time-off/queries.server";
import { listTargets } from "~/features/time-off/targets.server";
import { withdrawTimeOff } from "~/features/time-off/withdraw.server";
import type { SessionStatus, TimeOffKind } from "~/domain/vocabulary";
import { freshDatabase } from "tests/support/database";
import {
  aPlan,
  aPractice,
  aSession,
  anAccount,
  asks,
  NOW,
  works,
  type Practice,
} from "tests/support/practice";
import { book, done, place, refusalOf, rowOf } from "./sessions-practice";

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

const boss = () => asks(practice.administrator);
const typed = (kind: TimeOffKind, id: string, fromDay: string, known: Record<string, string> = {}) => {
  const form = timeOffForm.parse({ intent: "save", target: `${kind}:${id}`, fromDay, ...known });
  return form.intent === "save" ? form : (Promise.reject(new Error("not a period")) as never);
};

/** Days are shared out, so that the tests of one practice do not stand in each other's way. */
let lastDay = 0;
const aFreeDay = () => {
  lastDay += 1;
  return new Date(Date.UTC(2027, 0, lastDay)).toISOString().slice(0, 10);
};
const aPhysician = async () => {
  const physician = await anAccount("Lena Away", ["physician"], [practice.riverside]);
  await works(physician, practice.riverside);
  return physician;
};
/** At 10:00 in Denver. */
const at = (day: string, clock = "17:00") => new Date(`${day}T${clock}:00Z`);

async function booked(
  physician: Actor,
  startsAt: Date,
  known: { status?: SessionStatus; roomId?: string; deviceId?: string } = {},
) {
  return aSession({
    plan: await aPlan(practice.riverside, physician),
    clinicId: practice.riverside,
    roomId: practice.rooms[0] ?? "",
    deviceId: practice.carts[0] ?? "",
    physicianId: physician.id,
    startsAt,
    ...known,
  });
}

const resourcesHeldBy = async (sessionId: string) =>
  (await db.select({ id: claims.resourceId }).from(claims).where(eq(claims.sessionId, sessionId))).map(
    ({ id }) => id,
  );
const takenBy = (timeOffId: string) =>
  db
    .select({ resourceId: claims.resourceId, during: sql<string>`${claims.during}::text` })
    .from(claims)
    .where(eq(claims.timeOffId, timeOffId))
    .orderBy(claims.during);
const sessionAudit = async (sessionId: string) =>
  (
    await db
      .select({ action: auditEvents.action })
      .from(auditEvents)
      .where(eq(auditEvents.recordId, sessionId))
      .orderBy(auditEvents.id)
  ).map(({ action }) => action);

describe("leave wins", () => {
  test("its sessions lose their physician, keep the rest, and wait to be rebooked", async () => {
    const [lena, day] = [await aPhysician(), aFreeDay()];
    const hit = await booked(lena, at(day));
    const spared = await booked(lena, at(aFreeDay()));
    const { id, displaced } = await done(
      saveTimeOff(boss(), typed("leave", lena.id, day, { reason: "Family" })),
    );
    expect(displaced).toBe(1);
    const row = await rowOf(hit);
    expect(row).toMatchObject({ status: "booked", displacedBy: id, displacedAt: NOW, version: 2 });
    expect((await resourcesHeldBy(hit)).sort()).toEqual([row.roomId, row.deviceId, row.patientId].sort());
    expect(await rowOf(spared)).toMatchObject({ displacedAt: null, version: 1 });
    expect(await takenBy(id)).toEqual([
      { resourceId: lena.id, during: `["${day} 07:00:00+00","${nextDay(day)} 07:00:00+00")` },
    ]);
    expect(await sessionAudit(hit)).toEqual(["session.displace"]);
    const [entered] = await db.select().from(auditEvents).where(eq(auditEvents.recordId, id));
    expect(entered).toMatchObject({
      action: "time-off.enter",
      actorId: practice.administrator.id,
      after: { displaced: 1 },
    });
  });

  test("nothing more is booked with them meanwhile", async () => {
    const [lena, day] = [await aPhysician(), aFreeDay()];
    const plan = await aPlan(practice.riverside, lena);
    await done(saveTimeOff(boss(), typed("leave", lena.id, day)));
    const refusal = await refusalOf(
      book(asks(practice.scheduler), plan.id, place(practice, { day, physicianId: lena.id })),
    );
    expect(["cannot-book", "taken"]).toContain(refusal.code);
  });

  test("a treatment under way or done stays, and leave goes around it", async () => {
    const lena = await aPhysician();
    const under = await booked(lena, new Date(NOW.getTime() - 10 * 60_000), { status: "in-treatment" });
    const over = await booked(lena, at("2026-11-24", "15:00"), { status: "performed" });
    const later = await booked(lena, at("2026-11-24", "19:00"));
    const outcome = await done(saveTimeOff(boss(), typed("leave", lena.id, "2026-11-24")));
    expect(outcome.displaced).toBe(1);
    expect(await rowOf(under)).toMatchObject({ status: "in-treatment", displacedAt: null });
    expect(await resourcesHeldBy(under)).toHaveLength(4);
    expect(await resourcesHeldBy(over)).toHaveLength(4);
    expect((await rowOf(later)).displacedBy).toBe(outcome.id);
    // Treated until 17:10; leave holds from then on, and not what is past.
    expect((await takenBy(outcome.id)).map(({ during }) => during)).toEqual([
      `["2026-11-24 17:10:00+00","2026-11-25 07:00:00+00")`,
    ]);
  });

  test("not over other leave: that is refused, with when it is taken", async () => {
    const [lena, day] = [await aPhysician(), aFreeDay()];
    await done(saveTimeOff(boss(), typed("leave", lena.id, day)));
    const refusal = await refusalOf(saveTimeOff(boss(), typed("leave", lena.id, day, { fromTime: "12:00" })));
    expect(refusal).toMatchObject({
      code: "already-off",
      reasons: [{ code: "leave", from: at(day, "07:00") }],
    });
    expect(await db.select().from(timeOff).where(eq(timeOff.resourceId, lena.id))).toHaveLength(1);
  });

  test("over bookings made at the same moment: whatever is booked is free of it or displaced", async () => {
    for (let round = 0; round < 5; round += 1) {
      const [lena, day] = [await aPhysician(), aFreeDay()];
      const plans = await Promise.all([1, 2, 3, 4].map(() => aPlan(practice.riverside, lena)));
      const bookings = plans.map((plan, index) =>
        book(
          asks(practice.scheduler),
          plan.id,
          place(practice, { day, physicianId: lena.id, startMinute: `1${index}:00` }),
        ),
      );
      const [saved, ...outcomes] = await Promise.all([
        saveTimeOff(boss(), typed("leave", lena.id, day)),
        ...bookings,
      ]);
      const { id, displaced } = await done(Promise.resolve(saved));
      const made = outcomes.filter(({ ok }) => ok).length;
      expect(displaced).toBe(made);
      expect(await takenBy(id)).toHaveLength(1);
      const [overlap] = await db.execute<{ count: number }>(sql`
        select count(*)::int as count from claims a join claims b
          on a.resource_id = b.resource_id and a.id < b.id and a.during && b.during where a.resource_id = ${lena.id}`);
      expect(overlap?.count).toBe(0);
    }
  });
});

const nextDay = (day: string) => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

describe("a closure", () => {
  test("takes every room of its clinic and no other", async () => {
    const day = aFreeDay();
    const [lena, per] = [await aPhysician(), await aPhysician()];
    const hits = [
      await booked(lena, at(day)),
      await booked(per, at(day), { roomId: practice.rooms[1] ?? "", deviceId: practice.carts[1] ?? "" }),
    ];
    const { id, displaced } = await done(saveTimeOff(boss(), typed("closure", practice.riverside, day)));
    expect(displaced).toBe(2);
    for (const hit of hits) expect(await resourcesHeldBy(hit)).toHaveLength(3);
    const taken = (await takenBy(id)).map(({ resourceId }) => resourceId);
    expect(taken.sort()).toEqual([...practice.rooms, practice.xrayRoom].sort());
  });
});

describe("maintenance", () => {
  test("of a few hours takes its device from the sessions in them", async () => {
    const [lena, day] = [await aPhysician(), aFreeDay()];
    const early = await booked(lena, at(day, "15:00"));
    const hit = await booked(lena, at(day, "17:00"));
    const hours = { fromTime: "09:30", untilTime: "11:00" };
    await done(saveTimeOff(boss(), typed("maintenance", practice.carts[0] ?? "", day, hours)));
    expect((await rowOf(early)).displacedAt).toBeNull();
    expect(await resourcesHeldBy(hit)).not.toContain(practice.carts[0]);
  });
});

describe("who may", () => {
  test("a physician their own leave, and nothing else; to them, others' are not there", async () => {
    const [lena, per, day] = [await aPhysician(), await aPhysician(), aFreeDay()];
    await done(saveTimeOff(asks(lena), typed("leave", lena.id, day)));
    for (const target of [
      typed("leave", per.id, day),
      typed("closure", practice.riverside, day),
      typed("maintenance", practice.rooms[0] ?? "", day),
      typed("leave", randomUUID(), day),
    ]) {
      expect(await refusalOf(saveTimeOff(asks(lena), target))).toMatchObject({ code: "not-found" });
    }
    expect(await listTargets(lena, NOW)).toEqual([]);
  });

  test("a scheduler nothing; an administrator who is one no longer, nothing", async () => {
    const [lena, day] = [await aPhysician(), aFreeDay()];
    const leave = typed("leave", lena.id, day);
    expect(await refusalOf(saveTimeOff(asks(practice.scheduler), leave))).toMatchObject({
      code: "not-found",
    });
    const fallen = await anAccount("Dee Posed", ["administrator"], []);
    await db.execute(sql`update accounts set deactivated_at = now() where id = ${fallen.id}`);
    expect(await refusalOf(saveTimeOff(asks(fallen), leave))).toMatchObject({ code: "not-allowed" });
  });

  test("each sees what is theirs: a physician own leave, an administrator all", async () => {
    const [lena, per, day] = [await aPhysician(), await aPhysician(), aFreeDay()];
    const own = await done(saveTimeOff(boss(), typed("leave", lena.id, day, { reason: "Family" })));
    const other = await done(saveTimeOff(boss(), typed("leave", per.id, day)));
    expect(await listTimeOff(lena, NOW)).toMatchObject([
      { id: own.id, kind: "leave", zone: "America/Denver", reason: "Family" },
    ]);
    const all = (await listTimeOff(practice.administrator, NOW)).map(({ id }) => id);
    expect(all).toEqual(expect.arrayContaining([own.id, other.id]));
    expect(await refusalOf(withdrawTimeOff(asks(per), own.id, { restore: false }))).toMatchObject({
      code: "not-found",
    });
  });
});

describe("before it is saved", () => {
  test("a physician sees their sessions by name; an administrator sees counts and no name", async () => {
    const [lena, day] = [await aPhysician(), aFreeDay()];
    await booked(lena, at(day));
    await booked(lena, at(day, "18:00"));
    const leave = typed("leave", lena.id, day);
    const { preview: own } = await done(previewTimeOff(asks(lena), leave));
    expect(own.impact).toMatchObject({
      sessions: 2,
      own: [{ startsAt: at(day) }, { startsAt: at(day, "18:00") }],
    });
    expect(own.impact.own?.[0]?.patient).toMatch(/^Ada Quill/);
    const { preview: bosses } = await done(previewTimeOff(boss(), leave));
    expect(bosses.impact).toEqual({
      sessions: 2,
      byDay: [{ day, clinic: "Riverside", count: 2 }],
      own: null,
      stays: 0,
    });
    expect(bosses.of).toMatchObject({ zone: "America/Denver", zoneOf: "Riverside" });
    expect(await db.select().from(timeOff).where(eq(timeOff.resourceId, lena.id))).toEqual([]);
  });

  test("a clinic they no longer belong to is counted, not named", async () => {
    const [lena, day] = [await aPhysician(), aFreeDay()];
    await booked(lena, at(day));
    const elsewhere = { ...lena, clinicIds: [practice.harbour] };
    const { impact } = (await done(previewTimeOff(asks(elsewhere), typed("leave", lena.id, day)))).preview;
    expect(impact).toMatchObject({ sessions: 1, own: [] });
  });

  test.each([
    ["over already", { fromDay: "2026-11-20" }, "in-the-past"],
    ["backwards", { fromDay: "2026-12-20", untilDay: "2026-12-10" }, "ends-before-it-starts"],
    ["years long", { fromDay: "2026-12-20", untilDay: "2031-12-10" }, "not-valid"],
  ])("%s is told beside the last day", async (_, known, code) => {
    const { fromDay, ...more } = known;
    const refusal = await refusalOf(
      previewTimeOff(boss(), typed("leave", practice.physician.id, fromDay, more)),
    );
    expect(refusal).toMatchObject({ code, field: "untilDay" });
  });
});

describe("days and clocks", () => {
  test("a day of 23 or 25 hours is off whole; a repeated or skipped hour is read the wider way", async () => {
    const lena = await aPhysician();
    const hours = async (fromDay: string, known: Record<string, string> = {}) => {
      const { preview } = await done(previewTimeOff(boss(), typed("leave", lena.id, fromDay, known)));
      const { startsAt, endsAt } = preview;
      return (endsAt.getTime() - startsAt.getTime()) / 3_600_000;
    };
    expect(await hours("2027-03-14")).toBe(23);
    expect(await hours("2027-11-07")).toBe(25);
    // The clocks show 01:00 to 02:00 twice that night: from the first, until the second.
    expect(await hours("2027-11-07", { fromTime: "01:30", untilTime: "01:30", untilDay: "2027-11-07" })).toBe(
      1,
    );
    expect(await hours("2027-03-14", { fromTime: "01:00", untilTime: "02:30", untilDay: "2027-03-14" })).toBe(
      1,
    );
  });

  test("are said as people say them", () => {
    const denver = "America/Denver";
    expect(periodWords(at("2026-11-30", "07:00"), at("2026-12-01", "07:00"), denver)).toBe("Mon 30 Nov 2026");
    expect(periodWords(at("2026-11-30", "07:00"), at("2026-12-05", "07:00"), denver)).toBe(
      "Mon 30 Nov 2026 to Fri 4 Dec 2026",
    );
    expect(periodWords(at("2026-11-30", "20:00"), at("2026-11-30", "21:30"), denver)).toBe(
      "Mon 30 Nov 2026, 13:00 to 14:30",
    );
  });
});

describe("taking it back", () => {
  test("frees the time; its sessions stay on the list until rebooked", async () => {
    const [lena, day] = [await aPhysician(), aFreeDay()];
    const hit = await booked(lena, at(day));
    const { id } = await done(saveTimeOff(boss(), typed("leave", lena.id, day)));
    expect(await done(withdrawTimeOff(boss(), id, { restore: false }))).toMatchObject({
      restored: 0,
      hasBegun: false,
    });
    expect(await takenBy(id)).toEqual([]);
    expect((await rowOf(hit)).displacedBy).toBe(id);
    expect((await listTimeOff(practice.administrator, NOW)).map((entry) => entry.id)).not.toContain(id);
    expect(await refusalOf(withdrawTimeOff(boss(), id, { restore: false }))).toMatchObject({
      code: "time-off-over",
    });
  });

  test("puts back each session whose place is still free, and leaves the others waiting", async () => {
    const [lena, day] = [await aPhysician(), aFreeDay()];
    const free = await booked(lena, at(day));
    const gone = await booked(lena, at(day, "18:00"), {
      roomId: practice.rooms[1] ?? "",
      deviceId: practice.carts[1] ?? "",
    });
    const { id } = await done(saveTimeOff(boss(), typed("leave", lena.id, day)));
    await done(saveTimeOff(boss(), typed("maintenance", practice.rooms[1] ?? "", day)));
    expect(await done(withdrawTimeOff(boss(), id, { restore: true }))).toMatchObject({
      restored: 1,
      stillWaiting: 1,
    });
    expect(await rowOf(free)).toMatchObject({ displacedAt: null, displacedBy: null, status: "booked" });
    expect(await resourcesHeldBy(free)).toHaveLength(4);
    expect((await rowOf(gone)).displacedAt).not.toBeNull();
    expect(await sessionAudit(free)).toEqual(["session.displace", "session.restore"]);
  });

  test("a session that two took is put back with the last of them", async () => {
    const [lena, day] = [await aPhysician(), aFreeDay()];
    const hit = await booked(lena, at(day));
    const leave = await done(saveTimeOff(boss(), typed("leave", lena.id, day)));
    const repair = await done(saveTimeOff(boss(), typed("maintenance", practice.carts[0] ?? "", day)));
    expect(await done(withdrawTimeOff(boss(), repair.id, { restore: true }))).toMatchObject({ restored: 0 });
    expect(await done(withdrawTimeOff(boss(), leave.id, { restore: true }))).toMatchObject({ restored: 1 });
    expect(await rowOf(hit)).toMatchObject({ displacedAt: null, displacedBy: null });
  });

  test("puts back what nobody cancelled while it waited for the plan", async () => {
    const physician = await aPhysician();
    const day = aFreeDay();
    const sessionId = await booked(physician, at(day));
    const { id } = await done(saveTimeOff(boss(), typed("leave", physician.id, day)));
    const { planId } = await rowOf(sessionId);
    const cancelling = db.transaction(async (tx) => {
      await tx.execute(sql`select 1 from plans where id = ${planId} for no key update`);
      const withdrawing = withdrawTimeOff(boss(), id, { restore: true });
      await expect
        .poll(async () => {
          const [row] = await db.execute(sql`
            select count(*)::int as n from pg_stat_activity
            where datname = current_database() and wait_event_type = 'Lock'`);
          return row?.["n"];
        })
        .toBe(1);
      await tx.execute(sql`delete from claims where session_id = ${sessionId}`);
      await tx.execute(sql`
        update sessions set status = 'cancelled-by-patient', released_at = now(), release_reason = 'Ill',
          displaced_at = null, displaced_by = null
        where id = ${sessionId}`);
      return { withdrawing };
    });
    expect(await done((await cancelling).withdrawing)).toMatchObject({ restored: 0 });
    expect((await rowOf(sessionId)).status).toBe("cancelled-by-patient");
  });

  test("once begun it ends now, and what it took stays taken", async () => {
    const [lena, day] = [await aPhysician(), aFreeDay()];
    const { id } = await done(saveTimeOff(boss(), typed("leave", lena.id, day, { untilDay: nextDay(day) })));
    const noon = { ...boss(), now: at(day, "19:00") };
    expect(await done(withdrawTimeOff(noon, id, { restore: false }))).toMatchObject({ hasBegun: true });
    expect(await takenBy(id)).toEqual([
      { resourceId: lena.id, during: `["${day} 07:00:00+00","${day} 19:00:00+00")` },
    ]);
    const [row] = await db.select().from(timeOff).where(eq(timeOff.id, id));
    expect(row).toMatchObject({ endsAt: noon.now, withdrawnAt: null });
  });

  test("of two at once, one does it", async () => {
    const [lena, day] = [await aPhysician(), aFreeDay()];
    await booked(lena, at(day));
    const { id } = await done(saveTimeOff(boss(), typed("leave", lena.id, day)));
    const outcomes = await Promise.all([1, 2].map(() => withdrawTimeOff(boss(), id, { restore: true })));
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  });
});
