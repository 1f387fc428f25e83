import { drizzle } from "drizzle-orm/postgres-js";
import type { ExtractTablesWithRelations, SQL } from "drizzle-orm";
import { makePgArray, PgDialect, type PgTransaction } from "drizzle-orm/pg-core";
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { parse } from "postgres-array";
import { env } from "~/env.server";
import * as schema from "./schema";

type Schema = typeof schema;
export type Db = ReturnType<typeof connect>["db"];
/** An open transaction: what every function in db/writes takes. */
export type Tx = PgTransaction<PostgresJsQueryResultHKT, Schema, ExtractTablesWithRelations<Schema>>;
/** The pool or an open transaction, for what only reads. */
export type Run = Pick<Tx, "execute">;

const serialize = (value: unknown) => (Array.isArray(value) ? makePgArray(value) : value);

/** PostgreSQL's own array types by their OIDs in pg_type.typarray, which no release changes. Another type's array comes as text until it is named here. */
const arrayTypes = {
  // text, varchar, bigint (a string in JavaScript, as a single one is), uuid
  strings: { to: 1009, from: [1009, 1015, 1016, 2951], serialize, parse: (text: string) => parse(text) },
  // smallint, integer, real, double precision
  numbers: {
    to: 1007,
    from: [1005, 1007, 1021, 1022],
    serialize,
    parse: (text: string) => parse(text, Number),
  },
};

/** Opens a pool. Timeouts stand on each connection, so that no statement, lock or forgotten transaction waits without bound. */
export function connect(url: string, { max = 10, name = "tendon" } = {}) {
  const sql = postgres(url, {
    max,
    idle_timeout: 300,
    connect_timeout: 8,
    onnotice: () => {},
    // postgres.js asks each new connection for the array types in a query of its own that nobody awaits: a connection
    // lost at that moment is a rejection nobody can handle, and ends the process. They are given here instead.
    fetch_types: false,
    types: arrayTypes,
    connection: {
      application_name: name,
      TimeZone: "UTC",
      statement_timeout: 8_000,
      lock_timeout: 4_000,
      idle_in_transaction_session_timeout: 15_000,
    },
  });
  prepareAll(sql);
  const begin = sql.begin.bind(sql);
  // As Drizzle calls it: with no options.
  sql.begin = ((work: (tx: postgres.TransactionSql) => unknown) =>
    begin((tx) => {
      prepareAll(tx);
      return work(tx);
    })) as typeof sql.begin;
  return { sql, db: drizzle(sql, { schema, casing: "snake_case" }) };
}

/**
 * Drizzle hands postgres.js plain text, which it would have parsed and planned anew, over one more round trip, each
 * time: measured, a third of a page's time in the app. With values it is prepared once a connection instead.
 */
function prepareAll(sql: Pick<postgres.Sql, "unsafe">) {
  const { unsafe } = sql;
  sql.unsafe = (text, values, options) =>
    unsafe(text, values, values && values.length > 0 ? { prepare: true, ...options } : options);
}

let opened: ReturnType<typeof connect> | undefined;

function pool() {
  opened ??= connect(env().DATABASE_URL, { max: env().DATABASE_POOL });
  return opened;
}

/** The app's one pool, opened at first use. */
export const db: Db = new Proxy({} as Db, {
  get: (_, key) => Reflect.get(pool().db, key, pool().db) as unknown,
});

/** postgres.js itself, for LISTEN's siblings and the throttles' store. */
export const sqlClient = () => pool().sql;

const dialect = new PgDialect({ casing: "snake_case" });

/**
 * A read over many rows, planned for its own values each time. Prepared, PostgreSQL plans it after five runs for values
 * that it does not know, and so for a few rows: measured, four times as slow.
 */
export async function executePlanned<Row extends Record<string, unknown>>(query: SQL): Promise<Row[]> {
  const { sql: text, params } = dialect.sqlToQuery(query);
  return sqlClient().unsafe<Row[]>(text, params as postgres.ParameterOrJSON<never>[], { prepare: false });
}

export async function closeDatabase(): Promise<void> {
  await opened?.sql.end({ timeout: 5 });
  opened = undefined;
}
