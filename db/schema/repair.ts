import { sql } from "drizzle-orm";
import { check, pgTable, smallint, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { accounts } from "./accounts";
import { id, instant } from "./columns";
import { plans } from "./plans";

/**
 * A course with displaced sessions, whose patient is to be called before anything is moved. It counts until it is closed,
 * or every session that was displaced then has its place again.
 */
export const repairCalls = pgTable(
  "repair_calls",
  {
    id: id(),
    planId: uuid()
      .notNull()
      .references(() => plans.id),
    handedAt: instant().notNull(),
    handedBy: uuid()
      .notNull()
      .references(() => accounts.id),
    attempts: smallint().notNull().default(0),
    triedAt: instant(),
    triedBy: uuid().references(() => accounts.id),
    note: text().notNull().default(""),
    closedAt: instant(),
    closedBy: uuid().references(() => accounts.id),
  },
  (t) => [
    uniqueIndex("repair_calls_one_open")
      .on(t.planId)
      .where(sql`closed_at is null`),
    check("repair_calls_note", sql`length(${t.note}) <= 500`),
    check("repair_calls_attempts", sql`${t.attempts} between 0 and 999`),
    check("repair_calls_tried", sql`(${t.attempts} = 0) = (${t.triedAt} is null)`),
  ],
);
