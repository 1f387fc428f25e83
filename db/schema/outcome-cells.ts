import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { guidances, planStatuses, ratings, regions, stopReasons, timePoints } from "~/domain/vocabulary";
import { plans } from "./plans";

/** What plans and their reports have in common when they are counted. */
const counted = {
  clinicId: uuid().notNull(),
  region: text({ enum: regions }).notNull(),
  guidance: text({ enum: guidances }).notNull(),
  status: text({ enum: planStatuses }).notNull(),
  stopReason: text({ enum: stopReasons }),
};

/**
 * One row for each outcome that a plan makes due, with all that figures tell apart. Written by triggers alone
 * (drizzle/*_outcome_cells.sql), after every write to what it is made of; `outcome_cells_direct` is what it must equal.
 */
export const outcomeCells = pgTable(
  "outcome_cells",
  {
    planId: uuid()
      .notNull()
      .references(() => plans.id, { onDelete: "cascade" }),
    point: text({ enum: timePoints }).notNull(),
    dueOn: date().notNull(),
    closesOn: date().notNull(),
    ...counted,
    physicianId: uuid().notNull(),
    rating: text({ enum: ratings }),
    /** At 12 months: whether the same patient had reported good or excellent at 3. */
    wasGood: boolean().notNull(),
    painBefore: smallint(),
    painAfter: smallint(),
    symptomMonths: smallint(),
    /** Performed within eight weeks of the first; null for who had stopped by then. */
    sessions: smallint(),
    gaps: text({ enum: ["none", "kept", "broken"] }).notNull(),
  },
  (t) => [
    primaryKey({ name: "outcome_cells_pk", columns: [t.planId, t.point] }),
    index("outcome_cells_due").on(t.point, t.dueOn, t.clinicId),
    // All that is asked of what can still be answered, so that the many rows due later are passed by in the index.
    index("outcome_cells_closes").on(t.point, t.closesOn, t.dueOn, t.clinicId),
  ],
);

const countKey = {
  point: text({ enum: timePoints }).notNull(),
  /** The first day of the month in which they were due, and of that in which the time to answer ends. */
  month: date().notNull(),
  closes: date().notNull(),
  ...counted,
  rating: text({ enum: ratings }),
  wasGood: boolean().notNull(),
};

/** How many cells are alike, without what `outcome_deltas` still holds. */
export const outcomeCounts = pgTable("outcome_counts", { ...countKey, plans: integer().notNull() }, (t) => [
  unique("outcome_counts_key")
    .on(
      t.point,
      t.clinicId,
      t.month,
      t.closes,
      t.region,
      t.guidance,
      t.status,
      t.stopReason,
      t.rating,
      t.wasGood,
    )
    .nullsNotDistinct(),
  index("outcome_counts_empty")
    .on(t.plans)
    .where(sql`${t.plans} = 0`),
]);

/**
 * What has changed since the counts were last folded. Appended to and never updated, so that no two writers wait for
 * each other over a count.
 */
export const outcomeDeltas = pgTable("outcome_deltas", {
  id: bigint({ mode: "bigint" }).primaryKey().generatedAlwaysAsIdentity(),
  ...countKey,
  plans: integer().notNull(),
});

/** One row for each started plan: when it was first followed by a good report, or stopped. */
export const courseCells = pgTable(
  "course_cells",
  {
    planId: uuid()
      .primaryKey()
      .references(() => plans.id, { onDelete: "cascade" }),
    ...counted,
    startedOn: date().notNull(),
    goodAfter: integer(),
    stoppedAfter: integer(),
  },
  (t) => [index("course_cells_started").on(t.startedOn, t.clinicId)],
);
