import { sql, type SQL } from "drizzle-orm";
import { customType, integer, timestamp, uuid, type AnyPgColumn } from "drizzle-orm/pg-core";

export const id = () =>
  uuid()
    .primaryKey()
    .default(sql`uuidv7()`);

export const instant = () => timestamp({ withTimezone: true, mode: "date" });

/** Counts edits, so that a stale form is told what changed instead of overwriting it. */
export const version = () => integer().notNull().default(1);

/** `[from, until)` in UTC, as PostgreSQL prints it. Written only by the database, from its two ends. */
export const tstzrange = customType<{ data: string }>({ dataType: () => "tstzrange" });

export const citext = customType<{ data: string }>({ dataType: () => "citext" });

/** A CHECK that a column holds one of the domain's words. */
export const oneOf = (column: AnyPgColumn, words: readonly string[]): SQL =>
  // eslint-disable-next-line no-restricted-syntax -- our own words, written into the migration
  sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(", "))})`;
