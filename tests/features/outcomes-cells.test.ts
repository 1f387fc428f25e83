import fc from "fast-check";
import { sql, type SQL } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { postgresFault } from "db/constraints";
import { syncReports } from "db/writes/reports";
import type { Actor } from "~/domain/actor";
import { planStatuses, ratings, regions, reportStatuses, stopReasons, timePoints } from "~/domain/vocabulary";
import { readCells } from "~/features/outcomes/cells.server";
import { outcomePoints } from "~/features/outcomes/filter";
import { freshDatabase } from "tests/support/database";
import { addSessions, aClinic, anActor, aPlanRow, inDays, NOW, type Place } from "./plans-practice";

/** Whatever is written, in whatever order: the counts are those that the rows themselves give. */
let database: Awaited<ReturnType<typeof freshDatabase>>;
let places: [Place, Place];
let physicians: [Actor, Actor];

beforeAll(async () => {
  database = await freshDatabase();
  places = [await aClinic("Riverside", "America/Denver"), await aClinic("Harbour", "Pacific/Auckland")];
  physicians = [
    await anActor("Lena Okafor", ["physician"], places),
    await anActor("Tomas Varga", ["physician"], places),
  ];
});
afterAll(async () => {
  await closeDatabase();
  await database.drop();
});

const plans: string[] = [];
const period = { from: "2025-08", to: "2027-06" };
const report = sql`(select id from outcome_reports where plan_id = `;

async function aCourse(at: number): Promise<void> {
  const place = places[at % 2] ?? places[0];
  const startedAt = inDays(-400 + 15 * (at % 12));
  const plan = await aPlanRow(place, physicians[0], {
    startedAt,
    status: "active",
    baselinePain: at % 3 === 0 ? null : (at % 10) + 1,
    symptomMonths: at % 2 === 0 ? null : 6 * at,
  });
  await addSessions(
    plan,
    [0, 21, 35 + (at % 20)].map((days) => ({
      place,
      startsAt: new Date(startedAt.getTime() + (days + 2) * 86_400_000 + at * 3_600_000),
      status: days === 35 + (at % 20) && at % 2 === 0 ? "booked" : "performed",
    })),
  );
  plans.push(plan.id);
}

interface Write {
  kind: keyof typeof writes;
  which: number;
  pick: number;
}

const pickFrom = <T>(list: readonly T[], pick: number) => list[pick % list.length] as T;
const ofPlan = (id: string, pick: number) =>
  sql`${report}${id} order by time_point, id offset ${pick % 6} limit 1)`;

const writes = {
  "new course": async (_: string, pick: number) => {
    await aCourse(pick);
  },
  "reports follow sessions": (id: string) => db.transaction((tx) => syncReports(tx, id, NOW)),
  answered: (id: string, pick: number) =>
    run(sql`update outcome_reports set status = 'answered', channel = 'phone', pain = ${pick % 11},
      rating = case when time_point = 'baseline' then null else ${pickFrom(ratings, pick)} end, answered_at = ${inDays(-pick).toISOString()}
      where id = ${ofPlan(id, pick)}`),
  "not answered": (id: string, pick: number) =>
    run(
      sql`update outcome_reports set status = ${pickFrom(
        reportStatuses.filter((status) => status !== "answered"),
        pick,
      )}, channel = null, pain = null, rating = null, answered_at = null where id = ${ofPlan(id, pick)}`,
    ),
  "report moved": (id: string, pick: number) =>
    run(sql`update outcome_reports set due_on = due_on + ${pick}::int, window_from = window_from + ${pick}::int,
      window_to = window_to + ${pick}::int where plan_id = ${id} and time_point = ${pickFrom(timePoints, pick)}`),
  "report gone": (id: string, pick: number) =>
    run(sql`delete from outcome_reports where id = ${ofPlan(id, pick)} and status in ('due', 'sent')`),
  "plan ended or taken up again": (id: string, pick: number) => {
    const status = pickFrom(planStatuses, pick);
    const ended = status === "completed" || status === "stopped" ? inDays(-(pick % 300)).toISOString() : null;
    return run(sql`update plans set status = ${status}, ended_at = ${ended},
      stop_reason = ${status === "stopped" ? pickFrom(stopReasons, pick) : null} where id = ${id}`);
  },
  "plan edited": (id: string, pick: number) =>
    run(sql`update plans set region = ${pickFrom(regions, pick)}, clinic_id = ${pickFrom(places, pick).id},
      physician_id = ${pickFrom(physicians, pick).id}, guidance = ${pick % 2 ? "ultrasound" : "fluoroscope"},
      baseline_pain = ${pick % 11}, symptom_months = ${pick}, gap_max_days = 28 + ${pick % 40}::int,
      started_at = started_at + interval '1 day' where id = ${id}`),
  "session not performed after all": (id: string, pick: number) =>
    run(sql`update sessions set status = 'in-treatment', performed_at = null where id = (
      select id from sessions where plan_id = ${id} and status = 'performed' order by id offset ${pick % 3} limit 1)`),
  "session performed": (id: string) =>
    run(sql`update sessions set status = 'performed', performed_at = starts_at
      where plan_id = ${id} and status = 'in-treatment'`),
  "clinic in another zone": (_: string, pick: number) =>
    run(sql`update clinics set zone = ${pickFrom(["America/Denver", "Asia/Tokyo", "Pacific/Kiritimati"], pick)}
      where id = ${places[1].id}`),
  "every report of a region moved at once": (_: string, pick: number) =>
    run(sql`update outcome_reports r set due_on = due_on + 1, window_to = window_to + 1 from plans p
      where p.id = r.plan_id and p.region = ${pickFrom(regions, pick)}`),
  folded: () => run(sql`select fold_outcome_counts()`),
};

const run = (statement: SQL) => db.execute(statement);

/** What the database's rules refuse leaves everything as it was, and is one of the things that happen. */
async function write({ kind, which, pick }: Write): Promise<boolean> {
  try {
    await writes[kind](pickFrom(plans, which), pick);
    return true;
  } catch (error) {
    if (!/^(23|P0)/.test(postgresFault(error).code ?? "")) throw error;
    return false;
  }
}

const drift = () => db.execute<{ kind: string; found: string }>(sql`select * from outcome_figures_drift()`);
const none = ["outcome_cells", "course_cells", "outcome_counts"].map((kind) => ({ kind, found: "0" }));

test("after any sequence of writes the counts are those of the rows", async () => {
  for (const at of [1, 2, 3, 4, 5, 6]) await aCourse(at);
  for (const id of plans) await db.transaction((tx) => syncReports(tx, id, NOW));
  const done = new Map<string, number>();
  const someWrite = fc.record({
    kind: fc.constantFrom(...(Object.keys(writes) as (keyof typeof writes)[])),
    which: fc.nat(50),
    pick: fc.nat(120),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(someWrite, { minLength: 4, maxLength: 14 }), async (sequence) => {
      for (const each of sequence) {
        if (await write(each)) done.set(each.kind, (done.get(each.kind) ?? 0) + 1);
      }
      expect(Array.from(await drift())).toEqual(none);
    }),
    { numRuns: 40, endOnFailure: true },
  );
  expect(Object.keys(writes).filter((kind) => !done.has(kind))).toEqual([]);
  const [row] = await db.execute<{ cells: number; courses: number; noted: number }>(sql`
    select (select count(*)::int from outcome_cells) as cells, (select count(*)::int from course_cells) as courses,
      (select sum(plans)::int from (select plans from outcome_counts union all select plans from outcome_deltas) n) as noted`);
  expect(row?.cells).toBeGreaterThan(20);
  expect(row?.noted).toBe(row?.cells);
});

test("at any moment the page's cells are those that the rows themselves give", async () => {
  const asked = {
    filter: { point: "3-months" as const, ...period, region: null, guidance: null, status: null },
  };
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -700, max: 500 }),
      fc.integer({ min: 0, max: 23 }),
      async (days, hour) => {
        const now = inDays(days, hour);
        const read = await readCells(physicians[0], { ...asked, clinicId: "all", now }, outcomePoints);
        const direct = await db.execute<{ key: string; plans: number }>(sql`
          select concat_ws(' ', point, closes_on < (${now.toISOString()}::timestamptz at time zone zone)::date, rating,
            case when rating is null then stop_reason end, kind) as key, count(*)::int as plans
          from outcome_cells_direct d join clinics on clinics.id = d.clinic_id
            cross join lateral (values (region), (d.clinic_id::text), (d.status), (to_char(due_on, 'YYYY-MM')), (was_good::text)) by (kind)
          where due_on >= ${`${period.from}-01`}::date and due_on < ${`${period.to}-01`}::date + interval '1 month'
            and (point = '3-months' or kind in ('true', 'false'))
          group by 1`);
        const found = read.map(
          ({ point, over, rating, stopReason, plans, by }) =>
            [
              [point, over ? "t" : "f", rating, stopReason, String(Object.values(by)[0])]
                .filter(Boolean)
                .join(" "),
              plans,
            ] as const,
        );
        expect(Object.fromEntries(found)).toEqual(
          Object.fromEntries(direct.map(({ key, plans }) => [key, plans] as const)),
        );
      },
    ),
    { numRuns: 60 },
  );
});

test("two who answer reports of one plan at once are both counted", async () => {
  const [id] = plans;
  await db.execute(sql`update outcome_reports set status = 'due', channel = null, pain = null, rating = null,
    answered_at = null where plan_id = ${id} and time_point in ('3-months', '12-months')`);
  const answer = (point: string) =>
    db.execute(sql`update outcome_reports set status = 'answered', channel = 'phone', pain = 1, rating = 'good',
      answered_at = now() where plan_id = ${id} and time_point = ${point}`);
  await Promise.all([answer("3-months"), answer("12-months")]);
  expect(Array.from(await drift())).toEqual(none);
});

test("what is written around the triggers is found, and put right by a rebuild", async () => {
  await db.execute(sql`update outcome_cells set rating = 'poor', pain_before = 10 where plan_id = (
    select plan_id from outcome_cells where rating is distinct from 'poor' limit 1)`);
  await db.execute(sql`update outcome_deltas set plans = plans + 1`);
  expect((await drift()).find(({ kind }) => kind === "outcome_cells")?.found).not.toBe("0");
  await db.execute(sql`select rebuild_outcome_figures()`);
  expect(Array.from(await drift())).toEqual(none);
});
