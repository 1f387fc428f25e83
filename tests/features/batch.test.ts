import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { daysBetween } from "~/domain/day";
import { dayOf } from "~/domain/time";
import { cancelBatch } from "~/features/batch/commands.server";
import { batchChoices, findRun, listRuns } from "~/features/batch/queries.server";
import { failRun, noteProgress } from "~/features/batch/run.server";
import { saveTimeOff } from "~/features/time-off/commands.server";
import { timeOffForm } from "~/features/time-off/forms";
import { freshDatabase } from "tests/support/database";
import { aPlan, aPractice, asks, NOW, RIVERSIDE_ZONE, type Practice } from "tests/support/practice";
import {
  aPhysician,
  apply,
  auditOf,
  coursesOf,
  plan,
  planned,
  runOf,
  sessionsOf,
  stands,
  start,
} from "./batch-practice";
import { done, place, book, refusalOf } from "./sessions-practice";

let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;

beforeAll(async () => {
  database = await freshDatabase();
  practice = await aPractice();
});
/** Each test has the clinic's backlog to itself. */
afterEach(async () => {
  await db.execute(sql`update batch_runs set status = 'cancelled' where status in ('queued', 'running')`);
  await db.execute(sql`update plans set status = 'on-hold' where status = 'active'`);
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const desk = () => asks(practice.scheduler);
const here = () => practice.riverside;

async function threeCourses() {
  const physician = await aPhysician(practice);
  const plans = [
    await aPlan(here(), physician),
    await aPlan(here(), physician, { plannedSessions: 2 }),
    await aPlan(here(), physician, { plannedSessions: 3 }),
  ];
  return { physician, plans, ids: plans.map(({ id }) => id) };
}

describe("what is planned", () => {
  test("the backlog is every active course that lacks sessions, and says how many", async () => {
    const { physician, plans } = await threeCourses();
    const whole = await aPlan(here(), physician, { plannedSessions: 1 });
    await stands(practice, whole, physician.id, "2026-12-02T16:00:00Z");
    await aPlan(here(), physician, { status: "draft" });
    const choices = await batchChoices(desk(), here());
    expect(choices).toMatchObject({ courses: 3, sessions: 9, timeOffs: [], underWay: null });
    const { runId } = await done(start(desk(), here()));
    expect((await coursesOf(runId)).map(({ planId }) => planId).sort()).toEqual(
      plans.map(({ id }) => id).sort(),
    );
    expect((await batchChoices(desk(), here())).underWay).toBe(runId);
  });

  test("a physician plans for their own patients only, and sees their own runs only", async () => {
    const { ids } = await threeCourses();
    const mine = await aPlan(here(), practice.physician);
    const physician = asks(practice.physician);
    expect(await batchChoices(physician, here())).toMatchObject({ courses: 1, sessions: 4 });
    const runId = await planned(physician, here());
    expect((await coursesOf(runId)).map(({ planId }) => planId)).toEqual([mine.id]);
    const theirs = await planned(desk(), here());
    expect((await coursesOf(theirs)).map(({ planId }) => planId).sort()).toEqual([...ids, mine.id].sort());
    expect(await findRun(physician, theirs)).toBeNull();
    expect((await listRuns(physician, [here()])).map(({ id }) => id)).toEqual([runId]);
  });

  test("nothing is started where nothing lacks, nor twice at once, nor with somebody who works elsewhere", async () => {
    expect((await refusalOf(start(desk(), here()))).code).toBe("batch-empty");
    await threeCourses();
    const other = await refusalOf(start(desk(), here(), "physician", practice.harbourPhysician.id));
    expect(other).toEqual({ code: "physician-elsewhere", field: "physicianId" });
    await done(start(desk(), here()));
    expect((await refusalOf(start(desk(), here()))).code).toBe("batch-under-way");
  });

  test("another clinic's runs look missing, and administrators see none", async () => {
    const { ids } = await threeCourses();
    const runId = await planned(desk(), here());
    for (const actor of [practice.harbourScheduler, practice.administrator]) {
      expect(await findRun(asks(actor), runId)).toBeNull();
      expect((await refusalOf(cancelBatch(asks(actor), runId))).code).toBe("not-found");
      expect((await refusalOf(apply(asks(actor), runId, ids))).code).toBe("not-found");
      expect((await refusalOf(start(asks(actor), here()))).code).toBe("not-found");
    }
  });
});

describe("planning", () => {
  test("is laid before whoever asked, with names, and nothing is booked", async () => {
    const { physician, ids } = await threeCourses();
    const runId = await planned(desk(), here());
    const run = await findRun(desk(), runId);
    expect(run).toMatchObject({ status: "ready", planned: 3, courses: 3, booked: 0, share: 1 });
    expect(run?.rows.map(({ planId }) => planId).sort()).toEqual([...ids].sort());
    for (const row of run?.rows ?? []) {
      expect(row.sessions).toHaveLength(row.lacking);
      expect(row.sessions?.[0]?.physician).toBe(`Dr ${physician.name.split(" ").at(-1) ?? ""}`);
      expect(row.why.length).toBeGreaterThan(0);
    }
    for (const id of ids) expect(await sessionsOf(id)).toEqual([]);
    expect((await auditOf(runId)).map(({ action }) => action)).toEqual(["batch.start", "batch.ready"]);
  });

  test("with a physician rather than each plan's own", async () => {
    await threeCourses();
    const runId = await planned(desk(), here(), "physician", practice.colleague.id);
    const run = await findRun(desk(), runId);
    const who = new Set(run?.rows.flatMap(({ sessions }) => sessions?.map((one) => one.physician) ?? []));
    expect(who).toEqual(new Set(["Dr Lind"]));
  });

  test("that is given up books nothing, before it begins and after", async () => {
    const { ids } = await threeCourses();
    const { runId } = await done(start(desk(), here()));
    await done(cancelBatch(desk(), runId));
    await plan(runId);
    expect(await runOf(runId)).toMatchObject({ status: "cancelled", cancelledBy: practice.scheduler.id });
    expect((await refusalOf(cancelBatch(desk(), runId))).code).toBe("batch-over");
    expect(await noteProgress(runId, { share: 0.5, planned: 1, cost: 3, bound: 2 })).toBe("stop");
    expect((await coursesOf(runId)).every(({ sessions }) => sessions === null)).toBe(true);
    expect((await refusalOf(apply(desk(), runId, ids))).code).toBe("batch-not-ready");
  });

  test("is taken up again where its process died, and says so where it failed for good", async () => {
    await threeCourses();
    const { runId } = await done(start(desk(), here()));
    await db.execute(sql`update batch_runs set status = 'running', share = 0.7 where id = ${runId}`);
    await plan(runId);
    expect(await runOf(runId)).toMatchObject({ status: "ready" });
    const second = await done(start(desk(), here()));
    await failRun(second.runId, NOW);
    expect(await runOf(second.runId)).toMatchObject({ status: "failed" });
    await plan(second.runId);
    expect(await runOf(second.runId)).toMatchObject({ status: "failed" });
  });
});

describe("applying", () => {
  test("books the chosen courses, each whole, within its gaps, and audits it", async () => {
    const { ids } = await threeCourses();
    const runId = await planned(desk(), here());
    const [one = "", two = "", three = ""] = ids;
    expect(await done(apply(desk(), runId, [one, three]))).toEqual({ booked: 2, refused: 0 });
    expect((await sessionsOf(one)).map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4]);
    const days = (await sessionsOf(one)).map(({ startsAt }) => dayOf(startsAt, RIVERSIDE_ZONE));
    for (const [index, day] of days.slice(1).entries()) {
      const gap = daysBetween(days[index] ?? day, day);
      expect(gap).toBeGreaterThanOrEqual(14);
      expect(gap).toBeLessThanOrEqual(28);
    }
    expect(await sessionsOf(two)).toEqual([]);
    const run = await findRun(desk(), runId);
    expect(run).toMatchObject({ status: "applied", appliedBy: "Sam Desk", booked: 2, refused: 0 });
    expect(run?.rows.find(({ planId }) => planId === two)).toMatchObject({ outcome: null });
    expect((await auditOf(runId)).at(-1)).toMatchObject({ action: "batch.apply", after: { courses: 2 } });
    expect((await auditOf(one)).at(-1)).toMatchObject({
      action: "course.book",
      actorId: practice.scheduler.id,
    });
    expect(await done(apply(desk(), runId, [two]))).toEqual({ booked: 1, refused: 0 });
  });

  test("twice books once, also by two people at the same moment", async () => {
    const { ids } = await threeCourses();
    const runId = await planned(desk(), here());
    const outcomes = await Promise.all([
      done(apply(desk(), runId, ids)),
      done(apply(asks({ ...practice.physician, roles: ["scheduler"] }), runId, ids)),
      done(apply(desk(), runId, ids)),
    ]);
    expect(outcomes.reduce((sum, { booked }) => sum + booked, 0)).toBe(3);
    expect(outcomes.reduce((sum, { refused }) => sum + refused, 0)).toBe(0);
    expect((await Promise.all(ids.map(sessionsOf))).map((all) => all.length)).toEqual([4, 2, 3]);
  });

  test("a course whose place was taken meanwhile is refused alone, and none of it is booked", async () => {
    const { physician, ids } = await threeCourses();
    const [one = "", ...others] = ids;
    const runId = await planned(desk(), here());
    const taken = (await coursesOf(runId)).find(({ planId }) => planId === one)?.sessions?.at(-1);
    const intruder = await aPlan(here(), physician, { plannedSessions: 1 });
    const clock = new Intl.DateTimeFormat("en-GB", { timeZone: RIVERSIDE_ZONE, timeStyle: "short" });
    await done(
      book(
        desk(),
        intruder.id,
        place(practice, {
          day: taken?.day ?? "",
          startMinute: clock.format(taken?.startsAt ?? 0),
          physicianId: physician.id,
          roomId: taken?.roomId ?? "",
          deviceId: taken?.deviceId ?? "",
        }),
      ),
    );
    expect(await done(apply(desk(), runId, ids))).toEqual({ booked: 2, refused: 1 });
    expect(await sessionsOf(one)).toEqual([]);
    const run = await findRun(desk(), runId);
    expect(run?.rows.find(({ planId }) => planId === one)).toMatchObject({
      outcome: "refused",
      refusal: "cannot-book",
    });
    for (const id of others) expect((await sessionsOf(id)).length).toBeGreaterThan(0);
  });

  test("a course that changed meanwhile is refused", async () => {
    const physician = await aPhysician(practice);
    const course = await aPlan(here(), physician, { plannedSessions: 3 });
    const runId = await planned(desk(), here());
    await stands(practice, course, physician.id, "2027-06-01T16:00:00Z");
    expect(await done(apply(desk(), runId, [course.id]))).toEqual({ booked: 0, refused: 1 });
    expect((await coursesOf(runId))[0]).toMatchObject({ outcome: "refused", refusal: "batch-changed" });
  });

  test("an overdue course needs a reason for its long gap, and keeps it", async () => {
    const physician = await aPhysician(practice);
    const course = await aPlan(here(), physician, { plannedSessions: 2 });
    await stands(practice, course, physician.id, "2026-10-01T16:00:00Z", "performed");
    const runId = await planned(desk(), here());
    const [row] = (await findRun(desk(), runId))?.rows ?? [];
    expect(row?.needsReason).toBe(true);
    expect(await done(apply(desk(), runId, [course.id], "Was abroad"))).toEqual({ booked: 1, refused: 0 });
    expect((await sessionsOf(course.id)).at(-1)).toMatchObject({ gapReason: "Was abroad" });
  });
});

describe("a long leave", () => {
  test("its sessions are moved in order, and what was never booked is booked as well", async () => {
    const physician = await aPhysician(practice);
    const course = await aPlan(here(), physician, { plannedSessions: 4 });
    await stands(practice, course, physician.id, "2026-11-10T16:00:00Z", "performed");
    const hit = [
      await stands(practice, course, physician.id, "2026-12-01T16:00:00Z", "booked", 2),
      await stands(practice, course, physician.id, "2026-12-22T16:00:00Z", "booked", 3),
    ];
    const untouched = await aPlan(here(), practice.colleague);
    const leave = timeOffForm.parse({
      intent: "save",
      target: `leave:${physician.id}`,
      fromDay: "2026-11-30",
      untilDay: "2027-01-31",
      reason: "A long journey",
    });
    if (leave.intent !== "save") throw new Error("not a leave");
    await done(saveTimeOff(asks(practice.administrator), leave));
    const { timeOffs } = await batchChoices(desk(), here());
    expect(timeOffs).toMatchObject([
      { kind: "leave", from: "2026-11-30", to: "2027-01-31", courses: 1, sessions: 2 },
    ]);
    const runId = await planned(desk(), here(), timeOffs[0]?.id);
    expect(await coursesOf(runId)).toMatchObject([{ planId: course.id, lacking: 3, displaced: 2 }]);
    expect(await done(apply(desk(), runId, [course.id], "On leave"))).toEqual({ booked: 1, refused: 0 });
    const all = await sessionsOf(course.id);
    expect(all.map(({ ordinal }) => ordinal)).toEqual([1, 2, 3, 4]);
    expect(all.slice(1, 3).map(({ id }) => id)).toEqual(hit);
    expect(all.every(({ displacedAt }) => displacedAt === null)).toBe(true);
    expect(all.slice(1).every(({ startsAt }) => startsAt > NOW)).toBe(true);
    expect(await sessionsOf(untouched.id)).toEqual([]);
  });
});
