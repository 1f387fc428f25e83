import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { auditEvents, outcomeReports, planCheckpoints } from "db/schema";
import type { Actor } from "~/domain/actor";
import type { DriftKind } from "~/domain/drift";
import { dayOf } from "~/domain/time";
import type { Rating } from "~/domain/vocabulary";
import { decide } from "~/features/drift/decide.server";
import { findCheckpoint, findDrift } from "~/features/drift/queries.server";
import { freshDatabase } from "tests/support/database";
import { aPlan, aPractice, aSession, asks, NOW, RIVERSIDE_ZONE, type Practice } from "tests/support/practice";
import { book, done, place, refusalOf } from "./sessions-practice";

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

const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
let hour = 0;

/** A course whose sessions were so many days ago, each at an hour of its own. */
async function aCourse(performedDaysAgo: readonly number[], known: Parameters<typeof aPlan>[2] = {}) {
  const plan = await aPlan(practice.riverside, practice.physician, { baselinePain: 7, ...known });
  for (const [index, days] of performedDaysAgo.entries()) {
    hour = (hour + 1) % 14;
    await aSession({
      plan,
      clinicId: practice.riverside,
      roomId: practice.rooms[0] ?? "",
      deviceId: practice.carts[0] ?? "",
      physicianId: practice.physician.id,
      startsAt: new Date(daysAgo(days).getTime() + hour * 1_800_000),
      status: "performed",
      ordinal: index + 1,
    });
  }
  return plan.id;
}

async function says(planId: string, days: number, pain: number, rating: Rating) {
  const day = dayOf(daysAgo(days), RIVERSIDE_ZONE);
  await db.insert(outcomeReports).values({
    planId,
    timePoint: "3-months",
    dueOn: day,
    windowFrom: day,
    windowTo: day,
    status: "answered",
    answeredAt: daysAgo(days),
    channel: "phone",
    pain,
    rating,
  });
}

async function kindsOf(
  planId: string,
  actor: Actor = practice.physician,
  ownOnly = false,
): Promise<DriftKind[]> {
  const sections = await findDrift(asks(actor), [practice.riverside], ownOnly);
  return sections.filter(({ rows }) => rows.some((row) => row.planId === planId)).map(({ kind }) => kind);
}

describe("the drift board", () => {
  test("has each course under every way in which it drifts", async () => {
    const overdue = await aCourse([40]);
    expect(await kindsOf(overdue)).toEqual(["past-maximum"]);
    const silent = await aCourse([20]);
    await done(
      book(asks(practice.scheduler), silent, place(practice, { day: "2026-11-26", startMinute: "08:00" })),
    );
    expect(await kindsOf(silent)).toEqual(["no-report", "checkpoint"]);
  });

  test("tells a desk nothing of what patients say", async () => {
    const half = await aCourse([50, 25]);
    await says(half, 2, 7, "poor");
    expect(await kindsOf(half)).toEqual(["no-response", "nothing-booked"]);
    expect(await kindsOf(half, practice.scheduler)).toEqual(["nothing-booked"]);
    const payload = JSON.stringify(await findDrift(asks(practice.scheduler), [practice.riverside], false));
    expect(payload).not.toContain('"pain"');
    expect(payload).not.toContain('"baselinePain"');
    expect(await findCheckpoint(asks(practice.scheduler), half)).toBeNull();
  });

  test("is of one's own clinics, and a physician's own patients where asked", async () => {
    const overdue = await aCourse([41]);
    expect(await findDrift(asks(practice.harbourScheduler), [practice.riverside], false)).toEqual([]);
    expect(await findDrift(asks(practice.administrator), [practice.riverside], false)).toEqual([]);
    expect(await kindsOf(overdue, practice.physician, true)).toEqual(["past-maximum"]);
    expect(await kindsOf(overdue, practice.colleague, true)).toEqual([]);
  });

  test("offers a report to take to whoever may take it", async () => {
    const planId = await aCourse([4]);
    await done(
      book(
        asks(practice.scheduler),
        planId,
        place(practice, { day: "2026-11-27", startMinute: "08:30", gapReason: "Flies home" }),
      ),
    );
    const day = dayOf(NOW, RIVERSIDE_ZONE);
    await db
      .insert(outcomeReports)
      .values({ planId, timePoint: "baseline", dueOn: day, windowFrom: day, windowTo: day });
    const reportOf = async (actor: Actor) =>
      (await findDrift(asks(actor), [practice.riverside], false))
        .find(({ kind }) => kind === "no-report")
        ?.rows.find((row) => row.planId === planId)?.reportId;
    expect(await reportOf(practice.scheduler)).toEqual(expect.any(String));
    expect(await reportOf(practice.physician)).toBeNull();
  });
});

describe("a checkpoint", () => {
  test("shows what is known, keeps the decision with what was seen, and is then closed", async () => {
    const planId = await aCourse([51, 26]);
    await says(planId, 3, 6, "fair");
    const before = await findCheckpoint(asks(practice.physician), planId);
    expect(before).toMatchObject({
      kind: "half-way",
      due: true,
      performed: 2,
      seen: { response: "none", baselinePain: 7, latest: { pain: 6, rating: "fair" } },
    });
    await done(decide(asks(practice.physician), planId, { decision: "continue", note: "Two more" }));
    const [row] = await db.select().from(planCheckpoints).where(eq(planCheckpoints.planId, planId));
    expect(row).toMatchObject({ kind: "half-way", decision: "continue", painBefore: 7, painAfter: 6 });
    expect((await findCheckpoint(asks(practice.physician), planId))?.due).toBe(false);
    expect(await kindsOf(planId)).toEqual(["nothing-booked"]);
    const again = decide(asks(practice.physician), planId, { decision: "review", note: "" });
    expect((await refusalOf(again)).code).toBe("checkpoint-over");
    const events = await db.select().from(auditEvents).where(eq(auditEvents.recordId, planId));
    expect(events.map(({ action }) => action)).toEqual(["plan.checkpoint", "plan.checkpoint.refused"]);
  });

  test("in review stays on the list", async () => {
    const planId = await aCourse([52, 27]);
    await says(planId, 3, 7, "poor");
    await done(decide(asks(practice.physician), planId, { decision: "review", note: "Ask again" }));
    expect(await kindsOf(planId)).toContain("no-response");
    expect((await findCheckpoint(asks(practice.physician), planId))?.seen.inReview).toBe(true);
  });

  test("two who decide at once: one does, the other is told", async () => {
    const planId = await aCourse([53, 28]);
    const outcomes = await Promise.all(
      [practice.physician, practice.colleague].map((actor) =>
        decide(asks(actor), planId, { decision: "continue", note: "" }),
      ),
    );
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await db.$count(planCheckpoints, eq(planCheckpoints.planId, planId))).toBe(1);
  });

  test("is a physician's of its clinic alone", async () => {
    const planId = await aCourse([54, 29]);
    for (const actor of [practice.scheduler, practice.administrator, practice.harbourPhysician]) {
      const outcome = decide(asks(actor), planId, { decision: "continue", note: "" });
      expect((await refusalOf(outcome)).code).toBe("not-found");
    }
    expect(await findCheckpoint(asks(practice.harbourPhysician), planId)).toBeNull();
  });
});
