import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import type { Outcome } from "db/command";
import { sessions } from "db/schema";
import type { Actor } from "~/domain/actor";
import { saveTimeOff } from "~/features/time-off/commands.server";
import { timeOffForm } from "~/features/time-off/forms";
import { refusalWords } from "~/words/en";
import { attend, book, claimsHeldBy, done, move, place, rowOf } from "tests/features/sessions-practice";
import { freshDatabase } from "tests/support/database";
import { tally } from "tests/support/tally";
import {
  aDevice,
  anAccount,
  aPatient,
  aPlan,
  aPractice,
  aRoom,
  aSession,
  asks,
  works,
  type Practice,
} from "tests/support/practice";

/**
 * Everything here goes through the real commands on many connections at once: one wins, and all others are told so in
 * words. What PostgreSQL alone refuses is tests/db/guards.test.ts.
 */
const CROWD = 100;

let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;

beforeAll(async () => {
  process.env.DATABASE_POOL = "40";
  database = await freshDatabase();
  practice = await aPractice();
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

afterEach(async () => {
  const [overlaps] = await db.execute(sql`
    select count(*)::int as n from claims a join claims b
      on a.resource_id = b.resource_id and a.id < b.id and a.during && b.during`);
  tally("overlaps", Number(overlaps?.["n"]));
  expect(overlaps?.["n"]).toBe(0);
});

const desk = () => asks(practice.scheduler);

/** All at once, and how long until the last of them knew. */
async function race<T>(what: string, entries: readonly (() => Promise<Outcome<T>>)[]) {
  const from = performance.now();
  const cpu = process.cpuUsage();
  const outcomes = await Promise.all(entries.map((enter) => enter()));
  const ms = Math.round(performance.now() - from);
  const { user, system } = process.cpuUsage(cpu);
  const cpuMs = Math.round((user + system) / 1000);
  console.log(
    `${what}: ${String(entries.length)} decided in ${String(ms)} ms, ${String(cpuMs)} of them computing`,
  );
  tally("races.bookings", entries.length);
  return {
    won: outcomes.filter((outcome) => outcome.ok),
    refusals: outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.refusal])),
  };
}

interface Contender {
  physician: Actor;
  roomId: string;
  deviceId: string;
  plan: { id: string; patientId: string };
}

/** Ten of each: a clinic as large as they come. */
const staff: Omit<Contender, "plan">[] = [];
async function someStaff() {
  const clinicId = practice.riverside;
  while (staff.length < 10) {
    const physician = await anAccount(`Doctor ${String(staff.length)}`, ["physician"], [clinicId]);
    await works(physician, clinicId);
    staff.push({ physician, roomId: await aRoom(clinicId), deviceId: await aDevice(clinicId) });
  }
  return staff;
}

/** So many patients, each with a plan, spread over the staff. */
async function aCrowd(size: number): Promise<Contender[]> {
  const all = await someStaff();
  return Promise.all(
    Array.from({ length: size }, async (_, index) => {
      const one = all[index % all.length] ?? first(all);
      return { ...one, plan: await aPlan(practice.riverside, one.physician) };
    }),
  );
}

const first = <T>(list: readonly T[]): T => {
  const [one] = list;
  if (one === undefined) throw new Error("nobody is here");
  return one;
};

/** The crowd, all after one resource. */
const after: Record<string, (all: Contender[]) => Promise<Contender[]>> = {
  physician: (all) => Promise.resolve(all.map((one) => ({ ...one, physician: first(all).physician }))),
  room: (all) => Promise.resolve(all.map((one) => ({ ...one, roomId: first(all).roomId }))),
  device: (all) => Promise.resolve(all.map((one) => ({ ...one, deviceId: first(all).deviceId }))),
  patient: async (all) => {
    const patientId = await aPatient(practice.riverside);
    const plans = await Promise.all(
      all.map(({ physician }) => aPlan(practice.riverside, physician, { patientId })),
    );
    return all.map((one, index) => ({ ...one, plan: plans[index] ?? one.plan }));
  },
};

let races = 0;
const aFreeDay = () => new Date(Date.UTC(2028, 0, (races += 1))).toISOString().slice(0, 10);
const at = (day: string, { physician, roomId, deviceId }: Contender) =>
  place(practice, { day, physicianId: physician.id, roomId, deviceId, gapReason: "For the race" });
const standing = (contender: Contender, startsAt: Date, status: "booked" | "cancelled-by-patient") =>
  aSession({
    plan: contender.plan,
    clinicId: practice.riverside,
    roomId: contender.roomId,
    deviceId: contender.deviceId,
    physicianId: contender.physician.id,
    startsAt,
    status,
  });

/** How each contender goes for nine o'clock on that day. */
const ways: Record<string, (all: Contender[], day: string) => Promise<(() => Promise<Outcome<unknown>>)[]>> =
  {
    create: (all, day) => Promise.resolve(all.map((one) => () => book(desk(), one.plan.id, at(day, one)))),
    move: async (all, day) => {
      const ids = await Promise.all(
        all.map((one, index) =>
          standing(
            one,
            new Date(Date.UTC(2029, races, 1 + Math.floor(index / 9), 15 + (index % 9))),
            "booked",
          ),
        ),
      );
      return all.map((one, index) => () => move(desk(), ids[index] ?? "", 1, at(day, one)));
    },
    restore: async (all, day) => {
      const nine = new Date(`${day}T16:00:00Z`);
      const ids = await Promise.all(all.map((one) => standing(one, nine, "cancelled-by-patient")));
      return ids.map((id) => () => attend(desk(), id, "undo", 1));
    },
  };

describe.each(Object.keys(after))("a hundred after one %s", (resource) => {
  test.each(Object.keys(ways))(
    "by %s: one gets it, the others hear who has it and what is free",
    async (way) => {
      const contenders = (await after[resource]?.(await aCrowd(CROWD))) ?? [];
      const day = aFreeDay();
      const entries = (await ways[way]?.(contenders, day)) ?? [];
      const { won, refusals } = await race(`${resource} by ${way}`, entries);
      expect([won.length, refusals.length]).toEqual([1, CROWD - 1]);
      for (const { code, reasons, alternatives } of refusals) {
        expect(["taken", "cannot-book"]).toContain(code);
        expect(refusalWords[code]).toBeTruthy();
        expect(reasons?.map((reason) => reason.code)).toContain(`${resource}-busy`);
        expect(alternatives?.length).toBeGreaterThan(0);
      }
      const [stand] = await db.execute(sql`
      select count(*)::int as n from sessions
      where starts_at = ${`${day}T16:00:00Z`} and status = 'booked'`);
      expect(stand?.["n"]).toBe(1);
    },
  );
});

/** Whatever is off takes its resources over the sessions that hold them. */
const takenOff: [string, string, (all: Contender[]) => string][] = [
  ["leave", "physician", (all) => `leave:${first(all).physician.id}`],
  ["a room's maintenance", "room", (all) => `maintenance:${first(all).roomId}`],
  ["a device's maintenance", "device", (all) => `maintenance:${first(all).deviceId}`],
  ["a closure", "room", () => `closure:${practice.riverside}`],
];

describe.each(takenOff)("%s saved while a hundred are after one %s", (_, resource, targetOf) => {
  test.each(Object.keys(ways))("by %s: it has them, whoever was first", async (way) => {
    const contenders = (await after[resource]?.(await aCrowd(CROWD))) ?? [];
    const day = aFreeDay();
    const off = timeOffForm.parse({ intent: "save", target: targetOf(contenders), fromDay: day });
    if (off.intent !== "save") throw new Error("not to be saved");
    const entries = (await ways[way]?.(contenders, day)) ?? [];
    const saving = () => saveTimeOff(asks(practice.administrator), off);
    const half = CROWD / 2;
    const outcomes = await Promise.all(
      [...entries.slice(0, half), saving, ...entries.slice(half)].map((enter): Promise<Outcome<unknown>> =>
        enter(),
      ),
    );
    expect(outcomes[half]).toMatchObject({ ok: true });
    const bookings = outcomes.filter((_outcome, index) => index !== half);
    expect(bookings.filter(({ ok }) => ok).length).toBeLessThanOrEqual(1);
    for (const outcome of bookings) {
      if (!outcome.ok) expect(["taken", "cannot-book"]).toContain(outcome.refusal.code);
    }
    const stand = await db
      .select({ displacedAt: sessions.displacedAt })
      .from(sessions)
      .where(and(eq(sessions.startsAt, new Date(`${day}T16:00:00Z`)), eq(sessions.status, "booked")));
    expect(stand).toHaveLength(bookings.filter(({ ok }) => ok).length);
    for (const { displacedAt } of stand) expect(displacedAt).not.toBeNull();
  });
});

describe("one course", () => {
  test("booked on neighbouring days at once keeps its gaps", async () => {
    const [roomId, deviceId] = [await aRoom(practice.riverside), await aDevice(practice.riverside)];
    const plan = await aPlan(practice.riverside, practice.physician);
    const days = Array.from({ length: 10 }, (_, index) => `2028-06-${String(10 + index)}`);
    const { won, refusals } = await race(
      "one plan, ten days",
      days.map((day) => () => book(desk(), plan.id, place(practice, { day, roomId, deviceId }))),
    );
    expect(won).toHaveLength(1);
    for (const { code, reasons } of refusals) {
      expect(code).toBe("cannot-book");
      expect(reasons?.map((reason) => reason.code)).toEqual([
        expect.stringMatching(/^gap-too-short-needs-reason-(before|after)$/),
      ]);
    }
  });

  test("booked far apart at once numbers its sessions by time", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const days = ["2028-09-25", "2028-09-04", "2028-10-16", "2028-08-14"];
    const { won } = await race(
      "one plan, four months",
      days.map((day) => () => book(desk(), plan.id, place(practice, { day, gapReason: "Holidays" }))),
    );
    expect(won).toHaveLength(4);
    const rows = await db
      .select({ ordinal: sessions.ordinal })
      .from(sessions)
      .where(eq(sessions.planId, plan.id))
      .orderBy(sessions.startsAt);
    expect(rows.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4]);
  });
});

describe("one session", () => {
  const booked = async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const typed = place(practice, { day: aFreeDay() });
    const { sessionId } = await done(book(desk(), plan.id, typed));
    return { sessionId, typed };
  };

  test("moved to twenty times at once goes to one, and the others are told it changed", async () => {
    const { sessionId, typed } = await booked();
    const times = Array.from(
      { length: 20 },
      (_, index) => `${String(10 + Math.floor(index / 4))}:${["00", "15", "30", "45"][index % 4] ?? "00"}`,
    );
    const { won, refusals } = await race(
      "one session, twenty moves",
      times.map((startMinute) => () => move(desk(), sessionId, 1, { ...typed, startMinute })),
    );
    expect(won).toHaveLength(1);
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(["stale"]));
    expect(refusals.every(({ changed }) => changed?.by === "Sam Desk")).toBe(true);
    expect((await rowOf(sessionId)).version).toBe(2);
    expect(await claimsHeldBy(sessionId)).toHaveLength(4);
  });

  test("cancelled, moved and marked at once does one of them", async () => {
    const { sessionId, typed } = await booked();
    const { won, refusals } = await race<unknown>("one session, three verbs", [
      () => move(desk(), sessionId, 1, { ...typed, startMinute: "12:00" }),
      () => attend(desk(), sessionId, "cancel-by-patient", 1, "Has a cold"),
      () => attend(asks(practice.physician), sessionId, "cancel-by-clinic", 1, "Is ill"),
    ]);
    expect(won).toHaveLength(1);
    expect(refusals.map(({ code }) => code)).toEqual(["stale", "stale"]);
    expect(await claimsHeldBy(sessionId)).toHaveLength((await rowOf(sessionId)).status === "booked" ? 4 : 0);
  });
});

describe("moves that cross", () => {
  test("to each other's free times all succeed, whichever way round they lock", async () => {
    const all = await aCrowd(10);
    const day = aFreeDay();
    const startsAt = new Date(`${day}T18:00:00Z`);
    const ids = await Promise.all(all.map((one) => standing(one, startsAt, "booked")));
    // Each takes the next one's physician, room and device, an hour later.
    const { won } = await race(
      "ten crossing moves",
      all.map((one, index) => {
        const neighbour = all[(index + 1) % all.length] ?? one;
        const typed = { ...at(day, neighbour), startMinute: "12:00" };
        return () => move(desk(), ids[index] ?? "", 1, typed);
      }),
    );
    expect(won).toHaveLength(10);
  });

  test("into each other's places are refused or make way, and nobody is lost", async () => {
    const all = await aCrowd(10);
    const day = aFreeDay();
    const startsAt = new Date(`${day}T18:00:00Z`);
    const ids = await Promise.all(all.map((one) => standing(one, startsAt, "booked")));
    const { refusals } = await race(
      "ten exchanges",
      all.map((one, index) => {
        const partner = all[index % 2 === 0 ? index + 1 : index - 1] ?? one;
        return () => move(desk(), ids[index] ?? "", 1, { ...at(day, partner), startMinute: "11:00" });
      }),
    );
    expect(refusals.every(({ code }) => ["taken", "cannot-book"].includes(code))).toBe(true);
    for (const id of ids) expect(await claimsHeldBy(id)).toHaveLength(4);
  });
});

describe("one form", () => {
  test("sent twenty times books once, and every answer names that session", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const typed = place(practice, { day: aFreeDay(), key: randomUUID() });
    const { won } = await race(
      "one key, twenty times",
      Array.from({ length: 20 }, () => () => book(desk(), plan.id, typed)),
    );
    expect(won).toHaveLength(20);
    expect(new Set(won.map(({ value }) => value.sessionId)).size).toBe(1);
    expect(await db.$count(sessions, eq(sessions.planId, plan.id))).toBe(1);
  });

  test("under one key with two bodies at once books one of them and refuses the other", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const typed = place(practice, { day: aFreeDay(), key: randomUUID() });
    const { won, refusals } = await race(
      "one key, two bodies",
      Array.from(
        { length: 20 },
        (_, index) => () =>
          book(desk(), plan.id, { ...typed, startMinute: index % 2 === 0 ? "09:00" : "15:00" }),
      ),
    );
    expect(won).toHaveLength(10);
    expect(new Set(refusals.map(({ code }) => code))).toEqual(new Set(["key-reused"]));
    expect(await db.$count(sessions, eq(sessions.planId, plan.id))).toBe(1);
  });
});
