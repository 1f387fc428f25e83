import type { Sql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { addDenseWeek } from "db/seed/dense";
import { scalePractice } from "db/seed/scale";
import { verifyClaims } from "db/seed/verify";
import { demoPractice } from "./demo-practice";

const now = new Date("2026-11-24T17:42:00Z");
let sql: Sql;
let leave: () => Promise<void>;
beforeAll(async () => {
  ({ sql, leave } = await demoPractice(now));
});
afterAll(() => leave());

/** Everything that guards the rows, by its definition. */
const guards = () => sql`
  select conrelid::regclass::text as table, conname as name, pg_get_constraintdef(oid) as definition, convalidated as checked
  from pg_constraint where connamespace = 'public'::regnamespace
  union all select indrelid::regclass::text, indexrelid::regclass::text, pg_get_indexdef(indexrelid), indisvalid
  from pg_index join pg_class on pg_class.oid = indrelid where relnamespace = 'public'::regnamespace
  union all select tgrelid::regclass::text, tgname, pg_get_triggerdef(oid), tgenabled = 'O' from pg_trigger where not tgisinternal
  order by 1, 2, 3`;

async function sizes() {
  const [row] = await sql<Record<string, number>[]>`
    select (select count(*)::int from clinics) as clinics, (select count(*)::int from rooms) as rooms,
      (select count(*)::int from accounts) as accounts, (select count(*)::int from patients) as patients,
      (select count(*)::int from plans) as plans, (select count(*)::int from sessions) as sessions,
      (select count(*)::int from claims) as claims, (select count(*)::int from outcome_reports) as reports`;
  return row ?? {};
}

test("three practices are three times the one, with every guard back in its place", async () => {
  const [guardsBefore, before] = [await guards(), await sizes()];
  const check = await scalePractice(sql, 3);
  expect(await guards()).toEqual(guardsBefore);
  expect(guardsBefore.every(({ checked }) => checked as boolean)).toBe(true);
  expect(await sizes()).toEqual(
    Object.fromEntries(Object.entries(before).map(([name, count]) => [name, count * 3])),
  );
  expect(check).toMatchObject({ sessions: (before["sessions"] ?? 0) * 3, sessionsThatDiffer: 0 });
});

test("a copy keeps to itself", async () => {
  const crossings = await sql`
    select from sessions s join clinics c on c.id = s.clinic_id join patients p on p.id = s.patient_id
      join clinics home on home.id = p.home_clinic_id
    where coalesce(substring(c.name from '[0-9]+$'), '') <> coalesce(substring(home.name from '[0-9]+$'), '')`;
  expect(crossings).toHaveLength(0);
});

test("after it, a double booking is refused as before", async () => {
  const double = sql`
    insert into claims (resource_id, during, time_off_id)
    select resource_id, during, (select id from time_off limit 1) from claims where session_id is not null limit 1`;
  await expect(double).rejects.toMatchObject({ constraint_name: "claim_no_overlap" });
});

test("a scaled practice is not scaled again", async () => {
  await expect(scalePractice(sql, 2)).rejects.toThrow("scaled already");
});

test("the dense clinic's week holds 500 sessions, added once", async () => {
  const week = await addDenseWeek(sql, "2026-11-30");
  expect(week).toMatchObject({ monday: "2026-11-30", sessions: 500 });
  const before = await sizes();
  expect(await addDenseWeek(sql, "2026-12-07")).toEqual(week);
  expect(await sizes()).toEqual(before);
  const [row] = await sql<{ inTheWeek: number }[]>`
    select count(*)::int as "inTheWeek" from sessions where clinic_id = ${week.clinicId}
      and starts_at >= '2026-11-30 00:00 America/Denver' and starts_at < '2026-12-07 00:00 America/Denver'`;
  expect(row?.inTheWeek).toBe(500);
  expect(await verifyClaims(sql)).toMatchObject({ sessionsThatDiffer: 0 });
});

test("a session that has lost a claim is found", async () => {
  const undone = sql.begin(async (tx) => {
    await tx`alter table claims disable trigger user`;
    await tx`delete from claims where id = (select min(id) from claims where session_id is not null)`;
    expect(await verifyClaims(tx)).toMatchObject({ sessionsThatDiffer: 1 });
    throw new Error("undo");
  });
  await expect(undone).rejects.toThrow("undo");
});
