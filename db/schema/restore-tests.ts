import { sql } from "drizzle-orm";
import { check, doublePrecision, integer, pgTable, text } from "drizzle-orm/pg-core";
import { restoreOutcomes, restoreSources, trailStates } from "../../app/domain/restore-test";
import { id, instant, oneOf } from "./columns";

/** A backup that was restored for a look, and what came of it. Append-only: what was found stays found. */
export const restoreTests = pgTable(
  "restore_tests",
  {
    id: id(),
    at: instant().notNull(),
    /** The newest of the kept backups, or one that was made for it. */
    source: text({ enum: restoreSources }).notNull(),
    takenAt: instant(),
    tables: integer().notNull(),
    rows: doublePrecision().notNull(),
    bytes: doublePrecision().notNull(),
    seconds: doublePrecision().notNull(),
    trail: text({ enum: trailStates }).notNull(),
    outcome: text({ enum: restoreOutcomes }).notNull(),
    /** In words of ours, which name tables and no row. */
    fault: text(),
  },
  (t) => [
    check("restore_tests_source", oneOf(t.source, restoreSources)),
    check("restore_tests_trail", oneOf(t.trail, trailStates)),
    check("restore_tests_outcome", oneOf(t.outcome, restoreOutcomes)),
    check("restore_tests_fault", sql`(${t.outcome} = 'right') = (${t.fault} is null)`),
  ],
);
