import { and, asc, eq, isNull, or, sql } from "drizzle-orm";
import { db, type Tx } from "db/client";
import { accountClinics, accounts, claims, clinics, devices, physicians, rooms } from "db/schema";
import type { Actor } from "~/domain/actor";
import { clinicScope, may } from "~/domain/permissions";
import type { Zone } from "~/domain/time";
import type { TimeOffKind } from "~/domain/vocabulary";

type Read = Pick<Tx, "select">;

/** What a time off is of: the rows it is written with, the resources it claims, and the clock it is told on. */
export interface Target {
  kind: TimeOffKind;
  /** "Dr Okafor", "Riverside", "Room 3, Riverside". */
  name: string;
  clinicId: string | null;
  resourceId: string | null;
  resourceIds: string[];
  /** Where it shows. */
  clinicIds: string[];
  zone: Zone;
  /** Whose clock that is. */
  zoneOf: string;
}

/** Null where there is no such thing, or it is not this actor's to take off: the two look alike. */
export async function findTarget(
  run: Read,
  actor: Actor,
  { kind, id }: { kind: TimeOffKind; id: string },
): Promise<Target | null> {
  if (kind === "leave") {
    return may(actor, "time-off.write", { physicianId: id }) ? findPhysician(run, id) : null;
  }
  if (!may(actor, "practice.manage")) return null;
  return kind === "closure" ? findClinic(run, id) : findPlace(run, id);
}

/** Leave holds at every clinic; it is told on the clock of the first of them. */
async function findPhysician(run: Read, id: string): Promise<Target | null> {
  const places = await run
    .select({ name: accounts.name, clinicId: clinics.id, clinic: clinics.name, zone: clinics.zone })
    .from(physicians)
    .innerJoin(accounts, eq(accounts.id, physicians.id))
    .leftJoin(accountClinics, eq(accountClinics.accountId, physicians.id))
    .leftJoin(clinics, eq(clinics.id, accountClinics.clinicId))
    .where(eq(physicians.id, id))
    .orderBy(asc(clinics.name), asc(clinics.id));
  const [first] = places;
  if (!first) return null;
  return {
    kind: "leave",
    name: first.name,
    clinicId: null,
    resourceId: id,
    resourceIds: [id],
    clinicIds: places.flatMap(({ clinicId }) => clinicId ?? []),
    zone: first.zone ?? "UTC",
    zoneOf: first.clinic ?? "UTC",
  };
}

/** A closure claims every room, closed ones too: they may reopen before it is over. */
async function findClinic(run: Read, id: string): Promise<Target | null> {
  const [clinic] = await run
    .select({ name: clinics.name, zone: clinics.zone })
    .from(clinics)
    .where(eq(clinics.id, id));
  if (!clinic) return null;
  const every = await run
    .select({ id: rooms.id })
    .from(rooms)
    .where(eq(rooms.clinicId, id))
    .orderBy(asc(rooms.id));
  return {
    kind: "closure",
    name: clinic.name,
    clinicId: id,
    resourceId: null,
    resourceIds: every.map((room) => room.id),
    clinicIds: [id],
    zone: clinic.zone,
    zoneOf: clinic.name,
  };
}

async function findPlace(run: Read, id: string): Promise<Target | null> {
  const columns = { clinicId: clinics.id, clinic: clinics.name, zone: clinics.zone };
  const [room] = await run
    .select({ name: rooms.name, ...columns })
    .from(rooms)
    .innerJoin(clinics, eq(clinics.id, rooms.clinicId))
    .where(eq(rooms.id, id));
  const [device] = room
    ? []
    : await run
        .select({ name: devices.name, ...columns })
        .from(devices)
        .innerJoin(clinics, eq(clinics.id, devices.clinicId))
        .where(eq(devices.id, id));
  const place = room ?? device;
  if (!place) return null;
  return {
    kind: "maintenance",
    name: `${place.name}, ${place.clinic}`,
    clinicId: place.clinicId,
    resourceId: id,
    resourceIds: [id],
    clinicIds: [place.clinicId],
    zone: place.zone,
    zoneOf: place.clinic,
  };
}

/** What an actor may take off, as the form's choices; a physician has no choice but themselves. */
export async function listTargets(actor: Actor, now: Date): Promise<{ value: string; label: string }[]> {
  if (clinicScope(actor, "time-off.write") !== "all") return [];
  const [people, sites, places] = await Promise.all([
    db
      .select({ id: physicians.id, name: accounts.name })
      .from(physicians)
      .innerJoin(accounts, eq(accounts.id, physicians.id))
      .where(
        or(
          and(isNull(accounts.deactivatedAt), sql`'physician' = any(${accounts.roles})`),
          // Who left has sessions to be taken from them.
          sql`exists (select from ${claims} c where c.resource_id = ${physicians.id}
            and c.session_id is not null and lower(c.during) > ${now.toISOString()})`,
        ),
      )
      .orderBy(asc(accounts.name), asc(physicians.id))
      .limit(2000),
    db
      .select({ id: clinics.id, name: clinics.name })
      .from(clinics)
      .orderBy(asc(clinics.name), asc(clinics.id))
      .limit(2000),
    db.execute<{ id: string; name: string; clinic: string }>(sql`
      select p.id, p.name, c.name as clinic
      from (select id, name, clinic_id from rooms where closed_at is null
        union all select id, name, clinic_id from devices where closed_at is null) p
      join clinics c on c.id = p.clinic_id
      order by c.name, p.name, p.id limit 5000`),
  ]);
  return [
    ...people.map(({ id, name }) => ({ value: `leave:${id}`, label: `Leave of ${name}` })),
    ...sites.map(({ id, name }) => ({ value: `closure:${id}`, label: `Closure of ${name}` })),
    ...places.map(({ id, name, clinic }) => ({
      value: `maintenance:${id}`,
      label: `Maintenance of ${name}, ${clinic}`,
    })),
  ];
}
