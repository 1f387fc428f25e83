import { randomBytes, randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { db } from "db/client";
import * as schema from "db/schema";
import type { Actor } from "~/domain/actor";
import { startingProtocols } from "~/domain/starting-protocols";
import { feedHash } from "~/features/feed/commands.server";
import { anAccount, aPatient, aPlan, aSession, works } from "tests/support/practice";
import { signedIn } from "tests/support/served";
import { aClinicWithCanaries, inDays, on, type Site } from "./world";

/**
 * Two practices' worth of rows in one database: the same names, times and states at two clinics, so that whatever counts,
 * lists or searches without asking where has something to be wrong about.
 */
export type Role3 = "scheduler" | "physician" | "administrator";
export interface Person {
  actor: Actor;
  token: string;
  feed: string;
}

export async function aPracticeOfOne() {
  await db.insert(schema.practice).values({ name: "The practice" });
  await db.insert(schema.protocols).values(startingProtocols());
}

/** What a clinic has besides what the matrix gives it: namesakes of the other clinic's patients, with reports and figures. */
export async function aFullClinic(name: string): Promise<Site> {
  const site = await aClinicWithCanaries(name);
  for (let number = 0; number < 12; number += 1) await aNamesake(site, number);
  await anOverbooking(site);
  return site;
}

/** One more in what the session of now holds: with a reason, and never of the patient. */
async function anOverbooking({ sessions, clinicId, physician }: Site) {
  const id = randomUUID();
  const plan = await aPlan(clinicId, physician);
  await db.transaction(async (tx) => {
    await tx.execute(sql`
      insert into sessions (id, plan_id, patient_id, ordinal, clinic_id, room_id, physician_id, device_id, starts_at,
        treat_from, treat_to, ends_at, overbook_reason)
      select ${id}, ${plan.id}, ${plan.patientId}, 1, clinic_id, room_id, physician_id, device_id, starts_at, treat_from,
        treat_to, ends_at, 'In pain' from sessions where id = ${sessions.now}`);
    await tx.execute(sql`
      insert into claims (resource_id, during, session_id) select patient_id, period, id from sessions where id = ${id}`);
    await tx.execute(sql`
      insert into overbookings (resource_id, during, session_id)
      select room_id, period, id from sessions where id = ${id}
      union all select physician_id, treatment, id from sessions where id = ${id}
      union all select device_id, treatment, id from sessions where id = ${id}`);
  });
}

async function aNamesake({ clinicId, physician, roomId, deviceId, scheduler }: Site, number: number) {
  const patientId = await aPatient(clinicId, {
    ...{ givenName: "Tess", familyName: `Twin ${String(number)}`, birthDate: "1961-02-03" },
    ...{ phone: "+1 303 555 0199", email: "tess.twin@mail.example", deskNotes: "Prefers mornings" },
    deactivatedAt: number === 11 ? on(-1, 9) : null,
  });
  const ended = number % 4 === 3;
  const plan = await aPlan(clinicId, physician, {
    ...{ patientId, status: ended ? "completed" : "active", endedAt: ended ? on(-1, 9) : null },
    startedAt: on(-200, 9),
  });
  const stands = { plan, clinicId, roomId, deviceId, physicianId: physician.id };
  await aSession({ ...stands, startsAt: on(-150 + number, 9), status: "performed" });
  if (!ended && number < 11) {
    await aSession({ ...stands, startsAt: on(30 + number, 10), ordinal: 2 });
    await aSession({ ...stands, startsAt: on(5 + number, 15), status: "cancelled-by-clinic", ordinal: 3 });
  }
  const due = { planId: plan.id, dueOn: inDays(-50), windowFrom: inDays(-78), windowTo: inDays(-22) };
  const answer = { answeredAt: on(-49, 9), channel: "phone" as const, pain: 3, enteredBy: scheduler.id };
  await db.insert(schema.outcomeReports).values(
    number % 3 === 0
      ? { ...due, timePoint: "3-months", status: "expired" }
      : {
          ...due,
          timePoint: "3-months",
          status: "answered",
          rating: number % 3 === 1 ? "good" : "poor",
          ...answer,
        },
  );
  await db.insert(schema.outcomeReports).values({
    ...{ planId: plan.id, dueOn: inDays(-1), windowFrom: inDays(-20), windowTo: inDays(20) },
    ...{ timePoint: "6-months", status: "sent" },
  });
}

/** A physician's own: a course under way, somebody here now, and a report that came in. */
export async function ownCourse(
  { clinicId, roomId, deviceId, scheduler }: Site,
  physician: Actor,
  hour: number,
) {
  await works(physician, clinicId, [hour * 60 - 60, hour * 60 + 120]);
  const plan = await aPlan(clinicId, physician, { startedAt: on(-60, 9) });
  const stands = { plan, clinicId, roomId, deviceId, physicianId: physician.id };
  await aSession({ ...stands, startsAt: on(-40, hour), status: "performed" });
  await aSession({ ...stands, startsAt: on(0, hour), status: "arrived", ordinal: 2 });
  await aSession({ ...stands, startsAt: on(24, hour), ordinal: 3 });
  await db.insert(schema.outcomeReports).values({
    ...{
      planId: plan.id,
      timePoint: "6-months",
      dueOn: inDays(-3),
      windowFrom: inDays(-9),
      windowTo: inDays(9),
    },
    ...{ status: "answered", rating: "fair", answeredAt: on(-2, 9), channel: "phone", pain: 4 },
    enteredBy: scheduler.id,
  });
}

/** Whose clinics are these alone, from now on. */
export async function worksOnlyAt({ id }: Actor, clinicIds: readonly string[]): Promise<void> {
  await db.delete(schema.accountClinics).where(eq(schema.accountClinics.accountId, id));
  await db.insert(schema.accountClinics).values(clinicIds.map((clinicId) => ({ accountId: id, clinicId })));
}

/** Many whose names come first in every list, and who wait the longest: they would crowd others out of what has a limit. */
export async function aCrowd({ clinicId, physician, roomId, deviceId }: Site) {
  for (let number = 0; number < 60; number += 1) {
    const patientId = await aPatient(clinicId, { givenName: "Aaron", familyName: `Aa Zq${String(number)}` });
    const plan = await aPlan(clinicId, physician, { patientId, startedAt: on(-300, 9) });
    const stands = { plan, clinicId, roomId, deviceId, physicianId: physician.id };
    await aSession({ ...stands, startsAt: on(-290 + number, 7), status: "no-show" });
    await aSession({ ...stands, startsAt: on(-number % 7, 8), status: "no-show", ordinal: 2 });
    await db.insert(schema.outcomeReports).values({
      ...{ planId: plan.id, dueOn: inDays(-10), windowFrom: inDays(-20), windowTo: inDays(20) },
      ...{ timePoint: "3-months", status: "sent" },
    });
  }
}

/** An account for each role, at these clinics, with a sign-in and a calendar feed. */
export async function people(name: string, clinicIds: string[]): Promise<Record<Role3, Person>> {
  const made = async (role: Role3) => {
    const actor = await anAccount(`${name} ${role}`, [role], clinicIds);
    return withSignIn(actor);
  };
  return {
    scheduler: await made("scheduler"),
    physician: await made("physician"),
    administrator: await made("administrator"),
  };
}

export async function withSignIn(actor: Actor): Promise<Person> {
  const feed = randomBytes(32).toString("base64url");
  await db.insert(schema.calendarFeeds).values({ accountId: actor.id, tokenHash: feedHash(feed) });
  await db.insert(schema.totpFactors).values({ accountId: actor.id, sealedSecret: "nobody's", lastStep: 0 });
  await db.insert(schema.recoveryCodes).values({ accountId: actor.id, codeHash: randomUUID() });
  return { actor, token: await signedIn(actor.id), feed };
}
