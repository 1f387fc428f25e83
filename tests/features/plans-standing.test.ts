import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { outcomeReports } from "db/schema";
import { courseOf, type CourseSession } from "~/domain/course";
import { isOverdue } from "~/domain/gap";
import { addDays, dayOf, instantAt } from "~/domain/time";
import { planStatuses, sessionStatuses } from "~/domain/vocabulary";
import { isLateNow, standing } from "~/features/plans/standing.server";
import { freshDatabase } from "tests/support/database";
import { aClinic, addSessions, anActor, aPlanRow, NOW, type Place } from "./plans-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const daysAround = fc.integer({ min: -70, max: 45 });
const aRandomCourse = fc.record({
  status: fc.constantFrom(...planStatuses, "active" as const, "active" as const, "active" as const),
  plannedSessions: fc.integer({ min: 1, max: 6 }),
  min: fc.integer({ min: 1, max: 20 }),
  wider: fc.integer({ min: 0, max: 20 }),
  home: fc.integer({ min: 0, max: 2 }),
  sessions: fc.array(
    fc.record({
      inDays: daysAround,
      status: fc.constantFrom(...sessionStatuses, "performed" as const, "booked" as const),
      at: fc.integer({ min: 0, max: 2 }),
      displaced: fc.integer({ min: 0, max: 4 }).map((draw) => draw === 0),
      explained: fc.boolean(),
    }),
    { maxLength: 6 },
  ),
  reportsDueInDays: fc.array(daysAround, { maxLength: 3 }),
});

interface Stood extends Record<string, unknown> {
  id: string;
  gap_state: string;
  gap_days: number | null;
  by_days: number;
  next_at: string | null;
  performed: number;
  severity: number;
  unanswered: number;
  is_late: boolean;
}

test("SQL and the domain say the same of every course, in clinics of three zones", async () => {
  const places = [
    await aClinic("Riverside", "America/Denver"),
    await aClinic("Harbour", "Europe/Berlin"),
    await aClinic("Reef", "Pacific/Auckland"),
  ] as [Place, Place, Place];
  const physician = await anActor("Lena Okafor", ["physician"], places);
  const free = freeMinutes();
  const expected = new Map<string, Omit<Stood, "id">>();

  for (const drawn of fc.sample(aRandomCourse, { seed: 20261124, numRuns: 100 })) {
    const home = places[drawn.home] ?? places[0];
    const range = { min: drawn.min, target: drawn.min, max: drawn.min + drawn.wider };
    const hasEnded = drawn.status === "completed" || drawn.status === "stopped";
    const plan = await aPlanRow(home, physician, {
      status: drawn.status,
      plannedSessions: drawn.plannedSessions,
      gapMinDays: range.min,
      gapTargetDays: range.target,
      gapMaxDays: range.max,
      endedAt: hasEnded ? NOW : null,
      stopReason: drawn.status === "stopped" ? "other" : null,
    });
    const wanted = drawn.sessions.map((session) => ({
      place: places[session.at] ?? places[0],
      startsAt: free(session.inDays),
      status: session.status,
      displaced: session.displaced && (session.status === "booked" || session.status === "arrived"),
      gapReason: session.explained ? "The patient travels" : null,
    }));
    const ids = await addSessions(plan, wanted, 1);
    const courseSessions: CourseSession[] = wanted.map(
      ({ place, startsAt, status, displaced, gapReason }, index) => ({
        id: ids[index] ?? "",
        ordinal: 1,
        status,
        startsAt,
        day: dayOf(startsAt, place.zone),
        displaced,
        gapExplained: gapReason !== null,
      }),
    );
    const today = dayOf(NOW, home.zone);
    const due = drawn.reportsDueInDays.map((days) => addDays(today, days));
    await addReports(plan.id, due);
    const unanswered = due.filter((day) => day < today && addDays(day, 20) >= today).length;
    const course = courseOf(
      { status: drawn.status, plannedSessions: drawn.plannedSessions, range, unansweredReports: unanswered },
      courseSessions,
      today,
    );
    expected.set(plan.id, {
      gap_state: course.gap.state,
      gap_days: course.gap.days,
      by_days: course.gap.byDays,
      next_at: course.next?.startsAt.toISOString() ?? null,
      performed: course.counts.performed,
      severity: course.attention[0]?.severity ?? 0,
      unanswered,
      is_late: course.gap.state === "late" || isOverdue(course.gap),
    });
  }

  const stood = await db.execute<Stood>(sql`
    select plans.id, standing.gap_state, standing.gap_days, standing.by_days, standing.next_at, standing.performed,
      standing.severity, standing.unanswered, ${isLateNow} as is_late
    from (
      select plans.*, (${NOW.toISOString()}::timestamptz at time zone home.zone)::date as today
      from plans join clinics home on home.id = plans.clinic_id
    ) plans, ${standing}`);
  const said = new Map(
    stood.map(({ id, next_at, ...rest }) => [
      id,
      { ...rest, next_at: next_at && new Date(next_at).toISOString() },
    ]),
  );
  expect(said.size).toBe(100);
  for (const [id, facts] of expected) expect(said.get(id), id).toEqual(facts);
  const states = new Set([...expected.values()].map(({ gap_state }) => gap_state));
  expect([...states].sort()).toEqual(["early", "in-range", "late", "none", "nothing-booked"]);
});

async function addReports(planId: string, due: string[]) {
  const points = ["3-months", "6-months", "12-months"] as const;
  if (due.length === 0) return;
  await db.insert(outcomeReports).values(
    due.map((dueOn, index) => ({
      planId,
      timePoint: points[index] ?? "3-months",
      dueOn,
      windowFrom: addDays(dueOn, -5),
      windowTo: addDays(dueOn, 20),
    })),
  );
}

/** A minute of a day that no other session has, all around the clock: days differ between the zones. */
function freeMinutes() {
  const taken = new Set<number>();
  let minute = 0;
  return (inDays: number): Date => {
    let startsAt: Date;
    do {
      minute = (minute + 397) % 1440;
      startsAt = instantAt(addDays("2026-11-24", inDays), minute, "UTC");
    } while (taken.has(startsAt.getTime()));
    taken.add(startsAt.getTime());
    return startsAt;
  };
}
