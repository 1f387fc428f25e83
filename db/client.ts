import { drizzle } from "drizzle-orm/postgres-js";
import type { ExtractTablesWithRelations } from "drizzle-orm";
import type { PgTransaction } from "drizzle-orm/pg-core";
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { env } from "~/env.server";
import * as schema from "./schema";

type Schema = typeof schema;
export type Db = ReturnType<typeof connect>["db"];
/** An open transaction: what every function in db/writes takes. */
export type Tx = PgTransaction<PostgresJsQueryResultHKT, Schema, ExtractTablesWithRelations<Schema>>;
/** The pool or an open transaction, for what only reads. */
export type Run = Pick<Tx, "execute">;

/** Opens a pool. Timeouts stand on each connection, so that no statement, lock or forgotten transaction waits without bound. */
export function connect(url: string, { max = 10, name = "tendon" } = {}) {
  const sql = postgres(url, {
    max,
    idle_timeout: 300,
    connect_timeout: 8,
    onnotice: () => {},
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
    unsafe(text, values, values && values.length > 0 ? { ...options, prepare: true } : options);
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

export async function closeDatabase(): Promise<void> {
  await opened?.sql.end({ timeout: 5 });
  opened = undefined;
}
