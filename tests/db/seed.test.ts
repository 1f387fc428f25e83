import type { Sql } from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dueReports, reportChanges } from "~/domain/report";
import { countOutcomes, shareGood, type PlanOutcome } from "~/domain/statistics/share";
import { addDays, dayOf, startOfWeek } from "~/domain/time";
import type { Rating } from "~/domain/vocabulary";
import { loadDemo } from "db/seed/demo";
import { verifyClaims } from "db/seed/verify";
import { attentionKinds, checksums, demoPractice, halfDayFills, reportsByPlan, share } from "./demo-practice";

const zone = "America/Denver";

// A plain Monday morning; and a Sunday on which the clocks have just gone back.
const moments = [new Date("2026-11-23T17:42:00Z"), new Date("2026-11-01T17:42:00Z")];

describe.each(moments)("loaded at %s", (now) => {
  const today = dayOf(now, zone);
  let sql: Sql;
  let ownerUrl: string;
  let leave: () => Promise<void>;

  beforeAll(async () => {
    ({ sql, ownerUrl, leave } = await demoPractice(now));
  });
  afterAll(() => leave());

  test("it is as large as promised", async () => {
    const [size] = await sql<Record<string, number>[]>`
      select (select count(*)::int from clinics) as clinics,
        (select count(distinct zone)::int from clinics) as zones,
        (select count(*)::int from physicians) as physicians,
        (select count(*)::int from (select account_id from account_clinics natural join (select id as account_id from physicians) p
          group by 1 having count(*) > 1) two) as "atTwoClinics",
        (select count(*)::int from protocols) as protocols,
        (select count(*)::int from patients) as patients,
        (select count(*)::int from patients where given_name || family_name ~ '[0-9]') as "namesWithDigits",
        (select count(*)::int from sessions) as sessions,
        (select count(*)::int from plans where status = 'active') as active,
        (select count(*)::int from plans where status = 'draft') as drafts,
        (select count(*)::int from plans where status = 'on-hold') as "onHold",
        (select count(*)::int from plans where status in ('completed', 'stopped')) as ended`;
    expect(size).toMatchObject({
      clinics: 3,
      zones: 2,
      physicians: 8,
      atTwoClinics: 2,
      protocols: 13,
      namesWithDigits: 0,
    });
    expect(size?.patients).within(540, 680);
    expect(size?.sessions).within(3800, 4500);
    expect(size?.active).within(130, 190);
    expect(size?.drafts).within(5, 12);
    expect(size?.onHold).within(4, 18);
    expect(size?.ended).within(700, 1100);
  });

  test("nothing is held twice, and every session holds its claims", async () => {
    expect(await verifyClaims(sql)).toMatchObject({ sessionsThatDiffer: 0 });
    const overlaps = await sql`
      select from claims a join claims b on a.resource_id = b.resource_id and a.id < b.id and a.during && b.during`;
    expect(overlaps).toHaveLength(0);
  });

  test("this and next week's half-days are 60 to 80 % full, today's among them", async () => {
    const fills = await halfDayFills(sql, today, addDays(startOfWeek(today), 13));
    expect(fills.length).toBeGreaterThan(10);
    expect(fills.filter(({ day }) => day === today).length).toBeGreaterThan(3);
    for (const { taken, slots, ...which } of fills) {
      expect(taken / slots, JSON.stringify(which)).within(0.6, 0.8);
    }
  });

  test("today stands as the hour has it", async () => {
    const [row] = await sql<Record<string, number>[]>`
      select count(*) filter (where status = 'performed')::int as performed,
        count(*) filter (where status in ('arrived', 'in-treatment'))::int as here,
        count(*) filter (where status = 'booked')::int as booked,
        count(*) filter (where status = 'no-show')::int as "noShows",
        count(*) filter (where status = 'cancelled-by-patient')::int as cancelled
      from sessions s join clinics c on c.id = s.clinic_id
      where (starts_at at time zone c.zone)::date = ${today}`;
    expect(row).toMatchObject({ noShows: 1, cancelled: 2 });
    expect(row?.performed).toBeGreaterThan(7);
    expect(row?.here).toBeGreaterThan(1);
    expect(row?.booked).toBeGreaterThan(4);
  });

  test("today's patients stand at different places in their courses", async () => {
    const [row] = await sql<{ firsts: number; places: number }[]>`
      select avg((ordinal = 1)::int)::float as firsts, count(distinct ordinal)::int as places
      from sessions where released_at is null and (starts_at at time zone ${zone})::date = ${today}`;
    expect(row?.firsts).within(0.1, 0.5);
    expect(row?.places).toBeGreaterThan(3);
  });

  test("what is over is done, and nothing has happened that is still to come", async () => {
    const wrong = await sql`
      select id, status from sessions
      where (ends_at < ${now} and status in ('booked', 'arrived', 'in-treatment'))
        or greatest(arrived_at, treatment_started_at, performed_at, released_at, confirmed_at, displaced_at, booked_at) > ${now}
        or booked_at > starts_at`;
    expect(wrong).toHaveLength(0);
  });

  test("gaps are mostly 19 to 24 days, and those out of range mostly explained", async () => {
    const gaps = await sql<{ days: number; explained: boolean }[]>`
      select * from (
        select (day - lag(day) over course)::int as days, gap_reason is not null as explained
        from (select *, (starts_at at time zone ${zone})::date as day from sessions where released_at is null) s
        window course as (partition by plan_id order by day)) gaps
      where days is not null`;
    const outside = gaps.filter(({ days }) => days < 14 || days > 28);
    expect(share(gaps, ({ days }) => days >= 19 && days <= 24)).within(0.55, 0.9);
    expect(outside.length / gaps.length).within(0.02, 0.1);
    expect(share(outside, ({ explained }) => explained)).within(0.9, 0.99);
  });

  test("some courses of each kind need a hand, and most do not", async () => {
    const kinds = await attentionKinds(sql, today);
    for (const kind of [
      "past-maximum",
      "displaced",
      "no-show",
      "nothing-booked",
      "late",
      "early",
      "review-due",
    ]) {
      expect(kinds.filter((one) => one === kind).length, kind).within(1, 14);
    }
    expect(kinds.filter((one) => one === "report-unanswered").length).within(3, 60);
    expect(kinds).not.toContain("not-closed");
  });

  test("reports are due just when the rules say", async () => {
    const plans = await reportsByPlan(sql);
    expect(plans.length).toBeGreaterThan(800);
    for (const { startedOn, performed, reports } of plans) {
      expect(reportChanges(reports, dueReports(startedOn, performed), today)).toEqual({
        add: [],
        move: [],
        drop: [],
      });
    }
  });

  test("about four of five report well at three months, of the three quarters who answer", async () => {
    const outcomes = await sql<PlanOutcome[]>`
      select r.rating, p.stop_reason as "stopReason" from outcome_reports r join plans p on p.id = r.plan_id
      where r.time_point = '3-months' and r.due_on <= ${today}`;
    const { share: good, response } = shareGood(countOutcomes(outcomes));
    expect(good).within(0.76, 0.86);
    expect(response).within(0.72, 0.83);
  });

  test("whoever feels worse answers less", async () => {
    const asked = await sql<{ felt: Rating; answered: boolean }[]>`
      select distinct on (later.id) contact.rating as felt, later.status = 'answered' as answered
      from outcome_reports later
      join plans p on p.id = later.plan_id and p.status = 'completed'
      join outcome_reports contact on contact.plan_id = later.plan_id and contact.time_point = '72-hours' and contact.rating is not null
      where later.time_point = '3-months' and later.window_to < ${today}
      order by later.id, contact.due_on desc`;
    const isWell = ({ felt }: { felt: Rating }) => felt === "excellent" || felt === "good";
    const well = asked.filter(isWell);
    const badly = asked.filter((one) => !isWell(one));
    expect(badly.length).toBeGreaterThan(50);
    expect(
      share(well, ({ answered }) => answered) - share(badly, ({ answered }) => answered),
    ).toBeGreaterThan(0.08);
  });

  test("only active courses have sessions ahead", async () => {
    const wrong = await sql`
      select from sessions s join plans p on p.id = s.plan_id
      where p.status <> 'active' and s.status in ('booked', 'arrived', 'in-treatment')`;
    expect(wrong).toHaveLength(0);
  });

  test("nobody who has died or left is expected", async () => {
    const [row] = await sql<{ gone: number; expected: number }[]>`
      select (select count(*)::int from patients where deceased_on is not null) as gone,
        (select count(*)::int from patients p where deactivated_at is not null and (
          exists (select from sessions s where s.patient_id = p.id and s.starts_at > ${now} and s.released_at is null)
          or exists (select from plans where patient_id = p.id and status in ('draft', 'active', 'on-hold'))
          or exists (select from outcome_reports r join plans on plans.id = r.plan_id where plans.patient_id = p.id and r.status = 'sent')
        )) as expected`;
    expect(row?.gone).toBeGreaterThan(0);
    expect(row?.expected).toBe(0);
  });

  if (now === moments[0])
    test("the same moment gives the same practice again, row for row, and only once", async () => {
      const sums = await checksums(sql);
      expect(Object.values(sums).filter((sum) => sum !== null).length).toBeGreaterThan(18);
      await expect(loadDemo(ownerUrl, now)).rejects.toThrow("empty database");
      expect(await checksums(sql)).toEqual(sums);
      const again = await demoPractice(now);
      expect(await checksums(again.sql)).toEqual(sums);
      await again.leave();
    }, 60_000);
});
