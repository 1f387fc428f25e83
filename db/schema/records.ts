import { sql } from "drizzle-orm";
import {
  check,
  date,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import {
  anesthetics,
  complications,
  guidances,
  placements,
  regions,
  screeningDecisions,
  sides,
  structureKinds,
  type ScreeningFinding,
} from "~/domain/vocabulary";
import { accounts, physicians } from "./accounts";
import { id, instant, oneOf, version } from "./columns";
import { patients } from "./patients";
import { clinics } from "./places";
import { plans } from "./plans";
import { sessions } from "./sessions";

/** What a clinic has of one lot of a product. Retired, never deleted: the records that name it stay. */
export const lots = pgTable(
  "lots",
  {
    id: id(),
    clinicId: uuid()
      .notNull()
      .references(() => clinics.id),
    product: text().notNull(),
    lotNumber: text().notNull(),
    /** The last day on which it may be used. */
    expiresOn: date().notNull(),
    /** Vials. Each signed record takes one of each lot it names; counting the shelf corrects what was received. */
    received: integer().notNull(),
    used: integer().notNull().default(0),
    createdAt: instant().notNull().defaultNow(),
    createdBy: uuid().references(() => accounts.id),
    retiredAt: instant(),
    retiredBy: uuid().references(() => accounts.id),
    retireReason: text(),
    version: version(),
  },
  (t) => [
    unique("lots_number").on(t.clinicId, t.product, t.lotNumber),
    unique("lots_id_clinic").on(t.id, t.clinicId),
    check(
      "lots_names",
      sql`length(${t.product}) between 1 and 120 and length(${t.lotNumber}) between 1 and 60`,
    ),
    check("lots_stock", sql`${t.received} between 0 and 100000 and ${t.used} >= 0`),
    check("lots_expiry", sql`${t.expiresOn} between '2000-01-01' and '2199-12-31'`),
    check(
      "lots_retired",
      sql`(${t.retiredAt} is null) = (${t.retireReason} is null) and length(${t.retireReason}) between 1 and 500`,
    ),
  ],
);

/**
 * The record of one session: a draft as it was typed, versions that were signed (below), or both while it is amended.
 * Whose it is, its session says; until it is signed, that may still change.
 */
export const procedureRecords = pgTable(
  "procedure_records",
  {
    id: id(),
    sessionId: uuid()
      .notNull()
      .references(() => sessions.id)
      .unique("procedure_records_session"),
    planId: uuid()
      .notNull()
      .references(() => plans.id),
    patientId: uuid()
      .notNull()
      .references(() => patients.id),
    clinicId: uuid()
      .notNull()
      .references(() => clinics.id),
    /** Field by field as typed, however incomplete; null once signed. */
    draft: jsonb().$type<Record<string, string | string[]>>(),
    savedAt: instant().notNull(),
    savedBy: uuid()
      .notNull()
      .references(() => accounts.id),
    /** The browser tab that saved it last: a tab whose answer was lost on the way goes on where it was. */
    savedIn: text(),
    /** The number of the version that stands; null until it is signed. */
    signedNumber: smallint(),
    version: version(),
  },
  (t) => [
    unique("procedure_records_id_clinic").on(t.id, t.clinicId),
    index("procedure_records_plan").on(t.planId),
    index("procedure_records_patient").on(t.patientId),
    check("procedure_records_something", sql`num_nonnulls(${t.draft}, ${t.signedNumber}) >= 1`),
    check(
      "procedure_records_draft",
      sql`jsonb_typeof(${t.draft}) = 'object' and length(${t.draft}::text) <= 60000 and length(${t.savedIn}) <= 64`,
    ),
  ],
);

/** What was signed. No row here is ever changed: an amendment is another, and says why. */
export const recordVersions = pgTable(
  "record_versions",
  {
    id: id(),
    recordId: uuid().notNull(),
    clinicId: uuid().notNull(),
    number: smallint().notNull(),
    consentAt: instant().notNull(),
    consentForm: text().notNull(),
    consentBy: text().notNull(),
    timeOutAt: instant().notNull(),
    region: text({ enum: regions }).notNull(),
    side: text({ enum: sides }).notNull(),
    findings: text().array().$type<ScreeningFinding[]>().notNull(),
    decision: text({ enum: screeningDecisions }).notNull(),
    decisionReason: text().notNull().default(""),
    skinNumbing: text().notNull().default(""),
    /** How many injections belong to it, so that none is added to what was signed. */
    injections: smallint().notNull(),
    fluoroscopySeconds: integer(),
    fluoroscopyMgy: numeric({ precision: 8, scale: 2, mode: "number" }),
    painBefore: smallint().notNull(),
    painAfter: smallint().notNull(),
    complication: text({ enum: complications }).notNull(),
    complicationNote: text().notNull().default(""),
    note: text().notNull().default(""),
    /** Why the version before it was amended; null for the first. */
    amendReason: text(),
    signedAt: instant().notNull(),
    signedBy: uuid()
      .notNull()
      .references(() => physicians.id),
  },
  (t) => [
    foreignKey({
      name: "record_versions_record",
      columns: [t.recordId, t.clinicId],
      foreignColumns: [procedureRecords.id, procedureRecords.clinicId],
    }),
    unique("record_versions_number").on(t.recordId, t.number),
    unique("record_versions_id_clinic").on(t.id, t.clinicId),
    check("record_versions_region", oneOf(t.region, regions)),
    check("record_versions_side", oneOf(t.side, sides)),
    check(
      "record_versions_findings",
      sql`${t.findings} <@ array['allergy', 'anticoagulant', 'infection', 'pregnancy', 'diabetes']`,
    ),
    // A deferred patient is not treated, so there is nothing to sign.
    check("record_versions_decision", sql`${t.decision} in ('clear', 'proceed')`),
    check(
      "record_versions_screened",
      sql`case ${t.decision} when 'clear' then ${t.findings} = '{}' else ${t.decisionReason} <> '' end`,
    ),
    check("record_versions_consent", sql`${t.consentForm} <> '' and ${t.consentBy} <> ''`),
    check("record_versions_injections", sql`${t.injections} between 1 and 20`),
    check("record_versions_pain", sql`${t.painBefore} between 0 and 10 and ${t.painAfter} between 0 and 10`),
    check("record_versions_complication", oneOf(t.complication, complications)),
    check(
      "record_versions_complication_note",
      sql`${t.complication} = 'none' or ${t.complicationNote} <> ''`,
    ),
    check(
      "record_versions_dose",
      sql`(${t.fluoroscopySeconds} is null) = (${t.fluoroscopyMgy} is null) and ${t.fluoroscopySeconds} between 0 and 7200 and ${t.fluoroscopyMgy} between 0 and 10000`,
    ),
    check(
      "record_versions_amended",
      sql`(${t.number} = 1) = (${t.amendReason} is null) and ${t.number} >= 1`,
    ),
    check("record_versions_reason", sql`length(${t.amendReason}) between 1 and 500`),
    check(
      "record_versions_lengths",
      sql`length(${t.consentForm}) <= 60 and length(${t.consentBy}) <= 120 and length(${t.decisionReason}) <= 500 and length(${t.skinNumbing}) <= 120 and length(${t.complicationNote}) <= 2000 and length(${t.note}) <= 4000`,
    ),
  ],
);

/** One needle: what went where, guided and certified how, from which lot. */
export const recordInjections = pgTable(
  "record_injections",
  {
    id: id(),
    versionId: uuid().notNull(),
    clinicId: uuid().notNull(),
    position: smallint().notNull(),
    kind: text({ enum: structureKinds }).notNull(),
    structure: text().notNull(),
    side: text({ enum: sides }).notNull(),
    dextrosePercent: numeric({ precision: 4, scale: 1, mode: "number" }).notNull(),
    anesthetic: text({ enum: anesthetics }).notNull(),
    anestheticPercent: numeric({ precision: 4, scale: 2, mode: "number" }),
    ml: numeric({ precision: 5, scale: 2, mode: "number" }).notNull(),
    guidance: text({ enum: guidances }).notNull(),
    placement: text({ enum: placements }).notNull(),
    lotId: uuid().notNull(),
  },
  (t) => [
    foreignKey({
      name: "record_injections_version",
      columns: [t.versionId, t.clinicId],
      foreignColumns: [recordVersions.id, recordVersions.clinicId],
    }),
    foreignKey({
      name: "record_injections_lot",
      columns: [t.lotId, t.clinicId],
      foreignColumns: [lots.id, lots.clinicId],
    }),
    unique("record_injections_position").on(t.versionId, t.position),
    index("record_injections_lot_index").on(t.lotId),
    check("record_injections_kind", oneOf(t.kind, structureKinds)),
    check("record_injections_structure", sql`length(${t.structure}) between 1 and 120`),
    check("record_injections_side", oneOf(t.side, sides)),
    check("record_injections_guidance", oneOf(t.guidance, guidances)),
    check("record_injections_placement", oneOf(t.placement, placements)),
    check("record_injections_anesthetic", oneOf(t.anesthetic, anesthetics)),
    check(
      "record_injections_mixture",
      sql`${t.dextrosePercent} > 0 and ${t.dextrosePercent} <= 70 and (${t.anesthetic} = 'none') = (${t.anestheticPercent} is null) and ${t.anestheticPercent} > 0 and ${t.anestheticPercent} <= 10 and ${t.ml} > 0 and ${t.ml} <= 100`,
    ),
  ],
);
