import { bigint, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./columns";

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
    before: jsonb(),
    after: jsonb(),
    requestId: text(),
  },
  (t) => [index("audit_events_record").on(t.noun, t.recordId)],
);
