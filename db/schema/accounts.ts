import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
  type AnyPgColumn,
} from "drizzle-orm/pg-core";
import { roles } from "~/domain/vocabulary";
import { citext, id, instant, oneOf, version } from "./columns";
import { clinics, resources } from "./places";

/** Deactivated, never deleted: the row says by whom and when. */
export const accounts = pgTable(
  "accounts",
  {
    id: id(),
    email: citext().notNull().unique(),
    name: text().notNull(),
    roles: text({ enum: roles }).array().notNull(),
    /** May put a session over another, with a reason. */
    mayOverbook: boolean().notNull().default(false),
    /** argon2id; null until the person has set a password through their one-time link. */
    passwordHash: text(),
    passwordSetAt: instant(),
    createdAt: instant().notNull().defaultNow(),
    createdBy: uuid().references((): AnyPgColumn => accounts.id),
    deactivatedAt: instant(),
    deactivatedBy: uuid().references((): AnyPgColumn => accounts.id),
    version: version(),
  },
  (t) => [
    check(
      "accounts_roles",
      sql`${t.roles} <@ array['scheduler', 'physician', 'administrator'] and cardinality(${t.roles}) > 0`,
    ),
    check("accounts_email", sql`length(${t.email}) between 3 and 254 and position('@' in ${t.email}) > 1`),
    check("accounts_name", sql`length(${t.name}) between 1 and 120`),
    check("accounts_deactivated", sql`${t.deactivatedBy} is null or ${t.deactivatedAt} is not null`),
  ],
);

/** The clinics an account sees. An administrator sees all, listed or not. */
export const accountClinics = pgTable(
  "account_clinics",
  {
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    clinicId: uuid()
      .notNull()
      .references(() => clinics.id),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.clinicId] }), index("account_clinics_clinic").on(t.clinicId)],
);

/** What a physician's account has besides: being a resource, a speciality, a certification. */
export const physicians = pgTable(
  "physicians",
  {
    id: uuid()
      .primaryKey()
      .references(() => accounts.id),
    resourceKind: text()
      .notNull()
      .generatedAlwaysAs(sql`'physician'`),
    shortName: text().notNull(),
    speciality: text().notNull().default(""),
    board: text().notNull().default(""),
    certifiedUntil: date(),
  },
  (t) => [
    foreignKey({
      name: "physicians_resource",
      columns: [t.id, t.resourceKind],
      foreignColumns: [resources.id, resources.kind],
    }),
  ],
);

/** Clock hours on a weekday (1 = Monday) at one clinic, in the clinic's zone, from a day on until another (exclusive). */
export const workingHours = pgTable(
  "working_hours",
  {
    id: id(),
    physicianId: uuid()
      .notNull()
      .references(() => physicians.id),
    clinicId: uuid()
      .notNull()
      .references(() => clinics.id),
    weekday: smallint().notNull(),
    startsMinute: smallint().notNull(),
    endsMinute: smallint().notNull(),
    validFrom: date().notNull(),
    validUntil: date(),
  },
  (t) => [
    check("working_hours_weekday", sql`${t.weekday} between 1 and 7`),
    check(
      "working_hours_minutes",
      sql`${t.startsMinute} >= 0 and ${t.startsMinute} < ${t.endsMinute} and ${t.endsMinute} <= 1440`,
    ),
    check("working_hours_valid", sql`${t.validUntil} is null or ${t.validFrom} < ${t.validUntil}`),
    index("working_hours_clinic").on(t.clinicId),
  ],
);

/** A *sign-in* is what Lucia calls a session. The id is the token's SHA-256, so a row read here cannot be replayed. */
export const signIns = pgTable(
  "sign_ins",
  {
    id: text().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    createdAt: instant().notNull().defaultNow(),
    lastSeenAt: instant().notNull().defaultNow(),
    expiresAt: instant().notNull(),
    device: text().notNull().default(""),
    /** When its person last proved who they are, by signing in or for something dangerous. */
    provedAt: instant().notNull().defaultNow(),
  },
  (t) => [index("sign_ins_account").on(t.accountId), index("sign_ins_expires").on(t.expiresAt)],
);

const linkPurposes = ["first-administrator", "set-password", "forgotten-password"] as const;

/** One-time links: the first administrator, an invitation or a new password, a forgotten one. Only the token's SHA-256 is kept. */
export const oneTimeLinks = pgTable(
  "one_time_links",
  {
    tokenHash: text().primaryKey(),
    purpose: text({ enum: linkPurposes }).notNull(),
    accountId: uuid().references(() => accounts.id),
    createdAt: instant().notNull().defaultNow(),
    createdBy: uuid().references(() => accounts.id),
    expiresAt: instant().notNull(),
    usedAt: instant(),
  },
  (t) => [
    check("one_time_links_purpose", oneOf(t.purpose, linkPurposes)),
    check("one_time_links_account", sql`(${t.purpose} = 'first-administrator') = (${t.accountId} is null)`),
    index("one_time_links_account_index").on(t.accountId),
  ],
);

/** rate-limiter-flexible's counters, kept here so that a restart forgets no attempt. Keys are hashes, never e-mails. */
export const throttles = pgTable("throttles", {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: "number" }),
});

/** A booking command's key: the same key with the same body is answered again, with another body refused. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    key: text().notNull(),
    bodyHash: text().notNull(),
    outcome: jsonb().notNull(),
    createdAt: instant().notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.accountId, t.key] }), index("idempotency_keys_created").on(t.createdAt)],
);

/** A person's own name for a set of filters over a table. */
export const savedViews = pgTable(
  "saved_views",
  {
    id: id(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    page: text({ enum: ["plans"] }).notNull(),
    name: text().notNull(),
    query: text().notNull(),
  },
  (t) => [
    unique("saved_views_name").on(t.accountId, t.page, t.name),
    check("saved_views_page", oneOf(t.page, ["plans"])),
    check("saved_views_length", sql`length(${t.name}) between 1 and 60 and length(${t.query}) <= 2000`),
  ],
);
