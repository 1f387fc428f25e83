import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { findForecast } from "~/features/forecast/queries.server";
import { saveTimeOff } from "~/features/time-off/commands.server";
import { timeOffForm } from "~/features/time-off/forms";
import { freshDatabase } from "tests/support/database";
import { aPlan, aPractice, asks, NOW, type Practice } from "tests/support/practice";
import { book, done, place } from "./sessions-practice";

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

const desk = () => asks(practice.scheduler);
const both = () => [
  { id: practice.riverside, name: "Riverside", zone: "America/Denver" },
  { id: practice.harbour, name: "Harbour", zone: "Europe/Berlin" },
];
async function weeksOf(guidance: "all" | "ultrasound" | "fluoroscope") {
  const [riverside] = await findForecast(desk(), both());
  return riverside?.groups.find((group) => group.guidance === guidance)?.weeks ?? [];
}

test("counts what is booked in its week, what a course still lacks after it, and nothing of one that is held", async () => {
  expect(await weeksOf("ultrasound")).toEqual([]);
  const plan = await aPlan(practice.riverside, practice.physician, {
    plannedSessions: 2,
    // Too long ago to count as one that arrived of late.
    startedAt: new Date(NOW.getTime() - 100 * 86_400_000),
  });
  await done(book(desk(), plan.id, place(practice, { day: "2026-12-03" })));
  const weeks = await weeksOf("ultrasound");
  expect(weeks.map(({ from }) => from).slice(0, 2)).toEqual(["2026-11-25", "2026-12-02"]);
  expect(weeks[0]).toMatchObject({ booked: 0, expected: 0 });
  expect(weeks[1]?.booked).toBeGreaterThan(0.8);
  expect(weeks[1]?.booked).toBeLessThan(1);
  const later = weeks.slice(2).reduce((sum, { expected }) => sum + expected, 0);
  expect(later).toBeGreaterThan(0.7);
  expect(later).toBeLessThan(1);
  await db.execute(sql`update plans set status = 'on-hold' where id = ${plan.id}`);
  expect((await weeksOf("ultrasound")).every(({ expected }) => expected === 0)).toBe(true);
  await db.execute(sql`update plans set status = 'active' where id = ${plan.id}`);
});

test("has room for what physicians, rooms and devices allow, and less while one is away", async () => {
  // Two physicians, each twelve hours a day: 672 treatments of 15 minutes a week. Three rooms of 30 minutes allow 504;
  // two carts and the arm 1008.
  const [before] = await weeksOf("ultrasound");
  expect(before?.capacity).toBe(504);
  const leave = timeOffForm.parse({
    intent: "save",
    target: `leave:${practice.physician.id}`,
    fromDay: "2026-11-25",
    untilDay: "2026-12-01",
    reason: "",
  });
  if (leave.intent !== "save") throw new Error("not a saving");
  await done(saveTimeOff(asks(practice.administrator), leave));
  const [after, next] = await weeksOf("ultrasound");
  expect(after?.capacity).toBe(336);
  expect(next?.capacity).toBe(504);
});

test("shows each half-day of a fluoroscope, how much of it is used and what still fits", async () => {
  const plan = await aPlan(practice.riverside, practice.colleague, {
    guidance: "fluoroscope",
    plannedSessions: 1,
  });
  await done(
    book(
      desk(),
      plan.id,
      place(practice, {
        day: "2026-11-26",
        physicianId: practice.colleague.id,
        roomId: practice.xrayRoom,
        deviceId: practice.cArm,
      }),
    ),
  );
  const [riverside] = await findForecast(desk(), both());
  const day = riverside?.packing.find((one) => one.day === "2026-11-26");
  // From seven to noon: ten of half an hour, less the one at nine, whose treatment is in the middle of it.
  expect(day).toEqual({
    day: "2026-11-26",
    morning: { used: 1, free: 9 },
    afternoon: { used: 0, free: 14 },
  });
});

test("is of one's own clinics; an administrator's of all; and is noted", async () => {
  const names = async (actor: Practice["scheduler"]) =>
    (await findForecast(asks(actor), both())).map(({ name }) => name);
  expect(await names(practice.scheduler)).toEqual(["Riverside"]);
  expect(await names(practice.harbourPhysician)).toEqual(["Harbour"]);
  expect(await names(practice.administrator)).toEqual(["Riverside", "Harbour"]);
  expect(JSON.stringify(await findForecast(desk(), both()))).not.toMatch(/Quill|T-\d/);
});
