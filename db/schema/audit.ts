import { sql } from "drizzle-orm";
import { bigint, customType, index, integer, jsonb, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

/** A transaction's number, which never comes again in one cluster. */
const xid8 = customType<{ data: string }>({ dataType: () => "xid8" });
const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** Append-only: the app's role may insert and read. No foreign keys, so that what happened outlives what it happened to. */
export const auditEvents = pgTable(
  "audit_events",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant().notNull().defaultNow(),
    actorId: uuid(),
    action: text().notNull(),
    noun: text().notNull(),
    recordId: text(),
    clinicId: uuid(),
    patientId: uuid(),
    /** Of a read that showed several. */
    patientIds: uuid().array(),
    before: jsonb(),
    after: jsonb(),
    requestId: text(),
    /** The cluster's life in which it was written, and the transaction: what tells a late commit from one that is over. */
    era: integer().notNull().default(1),
    writtenIn: xid8()
      .notNull()
      .default(sql`pg_current_xact_id()`),
  },
  (t) => [
    index("audit_events_record").on(t.noun, t.recordId),
    index("audit_events_order").on(t.era, t.writtenIn, t.id),
    index("audit_events_at").on(t.at, t.id),
    index("audit_events_actor").on(t.actorId, t.at, t.id),
    index("audit_events_patient")
      .on(t.patientId, t.at, t.id)
      .where(sql`${t.patientId} is not null`),
    index("audit_events_patients")
      .using("gin", t.patientIds)
      .where(sql`${t.patientIds} is not null`),
  ],
);

/**
 * A cluster's life: transactions are numbered anew where a backup is restored into another one. What was written in an
 * earlier era is over. The owner begins one when it migrates and finds itself in another cluster.
 */
export const auditEras = pgTable("audit_eras", {
  number: integer().primaryKey(),
  cluster: text().notNull(),
  beganAt: instant().notNull().defaultNow(),
});

/** A link of the chain over all events written in `[from, until)` of one era. Append-only, like what it seals. */
export const auditSeals = pgTable(
  "audit_seals",
  {
    number: integer().primaryKey(),
    sealedAt: instant().notNull(),
    era: integer().notNull(),
    from: xid8().notNull(),
    until: xid8().notNull(),
    count: integer().notNull(),
    /** The first and last events' numbers, to look them up by; no part of the order. */
    firstEvent: bigint({ mode: "number" }).notNull(),
    lastEvent: bigint({ mode: "number" }).notNull(),
    /** Of each event in order: its number in 8 bytes, and 16 of its own keyed digest. */
    digests: bytea().notNull(),
    /** Tells which key made it, and nothing of the key. */
    keyId: text().notNull(),
    previous: bytea().notNull(),
    mac: bytea().notNull(),
  },
  // Two who seal at once would fork the chain.
  (t) => [unique("audit_seals_previous").on(t.previous)],
);
