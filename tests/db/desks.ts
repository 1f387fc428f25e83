import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { db } from "db/client";
import { aPlan, type Practice } from "tests/support/practice";
import type { Form, Served } from "tests/support/served";

/** What desks that book without a pause ask for, and what became of it. */
export interface Wish {
  planId: string;
  /** How many sessions it is for: all of them are there, or none. */
  sessions: number;
  path: string;
  form: Form;
}

const dayAfter = (days: number) => new Date(Date.UTC(2027, 0, 4 + days)).toISOString().slice(0, 10);
const hourOf = (hour: number) => `${String(hour).padStart(2, "0")}:00`;
const columnsOf = (practice: Practice) =>
  [practice.physician, practice.colleague].map(({ id }, index) => ({
    clinicId: practice.riverside,
    physicianId: id,
    roomId: practice.rooms[index] ?? "",
    deviceId: practice.carts[index] ?? "",
  }));

/** Three patients after each place, and courses of three among them that meet some of the same. */
export async function wishes(practice: Practice, places: number, courses: number): Promise<Wish[]> {
  const columns = columnsOf(practice);
  const single = Array.from({ length: places * 3 }, async (_, index): Promise<Wish> => {
    const at = Math.floor(index / 3);
    const plan = await aPlan(practice.riverside, practice.physician);
    const startMinute = hourOf(8 + (Math.floor(at / 2) % 10));
    const form = { ...columns[at % 2], planId: plan.id, day: dayAfter(Math.floor(at / 20)), startMinute };
    return {
      planId: plan.id,
      sessions: 1,
      path: "/sessions/new",
      form: { ...form, gapReason: "Agreed", key: randomUUID() },
    };
  });
  const whole = Array.from({ length: courses }, async (_, index): Promise<Wish> => {
    const plan = await aPlan(practice.riverside, practice.physician);
    const [where] = columns;
    const session = [0, 21, 42].map((days) =>
      [
        ...[where?.clinicId, dayAfter(days + Math.floor(index / 16)), hourOf(8 + (index % 8)), "once"],
        ...[where?.physicianId, where?.roomId, where?.deviceId],
      ].join(" "),
    );
    const form = { intent: "book", session, gapReason: "Agreed", key: randomUUID() };
    return { planId: plan.id, sessions: 3, path: `/plans/${plan.id}/course`, form };
  });
  const all = await Promise.all([...single, ...whole]);
  const orderOf = ({ form: { key } }: Wish) => (typeof key === "string" ? key : "");
  return all.sort((a, b) => orderOf(a).localeCompare(orderOf(b)));
}

/** Sends a form until it is answered for good: 302 acknowledges it, 409 and 400 refuse it. */
export async function untilAnswered(
  ask: Served["ask"],
  token: string,
  { path, form }: Wish,
  tell: (status: number, sentAt: number) => void,
): Promise<number> {
  for (;;) {
    const sentAt = performance.now();
    const status = await ask(path, { as: token, form, signal: AbortSignal.timeout(10_000) })
      .then((answer) => answer.status)
      .catch(() => 0);
    tell(status, sentAt);
    if (status !== 0 && status !== 503) return status;
    await pause(100);
  }
}

/** What is lost of what was acknowledged, is there in part, or has not its claims; and claims that overlap. */
export async function whatBecameOf(all: Wish[], acknowledged: Wish[]) {
  const rows = await db.execute<{ plan_id: string; n: number; claims: number }>(sql`
    select plan_id, count(distinct s.id)::int as n, count(c.id)::int as claims
    from sessions s left join claims c on c.session_id = s.id where status = 'booked' group by 1`);
  const booked = new Map(rows.map((row) => [row.plan_id, row]));
  const [overlapping] = await db.execute<{ n: number }>(sql`
    select count(*)::int as n from claims a join claims b
      on a.resource_id = b.resource_id and a.id < b.id and a.during && b.during`);
  return {
    lost: acknowledged.filter(({ planId, sessions }) => booked.get(planId)?.n !== sessions).length,
    half: all.filter(({ planId, sessions }) => ![undefined, sessions].includes(booked.get(planId)?.n)).length,
    unclaimed: rows.filter(({ n, claims }) => claims !== 4 * n).length,
    overlaps: overlapping?.n ?? NaN,
  };
}
