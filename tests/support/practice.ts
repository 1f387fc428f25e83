import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Asking } from "db/command";
import * as schema from "db/schema";
import { claimsOf } from "db/writes/sessions";
import type { Actor } from "~/domain/actor";
import { isLive } from "~/domain/session";
import type { Role, RoomKind, SessionStatus } from "~/domain/vocabulary";

/**
 * A practice to book in: Riverside in Denver with two procedure rooms, a shielded one, two carts and a C-arm fixed to
 * the shielded room; Harbour in Berlin with one room and one cart. Open every day from 7 to 19, and its physicians work
 * then. It is Tuesday, 24 November 2026, ten o'clock in Denver.
 */
export const NOW = new Date("2026-11-24T17:00:00Z");
export const RIVERSIDE_ZONE = "America/Denver";
export const HARBOUR_ZONE = "Europe/Berlin";

export const asks = (actor: Actor, now = NOW): Asking => ({ actor, now, requestId: "test" });

let numbered = 0;
const next = () => (numbered += 1);

async function aResource(kind: "physician" | "room" | "device" | "patient"): Promise<string> {
  const id = randomUUID();
  await db.insert(schema.resources).values({ id, kind });
  return id;
}

export async function aClinic(name: string, zone: string, hours: [number, number] = [7 * 60, 19 * 60]) {
  const id = randomUUID();
  await db.insert(schema.clinics).values({ id, name, zone });
  const days = [1, 2, 3, 4, 5, 6, 7];
  const [startsMinute, endsMinute] = hours;
  await db
    .insert(schema.clinicHours)
    .values(days.map((weekday) => ({ clinicId: id, weekday, startsMinute, endsMinute })));
  return id;
}

export async function aRoom(clinicId: string, kind: RoomKind = "procedure", name = `Room ${next()}`) {
  const id = await aResource("room");
  await db.insert(schema.rooms).values({ id, clinicId, name, kind });
  return id;
}

export async function aDevice(
  clinicId: string,
  kind: "ultrasound" | "fluoroscope" = "ultrasound",
  roomId: string | null = null,
) {
  const id = await aResource("device");
  await db.insert(schema.devices).values({ id, clinicId, name: `${kind} ${next()}`, kind, roomId });
  return id;
}

export async function anAccount(name: string, roles: Role[], clinicIds: string[]): Promise<Actor> {
  const id = randomUUID();
  await db.insert(schema.accounts).values({ id, name, email: `${id}@practice.example`, roles });
  if (clinicIds.length > 0) {
    await db.insert(schema.accountClinics).values(clinicIds.map((clinicId) => ({ accountId: id, clinicId })));
  }
  if (roles.includes("administrator")) await haveFactor(id);
  if (roles.includes("physician")) {
    await db.insert(schema.resources).values({ id, kind: "physician" });
    await db.insert(schema.physicians).values({ id, shortName: `Dr ${name.split(" ").at(-1)}` });
  }
  return { id, name, roles, clinicIds };
}

/** Outside the demo administrators need a second factor; nobody holds the other half of this one. */
export async function haveFactor(accountId: string): Promise<void> {
  const key = { publicKey: "", counter: 0, transports: [], backedUp: false };
  await db.insert(schema.passkeys).values({ id: accountId, accountId, name: "Test", ...key });
}

export async function works(
  physician: Actor,
  clinicId: string,
  hours: [number, number] = [7 * 60, 19 * 60],
): Promise<void> {
  const [startsMinute, endsMinute] = hours;
  await db.insert(schema.workingHours).values(
    [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      physicianId: physician.id,
      clinicId,
      weekday,
      startsMinute,
      endsMinute,
      validFrom: "2020-01-01",
    })),
  );
}

export async function aPatient(
  homeClinicId: string,
  known: Partial<typeof schema.patients.$inferInsert> = {},
): Promise<string> {
  const id = await aResource("patient");
  await db.insert(schema.patients).values({
    id,
    recordNumber: `T-${next()}`,
    givenName: "Ada",
    familyName: `Quill ${numbered}`,
    birthDate: "1970-01-01",
    homeClinicId,
    ...known,
  });
  return id;
}

/** An active plan of four sessions for a knee, 14 to 28 days apart. */
export async function aPlan(
  clinicId: string,
  physician: Actor,
  known: Partial<typeof schema.plans.$inferInsert> = {},
): Promise<{ id: string; patientId: string }> {
  const patientId = known.patientId ?? (await aPatient(clinicId));
  const status = known.status ?? "active";
  const [plan] = await db
    .insert(schema.plans)
    .values({
      physicianId: physician.id,
      clinicId,
      region: "knee",
      side: "left",
      guidance: "ultrasound",
      plannedSessions: 4,
      gapMinDays: 14,
      gapTargetDays: 21,
      gapMaxDays: 28,
      status,
      startedAt: status === "draft" ? null : new Date(NOW.getTime() - 60 * 86_400_000),
      ...known,
      patientId,
    })
    .returning({ id: schema.plans.id });
  if (!plan) throw new Error("no plan was made");
  return { id: plan.id, patientId };
}

export interface Stands {
  plan: { id: string; patientId: string };
  clinicId: string;
  roomId: string;
  deviceId: string;
  physicianId: string;
  startsAt: Date;
  status?: SessionStatus;
  ordinal?: number;
}

/** A session as the database keeps one, with its claims where it holds any: prepared 5, treated 15, recovered 10 minutes. */
export async function aSession({ plan, startsAt, status = "booked", ordinal = 1, ...place }: Stands) {
  const after = (minutes: number) => new Date(startsAt.getTime() + minutes * 60_000);
  const came = ["arrived", "in-treatment", "performed"].includes(status);
  const session = {
    id: randomUUID(),
    patientId: plan.patientId,
    ...place,
    startsAt,
    treatFrom: after(5),
    treatTo: after(20),
    endsAt: after(30),
  };
  await db.transaction(async (tx) => {
    await tx.insert(schema.sessions).values({
      ...session,
      planId: plan.id,
      ordinal,
      status,
      arrivedAt: came ? startsAt : null,
      treatmentStartedAt: came && status !== "arrived" ? startsAt : null,
      performedAt: status === "performed" ? startsAt : null,
      releasedAt: isLive(status) ? null : startsAt,
      releaseReason: status.startsWith("cancelled") ? "Asked to" : null,
    });
    if (!isLive(status)) return;
    const values = claimsOf(session).map(
      ({ resourceId, from, until }) =>
        sql`(${resourceId}::uuid, tstzrange(${from.toISOString()}, ${until.toISOString()}, '[)'), ${session.id}::uuid)`,
    );
    await tx.execute(
      sql`insert into claims (resource_id, during, session_id) values ${sql.join(values, sql`, `)}`,
    );
  });
  return session.id;
}

export async function aPractice() {
  const riverside = await aClinic("Riverside", RIVERSIDE_ZONE);
  const harbour = await aClinic("Harbour", HARBOUR_ZONE);
  const xrayRoom = await aRoom(riverside, "shielded", "X-ray room");
  const places = {
    riverside,
    harbour,
    rooms: [await aRoom(riverside, "procedure", "Room 1"), await aRoom(riverside, "procedure", "Room 2")],
    carts: [await aDevice(riverside), await aDevice(riverside)],
    xrayRoom,
    cArm: await aDevice(riverside, "fluoroscope", xrayRoom),
    harbourRoom: await aRoom(harbour),
    harbourCart: await aDevice(harbour),
  };
  const people = {
    scheduler: await anAccount("Sam Desk", ["scheduler"], [riverside]),
    physician: await anAccount("Lena Okafor", ["physician"], [riverside]),
    colleague: await anAccount("Per Lind", ["physician"], [riverside]),
    administrator: await anAccount("Ada Boss", ["administrator"], []),
    harbourScheduler: await anAccount("Kim Dock", ["scheduler"], [harbour]),
    harbourPhysician: await anAccount("Jon Quay", ["physician"], [harbour]),
  };
  await works(people.physician, riverside);
  await works(people.colleague, riverside);
  await works(people.harbourPhysician, harbour);
  return { ...places, ...people };
}
export type Practice = Awaited<ReturnType<typeof aPractice>>;
