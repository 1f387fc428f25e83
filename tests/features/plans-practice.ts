import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Asking } from "db/command";
import * as schema from "db/schema";
import type { Actor } from "~/domain/actor";
import { isLive } from "~/domain/session";
import type { Role, SessionStatus } from "~/domain/vocabulary";
import { anAccount } from "tests/support/practice";

/** A small practice in a test's database: clinics in two zones, those who work there, and ways to add courses. */

export const NOW = new Date("2026-11-24T17:00:00Z");

export interface Place {
  id: string;
  zone: string;
  roomId: string;
  deviceId: string;
}

export async function aClinic(name: string, zone: string): Promise<Place> {
  const [id, roomId, deviceId] = [randomUUID(), randomUUID(), randomUUID()];
  await db.insert(schema.clinics).values({ id, name, zone });
  await db.insert(schema.resources).values([
    { id: roomId, kind: "room" },
    { id: deviceId, kind: "device" },
  ]);
  await db.insert(schema.rooms).values({ id: roomId, clinicId: id, name: "Room 1", kind: "procedure" });
  await db.insert(schema.devices).values({ id: deviceId, clinicId: id, name: "Cart A", kind: "ultrasound" });
  return { id, zone, roomId, deviceId };
}

/** Two clinics, and who may look after a plan at the first: its physician, its desk, and a physician of the other. */
export async function twoClinics() {
  const clinic = await aClinic("Riverside", "America/Denver");
  const elsewhere = await aClinic("Harbour", "Europe/Berlin");
  return {
    clinic,
    elsewhere,
    physician: await anActor("Lena Okafor", ["physician"], [clinic]),
    scheduler: await anActor("Anouk Keller", ["scheduler"], [clinic]),
    stranger: await anActor("Timo Varga", ["physician"], [elsewhere]),
  };
}

export const anActor = (name: string, roles: Role[], places: Place[]): Promise<Actor> =>
  anAccount(
    name,
    roles,
    places.map((place) => place.id),
  );

/** Above those of the demo practice, beside which the bench puts its own. */
let numbered = 900_000;

export async function aPatient(
  home: Place,
  known: Partial<typeof schema.patients.$inferInsert> = {},
): Promise<string> {
  const id = randomUUID();
  numbered += 1;
  await db.insert(schema.resources).values({ id, kind: "patient" });
  await db.insert(schema.patients).values({
    id,
    recordNumber: String(numbered),
    givenName: "Ada",
    familyName: `Quill ${numbered}`,
    birthDate: "1970-01-01",
    homeClinicId: home.id,
    ...known,
  });
  return id;
}

/** Active since 60 days, four sessions of the knee, 14 to 28 days apart. */
export async function aPlanRow(
  home: Place,
  physician: Actor,
  known: Partial<typeof schema.plans.$inferInsert> = {},
) {
  const [plan] = await db
    .insert(schema.plans)
    .values({
      patientId: known.patientId ?? (await aPatient(home)),
      physicianId: physician.id,
      clinicId: home.id,
      region: "knee",
      side: "left",
      guidance: "ultrasound",
      plannedSessions: 4,
      gapMinDays: 14,
      gapTargetDays: 21,
      gapMaxDays: 28,
      status: "active",
      startedAt: new Date(NOW.getTime() - 60 * 86_400_000),
      ...known,
    })
    .returning({
      id: schema.plans.id,
      patientId: schema.plans.patientId,
      physicianId: schema.plans.physicianId,
    });
  if (!plan) throw new Error("no plan was made");
  return plan;
}

export interface WantedSession {
  place: Place;
  startsAt: Date;
  status?: SessionStatus;
  ordinal?: number;
  displaced?: boolean;
  gapReason?: string | null;
  physicianId?: string;
}

type PlanRow = Awaited<ReturnType<typeof aPlanRow>>;

/** Sessions of `minutes` each, with the claims that they hold. */
export async function addSessions(plan: PlanRow, wanted: readonly WantedSession[], minutes = 30) {
  let ordinal = 0;
  const rows = wanted.map((session) => {
    const status = session.status ?? "booked";
    if (isLive(status)) ordinal += 1;
    const { startsAt, place } = session;
    const treatFrom = new Date(startsAt.getTime() + minutes * 10_000);
    const treatTo = new Date(startsAt.getTime() + minutes * 40_000);
    const came = ["arrived", "in-treatment", "performed"].includes(status);
    return {
      id: randomUUID(),
      planId: plan.id,
      patientId: plan.patientId,
      ordinal: session.ordinal ?? Math.max(1, ordinal),
      clinicId: place.id,
      roomId: place.roomId,
      deviceId: place.deviceId,
      physicianId: session.physicianId ?? plan.physicianId,
      startsAt,
      treatFrom,
      treatTo,
      endsAt: new Date(startsAt.getTime() + minutes * 60_000),
      status,
      arrivedAt: came ? startsAt : null,
      treatmentStartedAt: came && status !== "arrived" ? startsAt : null,
      performedAt: status === "performed" ? startsAt : null,
      releasedAt: isLive(status) ? null : startsAt,
      releaseReason: status.startsWith("cancelled") ? "asked to" : null,
      displacedAt: session.displaced ? NOW : null,
      gapReason: session.gapReason ?? null,
    };
  });
  if (rows.length === 0) return [];
  await db.transaction(async (tx) => {
    await tx.insert(schema.sessions).values(rows);
    const claims = rows
      .filter((row) => isLive(row.status))
      .flatMap((row) => {
        const whole = [row.roomId, row.patientId].map((id) => [id, row.startsAt, row.endsAt] as const);
        const treated = [row.deviceId, row.physicianId].map(
          (id) => [id, row.treatFrom, row.treatTo] as const,
        );
        // What is displaced has lost one of its resources.
        return [...whole, ...treated.slice(row.displacedAt ? 1 : 0)].map((claim) => ({ claim, row }));
      });
    if (claims.length === 0) return;
    const values = claims.map(
      ({ claim: [id, from, until], row }) =>
        sql`(${id}::uuid, tstzrange(${from.toISOString()}, ${until.toISOString()}, '[)'), ${row.id}::uuid)`,
    );
    await tx.execute(
      sql`insert into claims (resource_id, during, session_id) values ${sql.join(values, sql`, `)}`,
    );
  });
  return rows.map((row) => row.id);
}

/** So many days from `NOW`, at an hour of UTC. */
export const inDays = (days: number, hour = 17) => new Date(Date.UTC(2026, 10, 24 + days, hour, 0));

export const asks = (actor: Actor, now = NOW): Asking => ({ actor, now, requestId: "test" });
