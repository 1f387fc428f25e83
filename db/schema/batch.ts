import { sql } from "drizzle-orm";
import {
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { batchOutcomes, batchScopes, batchStatuses } from "~/domain/vocabulary";
import { accounts, physicians } from "./accounts";
import { id, instant, oneOf } from "./columns";
import { clinics } from "./places";
import { plans } from "./plans";
import { timeOff } from "./sessions";

/** Many courses planned at once, in the background, to be looked at before any is booked. */
export const batchRuns = pgTable(
  "batch_runs",
  {
    id: id(),
    clinicId: uuid()
      .notNull()
      .references(() => clinics.id),
    scope: text({ enum: batchScopes }).notNull(),
    /** With whom it is planned rather than with each plan's own. */
    physicianId: uuid().references(() => physicians.id),
    /** Whose sessions it finds other places for. */
    timeOffId: uuid().references(() => timeOff.id),
    status: text({ enum: batchStatuses }).notNull().default("queued"),
    askedAt: instant().notNull(),
    askedBy: uuid()
      .notNull()
      .references(() => accounts.id),
    startedAt: instant(),
    finishedAt: instant(),
    /** The running job reads it, and ends. */
    cancelledAt: instant(),
    cancelledBy: uuid().references(() => accounts.id),
    appliedAt: instant(),
    appliedBy: uuid().references(() => accounts.id),
    /** Of its time, 0 to 1. */
    share: real().notNull().default(0),
    planned: integer().notNull().default(0),
    cost: doublePrecision(),
    /** No way of planning them all costs less. */
    bound: doublePrecision(),
  },
  (t) => [
    // Two plannings of one clinic would promise the same places.
    uniqueIndex("batch_runs_one_under_way")
      .on(t.clinicId)
      .where(sql`status in ('queued', 'running')`),
    index("batch_runs_clinic").on(t.clinicId, t.askedAt),
    check("batch_runs_status", oneOf(t.status, batchStatuses)),
    check("batch_runs_scope", oneOf(t.scope, batchScopes)),
    check(
      "batch_runs_of",
      sql`(${t.scope} = 'physician') = (${t.physicianId} is not null) and (${t.scope} = 'time-off') = (${t.timeOffId} is not null)`,
    ),
    check("batch_runs_share", sql`${t.share} between 0 and 1`),
  ],
);

/** A session as it is planned, people and places by their ids; `startsAt` is null for one that stands already. */
export interface PlannedSession {
  day: string;
  startsAt: number | null;
  clinicId: string;
  physicianId: string;
  roomId: string | null;
  deviceId: string | null;
  gapDays: number | null;
}

/** One course of a run: what was found for it, and what became of that. */
export const batchCourses = pgTable(
  "batch_courses",
  {
    runId: uuid()
      .notNull()
      .references(() => batchRuns.id),
    planId: uuid()
      .notNull()
      .references(() => plans.id),
    /** How many sessions it lacks; of them so many lost their place, and are moved. */
    lacking: smallint().notNull(),
    displaced: smallint().notNull(),
    /** Null where there is no place for the whole course, or nobody has looked yet. */
    sessions: jsonb().$type<PlannedSession[]>(),
    outcome: text({ enum: batchOutcomes }),
    /** Why it was refused, as a code. */
    refusal: text(),
    decidedAt: instant(),
    decidedBy: uuid().references(() => accounts.id),
  },
  (t) => [
    primaryKey({ columns: [t.runId, t.planId] }),
    index("batch_courses_plan").on(t.planId),
    check("batch_courses_counts", sql`${t.lacking} >= 1 and ${t.displaced} between 0 and ${t.lacking}`),
    check("batch_courses_outcome", sql`${t.outcome} is null or ${oneOf(t.outcome, batchOutcomes)}`),
    check(
      "batch_courses_decided",
      sql`(${t.outcome} is null) = (${t.decidedAt} is null) and (${t.outcome} is not distinct from 'refused') = (${t.refusal} is not null)`,
    ),
  ],
);
