import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addDays } from "~/domain/time";
import { minutesToClock } from "~/domain/words-of-time";
import { hasPgbench, pgbench } from "./floor";
import { Connection, load, type Ask, type Reply } from "./http";
import { measure, percentile, type Tell } from "./measure";
import type { BenchPractice } from "./practice";

interface Slot {
  planId: string;
  clinicId: string;
  day: string;
  startMinute: string;
  physicianId: string;
  roomId: string;
  deviceId: string;
}

/** Bookings through the whole stack against the same guarded inserts by SQL; races; refusals. */
export async function benchBooking(
  practice: BenchPractice,
  { seconds, tell }: { seconds: number; tell: Tell },
) {
  const slots = await freeSlots(practice);
  const raw = await rawBookings(practice, seconds);
  let next = 0;
  const book = () => asked(practice, slots[next++]);
  await load(practice.address, book, { seconds: 2 });
  const booked = await load(practice.address, book, { seconds });
  const wrong = [...booked.statuses].filter(([status]) => status !== 302 && status !== 202);
  if (wrong.length > 0) throw new Error(`bookings answered ${JSON.stringify(wrong)}`);
  tell(measure("booking", booked.perSecond, "bookings/s", raw));
  // A closed loop of many measures its own queue: four desks that never rest are a busy practice.
  const desks = await load(practice.address, book, { seconds, connections: 4 });
  tell(measure("booking.p99", percentile(desks.ms, 0.99), "ms"));

  const taken = slots[0];
  const refused = await load(practice.address, () => asked(practice, taken), { seconds });
  tell(measure("refusals", refused.perSecond, "refusals/s", booked.perSecond));
  await benchRaces(practice, slots.slice(-40), tell);
}

/** A hundred desks after one physician, room, device or patient at once. */
async function benchRaces(practice: BenchPractice, slots: readonly Slot[], tell: Tell) {
  const worst = { winners: 0, fivehundreds: 0, ms: 0 };
  const plans = await practice.sql<{ id: string }[]>`
    select id from plans where clinic_id = ${practice.dense.clinicId} and status = 'active' order by id limit 100`;
  const races: [string, (slot: Slot, index: number) => Slot][] = [
    [
      "physician",
      (slot, index) => ({ ...slot, planId: plans[index]?.id ?? slot.planId, roomId: "any", deviceId: "any" }),
    ],
    [
      "room",
      (slot, index) => ({
        ...slot,
        planId: plans[index]?.id ?? slot.planId,
        physicianId: "any",
        deviceId: "any",
      }),
    ],
    [
      "device",
      (slot, index) => ({
        ...slot,
        planId: plans[index]?.id ?? slot.planId,
        physicianId: "any",
        roomId: "any",
      }),
    ],
    ["patient", (slot) => ({ ...slot, physicianId: "any", roomId: "any", deviceId: "any" })],
  ];
  for (const [race, [, contender]] of races.entries()) {
    const slot = slots[race * 3];
    if (!slot) continue;
    const connections = Array.from({ length: 100 }, () => new Connection(practice.address));
    await Promise.all(connections.map((connection) => connection.ask({ path: "/healthz" })));
    const from = performance.now();
    const replies: Reply[] = await Promise.all(
      connections.map((connection, index) => connection.ask(asked(practice, contender(slot, index)))),
    );
    worst.ms = Math.max(worst.ms, performance.now() - from);
    const winners = replies.filter(({ status }) => status === 302 || status === 202).length;
    worst.winners = Math.max(worst.winners, winners);
    worst.fivehundreds += replies.filter(({ status }) => status >= 500).length;
    for (const connection of connections) connection.close();
  }
  tell(measure("race.winners", worst.winners, "winners"));
  tell(measure("race.5xx", worst.fivehundreds, "replies"));
  tell(measure("race.ms", worst.ms, "ms"));
}

function asked(practice: BenchPractice, slot: Slot | undefined): Ask {
  if (!slot) throw new Error("the bench ran out of free slots: shorten --seconds");
  const body = new URLSearchParams({ ...slot, gapReason: "bench", key: randomUUID() }).toString();
  return {
    method: "POST",
    path: `/sessions/new.data?plan=${slot.planId}`,
    cookie: practice.cookies.scheduler,
    body,
  };
}

const weeksAhead = 200;
const firstWeek = 6;

/** Slots after the dense week in which nothing stands: ten physicians, eight starts a morning, each plan thinly used. */
async function freeSlots({ sql, dense }: BenchPractice): Promise<Slot[]> {
  const places = await sql<Omit<Slot, "day" | "startMinute" | "planId" | "clinicId">[]>`
    select distinct on (physician_id) physician_id as "physicianId", room_id as "roomId", device_id as "deviceId"
    from sessions where clinic_id = ${dense.clinicId} order by physician_id, starts_at`;
  const plans = await sql<{ id: string }[]>`
    select id from plans where clinic_id = ${dense.clinicId} and status = 'active' order by id`;
  const slots: Slot[] = [];
  for (let week = firstWeek; week < firstWeek + weeksAhead; week += 1) {
    for (let weekday = 0; weekday < 5; weekday += 1) {
      for (let start = 8 * 60; start < 11 * 60 + 30; start += 30) {
        for (const place of places) {
          slots.push({
            ...place,
            planId: plans[slots.length % plans.length]?.id ?? "",
            clinicId: dense.clinicId,
            day: addDays(dense.monday, week * 7 + weekday),
            startMinute: minutesToClock(start),
          });
        }
      }
    }
  }
  return slots;
}

/** The guarded inserts alone, by pgbench: lock, session, four claims, commit. */
async function rawBookings({ sql, dense, appUrl }: BenchPractice, seconds: number): Promise<number | null> {
  if (!hasPgbench) return null;
  await sql`drop table if exists bench_places`;
  await sql`create table bench_places as
    select (row_number() over (order by p.id) - 1)::int as k, p.id as plan_id, p.patient_id, s.physician_id, s.room_id,
      s.device_id, s.clinic_id
    from plans p join lateral (select * from sessions s where s.plan_id = p.id limit 1) s on true
    where p.clinic_id = ${dense.clinicId}`;
  await sql`create unique index on bench_places (k)`;
  await sql`drop sequence if exists bench_sequence`;
  await sql`create sequence bench_sequence minvalue 0 start 0`;
  await sql`grant select on bench_places to tendon_app`;
  await sql`grant usage on sequence bench_sequence to tendon_app`;
  const [{ plans } = { plans: 1 }] = await sql<
    { plans: number }[]
  >`select count(*)::int as plans from bench_places`;
  const folder = mkdtempSync(join(tmpdir(), "tendon-pgbench-"));
  const file = join(folder, "booking.sql");
  const start = `timestamptz '2100-01-01 08:00Z' + :n * interval '1 hour'`;
  writeFileSync(
    file,
    `select nextval('bench_sequence') as n, gen_random_uuid() as id \\gset
\\set k :n % ${plans}
\\set ordinal 20 + (:n / ${plans}) % 40
begin;
select plan_id as plan, patient_id as patient, physician_id as physician, room_id as room, device_id as device from bench_places where k = :k \\gset
select 1 from plans where id = :plan::uuid for no key update;
insert into sessions (id, plan_id, patient_id, ordinal, clinic_id, room_id, physician_id, device_id, starts_at, treat_from, treat_to, ends_at) select :id::uuid, plan_id, patient_id, :ordinal, clinic_id, room_id, physician_id, device_id, ${start}, ${start} + interval '5 minutes', ${start} + interval '20 minutes', ${start} + interval '30 minutes' from bench_places where k = :k;
select 1 from resources where id in (:patient::uuid, :physician::uuid, :room::uuid, :device::uuid) order by id for no key update;
insert into claims (resource_id, during, session_id) select r, during, :id::uuid from (values (:room::uuid, tstzrange(${start}, ${start} + interval '30 minutes')), (:patient::uuid, tstzrange(${start}, ${start} + interval '30 minutes')), (:physician::uuid, tstzrange(${start} + interval '5 minutes', ${start} + interval '20 minutes')), (:device::uuid, tstzrange(${start} + interval '5 minutes', ${start} + interval '20 minutes'))) w(r, during) order by r on conflict on constraint claim_no_overlap do nothing returning 1;
commit;
`,
  );
  try {
    return pgbench(appUrl, file, seconds);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await sql`drop table bench_places`;
    await sql`drop sequence bench_sequence`;
  }
}
