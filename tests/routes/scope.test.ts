import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { outcomeFigures } from "~/features/outcomes/filter";
import { freshDatabase } from "tests/support/database";
import { aPlan, aSession } from "tests/support/practice";
import { serveStill, signedIn, type Served } from "tests/support/served";
import { addressOf } from "./addresses";
import { differs, record, type Recorded } from "./compare";
import { everyAddress } from "./every-address";
import { posts } from "./forms";
import { hear } from "./hear";
import {
  aCrowd,
  aFullClinic,
  aPracticeOfOne,
  ownCourse,
  people,
  type Person,
  type Role3,
} from "./two-practices";
import { on, type Site } from "./world";

/**
 * Lists, search, counts, charts, exports, feeds, live updates and paper share one scope. Riverside's practice is asked for
 * everything while it is alone in the database, and again beside another clinic with rows of every kind: not a word of
 * any answer, and no count, may have changed. Generated from the table of routes.
 */
let database: Awaited<ReturnType<typeof freshDatabase>>;
let served: Served;
let here: Site;
let there: Site;
let hereOnly: Record<Role3, Person>;
let thereOnly: Record<Role3, Person>;
let rowsBefore: Record<string, number>;
const answers = new Map<string, Recorded>();
const desks = ["scheduler", "physician"] as const;

/** What differs between two askings of one thing in more than single words. */
const neverTheSame = [
  // A new secret for an authenticator app with its picture, of the asker's own account.
  /^\/second-factor/,
  // When the asker was last here.
  /^\/profile/,
];

/** Tables of which a clinic has no rows of its own. */
const ofNoClinic = ["account_visits", "audit_eras", "practice", "protocols", "restore_tests"];

/** Writes that are right to show at every clinic. */
const ofThePractice = [
  // One for the practice.
  "routes/settings.protocols",
  // Names Riverside, whichever clinic it is for.
  "routes/settings.accounts.import",
];

beforeAll(async () => {
  database = await freshDatabase();
  await aPracticeOfOne();
  here = await aFullClinic("Riverside");
  hereOnly = await people("Rhea", [here.clinicId]);
  await ownCourse(here, hereOnly.physician.actor, 12);
  rowsBefore = await countRows();
  served = await serveStill();
  // A job makes it in its own time, and then Today says so.
  const pack = { as: hereOnly.scheduler.token, form: { clinicId: here.clinicId } };
  expect((await served.ask("/morning-pack", pack)).status).toBe(302);
});
afterAll(async () => {
  await served.stop();
  await closeDatabase();
  await database.drop();
});

async function countRows(): Promise<Record<string, number>> {
  const tables = await db.execute<{ name: string }>(sql`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`);
  const counts = tables.map(async ({ name }) => {
    const [row] = await db.execute<{ n: number }>(
      sql`select count(*)::int as n from ${sql.identifier(name)}`,
    );
    return [name, row?.n ?? 0] as const;
  });
  return Object.fromEntries(await Promise.all(counts));
}

/** Everything that Riverside's people can ask for at Riverside, by whom. */
type Question = [who: Role3, address: string];
function questions(): Question[] {
  const at = { here, there: here, sharedPatientId: here.plan.patientId };
  const all = everyAddress(at).filter((address) => !neverTheSame.some((one) => one.test(address)));
  const feed = (who: Role3) => `/feed.ics?token=${hereOnly[who].feed}`;
  // Administrators see the whole practice: of theirs there is what they narrow to one clinic, less the clinics side by side.
  const narrowed = outcomeFigures
    .filter((figure) => figure !== "clinic")
    .map((figure) => `/outcomes.csv?clinic=${here.clinicId}&figure=${figure}`);
  return [
    ...desks.flatMap((who) => [...all, feed(who)].map((address): Question => [who, address])),
    ...narrowed.map((address): Question => ["administrator", address]),
  ];
}

const ask = (person: Person, address: string) => served.ask(address, { as: person.token });
const keyOf = (who: Role3, address: string) => `${who} ${address}`;

async function changedAnswers(except: (address: string) => boolean = () => false): Promise<string[]> {
  const changed: string[] = [];
  // Who asks so often is told to wait.
  await db.execute(sql`delete from throttles`);
  for (const [who, address] of questions()) {
    const recorded = answers.get(keyOf(who, address));
    if (!recorded || except(address)) continue;
    const difference = differs(recorded, await ask(hereOnly[who], address));
    if (difference !== null) changed.push(`${keyOf(who, address)}\n    ${difference}`);
  }
  return changed;
}

describe("what Riverside's people are answered", () => {
  test("while theirs is the only clinic", async () => {
    for (const [who, address] of questions()) {
      const one = await ask(hereOnly[who], address);
      expect([address, one.status < 500]).toEqual([address, true]);
      answers.set(keyOf(who, address), record(one, await ask(hereOnly[who], address)));
    }
    const said = [...answers.values()].filter(({ status }) => status === 200);
    expect(said.length).toBeGreaterThan(250);
    // Else nearly everything would be alike.
    expect(Math.max(...said.map(({ noise }) => noise.size))).toBeLessThan(40);
  }, 180_000);

  test("is told to them alone, while another clinic is made and everything is done there", async () => {
    const hearing = await Promise.all(desks.map((who) => hear(served, hereOnly[who].token)));
    there = await aFullClinic("Harbour");
    thereOnly = await people("Theo", [there.clinicId]);
    await ownCourse(there, thereOnly.physician.actor, 12);
    const theirs = await hear(served, thereOnly.scheduler.token);
    await doEverything(there);
    for (const one of hearing) await one.caughtUp(here.clinicId);
    await theirs.caughtUp(there.clinicId);
    expect(hearing.flatMap(({ told }) => told())).toEqual([]);
    expect(theirs.told().length).toBeGreaterThan(10);
    [...hearing, theirs].forEach((one) => one.stop());
  });

  test("beside rows of every kind", async () => {
    const rows = await countRows();
    const alike = Object.keys(rows).filter((name) => rows[name] === rowsBefore[name]);
    expect(alike.filter((name) => !ofNoClinic.includes(name))).toEqual([]);
  });

  test("is the same, to the word", async () => {
    const changed = await changedAnswers();
    expect(changed, changed.join("\n")).toEqual([]);
  }, 180_000);
});

/** Every form of the matrix, sent by a clinic's own people about it. */
async function doEverything(site: Site): Promise<void> {
  const { administrator } = site === here ? hereOnly : thereOnly;
  const by: Record<string, string> = {
    scheduler: site.scheduler.id,
    physician: site.physician.id,
    administrator: administrator.actor.id,
  };
  for (const post of posts.filter(({ route }) => !ofThePractice.includes(route))) {
    const answer = await served.ask(addressOf(post.route, site) + (post.query?.(site) ?? ""), {
      as: await signedIn(by[post.by] ?? ""),
      form: post.form(site),
      ...(post.host && { headers: { host: post.host, origin: `http://${post.host}` } }),
    });
    expect([post.route, post.name, answer.status]).toEqual([
      post.route,
      post.name,
      expect.toBeOneOf([200, 302]),
    ]);
  }
}

/** What may say that a patient of Riverside's is treated at Harbour too: where everything of that patient stands. */
const ofThePatient = () => [here.plan.patientId];

test("beside a crowd, and with a patient and a physician at both clinics, Riverside's people are answered the same", async () => {
  const { plan, physician } = here;
  await aCrowd(there);
  await ownCourse(there, physician, 20);
  const { clinicId, roomId, deviceId } = there;
  const known = { patientId: plan.patientId, region: "neck", side: "midline" } as const;
  const elsewhere = await aPlan(clinicId, physician, known);
  await aSession({
    plan: elsewhere,
    clinicId,
    roomId,
    deviceId,
    physicianId: physician.id,
    startsAt: on(60, 20),
  });
  const changed = await changedAnswers((address) => ofThePatient().some((id) => address.includes(id)));
  expect(changed, changed.join("\n")).toEqual([]);
}, 180_000);
