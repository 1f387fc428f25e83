import { spawnSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, inject, test, vi } from "vitest";
import { closeDatabase } from "db/client";
import { migrateDatabase } from "db/migrate";
import { checkOut, previousVersion } from "tests/support/previous-version";
import { serveApp, signedIn, type Form, type Served } from "tests/support/served";
import { root } from "tests/support/test-server";

/**
 * This version migrates while the one before it serves, as it was built then, and both serve for a while. Without a
 * history to take that version from there is nothing to try, and the test says so.
 */
const commit = previousVersion();
if (!commit) console.warn("There is no history here: migrations under the previous version are not tried.");

let old: ReturnType<typeof checkOut>;
let before: Served;
let after: Served | undefined;
let sql: postgres.Sql;
let ownerUrl: string;
const name = `previous_${randomBytes(6).toString("hex")}`;
const tokens: string[] = [];

async function asSuperuser(statement: string) {
  const url = new URL(inject("template").superuser);
  url.pathname = "/postgres";
  const superuser = postgres(url.href, { max: 1, onnotice: () => {} });
  await superuser.unsafe(statement);
  await superuser.end();
}

beforeAll(async () => {
  if (!commit) return;
  old = checkOut(commit);
  await asSuperuser(`create database ${name} owner tendon_owner template template1`);
  const named = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  ownerUrl = named(inject("template").owner);
  process.env.DATABASE_URL = named(inject("template").app);
  process.env.DATABASE_DIRECT_URL = process.env.DATABASE_URL;
  process.env.SECRET_KEY ??= randomBytes(32).toString("hex");
  // Its own start: its migrations, its demo practice.
  const prepared = spawnSync(
    process.execPath,
    [join(root, "node_modules", "tsx", "dist", "cli.mjs"), join("db", "prepare.ts")],
    {
      cwd: old.folder,
      env: { ...process.env, DATABASE_OWNER_URL: ownerUrl, TENDON_EMBEDDED: "1" },
      encoding: "utf8",
    },
  );
  expect(prepared.stderr).toBe("");
  sql = postgres(ownerUrl, { max: 2, onnotice: () => {} });
  before = await serveApp({}, old.folder);
  const people = await sql<{ id: string }[]>`
    select min(id::text) as id from accounts where roles in ('{scheduler}', '{physician}') and deactivated_at is null group by roles
    order by roles desc`;
  for (const { id } of people) tokens.push(await signedIn(id));
}, 300_000);

afterAll(async () => {
  if (!commit) return;
  await before.stop();
  await after?.stop();
  await sql.end();
  await closeDatabase();
  await asSuperuser(`drop database ${name} with (force)`);
  old.remove();
});

type Booking = Record<"planId" | "clinicId" | "physicianId" | "roomId" | "day" | "startMinute", string> & {
  deviceId: string | null;
};

/** A year after a session of its physician's, to the weekday and minute: the hours hold, and nobody has the place. */
async function bookings(): Promise<Form[]> {
  const rows = await sql<Booking[]>`
    select p.id as "planId", s.clinic_id as "clinicId", s.physician_id as "physicianId", s.room_id as "roomId",
      s.device_id as "deviceId", to_char(s.starts_at at time zone c.zone + interval '364 days', 'YYYY-MM-DD') as day,
      to_char(s.starts_at at time zone c.zone, 'HH24:MI') as "startMinute"
    from plans p join lateral (select * from sessions s where s.plan_id = p.id and s.status = 'performed'
      order by starts_at desc limit 1) s on true join clinics c on c.id = s.clinic_id
    where p.status = 'active' and s.ordinal < p.planned_sessions and s.clinic_id = p.clinic_id
      and s.physician_id = p.physician_id
      and not exists (select from sessions o where o.plan_id = p.id and o.status in ('booked', 'arrived', 'in-treatment'))
    order by p.id`;
  return rows.map(({ deviceId, ...row }) => ({
    ...row,
    deviceId: deviceId ?? "",
    gapReason: "Agreed",
    key: randomUUID(),
  }));
}

const pages = ["/", "/calendar/week", "/plans", "/plans.csv", "/patients", "/calendar/day.data", "/outcomes"];

test.skipIf(!commit)(
  "the version before serves while this one migrates, and both beside each other afterwards",
  async () => {
    const forms = await bookings();
    expect(forms.length).toBeGreaterThan(10);
    const booked = forms.length;
    const said = new Map<string, number>();
    let [isOver, answered, whileMigrating, isMigrating] = [false, 0, 0, false];
    const told = (what: string) => {
      said.set(what, (said.get(what) ?? 0) + 1);
      answered += 1;
      if (isMigrating) whileMigrating += 1;
    };
    const someone = () => (after && answered % 2 === 0 ? after : before);
    const reader = async (as: string, from: number) => {
      for (let at = from; !isOver; at += 1) {
        const path = pages[at % pages.length] ?? "/";
        const { status } = await someone().ask(path, { as });
        told(status === 200 || status === 403 ? "read" : `${path} ${String(status)}`);
      }
    };
    const desk = async () => {
      for (let form = forms.shift(); form; form = forms.shift()) {
        const { status } = await someone().ask("/sessions/new", { as: tokens[0], form });
        told(status === 302 ? "booked" : `booking ${String(status)}`);
      }
    };
    const readers = [...tokens, ...tokens].map((token, index) => reader(token, index * 2));
    const until = (count: number) =>
      vi.waitFor(() => expect(answered).toBeGreaterThanOrEqual(count), { timeout: 60_000, interval: 20 });
    const desks = until(10).then(() => Promise.all([desk(), desk()]));
    try {
      await until(10);
      isMigrating = true;
      await migrateDatabase({ ownerUrl, appRole: "tendon_app" });
      isMigrating = false;
      after = await serveApp();
      await desks;
      await until(answered + 30);
    } finally {
      isOver = true;
      await Promise.all([...readers, desks]);
    }

    expect(Object.fromEntries(said)).toEqual({ read: expect.any(Number), booked });
    expect(whileMigrating).toBeGreaterThan(0);
    expect((await before.ask("/readyz")).status).toBe(200);
    expect((await after.ask("/readyz")).status).toBe(200);
    const [row] = await sql`
      select (select count(*)::int from sessions where status = 'booked' and gap_reason = 'Agreed') as sessions,
        (select count(*)::int from claims a join claims b on a.resource_id = b.resource_id and a.id < b.id
          and a.during && b.during) as overlaps`;
    expect(row).toEqual({ sessions: booked, overlaps: 0 });
  },
  300_000,
);
