import { sql } from "drizzle-orm";
import { check, index, jsonb, pgTable, smallint, text, unique, uuid } from "drizzle-orm/pg-core";
import {
  checkpointDecisions,
  checkpointKinds,
  guidances,
  planStatuses,
  regions,
  sides,
  stopReasons,
  type StructureKind,
} from "~/domain/vocabulary";
import { accounts, physicians } from "./accounts";
import { id, instant, oneOf, version } from "./columns";
import { patients } from "./patients";
import { clinics } from "./places";

/** A course of treatment for one region of one patient: the unit that Tendon schedules. */
export const plans = pgTable(
  "plans",
  {
    id: id(),
    patientId: uuid()
      .notNull()
      .references(() => patients.id),
    physicianId: uuid()
      .notNull()
      .references(() => physicians.id),
    clinicId: uuid()
      .notNull()
      .references(() => clinics.id),
    region: text({ enum: regions }).notNull(),
    side: text({ enum: sides }).notNull(),
    guidance: text({ enum: guidances }).notNull(),
    plannedSessions: smallint().notNull(),
    gapMinDays: smallint().notNull(),
    gapTargetDays: smallint().notNull(),
    gapMaxDays: smallint().notNull(),
    status: text({ enum: planStatuses }).notNull().default("draft"),
    stopReason: text({ enum: stopReasons }),
    startedAt: instant(),
    endedAt: instant(),
    // Clinical: the physician's alone.
    diagnosis: text().notNull().default(""),
    structures: jsonb().$type<{ kind: StructureKind; name: string }[]>().notNull().default([]),
    goal: text().notNull().default(""),
    baselinePain: smallint(),
    /** How long it had hurt before the course: chronicity, in the figures' case mix. */
    symptomMonths: smallint(),
    baselineFunction: text().notNull().default(""),
    notes: text().notNull().default(""),
    createdAt: instant().notNull().defaultNow(),
    createdBy: uuid().references(() => accounts.id),
    version: version(),
  },
  (t) => [
    unique("plans_id_patient").on(t.id, t.patientId),
    index("plans_clinic_status").on(t.clinicId, t.status),
    index("plans_patient").on(t.patientId),
    index("plans_physician").on(t.physicianId, t.status),
    check("plans_region", oneOf(t.region, regions)),
    check("plans_side", oneOf(t.side, sides)),
    check("plans_guidance", oneOf(t.guidance, guidances)),
    check("plans_status", oneOf(t.status, planStatuses)),
    check("plans_sessions", sql`${t.plannedSessions} between 1 and 20`),
    check(
      "plans_gaps",
      sql`1 <= ${t.gapMinDays} and ${t.gapMinDays} <= ${t.gapTargetDays} and ${t.gapTargetDays} <= ${t.gapMaxDays} and ${t.gapMaxDays} <= 365`,
    ),
    check("plans_stop_reason", sql`(${t.status} = 'stopped') = (${t.stopReason} is not null)`),
    check("plans_stop_reasons", sql`${t.stopReason} is null or ${oneOf(t.stopReason, stopReasons)}`),
    check("plans_started", sql`${t.status} = 'draft' or ${t.startedAt} is not null`),
    check("plans_ended", sql`(${t.status} in ('completed', 'stopped')) = (${t.endedAt} is not null)`),
    check("plans_pain", sql`${t.baselinePain} between 0 and 10`),
    check("plans_symptom_months", sql`${t.symptomMonths} between 0 and 1200`),
    check(
      "plans_lengths",
      sql`length(${t.diagnosis}) <= 2000 and length(${t.goal}) <= 500 and length(${t.baselineFunction}) <= 1000 and length(${t.notes}) <= 4000`,
    ),
  ],
);

/** Who changed a plan's status, when and why. */
export const planMoves = pgTable(
  "plan_moves",
  {
    id: id(),
    planId: uuid()
      .notNull()
      .references(() => plans.id),
    fromStatus: text({ enum: planStatuses }).notNull(),
    toStatus: text({ enum: planStatuses }).notNull(),
    reason: text().notNull().default(""),
    releasedSessions: smallint().notNull().default(0),
    movedAt: instant().notNull().defaultNow(),
    movedBy: uuid()
      .notNull()
      .references(() => accounts.id),
  },
  (t) => [index("plan_moves_plan").on(t.planId, t.movedAt)],
);

/** What a physician decided when they asked whether the course works, and what they saw then. */
export const planCheckpoints = pgTable(
  "plan_checkpoints",
  {
    id: id(),
    planId: uuid()
      .notNull()
      .references(() => plans.id),
    kind: text({ enum: checkpointKinds }).notNull(),
    decision: text({ enum: checkpointDecisions }).notNull(),
    note: text().notNull().default(""),
    painBefore: smallint(),
    painAfter: smallint(),
    decidedAt: instant().notNull(),
    decidedBy: uuid()
      .notNull()
      .references(() => accounts.id),
  },
  (t) => [
    index("plan_checkpoints_plan").on(t.planId, t.decidedAt),
    check("plan_checkpoints_kind", oneOf(t.kind, checkpointKinds)),
    check("plan_checkpoints_decision", oneOf(t.decision, checkpointDecisions)),
    check("plan_checkpoints_pain", sql`${t.painBefore} between 0 and 10 and ${t.painAfter} between 0 and 10`),
    check("plan_checkpoints_note", sql`length(${t.note}) <= 1000`),
  ],
);
