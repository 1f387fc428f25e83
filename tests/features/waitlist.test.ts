import { randomUUID } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { accounts, auditEvents, sessions, slotOfferLinks, slotOffers, waitlistEntries } from "db/schema";
import type { Actor } from "~/domain/actor";
import { answerOffer, findOffer } from "~/features/waitlist/answer.server";
import { findRefill } from "~/features/waitlist/candidates.server";
import { findEntry, saveEntry, withdrawEntry } from "~/features/waitlist/entries.server";
import { entryForm, refillForm, type EntryForm } from "~/features/waitlist/forms";
import { readFreePlaces, readWaitlist } from "~/features/waitlist/list.server";
import { offerPlace, takePlace, withdrawOffer } from "~/features/waitlist/refill.server";
import { freshDatabase } from "tests/support/database";
import {
  anAccount,
  aPatient,
  aPlan,
  aPractice,
  aSession,
  asks,
  NOW,
  works,
  type Practice,
} from "tests/support/practice";
import { attend, book, claimsHeldBy, done, place, refusalOf, rowOf } from "./sessions-practice";

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

const desk = (now = NOW) => asks(practice.scheduler, now);
const minutesLater = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const daysAgo = (days: number) => new Date(NOW.getTime() - days * 86_400_000);
const riverside = () => [{ id: practice.riverside, name: "Riverside", zone: "America/Denver" }];

/** A place that fell free with a physician of its own, so that no other test has a say in it. */
async function aFreePlace(day = "2026-12-08", startMinute = "09:00") {
  const physician = await anAccount(
    `Pia Own${randomUUID().slice(0, 4)}`,
    ["physician"],
    [practice.riverside],
  );
  await works(physician, practice.riverside);
  const plan = await aPlan(practice.riverside, physician, { plannedSessions: 1 });
  const typed = place(practice, { physicianId: physician.id, day, startMinute });
  const { sessionId } = await done(book(desk(), plan.id, typed));
  await done(attend(desk(), sessionId, "cancel-by-patient", 1, "Is away"));
  // Its own plan does not come back for it.
  await db.execute(
    sql`update plans set status = 'stopped', stop_reason = 'patients-choice', ended_at = now() where id = ${plan.id}`,
  );
  return { freed: sessionId, physician, typed };
}

/** A course whose last session was so many days ago. */
async function waits(physician: Actor, days: number, known: { patientId?: string } = {}) {
  const plan = await aPlan(practice.riverside, physician, known);
  await aSession({
    plan,
    clinicId: practice.riverside,
    roomId: practice.rooms[0] ?? "",
    deviceId: practice.carts[0] ?? "",
    physicianId: physician.id,
    startsAt: daysAgo(days),
    status: "performed",
  });
  return plan;
}

const save = (form: object) =>
  entryForm.parse({ intent: "save", notice: "60", ...form }) as Extract<EntryForm, { intent: "save" }>;
const take = (taker: string) => {
  const form = refillForm.parse({ take: taker, key: randomUUID() });
  if (form.intent !== "take") throw new Error("not a taking");
  return form;
};
function offer(takers: readonly string[], minutes = "120") {
  const form = refillForm.parse({ intent: "offer", taker: takers, minutes });
  if (form.intent !== "offer") throw new Error("not an offer");
  return form;
}
const candidates = async (freed: string, asking = desk()) => {
  const found = await findRefill(asking, freed);
  if (!found) throw new Error("no such place");
  return found;
};
const live = (planId: string) =>
  db
    .select()
    .from(sessions)
    .where(and(eq(sessions.planId, planId), sql`status = 'booked'`));

describe("a freed place", () => {
  test("shows those of its clinic who gain by it, and one click books", async () => {
    const { freed, physician } = await aFreePlace();
    const overdue = await waits(physician, 31);
    const due = await waits(physician, 11);
    const found = await candidates(freed);
    const own = found.candidates.filter(({ planId }) => [overdue.id, due.id].includes(planId));
    expect(own.map(({ planId, kind }) => [planId, kind])).toEqual([
      [overdue.id, "overdue"],
      [due.id, "due"],
    ]);
    const { sessionId } = await done(takePlace(desk(), freed, take(own[0]?.value ?? "")));
    expect(await rowOf(sessionId)).toMatchObject({
      planId: overdue.id,
      ordinal: 2,
      startsAt: new Date("2026-12-08T16:00:00Z"),
      gapReason: "Overdue: the first place that fell free",
    });
    expect(await claimsHeldBy(sessionId)).toHaveLength(4);
    expect((await candidates(freed)).gone).toBe("taken");
  });

  test("moves a later session forward for who asked, keeps its gaps, and closes the entry", async () => {
    const { freed, physician, typed } = await aFreePlace("2026-12-09", "09:30");
    const plan = await waits(physician, 12);
    const { sessionId } = await done(
      book(desk(), plan.id, { ...typed, day: "2026-12-10", startMinute: "14:00" }),
    );
    expect((await candidates(freed)).candidates.some(({ planId }) => planId === plan.id)).toBe(false);
    await done(saveEntry(desk(), plan.id, save({ when: ["3am"], note: "Rather sooner" })));
    const asked = (await candidates(freed)).candidates.find(({ planId }) => planId === plan.id);
    expect(asked).toMatchObject({ kind: "asked", daysGained: 1, note: "Rather sooner" });
    await done(takePlace(desk(), freed, take(asked?.value ?? "")));
    expect(await rowOf(sessionId)).toMatchObject({ startsAt: new Date("2026-12-09T16:30:00Z"), version: 2 });
    const [entry] = await db.select().from(waitlistEntries).where(eq(waitlistEntries.planId, plan.id));
    expect(entry).toMatchObject({ closedBecause: "booked", closedBy: practice.scheduler.id });
  });

  test("is not for a patient who is elsewhere then, nor for one whose device is not free", async () => {
    const { freed, physician, typed } = await aFreePlace("2026-12-10", "10:00");
    const busy = await waits(physician, 15);
    const other = await aPlan(practice.riverside, practice.colleague, {
      patientId: busy.patientId,
      region: "neck",
    });
    await done(
      book(desk(), other.id, {
        ...typed,
        physicianId: practice.colleague.id,
        roomId: practice.rooms[1] ?? "",
        deviceId: practice.carts[1] ?? "",
        startMinute: "10:15",
      }),
    );
    const ids = (await candidates(freed)).candidates.map(({ planId }) => planId);
    expect(ids).not.toContain(busy.id);
  });

  test("is asked by the same rule again when it is taken: what changed meanwhile is refused", async () => {
    const { freed, physician, typed } = await aFreePlace("2026-12-11", "10:30");
    const plan = await aPlan(practice.riverside, physician);
    const value = (await candidates(freed)).candidates.find(({ planId }) => planId === plan.id)?.value ?? "";
    await done(book(desk(), plan.id, { ...typed, day: "2026-12-02", startMinute: "15:00" }));
    expect((await refusalOf(takePlace(desk(), freed, take(value)))).code).toBe("refill-changed");
    expect(await live(plan.id)).toHaveLength(1);
  });

  test("cannot be seen, taken or offered by another clinic's desk", async () => {
    const { freed, physician } = await aFreePlace("2026-12-12", "11:00");
    const plan = await aPlan(practice.riverside, physician);
    const stranger = asks(practice.harbourScheduler);
    expect(await findRefill(stranger, freed)).toBeNull();
    expect((await refusalOf(takePlace(stranger, freed, take(plan.id)))).code).toBe("not-found");
    expect((await refusalOf(offerPlace(stranger, freed, offer([plan.id])))).code).toBe("not-found");
    expect(await readFreePlaces(stranger, [practice.riverside])).toEqual([]);
    expect((await readWaitlist(stranger, riverside())).rows).toEqual([]);
  });

  test("stands on the list until somebody has it", async () => {
    const { freed, physician } = await aFreePlace("2026-12-13", "11:30");
    const isListed = async () =>
      (await readFreePlaces(desk(), [practice.riverside])).some(({ sessionId }) => sessionId === freed);
    expect(await isListed()).toBe(true);
    const plan = await aPlan(practice.riverside, physician);
    await done(takePlace(desk(), freed, take(plan.id)));
    expect(await isListed()).toBe(false);
  });

  test("is taken once, whoever presses twice or at once", async () => {
    const { freed, physician } = await aFreePlace("2026-12-14", "12:00");
    const [one, two] = [
      await aPlan(practice.riverside, physician),
      await aPlan(practice.riverside, physician),
    ];
    const form = take(one.id);
    const first = await done(takePlace(desk(), freed, form));
    expect(await done(takePlace(desk(), freed, form))).toEqual(first);
    expect((await refusalOf(takePlace(desk(), freed, take(two.id)))).code).toBe("cannot-book");
    expect([await live(one.id), await live(two.id)].map((rows) => rows.length)).toEqual([1, 0]);
  });
});

describe("an entry", () => {
  test("is kept with what was said, changed under its version, and taken off", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    await done(
      saveEntry(
        desk(),
        plan.id,
        save({ when: ["2am", "4pm"], notBefore: "2026-12-01", samePhysician: "yes" }),
      ),
    );
    const found = await findEntry(practice.scheduler, plan.id);
    expect(found?.entry).toMatchObject({
      version: 1,
      when: ["2am", "4pm"],
      notBefore: "2026-12-01",
      samePhysician: true,
    });
    expect((await refusalOf(saveEntry(desk(), plan.id, save({})))).code).toBe("stale");
    await done(saveEntry(desk(), plan.id, save({ version: "1", notice: "30" })));
    expect((await refusalOf(withdrawEntry(desk(), plan.id, 1))).code).toBe("stale");
    await done(withdrawEntry(desk(), plan.id, 2));
    expect((await findEntry(practice.scheduler, plan.id))?.entry).toBeNull();
    const events = await db.select().from(auditEvents).where(eq(auditEvents.recordId, plan.id));
    expect(events.map(({ action }) => action)).toEqual([
      "waitlist.save",
      "waitlist.save.refused",
      "waitlist.save",
      "waitlist.withdraw.refused",
      "waitlist.withdraw",
    ]);
  });

  test("two who put the same plan on the list: one does, the other is told", async () => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const outcomes = await Promise.all([0, 1].map(() => saveEntry(desk(), plan.id, save({}))));
    expect(outcomes.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await db.$count(waitlistEntries, eq(waitlistEntries.planId, plan.id))).toBe(1);
  });

  test("is for an active plan at one's own clinic, and for a physician their own patient", async () => {
    const held = await aPlan(practice.riverside, practice.physician, { status: "on-hold" });
    expect((await refusalOf(saveEntry(desk(), held.id, save({})))).code).toBe("plan-not-active");
    const plan = await aPlan(practice.riverside, practice.physician);
    expect((await refusalOf(saveEntry(asks(practice.harbourScheduler), plan.id, save({})))).code).toBe(
      "not-found",
    );
    expect((await refusalOf(saveEntry(asks(practice.colleague), plan.id, save({})))).code).toBe(
      "not-allowed",
    );
    expect(await findEntry(practice.colleague, plan.id)).toBeNull();
    expect(await findEntry(practice.harbourScheduler, plan.id)).toBeNull();
  });

  test("stands on the list; an overdue course does so by itself", async () => {
    const patientId = await aPatient(practice.riverside, { familyName: "Waitwell" });
    const overdue = await waits(practice.colleague, 40, { patientId });
    const { rows } = await readWaitlist(desk(), riverside());
    expect(rows.find(({ planId }) => planId === overdue.id)).toMatchObject({ overdueDays: 12, wish: null });
  });
});

describe("an offer by link", () => {
  const answer = (token: string, what: "accept" | "decline" = "accept", now = NOW) =>
    answerOffer({ token, now, requestId: "test" }, what);

  test("books for the first to confirm, once, and tells the others kindly", async () => {
    const { freed, physician } = await aFreePlace("2026-12-15", "13:00");
    const plans = [
      await aPlan(practice.riverside, physician),
      await aPlan(practice.riverside, physician),
      await aPlan(practice.riverside, physician),
    ];
    const { links } = await done(offerPlace(desk(), freed, offer(plans.map(({ id }) => id))));
    const [one = "", two = "", three = ""] = links.map(({ token }) => token);
    expect(await findOffer(one, NOW)).toMatchObject({ state: "open", clinic: "Riverside", movesFrom: null });
    expect(await answer(two)).toBe("accepted");
    expect(await answer(two)).toBe("accepted");
    expect(await answer(one)).toBe("gone");
    expect(await findOffer(three, NOW)).toMatchObject({ state: "gone" });
    const counts = await Promise.all(plans.map(async ({ id }) => (await live(id)).length));
    expect(counts).toEqual([0, 1, 0]);
    const actions = await db.select().from(auditEvents).where(eq(auditEvents.recordId, freed));
    expect(actions.filter(({ actorId }) => actorId === null).map(({ action }) => action)).toEqual([
      "offer.accept",
    ]);
  });

  test("ten who confirm at once: one has it, and nobody else is booked", async () => {
    const { freed, physician } = await aFreePlace("2026-12-03", "13:30");
    const plans = await Promise.all(Array.from({ length: 10 }, () => aPlan(practice.riverside, physician)));
    const { links } = await done(offerPlace(desk(), freed, offer(plans.map(({ id }) => id))));
    const states = await Promise.all(links.map(({ token }) => answer(token)));
    expect(states.filter((state) => state === "accepted")).toHaveLength(1);
    expect(states.filter((state) => state !== "accepted" && state !== "gone")).toEqual([]);
    const counts = await Promise.all(plans.map(async ({ id }) => (await live(id)).length));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(1);
  });

  test("ends with its time, and looking at it changes nothing", async () => {
    const { freed, physician } = await aFreePlace("2026-12-04", "14:00");
    const plan = await aPlan(practice.riverside, physician);
    const { links } = await done(offerPlace(desk(), freed, offer([plan.id], "60")));
    const [{ token } = { token: "" }] = links;
    for (let look = 0; look < 3; look++) await findOffer(token, NOW);
    expect(await findOffer(token, minutesLater(59))).toMatchObject({ state: "open" });
    expect(await answer(token, "accept", minutesLater(60))).toBe("expired");
    expect(await live(plan.id)).toHaveLength(0);
  });

  test("may be declined, and is not then accepted after all", async () => {
    const { freed, physician } = await aFreePlace("2026-12-05", "14:30");
    const plan = await aPlan(practice.riverside, physician);
    const { links } = await done(offerPlace(desk(), freed, offer([plan.id])));
    expect(await answer(links[0]?.token ?? "", "decline")).toBe("declined");
    expect(await answer(links[0]?.token ?? "")).toBe("declined");
    expect(await live(plan.id)).toHaveLength(0);
    const view = await candidates(freed);
    expect(view.offers[0]?.to).toEqual([expect.objectContaining({ planId: plan.id, answer: "declined" })]);
  });

  test("taken back, or with the place booked at the desk meanwhile, is gone", async () => {
    const { freed, physician } = await aFreePlace("2026-12-06", "15:00");
    const [one, two] = [
      await aPlan(practice.riverside, physician),
      await aPlan(practice.riverside, physician),
    ];
    const first = await done(offerPlace(desk(), freed, offer([one.id])));
    const offerId = (await candidates(freed)).offers[0]?.id ?? "";
    await done(withdrawOffer(desk(), freed, offerId));
    expect((await refusalOf(withdrawOffer(desk(), freed, offerId))).code).toBe("offer-over");
    expect(await answer(first.links[0]?.token ?? "")).toBe("gone");
    const second = await done(offerPlace(desk(), freed, offer([one.id])));
    await done(takePlace(desk(), freed, take(two.id)));
    expect(await answer(second.links[0]?.token ?? "")).toBe("gone");
    expect(await live(one.id)).toHaveLength(0);
  });

  test("of somebody who has left since books nothing", async () => {
    const { freed, physician } = await aFreePlace("2026-12-07", "15:30");
    const leaver = await anAccount("Lea Ver", ["scheduler"], [practice.riverside]);
    const plan = await aPlan(practice.riverside, physician);
    const { links } = await done(offerPlace(asks(leaver), freed, offer([plan.id])));
    await db.update(accounts).set({ deactivatedAt: NOW }).where(eq(accounts.id, leaver.id));
    expect(await answer(links[0]?.token ?? "")).toBe("gone");
    expect(await live(plan.id)).toHaveLength(0);
  });

  test("keeps no token, only its hash; an unknown one opens nothing", async () => {
    const { freed, physician } = await aFreePlace("2026-12-16", "16:00");
    const plan = await aPlan(practice.riverside, physician);
    const { links } = await done(offerPlace(desk(), freed, offer([plan.id])));
    const rows = await db.select().from(slotOfferLinks).where(eq(slotOfferLinks.planId, plan.id));
    expect(JSON.stringify(rows)).not.toContain(links[0]?.token);
    expect(await findOffer("guessed", NOW)).toBeNull();
    expect(await answer("guessed")).toBeNull();
  });

  test("is not made so shortly before that nobody could come, nor beyond the place's own time", async () => {
    const { freed, physician } = await aFreePlace("2026-11-24", "11:00");
    const plan = await aPlan(practice.riverside, physician);
    const late = asks(practice.scheduler, new Date("2026-11-24T17:35:00Z"));
    expect((await refusalOf(offerPlace(late, freed, offer([plan.id])))).code).toBe("too-soon-to-offer");
    await done(offerPlace(desk(), freed, offer([plan.id], "1440")));
    const [made] = await db.select().from(slotOffers).where(eq(slotOffers.freedById, freed));
    expect(made?.expiresAt).toEqual(new Date("2026-11-24T17:30:00Z"));
  });
});
