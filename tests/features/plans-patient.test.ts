import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { outcomeReports } from "db/schema";
import { eventsOf } from "~/features/plans/course-events";
import { layOutCourse, spanOf } from "~/features/plans/course-layout";
import { findPlansOf } from "~/features/plans/plan-view.server";
import { freshDatabase } from "tests/support/database";
import { addSessions, aPlanRow, asks, inDays, twoClinics } from "./plans-practice";

/** A patient's courses, as one picture for who treats. */
let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Awaited<ReturnType<typeof twoClinics>>;

beforeAll(async () => {
  database = await freshDatabase();
  practice = await twoClinics();
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

/** Each patient comes at another hour. */
let hour = 15;

/** A knee under way here, and a hip at a clinic that only the stranger belongs to, both of one patient. */
async function aPatientOfTwo() {
  const { clinic, elsewhere, physician, stranger } = practice;
  hour += 1;
  const knee = await aPlanRow(clinic, physician, { startedAt: inDays(-40) });
  const hip = await aPlanRow(elsewhere, stranger, {
    patientId: knee.patientId,
    region: "hip",
    status: "completed",
    startedAt: inDays(-300),
    endedAt: inDays(-200),
  });
  const [first] = await addSessions(knee, [
    { place: clinic, startsAt: inDays(-21, hour), status: "performed" },
    { place: clinic, startsAt: inDays(-2, hour), status: "no-show" },
  ]);
  await db.insert(outcomeReports).values({
    planId: knee.id,
    timePoint: "before-session",
    sessionId: first ?? "",
    dueOn: "2026-11-03",
    windowFrom: "2026-10-31",
    windowTo: "2026-11-03",
    status: "answered",
    channel: "in-clinic",
    rating: "fair",
    pain: 7,
    answeredAt: inDays(-21, hour - 1),
  });
  return { knee, hip, patientId: knee.patientId };
}

test("who treats sees the courses at their clinics", async () => {
  const { knee, hip, patientId } = await aPatientOfTwo();
  const { physician, stranger } = practice;
  const seen = await findPlansOf(asks(physician), patientId);
  expect(seen.map(({ id }) => id)).toEqual([knee.id]);
  expect((await findPlansOf(asks(stranger), patientId)).map(({ id }) => id)).toEqual([hip.id]);
});

test("a desk gets no course here", async () => {
  const { patientId } = await aPatientOfTwo();
  expect(await findPlansOf(asks(practice.scheduler), patientId)).toEqual([]);
});

test("what happened stands in time, the latest first, and what was said before a session below it", async () => {
  const { patientId } = await aPatientOfTwo();
  const events = eventsOf(await findPlansOf(asks(practice.physician), patientId));
  expect(events.map(({ day, kind }) => `${day} ${kind}`)).toEqual([
    "2026-11-22 session",
    "2026-11-03 session",
    "2026-11-03 report",
  ]);
});

test("courses on one scale put the same day at the same place", async () => {
  const { patientId } = await aPatientOfTwo();
  const [view] = await findPlansOf(asks(practice.physician), patientId);
  if (!view) throw new Error("no plan was found");
  const later = { ...view, id: "later", reports: [] };
  const own = spanOf(view);
  const span = { first: "2026-01-01", last: own.last };
  const [one, other] = [layOutCourse(view, span), layOutCourse(later, span)];
  expect(one.beads).toEqual(other.beads);
  expect(one.beads[0]?.x).toBeGreaterThan(layOutCourse(view).beads[0]?.x ?? 100);
});
