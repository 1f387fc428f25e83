import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { loadWeights } from "db/reads/course-weights";
import { auditEvents, practice as practiceTable } from "db/schema";
import { defaultWeights } from "~/domain/composer/weights";
import { composeCourse } from "~/features/courses/compose.server";
import { readCourseQuery } from "~/features/courses/forms";
import { editWeights, findWeights } from "~/features/settings/weights.server";
import { freshDatabase } from "tests/support/database";
import { aPlan, aPractice, asks, type Practice } from "tests/support/practice";
import { done, refusalOf } from "./sessions-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;

beforeAll(async () => {
  database = await freshDatabase();
  practice = await aPractice();
  await db.insert(practiceTable).values({ name: "The practice" });
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const boss = () => asks(practice.administrator);

test("are the usual ones until an administrator sets others, who is noted with what changed", async () => {
  expect(await loadWeights(db)).toEqual(defaultWeights);
  await done(editWeights(boss(), { ...defaultWeights, moved: 30, version: 1 }));
  expect(await findWeights()).toEqual({ weights: { ...defaultWeights, moved: 30 }, version: 2 });
  const [event] = await db.select().from(auditEvents).where(eq(auditEvents.action, "weights.edit"));
  expect(event).toMatchObject({
    before: { moved: 15 },
    after: { moved: 30 },
    actorId: practice.administrator.id,
  });
  const stale = await refusalOf(editWeights(boss(), { ...defaultWeights, version: 1 }));
  expect(stale).toMatchObject({ code: "stale", changed: { by: "Ada Boss", fields: ["moved"] } });
  expect(
    (await refusalOf(editWeights(asks(practice.scheduler), { ...defaultWeights, version: 2 }))).code,
  ).toBe("not-allowed");
});

test("decide what is proposed: where days off the target cost nothing, a course is as short as it can be", async () => {
  const plan = await aPlan(practice.riverside, practice.physician);
  const lengths = async () => {
    const request = new Request(`http://localhost/plans/${plan.id}/course`);
    const course = await composeCourse(
      asks(practice.scheduler),
      plan.id,
      [{ id: practice.riverside, name: "Riverside" }],
      readCourseQuery(request),
    );
    return course?.proposals[0]?.sessions.flatMap(({ gapDays }) => gapDays ?? []);
  };
  expect(await lengths()).toEqual([21, 21, 21]);
  await done(editWeights(boss(), { ...defaultWeights, gapDay: 0, version: 2 }));
  expect(await lengths()).not.toEqual([21, 21, 21]);
});
