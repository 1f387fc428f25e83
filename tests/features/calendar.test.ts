import { inArray } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { sessions, timeOff } from "db/schema";
import type { Actor } from "~/domain/actor";
import { unpack } from "~/features/calendar/block";
import { shownColumn, type CalendarColumn } from "~/features/calendar/columns";
import { dayView, monthView, weekView } from "~/features/calendar/view.server";
import { freshDatabase } from "tests/support/database";
import { anAccount, aPlan, aPractice, aSession, NOW, type Practice } from "tests/support/practice";

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

const shown = { by: "physician" as const, column: null, session: null };

async function stands(startsAt: string, lane = 0, status: "booked" | "cancelled-by-patient" = "booked") {
  const { riverside, physician, rooms, carts } = practice;
  const plan = await aPlan(riverside, physician);
  return aSession({
    plan,
    clinicId: riverside,
    roomId: rooms[lane] ?? "",
    deviceId: carts[lane] ?? "",
    physicianId: physician.id,
    startsAt: new Date(startsAt),
    status,
  });
}

async function day(date: string, asked: { column?: string; session?: string } = {}) {
  const view = await dayView(practice.scheduler, practice.riverside, { date, ...shown, ...asked }, NOW);
  if (!view) throw new Error("no day");
  return view;
}

async function week(date: string) {
  const view = await weekView(practice.scheduler, practice.riverside, date, null, NOW);
  if (!view) throw new Error("no week");
  return view;
}

test("a physician's hour in two rooms fills the day once, and the month says the same share", async () => {
  await stands("2026-12-07T16:00:00Z");
  await stands("2026-12-07T16:15:00Z", 1);
  await stands("2026-12-07T18:00:00Z", 0, "cancelled-by-patient");
  const { columns, month, counts } = await day("2026-12-07");
  const column = columns.find(({ id }) => id === practice.physician.id);
  expect(column).toMatchObject({ sessions: 2, fullPercent: Math.round((45 / 720) * 100) });
  expect(counts).toMatchObject({ booked: 2, cancelled: 1 });
  const hours = columns.length * 720;
  const loaded = { sessions: 2, loadPercent: Math.round((45 / hours) * 100) };
  expect(month.find((one) => one.day === "2026-12-07")).toMatchObject(loaded);
  const whole = await monthView(practice.scheduler, practice.riverside, "2026-12-01", NOW);
  expect(whole?.days.find((one) => one.day === "2026-12-07")).toMatchObject(loaded);
});

test("a phone shows the column asked for, else that of the session asked for, else one's own", async () => {
  const session = await stands("2026-12-08T16:00:00Z");
  const others = (await day("2026-12-08")).columns.map(({ id }) => id);
  const other = others.find((id) => id !== practice.physician.id) ?? "";
  expect((await day("2026-12-08", { session })).shown).toBe(practice.physician.id);
  expect((await day("2026-12-08", { session, column: other })).shown).toBe(other);
  expect((await day("2026-12-08", { column: practice.harbourRoom })).shown).toBe(others[0]);
  const own = { date: "2026-12-08", ...shown };
  const mine = await dayView(practice.physician, practice.riverside, own, NOW);
  expect(mine?.shown).toBe(practice.physician.id);
});

test("what was put over another says so in the day and the week, until it is given up", async () => {
  const over = await stands("2026-12-30T16:00:00Z");
  const gone = await stands("2026-12-30T18:00:00Z", 0, "cancelled-by-patient");
  await db
    .update(sessions)
    .set({ overbookReason: "Travels far" })
    .where(inArray(sessions.id, [over, gone]));
  for (const { rows, counts } of [await day("2026-12-30"), await week("2026-12-30")]) {
    expect(counts.overbooked).toBe(1);
    const marked = unpack(rows).filter(({ overbooked }) => overbooked);
    expect(marked.map(({ id }) => id)).toEqual([over]);
  }
});

test("a colleague's session is there for a physician to see, and not to move", async () => {
  const session = await stands("2026-12-14T16:00:00Z");
  const { riverside, physician } = practice;
  const colleague = await anAccount("Piet Colleague", ["physician"], [riverside]);
  const versionFor = async (actor: Actor) => {
    const view = await dayView(actor, riverside, { date: "2026-12-14", ...shown }, NOW);
    return unpack(view?.rows ?? "").find(({ id }) => id === session)?.version;
  };
  expect(await versionFor(colleague)).toBe(0);
  expect(await versionFor(physician)).toBe(1);
  expect(await versionFor(practice.scheduler)).toBe(1);
  expect(await versionFor({ ...colleague, roles: ["physician", "scheduler"] })).toBe(1);
});

test("a phone shows nobody who is off, while another works", () => {
  const column = (id: string, fullPercent: number | null, sessions = 0): CalendarColumn => ({
    id,
    name: id,
    note: "",
    lanes: [],
    closed: [],
    fullPercent,
    sessions,
  });
  const off = column("off", null);
  const overtime = column("overtime", null, 1);
  const works = column("works", 0);
  expect(shownColumn([off, overtime, works], [null], "nobody")).toBe("overtime");
  expect(shownColumn([off, overtime, works], [null], "works")).toBe("works");
  expect(shownColumn([off, works], [null], "off")).toBe("works");
  expect(shownColumn([off, works], [null, "off"], "works")).toBe("off");
  expect(shownColumn([off], [], "nobody")).toBe("off");
  expect(shownColumn([], ["off"], "nobody")).toBeNull();
});

test("a session of another day or clinic is not named", async () => {
  const session = await stands("2026-12-09T16:00:00Z");
  expect((await day("2026-12-09", { session })).named).toBe(session);
  expect((await day("2026-12-10", { session })).named).toBeNull();
});

test("a day and a week name the clock that holds then, and the day on which it changes", async () => {
  expect((await day("2026-07-15")).zoneLabel).toBe("MDT");
  const spring = await week("2027-03-14");
  expect(spring.zoneLabel).toBe("MST, then MDT");
  expect(spring.days.map(({ clocks }) => clocks)).toEqual([
    ...Array<undefined>(6).fill(undefined),
    "Clocks go forward",
  ]);
  expect((await day("2026-11-01")).clocks).toBe("Clocks go back");
});

test("nine o'clock stands at nine on both sides of a change of the clocks", async () => {
  await stands("2026-10-30T15:00:00Z");
  await stands("2026-11-02T16:00:00Z");
  const before = unpack((await week("2026-10-30")).rows);
  const after = unpack((await week("2026-11-02")).rows);
  expect([...before, ...after].map(({ day, start }) => [day, start])).toEqual([
    ["2026-10-30", 540],
    ["2026-11-02", 540],
  ]);
});

test("a closure stands within the hours shown and says why; a leave never does", async () => {
  const { riverside, physician, scheduler } = practice;
  const off = { clinicId: riverside, createdBy: scheduler.id };
  await db.insert(timeOff).values({
    ...off,
    kind: "closure",
    startsAt: new Date("2026-12-16T07:00:00Z"),
    endsAt: new Date("2026-12-17T07:00:00Z"),
    reason: "Staff training",
  });
  await db.insert(timeOff).values({
    kind: "leave",
    resourceId: physician.id,
    createdBy: scheduler.id,
    startsAt: new Date("2026-12-17T07:00:00Z"),
    endsAt: new Date("2026-12-19T07:00:00Z"),
    reason: "Operation",
  });
  const { days, frame } = await week("2026-12-16");
  expect(days[2]?.closed).toEqual([{ ...frame, kind: "closure", words: "Staff training" }]);
  const leave = (await day("2026-12-17")).columns
    .flatMap(({ closed }) => closed)
    .filter(({ kind }) => kind === "leave");
  expect(leave).toEqual([{ ...frame, kind: "leave", words: "Leave until Fri 18 Dec" }]);
});
