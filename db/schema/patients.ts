import { sql } from "drizzle-orm";
import { check, date, foreignKey, index, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { contacts } from "~/domain/vocabulary";
import { accounts } from "./accounts";
import { id, instant, oneOf, version } from "./columns";
import { clinics, resources } from "./places";

export const patients = pgTable(
  "patients",
  {
    id: uuid().primaryKey(),
    resourceKind: text()
      .notNull()
      .generatedAlwaysAs(sql`'patient'`),
    recordNumber: text().notNull().unique("patients_record_number_unique"),
    givenName: text().notNull(),
    familyName: text().notNull(),
    birthDate: date().notNull(),
    homeClinicId: uuid()
      .notNull()
      .references(() => clinics.id),
    phone: text().notNull().default(""),
    email: text().notNull().default(""),
    language: text().notNull().default("en"),
    preferredContact: text({ enum: contacts }).notNull().default("phone"),
    deskNotes: text().notNull().default(""),
    /** No longer a patient here: cannot be booked, still found. */
    deactivatedAt: instant(),
    deceasedOn: date(),
    /** Where an import found this person: the other system's own id. */
    sourceId: text().unique("patients_source_id_unique"),
    createdAt: instant().notNull().defaultNow(),
    version: version(),
    /** Lower case, without accents: what a search looks through. */
    search: text()
      .notNull()
      .generatedAlwaysAs(
        sql`searchable(given_name || ' ' || family_name || ' ' || given_name || ' ' || record_number)`,
      ),
  },
  (t) => [
    foreignKey({
      name: "patients_resource",
      columns: [t.id, t.resourceKind],
      foreignColumns: [resources.id, resources.kind],
    }),
    index("patients_home_clinic").on(t.homeClinicId, t.familyName),
    check(
      "patients_names",
      sql`length(${t.givenName}) between 1 and 80 and length(${t.familyName}) between 1 and 80`,
    ),
    check("patients_birth", sql`${t.birthDate} between '1880-01-01' and '2200-01-01'`),
    check("patients_contact", oneOf(t.preferredContact, contacts)),
    check(
      "patients_deceased",
      sql`${t.deceasedOn} is null or (${t.deactivatedAt} is not null and ${t.deceasedOn} >= ${t.birthDate})`,
    ),
    check(
      "patients_lengths",
      sql`length(${t.deskNotes}) <= 2000 and length(${t.phone}) <= 40 and length(${t.email}) <= 254`,
    ),
  ],
);

/** What an import brought of another system's visits: history to read, holding nothing. */
export const pastVisits = pgTable(
  "past_visits",
  {
    id: id(),
    patientId: uuid()
      .notNull()
      .references(() => patients.id),
    startedAt: instant().notNull(),
    endedAt: instant(),
    description: text().notNull(),
    reason: text().notNull().default(""),
    sourceId: text().notNull().unique("past_visits_source_id_unique"),
  },
  (t) => [index("past_visits_patient").on(t.patientId, t.startedAt)],
);

/** An import under way: what was uploaded, less the columns that are never taken in, until it is applied or dropped. */
export const imports = pgTable(
  "imports",
  {
    id: id(),
    accountId: uuid()
      .notNull()
      .references(() => accounts.id),
    clinicId: uuid()
      .notNull()
      .references(() => clinics.id),
    kind: text({ enum: ["patients", "visits"] }).notNull(),
    fileName: text().notNull(),
    columns: jsonb().$type<string[]>().notNull(),
    rows: jsonb().$type<string[][]>().notNull(),
    droppedColumns: jsonb().$type<string[]>().notNull(),
    mapping: jsonb().$type<Record<string, string>>().notNull(),
    leftOut: jsonb().$type<number[]>().notNull().default([]),
    createdAt: instant().notNull().defaultNow(),
    appliedAt: instant(),
    appliedCount: jsonb().$type<{ added: number; leftOut: number }>(),
  },
  (t) => [
    check("imports_kind", oneOf(t.kind, ["patients", "visits"])),
    index("imports_account").on(t.accountId),
  ],
);
