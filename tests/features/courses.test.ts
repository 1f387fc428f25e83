import { randomUUID } from "node:crypto";
import { and, asc, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import type { Asking } from "db/command";
import { auditEvents, sessions } from "db/schema";
import { daysBetween, weekdayOf } from "~/domain/day";
import { bookCourse, undoCourse } from "~/features/courses/book-course.server";
import { composeCourse } from "~/features/courses/compose.server";
import { courseForm, readCourseQuery, type BookCourse } from "~/features/courses/forms";
import type { CourseView, ProposalView } from "~/features/courses/view";
import { freshDatabase } from "tests/support/database";
import { anAccount, aPlan, aPractice, aSession, asks, works, type Practice } from "tests/support/practice";
import { claimsHeldBy, done, move, place, refusalOf } from "./sessions-practice";

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
const clinics = () => [
  { id: practice.riverside, name: "Riverside" },
  { id: practice.harbour, name: "Harbour" },
];

async function composed(planId: string, query = "", asking = desk()): Promise<CourseView> {
  const request = new Request(`http://localhost/plans/${planId}/course?${query}`);
  const course = await composeCourse(asking, planId, clinics(), readCourseQuery(request));
  if (!course) throw new Error("no such plan");
  return course;
}

const first = <T>(list: readonly T[]): T => {
  const [one] = list;
  if (one === undefined) throw new Error("nothing is proposed");
  return one;
};

const valuesOf = (proposal: ProposalView) => proposal.sessions.flatMap(({ value }) => value ?? []);

function formOf(session: readonly string[], more: Record<string, string> = {}): BookCourse {
  const form = courseForm.parse({ intent: "book", key: randomUUID(), session, ...more });
  if (form.intent !== "book") throw new Error("not a booking");
  return form;
}

const book = (planId: string, proposal: ProposalView, asking = desk(), more = {}) =>
  bookCourse(asking, planId, formOf(valuesOf(proposal), more));

const standing = (planId: string) =>
  db
    .select()
    .from(sessions)
    .where(and(eq(sessions.planId, planId), eq(sessions.status, "booked")))
    .orderBy(asc(sessions.startsAt));

/** A physician of its own for each test, so that no test fills another's days. */
async function aCourse(known: Parameters<typeof aPlan>[2] = {}) {
  const physician = await anAccount(`Nadia ${randomUUID().slice(0, 6)}`, ["physician"], [practice.riverside]);
  await works(physician, practice.riverside);
  return { ...(await aPlan(practice.riverside, physician, known)), physician };
}

const stands = (
  plan: Awaited<ReturnType<typeof aCourse>>,
  startsAt: string,
  status: "booked" | "performed",
) =>
  aSession({
    plan,
    clinicId: practice.riverside,
    roomId: practice.rooms[0] ?? "",
    deviceId: practice.carts[0] ?? "",
    physicianId: plan.physician.id,
    startsAt: new Date(startsAt),
    status,
  });

describe("proposals", () => {
  test("keep the patient's half-days, the gaps and the physician, and differ from each other", async () => {
    const plan = await aCourse({ plannedSessions: 5 });
    const { proposals, plan: shown } = await composed(plan.id, "when=2pm&when=4pm");
    expect(proposals).toHaveLength(3);
    expect(new Set(proposals.map((one) => valuesOf(one).join())).size).toBe(3);
    for (const { sessions: course } of proposals) {
      expect(course.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4, 5]);
      for (const [index, { day, clock }] of course.entries()) {
        expect([2, 4]).toContain(weekdayOf(day));
        expect(clock >= "12:00").toBe(true);
        const before = course[index - 1];
        if (!before) continue;
        const gap = daysBetween(before.day, day);
        expect(gap).toBeGreaterThanOrEqual(shown.range.min);
        expect(gap).toBeLessThanOrEqual(shown.range.max);
      }
    }
    expect(first(proposals).why).toMatchObject({ physicians: [shown.physician], early: [], late: [] });
  });

  test("stand around what is booked already, and leave it where it is", async () => {
    const plan = await aCourse({ plannedSessions: 3 });
    await stands(plan, "2026-12-16T16:00:00Z", "booked");
    const { sessions: course } = first((await composed(plan.id)).proposals);
    expect(course).toHaveLength(3);
    expect(course.filter(({ value }) => value === null).map(({ day }) => day)).toEqual(["2026-12-16"]);
    expect(course.flatMap(({ gapDays }) => gapDays ?? []).every((gap) => gap >= 14 && gap <= 28)).toBe(true);
  });

  test("are none where the patient cannot come while anybody works, and say what would help", async () => {
    const plan = await aCourse({ plannedSessions: 4 });
    const { proposals, none } = await composed(plan.id, "earliest=19:00&until=2027-06-01");
    expect(proposals).toEqual([]);
    expect(none?.relaxed.map(({ wish }) => wish)).toEqual(["times"]);
    expect(none?.fits).toBeNull();
    const shorter = await composed(plan.id, "until=2026-12-20");
    expect(shorter.proposals).toEqual([]);
    expect(shorter.none).toMatchObject({ relaxed: [{ wish: "notAfter" }], fits: { count: 2 } });
  });

  test("are for what is left of the plan, however many are asked for", async () => {
    const plan = await aCourse({ plannedSessions: 2 });
    const { proposals } = await composed(plan.id, "count=9");
    expect(first(proposals).sessions).toHaveLength(2);
    await done(book(plan.id, first(proposals)));
    expect(await composed(plan.id, "count=3")).toMatchObject({ proposals: [], none: null });
  });

  test("are another clinic's secret, and a physician's for their own patients", async () => {
    const plan = await aCourse();
    const stranger = await anAccount("Hans", ["scheduler"], [practice.harbour]);
    const query = readCourseQuery(new Request("http://localhost/"));
    expect(await composeCourse(asks(stranger), plan.id, clinics(), query)).toBeNull();
    expect(await composeCourse(asks(practice.physician), plan.id, clinics(), query)).toBeNull();
    const { proposals } = await composed(plan.id);
    expect((await refusalOf(book(plan.id, first(proposals), asks(stranger)))).code).toBe("not-found");
    expect((await refusalOf(book(plan.id, first(proposals), asks(practice.physician)))).code).toBe(
      "not-allowed",
    );
  });
});

describe("a course", () => {
  test("is booked whole, numbered, held and audited; the same form twice books it once", async () => {
    const plan = await aCourse({ plannedSessions: 4 });
    const form = formOf(valuesOf(first((await composed(plan.id)).proposals)));
    const { sessionIds } = await done(bookCourse(desk(), plan.id, form));
    expect(await done(bookCourse(desk(), plan.id, form))).toEqual({ sessionIds });
    const rows = await standing(plan.id);
    expect(rows.map(({ id }) => id)).toEqual(sessionIds);
    expect(rows.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4]);
    for (const { id } of rows) expect(await claimsHeldBy(id)).toHaveLength(4);
    const [event] = await db.select().from(auditEvents).where(eq(auditEvents.recordId, plan.id));
    expect(event).toMatchObject({ action: "course.book", actorId: practice.scheduler.id });
    expect((await composed(plan.id)).plan.left).toBe(0);
  });

  test("is not booked at all where one place has gone, and the next best is offered", async () => {
    const plan = await aCourse({ plannedSessions: 3 });
    const rival = await aPlan(practice.riverside, plan.physician);
    const before = first((await composed(plan.id)).proposals);
    const [, second = ""] = valuesOf(before);
    await done(bookCourse(desk(), rival.id, formOf([second])));
    expect((await refusalOf(book(plan.id, before))).code).toBe("cannot-book");
    expect(await standing(plan.id)).toEqual([]);
    const after = first((await composed(plan.id)).proposals);
    expect(valuesOf(after)).not.toContain(second);
    await done(book(plan.id, after));
    expect(await standing(plan.id)).toHaveLength(3);
  });

  test("that is overdue begins as soon as it can, with a reason that its first session keeps", async () => {
    const plan = await aCourse({ plannedSessions: 3 });
    await stands(plan, "2026-10-01T16:00:00Z", "performed");
    const proposal = first((await composed(plan.id)).proposals);
    expect(proposal.why.starts).toBe("2026-11-24");
    expect(proposal.why.pastMaximum).toBe(54 - 28);
    const refusal = await refusalOf(book(plan.id, proposal));
    expect(refusal).toMatchObject({ code: "cannot-book", field: "gapReason" });
    await done(book(plan.id, proposal, desk(), { gapReason: "Was abroad" }));
    expect((await standing(plan.id)).map(({ gapReason }) => gapReason)).toEqual(["Was abroad", null]);
  });

  test("is taken back whole by who booked it, and not once any of it was moved", async () => {
    const plan = await aCourse({ plannedSessions: 2 });
    const { sessionIds } = await done(book(plan.id, first((await composed(plan.id)).proposals)));
    const other = await anAccount("Olga", ["scheduler"], [practice.riverside]);
    expect((await refusalOf(undoCourse(asks(other), plan.id, sessionIds))).code).toBe("not-found");
    await done(undoCourse(desk(), plan.id, sessionIds));
    expect(await standing(plan.id)).toEqual([]);
    for (const id of sessionIds) expect(await claimsHeldBy(id)).toEqual([]);

    const again = await done(book(plan.id, first((await composed(plan.id)).proposals)));
    const [moved = ""] = again.sessionIds;
    await done(
      move(desk(), moved, 1, {
        ...place(practice, { day: "2026-12-03", physicianId: plan.physician.id, gapReason: "Away" }),
      }),
    );
    expect((await refusalOf(undoCourse(desk(), plan.id, again.sessionIds))).code).toBe("undo-too-late");
    expect(await standing(plan.id)).toHaveLength(2);
  });
});

test("two desks after the same slots, a hundred times: no part of a course, no overlap, none lost", async () => {
  const physician = await anAccount("Rosa Busy", ["physician"], [practice.riverside]);
  await works(physician, practice.riverside);
  const other = asks(await anAccount("Piet", ["scheduler"], [practice.riverside]));
  const settle = async (planId: string, asking: Asking) => {
    for (let tries = 1; tries <= 5; tries++) {
      const { proposals } = await composed(planId, "physician=same", asking);
      const outcome = await book(planId, first(proposals), asking);
      if (outcome.ok) return tries;
      expect(["taken", "cannot-book"]).toContain(outcome.refusal.code);
      expect(await standing(planId)).toEqual([]);
    }
    throw new Error("never booked");
  };
  let retold = 0;
  for (let round = 0; round < 100; round++) {
    const [one, two] = await Promise.all([
      aPlan(practice.riverside, physician, { plannedSessions: 2 }),
      aPlan(practice.riverside, physician, { plannedSessions: 2 }),
    ]);
    const tries = await Promise.all([settle(one.id, desk()), settle(two.id, other)]);
    retold += tries.filter((times) => times > 1).length;
    expect(await standing(one.id)).toHaveLength(2);
    expect(await standing(two.id)).toHaveLength(2);
  }
  expect(retold).toBeGreaterThan(0);
  const [overlaps] = await db.execute(sql`
    select count(*)::int as n from claims a join claims b
      on a.resource_id = b.resource_id and a.id < b.id and a.during && b.during`);
  expect(overlaps?.["n"]).toBe(0);
}, 60_000);
