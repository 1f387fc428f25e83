import { randomUUID } from "node:crypto";
import { sql as statement } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { refusalOfConstraint } from "db/constraints";
import { outcomeReports, protocols, timeOff } from "db/schema";
import { allPlanMoves, statusAfter as planStatusAfter } from "~/domain/plan";
import { allSessionMoves, statusAfter as sessionStatusAfter } from "~/domain/session";
import * as vocabulary from "~/domain/vocabulary";
import { freshDatabase } from "tests/support/database";
import {
  aDevice,
  aPatient,
  aPlan,
  aPractice,
  aRoom,
  aSession,
  asks,
  NOW,
  type Practice,
} from "tests/support/practice";
import { aLot, sign, whole } from "tests/features/records-practice";
import { done } from "tests/features/sessions-practice";
import { guardsOfCourses, overbooked } from "./guards-of-courses";
import { guardsOfRecords, onlyTargetsOfRecords, wholeRecord } from "./guards-of-records";
import { guards as otherGuards, onlyTargets } from "./guards";

/** SQL around the app cannot break its rules: tried as the app's role and as the owner. */
let database: Awaited<ReturnType<typeof freshDatabase>>;
let practice: Practice;
let asApp: postgres.Sql;
let asOwner: postgres.Sql;
const ids: Record<string, string> = {};

beforeAll(async () => {
  database = await freshDatabase();
  practice = await aPractice();
  const connect = (url: string) => postgres(url, { max: 3, onnotice: () => {} });
  [asApp, asOwner] = [connect(database.appUrl), connect(database.ownerUrl)];
  await aWorldToBreak();
});
afterAll(async () => {
  await Promise.all([asApp.end(), asOwner.end(), closeDatabase()]);
  await database.drop();
});

async function aWorldToBreak() {
  const {
    riverside: clinic,
    harbour,
    harbourRoom,
    harbourCart,
    xrayRoom,
    cArm,
    scheduler,
    physician,
  } = practice;
  const [room = "", otherRoom = ""] = practice.rooms;
  const [cart = ""] = practice.carts;
  const plan = await aPlan(clinic, physician);
  const xrayPlan = await aPlan(clinic, practice.colleague, { guidance: "fluoroscope" });
  const stands = { clinicId: clinic, roomId: room, deviceId: cart, physicianId: physician.id };
  const at = (day: string) => new Date(`${day}T16:00:00Z`);
  const booked = await aSession({ ...stands, plan, startsAt: at("2030-01-01") });
  await aSession({ ...stands, plan, startsAt: at("2030-01-22"), ordinal: 2 });
  const cancelled = await aSession({
    ...stands,
    plan,
    startsAt: at("2030-02-12"),
    status: "cancelled-by-patient",
    ordinal: 3,
  });
  const xray = { roomId: xrayRoom, deviceId: cArm, physicianId: practice.colleague.id };
  await aSession({ ...stands, ...xray, plan: xrayPlan, startsAt: at("2030-01-01") });
  const leave = randomUUID();
  await db.insert(timeOff).values({
    id: leave,
    kind: "leave",
    resourceId: practice.colleague.id,
    startsAt: at("2030-03-01"),
    endsAt: at("2030-03-02"),
  });
  const [report, answered] = [randomUUID(), randomUUID()];
  const due = { planId: plan.id, dueOn: "2030-01-01", windowFrom: "2030-01-01", windowTo: "2030-01-01" };
  await db.insert(outcomeReports).values([
    { id: report, ...due, timePoint: "3-months" },
    {
      ...due,
      id: answered,
      timePoint: "6-months",
      status: "answered",
      answeredAt: NOW,
      channel: "phone",
      pain: 2,
      rating: "good",
    },
  ]);
  await db.insert(protocols).values({
    region: "knee",
    sessionsMin: 2,
    sessionsMax: 4,
    gapMinDays: 14,
    gapTargetDays: 21,
    gapMaxDays: 28,
    prepareMinutes: 5,
    treatMinutes: 15,
    recoverMinutes: 10,
    guidance: "ultrasound",
    solution: "50 % dextrose",
  });
  const looseArm = await aDevice(clinic, "fluoroscope");
  const fixedCart = await aDevice(clinic, "ultrasound", xrayRoom);
  const otherPatient = await aPatient(clinic);
  Object.assign(ids, {
    clinic,
    harbour,
    room,
    otherRoom,
    xrayRoom,
    harbourRoom,
    harbourCart,
    cart,
    cArm,
    looseArm,
  });
  Object.assign(ids, {
    fixedCart,
    plan: plan.id,
    patient: plan.patientId,
  });
  Object.assign(ids, { otherPatient, booked, cancelled, leave, report, answered });
  await someRecords(plan);
  Object.assign(ids, { scheduler: scheduler.id, physician: physician.id, colleague: practice.colleague.id });
}

/** One session with a signed record and one without, and lots good and bad. */
async function someRecords(plan: { id: string; patientId: string }) {
  const { riverside: clinic, harbour, physician } = practice;
  const [room = ""] = practice.rooms;
  const [cart = ""] = practice.carts;
  const stands = { plan, clinicId: clinic, roomId: room, deviceId: cart, physicianId: physician.id };
  const at = (day: string) => new Date(`${day}T16:00:00Z`);
  const under = { ...stands, status: "in-treatment" as const };
  const treated = await aSession({ ...under, startsAt: at("2030-04-01"), ordinal: 4 });
  const cut = await aSession({ ...under, startsAt: at("2030-04-22"), ordinal: 5 });
  const lot = await aLot(clinic, { expiresOn: "2031-01-01" });
  const expiredLot = await aLot(clinic, { expiresOn: "2030-04-21" });
  const retired = { expiresOn: "2031-01-01", retiredAt: NOW, retireReason: "Recall" };
  const retiredLot = await aLot(clinic, retired);
  const harbourLot = await aLot(harbour, { expiresOn: "2031-01-01" });
  await done(sign(asks(physician), treated, whole(lot.id)));
  Object.assign(ids, { treated, cut, lot: lot.id, expiredLot: expiredLot.id });
  Object.assign(ids, { retiredLot: retiredLot.id, harbourLot: harbourLot.id });
}

/** One constraint may be tried in several lists. */
const allGuards = [otherGuards, guardsOfCourses, guardsOfRecords];
const guards = Object.fromEntries(
  [...new Set(allGuards.flatMap(Object.keys))].map((name) => [
    name,
    allGuards.flatMap((list) => list[name] ?? []),
  ]),
);

const filled = (text: string) =>
  text.replace(/(?<![:'\w]):([a-zA-Z]+)\b/g, (_, name: string) => {
    const id = ids[name];
    if (!id) throw new Error(`the practice has no ${name}`);
    return `'${id}'`;
  });

class Undone extends Error {}

/** What refuses a statement at its commit; "nothing" where it would stand. Either way it is taken back. */
async function refuses(sql: postgres.Sql, text: string): Promise<string> {
  try {
    await sql.begin(async (tx) => {
      await tx.unsafe(filled(text));
      await tx.unsafe("set constraints all immediate");
      throw new Undone();
    });
    return "nothing";
  } catch (error) {
    if (error instanceof Undone) return "nothing";
    if (error instanceof postgres.PostgresError) return error.constraint_name ?? error.code;
    throw error;
  }
}

describe.each(Object.entries(guards))("%s", (constraint, attempts) => {
  test.each(attempts)("%s", async (attempt) => {
    const byApp = await refuses(asApp, attempt);
    // Some rows the app may not even try to delete.
    expect([constraint, attempt.startsWith("delete") ? "42501" : constraint]).toContain(byApp);
    expect(await refuses(asOwner, attempt)).toBe(constraint);
  });
});

test("an overbooked session stands, its reason and its pieces being whole", async () => {
  expect(await refuses(asApp, overbooked)).toBe("nothing");
});

test("a whole record stands", async () => {
  expect(await refuses(asApp, wholeRecord)).toBe("nothing");
});

describe("the list above", () => {
  test("has every constraint and every trigger that refuses", async () => {
    const constraints = await asOwner<{ name: string }[]>`
      select conname as name from pg_constraint
      where connamespace = 'public'::regnamespace
        and (contype in ('c', 'u', 'x') or (contype = 'f' and cardinality(conkey) > 1))`;
    const raised = await asOwner<{ name: string }[]>`
      select distinct m[1] as name from pg_proc p, regexp_matches(p.prosrc, $$CONSTRAINT = '(\\w+)'$$, 'g') m
      where p.pronamespace = 'public'::regnamespace`;
    // Of the indexes those that are told in words: a unique one over some of a table's rows is no constraint to PostgreSQL.
    const told = Object.keys(refusalOfConstraint);
    const indexes = await asOwner<{ name: string }[]>`
      select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indisunique and i.indpred is not null and c.relname = any (${told})`;
    const known = [...constraints, ...raised, ...indexes].map(({ name }) => name);
    const tried = Object.entries(guards).filter(([, attempts]) => attempts.length > 0);
    expect([...tried.map(([name]) => name), ...onlyTargets, ...onlyTargetsOfRecords].sort()).toEqual(
      [...new Set(known)].sort(),
    );
  });

  test("has every constraint that the app tells in words", () => {
    expect(Object.keys(refusalOfConstraint).filter((name) => !(name in guards))).toEqual([]);
  });
});

describe("states", () => {
  const differ = (from: string, to: string) => from !== to;

  test.each(vocabulary.planStatuses)(
    "a plan that is %s goes where the domain lets it, and nowhere else",
    async (from) => {
      const reached = vocabulary.planStatuses.filter(
        (to) => differ(from, to) && allPlanMoves.some((move) => planStatusAfter(from, move) === to),
      );
      const allowed: string[] = [];
      for (const to of vocabulary.planStatuses.filter((status) => differ(from, status))) {
        const by = await refuses(
          asOwner,
          `with one as (insert into plans (patient_id, physician_id, clinic_id, region, side, guidance, planned_sessions,
            gap_min_days, gap_target_days, gap_max_days, status, started_at, ended_at, stop_reason)
          values (:patient, :physician, :clinic, 'knee', 'left', 'ultrasound', 4, 14, 21, 28, '${from}', now(),
            ${["completed", "stopped"].includes(from) ? "now()" : "null"}, ${from === "stopped" ? "'other'" : "null"})
          returning id)
        select set_config('test.id', id::text, true) from one;
        update plans set status = '${to}' where id = current_setting('test.id')::uuid`,
        );
        if (by !== "plans_moves") allowed.push(to);
      }
      expect(allowed).toEqual(reached);
    },
  );

  test.each(vocabulary.sessionStatuses)(
    "a session that is %s goes where the domain lets it, and nowhere else",
    async (from) => {
      const reached = vocabulary.sessionStatuses.filter(
        (to) => differ(from, to) && allSessionMoves.some((move) => sessionStatusAfter(from, move) === to),
      );
      const came = ["arrived", "in-treatment", "performed"].includes(from);
      const released = ["cancelled-by-patient", "cancelled-by-clinic", "no-show"].includes(from);
      const allowed: string[] = [];
      for (const to of vocabulary.sessionStatuses.filter((status) => differ(from, status))) {
        const by = await refuses(
          asOwner,
          `with one as (insert into sessions (plan_id, patient_id, ordinal, clinic_id, room_id, physician_id, device_id,
              starts_at, treat_from, treat_to, ends_at, status, arrived_at, treatment_started_at, performed_at, released_at,
              release_reason)
            values (:plan, :patient, 9, :clinic, :room, :physician, :cart, '2030-05-01 16:00Z', '2030-05-01 16:05Z',
              '2030-05-01 16:20Z', '2030-05-01 16:30Z', '${from}', ${came ? "now()" : "null"},
              ${came && from !== "arrived" ? "now()" : "null"}, ${from === "performed" ? "now()" : "null"},
              ${released ? "now(), 'Ill'" : "null, null"})
            returning id)
          select set_config('test.id', id::text, true) from one;
          update sessions set status = '${to}' where id = current_setting('test.id')::uuid`,
        );
        if (by !== "sessions_moves") allowed.push(to);
      }
      expect(allowed).toEqual(reached);
    },
  );
});

describe("words", () => {
  test.each([
    ["accounts_roles", vocabulary.roles],
    ["devices_kind", vocabulary.guidances],
    ["outcome_reports_activities", vocabulary.activities],
    ["outcome_reports_channel", vocabulary.channels],
    ["outcome_reports_rating", vocabulary.ratings],
    ["outcome_reports_red_flags", vocabulary.redFlags],
    ["outcome_reports_self_care", vocabulary.selfCares],
    ["outcome_reports_status", vocabulary.reportStatuses],
    ["outcome_reports_time_point", vocabulary.timePoints],
    ["patients_contact", vocabulary.contacts],
    ["plans_guidance", vocabulary.guidances],
    ["plans_region", vocabulary.regions],
    ["plans_side", vocabulary.sides],
    ["plans_status", vocabulary.planStatuses],
    ["plans_stop_reasons", vocabulary.stopReasons],
    ["protocols_guidance", vocabulary.guidances],
    ["protocols_region", vocabulary.regions],
    ["report_links_purpose", vocabulary.linkPurposes],
    ["resources_kind", vocabulary.resourceKinds],
    ["rooms_kind", vocabulary.roomKinds],
    ["record_injections_anesthetic", vocabulary.anesthetics],
    ["record_injections_guidance", vocabulary.guidances],
    ["record_injections_kind", vocabulary.structureKinds],
    ["record_injections_placement", vocabulary.placements],
    ["record_injections_side", vocabulary.sides],
    ["record_versions_complication", vocabulary.complications],
    ["record_versions_findings", vocabulary.screeningFindings],
    ["record_versions_region", vocabulary.regions],
    ["record_versions_side", vocabulary.sides],
    ["sessions_status", vocabulary.sessionStatuses],
    ["time_off_kind", vocabulary.timeOffKinds],
  ] as const)("of %s are the domain's", async (constraint, words) => {
    const [row] = await asOwner<{ definition: string }[]>`
      select pg_get_constraintdef(oid) as definition from pg_constraint where conname = ${constraint}`;
    const known = [...(row?.definition ?? "").matchAll(/'([^']+)'::text/g)].map(([, word]) => word);
    expect(known).toEqual([...words]);
  });
});

describe("the audit trail", () => {
  const tables = ["audit_events", "audit_seals", "audit_eras"];
  const changes = (table: string) => [
    `update ${table} set ${table === "audit_events" ? "action = 'x'" : "number = 7"}`,
    `delete from ${table}`,
    `truncate ${table}`,
  ];
  test.each(tables.flatMap(changes))("%s is nobody's to do", async (attempt) => {
    expect(await refuses(asApp, attempt)).toBe("42501");
    expect(await refuses(asOwner, attempt)).toBe("42501");
  });

  test.each([
    ...tables.flatMap((table) => [
      `alter table ${table} disable trigger all`,
      `alter table ${table} disable trigger ${table}_append_only`,
      `drop trigger ${table}_append_only on ${table}`,
      `alter table ${table} add column more text`,
      `drop table ${table}`,
      `create rule nothing as on insert to ${table} do instead nothing`,
      `alter table ${table} owner to tendon_app`,
      `grant all on ${table} to tendon_app`,
    ]),
    "set session_replication_role = replica",
    "alter function audit_is_append_only() rename to nothing",
    "set role tendon_owner",
    "alter role tendon_app superuser",
    // Where an event stands in the order, and when it was, is the database's to say.
    "insert into audit_events (action, noun, at) values ('x', 'y', '2020-01-01')",
    "insert into audit_events (action, noun, written_in) values ('x', 'y', '1')",
    "insert into audit_events (action, noun, era) values ('x', 'y', 7)",
    "insert into audit_events (id, action, noun) overriding system value values (1, 'x', 'y')",
    "insert into audit_eras (number, cluster) values (7, 'x')",
  ])("%s is not the app's to do", async (attempt) => {
    // PostgreSQL has no rights to grant where only the owner may: it warns, and grants nothing.
    const by = await refuses(asApp, attempt);
    if (attempt.startsWith("grant")) {
      const [may] = await asApp<
        { updates: boolean }[]
      >`select has_table_privilege('audit_events', 'update') as updates`;
      expect([by, may?.updates]).toEqual([expect.toBeOneOf(["nothing", "42501"]), false]);
    } else expect(by).toBe("42501");
  });
});

describe("the app's role", () => {
  test("owns nothing, rules nothing and makes nothing", async () => {
    const [role] = await asApp<Record<string, boolean>[]>`
      select rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolreplication,
        exists (select from pg_class where relowner = r.oid) as owns,
        has_schema_privilege('public', 'create') as makes,
        pg_has_role('tendon_owner', 'member') as may_become_owner
      from pg_roles r where rolname = current_user`;
    expect(Object.entries(role ?? {}).filter(([, is]) => is)).toEqual([]);
    expect(Object.keys(role ?? {})).toHaveLength(8);
  });

  test("deletes only what is nobody's history, and truncates nothing", async () => {
    const tables = await asApp<{ name: string; deletes: boolean; truncates: boolean }[]>`
      select c.relname as name, has_table_privilege(c.oid, 'delete') as deletes,
        has_table_privilege(c.oid, 'truncate, references, trigger') as truncates
      from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`;
    expect(tables.filter(({ truncates }) => truncates)).toEqual([]);
    expect(
      tables
        .filter(({ deletes }) => deletes)
        .map(({ name }) => name)
        .sort(),
    ).toEqual([
      "account_clinics",
      "calendar_feeds",
      "claims",
      "clinic_hours",
      "course_cells",
      "idempotency_keys",
      "imports",
      "one_time_links",
      "outcome_cells",
      "outcome_counts",
      "outcome_deltas",
      "outcome_reports",
      "overbookings",
      "passkeys",
      "recovery_codes",
      "saved_views",
      "sign_in_steps",
      "sign_ins",
      "throttles",
      "totp_factors",
      "working_hours",
    ]);
  });
});

test("a room that opens during a closure is closed like the others, and free after it", async () => {
  const closure = randomUUID();
  await db.insert(timeOff).values({
    id: closure,
    kind: "closure",
    clinicId: practice.harbour,
    startsAt: new Date("2031-05-01T00:00:00Z"),
    endsAt: new Date("2031-05-08T00:00:00Z"),
  });
  const roomId = await aRoom(practice.harbour);
  const held = await db.execute(statement`
    select during::text, time_off_id from claims where resource_id = ${roomId}`);
  expect(held).toEqual([
    { during: '["2031-05-01 00:00:00+00","2031-05-08 00:00:00+00")', time_off_id: closure },
  ]);
});

test("of two administrators who remove each other at once, one stays", async () => {
  const boss = await db.execute<{ id: string }>(statement`
    insert into accounts (email, name, roles) values ('second@practice.example', 'Second', array['administrator']) returning id`);
  const pair = [practice.administrator.id, boss[0]?.id ?? ""];
  const remove = async (id: string) => {
    await asApp.begin(async (tx) => {
      await tx`update accounts set deactivated_at = now() where id = ${id}`;
      await bothAreIn();
    });
  };
  let waiting = 2;
  let open = () => {};
  const all = new Promise<void>((resolve) => (open = resolve));
  // Neither commits before both have written.
  const bothAreIn = () => {
    waiting -= 1;
    if (waiting === 0) open();
    return all;
  };
  const results = await Promise.allSettled(pair.map(remove));
  const failed = results.flatMap((result) =>
    result.status === "rejected" ? [result.reason as unknown] : [],
  );
  expect(failed).toEqual([expect.objectContaining({ constraint_name: "accounts_last_administrator" })]);
  const [left] = await asOwner<{ n: number }[]>`
    select count(*)::int as n from accounts where 'administrator' = any (roles) and deactivated_at is null`;
  expect(left?.n).toBe(1);
});
