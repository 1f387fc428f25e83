import { sql } from "drizzle-orm";
import { check, date, index, pgTable, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { attemptOutcomes, sendingKinds, sendingStates, sendingWays } from "~/domain/vocabulary";
import { accounts } from "./accounts";
import { id, instant, oneOf } from "./columns";
import { outcomeReports } from "./outcomes";

/** A call for a report that brought no answers. One noted by mistake is taken back, never deleted. */
export const reportAttempts = pgTable(
  "report_attempts",
  {
    id: id(),
    /** A report goes when its session was not performed after all, and the calls for it with it. */
    reportId: uuid()
      .notNull()
      .references(() => outcomeReports.id, { onDelete: "cascade" }),
    outcome: text({ enum: attemptOutcomes }).notNull(),
    at: instant().notNull(),
    by: uuid()
      .notNull()
      .references(() => accounts.id),
    /** When the patient asked to be called instead. */
    callBackAt: instant(),
    undoneAt: instant(),
    undoneBy: uuid().references(() => accounts.id),
  },
  (t) => [
    index("report_attempts_report").on(t.reportId, t.at),
    check("report_attempts_outcome", oneOf(t.outcome, attemptOutcomes)),
    check(
      "report_attempts_call_back",
      sql`(${t.outcome} = 'call-back') = (${t.callBackAt} is not null) and (${t.callBackAt} is null or ${t.callBackAt} > ${t.at})`,
    ),
    check("report_attempts_undone", sql`(${t.undoneAt} is null) = (${t.undoneBy} is null)`),
  ],
);

/**
 * A report's link on its way to the patient. Written before anything is sent, and of each kind once for a due day: who
 * finds it there sends nothing.
 */
export const reportSendings = pgTable(
  "report_sendings",
  {
    id: id(),
    reportId: uuid()
      .notNull()
      .references(() => outcomeReports.id, { onDelete: "cascade" }),
    /** The report's own then: one that moved on is asked for anew. */
    dueOn: date().notNull(),
    kind: text({ enum: sendingKinds }).notNull(),
    way: text({ enum: sendingWays }).notNull(),
    state: text({ enum: sendingStates }).notNull(),
    tries: smallint().notNull().default(1),
    /** When it was last tried, or handed over. */
    at: instant().notNull(),
    /** Null where the system sent it by itself. */
    by: uuid().references(() => accounts.id),
  },
  (t) => [
    uniqueIndex("report_sendings_once")
      .on(t.reportId, t.dueOn, t.kind)
      .where(sql`kind <> 'by-hand'`),
    index("report_sendings_report").on(t.reportId, t.at),
    check("report_sendings_kind", oneOf(t.kind, sendingKinds)),
    check("report_sendings_way", oneOf(t.way, sendingWays)),
    check("report_sendings_state", oneOf(t.state, sendingStates)),
    check(
      "report_sendings_handed_over",
      sql`${t.way} = 'mail' or (${t.state} = 'sent' and ${t.kind} = 'by-hand')`,
    ),
    check("report_sendings_by", sql`(${t.kind} = 'by-hand') = (${t.by} is not null)`),
    check("report_sendings_tries", sql`${t.tries} between 1 and 99`),
  ],
);
