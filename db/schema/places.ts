import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  foreignKey,
  index,
  jsonb,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { Weights } from "~/domain/composer/weights";
import { guidances, regions, resourceKinds, roomKinds } from "~/domain/vocabulary";
import { id, instant, oneOf, version } from "./columns";

/** One row: the practice that runs on this database. */
export const practice = pgTable(
  "practice",
  {
    only: boolean().primaryKey().default(true),
    name: text().notNull(),
    demoLoadedAt: instant(),
    /** What the practice weighs otherwise than usual when courses are composed; null is as usual. */
    courseWeights: jsonb().$type<Partial<Weights>>(),
    version: version(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [check("practice_only", sql`${t.only}`)],
);

export const clinics = pgTable(
  "clinics",
  {
    id: id(),
    name: text().notNull().unique(),
    zone: text().notNull(),
    address: text().notNull().default(""),
    phone: text().notNull().default(""),
    /** When its morning pack is made, in minutes of its clock. */
    morningPackMinute: smallint().notNull().default(330),
    closedAt: instant(),
    version: version(),
  },
  (t) => [
    check("clinics_name", sql`length(${t.name}) between 1 and 80`),
    check("clinics_morning_pack", sql`${t.morningPackMinute} between 0 and 1439`),
  ],
);

/** Opening hours by weekday (1 = Monday); several rows a day leave a break between them. */
export const clinicHours = pgTable(
  "clinic_hours",
  {
    id: id(),
    clinicId: uuid()
      .notNull()
      .references(() => clinics.id),
    weekday: smallint().notNull(),
    startsMinute: smallint().notNull(),
    endsMinute: smallint().notNull(),
  },
  (t) => [
    check("clinic_hours_weekday", sql`${t.weekday} between 1 and 7`),
    check(
      "clinic_hours_minutes",
      sql`${t.startsMinute} >= 0 and ${t.startsMinute} < ${t.endsMinute} and ${t.endsMinute} <= 1440`,
    ),
    index("clinic_hours_clinic").on(t.clinicId),
  ],
);

/** What can be taken for a while: the row that commands lock, and every claim's target. */
export const resources = pgTable(
  "resources",
  { id: id(), kind: text({ enum: resourceKinds }).notNull() },
  (t) => [
    unique("resources_id_kind").on(t.id, t.kind),
    check("resources_kind", oneOf(t.kind, resourceKinds)),
  ],
);

export const rooms = pgTable(
  "rooms",
  {
    id: uuid().primaryKey(),
    resourceKind: text()
      .notNull()
      .generatedAlwaysAs(sql`'room'`),
    clinicId: uuid()
      .notNull()
      .references(() => clinics.id),
    name: text().notNull(),
    kind: text({ enum: roomKinds }).notNull(),
    closedAt: instant(),
    version: version(),
  },
  (t) => [
    foreignKey({
      name: "rooms_resource",
      columns: [t.id, t.resourceKind],
      foreignColumns: [resources.id, resources.kind],
    }),
    unique("rooms_name").on(t.clinicId, t.name),
    unique("rooms_id_clinic").on(t.id, t.clinicId),
    check("rooms_kind", oneOf(t.kind, roomKinds)),
    check("rooms_name_length", sql`length(${t.name}) between 1 and 60`),
  ],
);

export const devices = pgTable(
  "devices",
  {
    id: uuid().primaryKey(),
    resourceKind: text()
      .notNull()
      .generatedAlwaysAs(sql`'device'`),
    clinicId: uuid()
      .notNull()
      .references(() => clinics.id),
    name: text().notNull(),
    kind: text({ enum: guidances }).notNull(),
    /** The room it is fixed to; null when it is wheeled about within its clinic. */
    roomId: uuid(),
    closedAt: instant(),
    version: version(),
  },
  (t) => [
    foreignKey({
      name: "devices_resource",
      columns: [t.id, t.resourceKind],
      foreignColumns: [resources.id, resources.kind],
    }),
    foreignKey({
      name: "devices_room",
      columns: [t.roomId, t.clinicId],
      foreignColumns: [rooms.id, rooms.clinicId],
    }),
    unique("devices_name").on(t.clinicId, t.name),
    unique("devices_id_clinic").on(t.id, t.clinicId),
    check("devices_kind", oneOf(t.kind, guidances)),
    check("devices_name_length", sql`length(${t.name}) between 1 and 60`),
  ],
);

/** How a body region is usually treated; a plan starts from it and may differ. */
export const protocols = pgTable(
  "protocols",
  {
    region: text({ enum: regions }).primaryKey(),
    sessionsMin: smallint().notNull(),
    sessionsMax: smallint().notNull(),
    gapMinDays: smallint().notNull(),
    gapTargetDays: smallint().notNull(),
    gapMaxDays: smallint().notNull(),
    prepareMinutes: smallint().notNull(),
    treatMinutes: smallint().notNull(),
    recoverMinutes: smallint().notNull(),
    guidance: text({ enum: guidances }).notNull(),
    solution: text().notNull(),
    /** Our starting value rather than the practice's own figure; said so on screen. */
    assumed: boolean().notNull().default(false),
    version: version(),
  },
  (t) => [
    check("protocols_region", oneOf(t.region, regions)),
    check("protocols_guidance", oneOf(t.guidance, guidances)),
    check(
      "protocols_sessions",
      sql`1 <= ${t.sessionsMin} and ${t.sessionsMin} <= ${t.sessionsMax} and ${t.sessionsMax} <= 20`,
    ),
    check(
      "protocols_gaps",
      sql`1 <= ${t.gapMinDays} and ${t.gapMinDays} <= ${t.gapTargetDays} and ${t.gapTargetDays} <= ${t.gapMaxDays} and ${t.gapMaxDays} <= 365`,
    ),
    check(
      "protocols_minutes",
      sql`${t.prepareMinutes} between 0 and 120 and ${t.treatMinutes} between 5 and 240 and ${t.recoverMinutes} between 0 and 240`,
    ),
  ],
);
