import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeDatabase, db } from "db/client";
import { accounts, patients } from "db/schema";
import type { Actor } from "~/domain/actor";
import { loader as feed } from "~/routes/feed[.]ics";
import { action as changeProfile } from "~/routes/profile";
import { freshDatabase } from "tests/support/database";
import { aPlan, aPractice, aSession, type Practice } from "tests/support/practice";
import { ask, cookieFor, hashOf, isSignedIn } from "./accounts-practice";

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
beforeEach(() => db.execute(sql`delete from throttles`));

const press = async (actor: Actor, intent: "make-feed" | "end-feed") => {
  const cookie = cookieFor((await isSignedIn(actor.id)).token);
  return ask(changeProfile, "/profile", { cookie, form: { intent } });
};
const feedOf = async (actor: Actor) => {
  const { body } = await press(actor, "make-feed");
  return new URL((body as { feed: string }).feed);
};
const read = (url: URL, more = {}) => ask(feed, url.pathname + url.search, more);
const tomorrow = (hour: number) =>
  new Date(Math.floor(Date.now() / 86_400_000 + 1) * 86_400_000 + hour * 3_600_000);

async function bookedWith(physician: Actor, hour: number) {
  const plan = await aPlan(practice.riverside, physician, { diagnosis: "Secret sprain" });
  const id = await aSession({
    plan,
    clinicId: practice.riverside,
    roomId: practice.rooms[0] ?? "",
    deviceId: practice.carts[0] ?? "",
    physicianId: physician.id,
    startsAt: tomorrow(hour),
  });
  const [patient] = await db.select().from(patients).where(eq(patients.id, plan.patientId));
  return { id, patient };
}

describe("a calendar feed", () => {
  test("holds a physician's own sessions, with when and where, and nobody's name but the physician's", async () => {
    const own = await bookedWith(practice.physician, 15);
    const other = await bookedWith(practice.colleague, 17);
    const { status, body } = await read(await feedOf(practice.physician));
    expect(status).toBe(200);
    const text = String(body).replace(/\r\n[ \t]/g, "");
    expect(text).toContain(`UID:${own.id}@tendon`);
    expect(text).not.toContain(other.id);
    expect(text).toContain(
      `DTSTART:${tomorrow(15)
        .toISOString()
        .replace(/[-:]|\.\d+/g, "")}`,
    );
    expect(text).toContain("LOCATION:");
    for (const { patient } of [own, other]) {
      for (const word of [patient?.familyName, patient?.givenName, patient?.recordNumber, "Secret", "knee"]) {
        expect(text).not.toContain(word);
      }
    }
  });

  test("of a scheduler holds their clinics' sessions and no others", async () => {
    const here = await bookedWith(practice.colleague, 19);
    const text = String((await read(await feedOf(practice.scheduler))).body);
    expect(text).toContain(here.id);
    await db.execute(sql`delete from account_clinics where account_id = ${practice.scheduler.id}`);
    const moved = String((await read(await feedOf(practice.scheduler))).body);
    expect(moved).not.toContain(here.id);
    await db.execute(sql`
      insert into account_clinics (account_id, clinic_id) values (${practice.scheduler.id}, ${practice.riverside})`);
  });

  test("is kept as a hash, ends with a new address, by hand, and with the account", async () => {
    const first = await feedOf(practice.physician);
    const token = first.searchParams.get("token") ?? "";
    const kept = JSON.stringify(await db.execute(sql`select * from calendar_feeds`));
    expect(kept).toContain(hashOf(token));
    expect(kept).not.toContain(token);
    const second = await feedOf(practice.physician);
    expect((await read(first)).status).toBe(404);
    expect((await read(second)).status).toBe(200);
    await db
      .update(accounts)
      .set({ deactivatedAt: new Date() })
      .where(eq(accounts.id, practice.physician.id));
    expect((await read(second)).status).toBe(404);
    await db.update(accounts).set({ deactivatedAt: null }).where(eq(accounts.id, practice.physician.id));
    await press(practice.physician, "end-feed");
    expect((await read(second)).status).toBe(404);
  });

  test("nobody guesses: tokens that open nothing are counted, and those that open are not", async () => {
    const mine = await feedOf(practice.physician);
    const wrong = new URL(`http://here/feed.ics?token=${"A".repeat(43)}`);
    for (let i = 0; i < 30; i += 1) await read(wrong);
    expect((await read(wrong)).status).toBe(429);
    expect((await read(mine)).status).toBe(200);
  });
});
