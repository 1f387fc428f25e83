import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { protocols } from "db/schema";
import { freeView } from "~/features/calendar/free.server";
import { bookPath } from "~/features/calendar/free-view";
import { readFreeQuery } from "~/features/calendar/query.server";
import { bookSession } from "~/features/sessions/book.server";
import { freshDatabase } from "tests/support/database";
import { aPlan, aPractice, aSession, asks, NOW, type Practice } from "tests/support/practice";

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

async function free(query: string, actor = practice.scheduler) {
  const asked = readFreeQuery(new Request(`http://tendon.example/calendar/free?${query}`));
  return freeView(actor, practice.riverside, asked, NOW);
}

async function found(query: string) {
  const view = await free(query);
  if (!view) throw new Error("no view");
  return view;
}

async function stands(startsAt: string, physicianId: string, lane: number) {
  const { riverside, physician, rooms, carts } = practice;
  return aSession({
    plan: await aPlan(riverside, physician),
    clinicId: riverside,
    roomId: rooms[lane] ?? "",
    deviceId: carts[lane] ?? "",
    physicianId,
    startsAt: new Date(startsAt),
  });
}

type Found = Awaited<ReturnType<typeof found>>;
const runsOf = (view: Found, id: string, day = 0) =>
  view.groups.flatMap(({ lines }) => lines.find((line) => line.id === id)?.days[day]?.runs ?? []);
const startsWith = (view: Found, id: string) =>
  runsOf(view, id).flatMap(({ from, to, company }) =>
    company ? Array.from({ length: (to - from) / 15 + 1 }, (_, step) => from + step * 15) : [],
  );

test("what is told as free can be booked as its link says, and is then no longer told", async () => {
  const { riverside, physician, scheduler } = practice;
  const view = await found("date=2026-12-01&guidance=ultrasound");
  expect(view.isAny).toBe(true);
  const [run] = runsOf(view, physician.id);
  if (!run?.company) throw new Error("nothing is free on an empty day");
  expect(run.from).toBe(7 * 60);
  const link = new URL(bookPath(riverside, "2026-12-01", run.from, run.company), "http://tendon.example");
  const said = Object.fromEntries(link.searchParams);
  const plan = await aPlan(riverside, physician);
  const booked = await bookSession(asks(scheduler), {
    planId: plan.id,
    clinicId: said["clinic"] ?? "",
    day: said["date"] ?? "",
    startMinute: run.from,
    which: null,
    physicianId: said["physician"] ?? null,
    roomId: said["room"] ?? null,
    deviceId: said["device"] ?? null,
    gapReason: "",
    overbookReason: "",
    key: "key-for-the-free-place",
  });
  expect(booked.ok).toBe(true);
  const after = await found("date=2026-12-01");
  // Treated from 07:05 to 07:20: a session that begins at 07:15 is treated after that, in another room.
  expect(startsWith(after, physician.id)[0]).toBe(7 * 60 + 15);
  expect(runsOf(after, physician.id)[0]?.company?.roomId).not.toBe(run.company.roomId);
});

test("a room that is free while nobody is has no company, and is told apart", async () => {
  const { physician, colleague, rooms } = practice;
  await stands("2026-12-02T16:00:00Z", physician.id, 0);
  await stands("2026-12-02T16:00:00Z", colleague.id, 1);
  const view = await found("date=2026-12-02&guidance=fluoroscope");
  const at = 9 * 60;
  const inRoom = runsOf(view, practice.xrayRoom).find(({ from, to }) => from <= at && at <= to);
  expect(inRoom).toMatchObject({ company: null });
  expect(runsOf(view, rooms[0] ?? "")).toEqual([]);
});

test("a part of the day and one physician narrow it, and leave is said", async () => {
  const view = await found(`date=2026-12-03&part=afternoon&physician=${practice.physician.id}`);
  const starts = startsWith(view, practice.physician.id);
  expect(starts[0]).toBe(12 * 60);
  expect(view.groups[0]?.lines.map(({ id }) => id)).toEqual([practice.physician.id]);
  expect(view.hours[0]).toBe(12 * 60);
});

test("on a day that is over the next free place is told; another clinic's day looks missing", async () => {
  const view = await found("date=2026-11-20");
  expect(view.isAny).toBe(false);
  expect(view.next).toMatchObject({ day: "2026-11-24", minutes: 10 * 60 });
  expect(await free("date=2026-12-01", practice.harbourScheduler)).toBeNull();
});

test("a session takes as long as its region's protocol says, else the longest of its guidance", async () => {
  const figures = {
    sessionsMin: 2,
    sessionsMax: 4,
    gapMinDays: 14,
    gapTargetDays: 21,
    gapMaxDays: 28,
    prepareMinutes: 5,
    treatMinutes: 15,
    guidance: "ultrasound" as const,
    solution: "",
  };
  await db.insert(protocols).values([
    { ...figures, region: "knee", recoverMinutes: 10 },
    { ...figures, region: "wrist", recoverMinutes: 40 },
    { ...figures, region: "neck", recoverMinutes: 90, guidance: "fluoroscope" },
  ]);
  const lengths = async (query: string) => (await found(`date=2026-12-04&${query}`)).phases.recover;
  expect(await lengths("guidance=ultrasound&region=knee")).toBe(10);
  expect(await lengths("guidance=ultrasound")).toBe(40);
  expect(await lengths("guidance=fluoroscope")).toBe(90);
});

test("what an address says wrongly counts as not said", () => {
  const hostile = "date=2026-13-40&guidance=x&region=%00&part=night&span=year&physician=1";
  expect(readFreeQuery(new Request(`http://tendon.example/calendar/free?${hostile}`))).toEqual({
    date: null,
    guidance: "ultrasound",
    region: null,
    part: "any",
    span: "day",
    physician: null,
  });
});
