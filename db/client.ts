import { drizzle } from "drizzle-orm/postgres-js";
import type { ExtractTablesWithRelations, SQL } from "drizzle-orm";
import { makePgArray, PgDialect, type PgTransaction } from "drizzle-orm/pg-core";
import type { PostgresJsQueryResultHKT } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { parse } from "postgres-array";
import { env } from "~/env.server";
import { bounds } from "./pool/bounds";
import { Pool } from "./pool/pool";
import { Servers } from "./pool/servers";
import { Statement } from "./pool/statement";
import type { Transaction } from "./pool/transaction";
import type { Asked, Rows, Values } from "./pool/wire";
import * as schema from "./schema";

export type { Asked, Rows } from "./pool/wire";

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

/**
 * Opens a pool. A pooler between us and the server knows neither prepared statements nor, as a connection begins, what it
 * has not been told of: there the role itself has its bounds (db/migrate.ts).
 */
export function connect(url: string, { max = 10, name = "tendon", isPooled = false } = {}) {
  const types = { parsers: {}, serializers: {} };
  const options = {
    connect_timeout: 4,
    onnotice: () => {},
    // postgres.js asks each new connection for the array types in a query of its own that nobody awaits: a connection
    // lost at that moment is a rejection nobody can handle, and ends the process. They are given here instead.
    fetch_types: false,
    types: arrayTypes,
    prepare: !isPooled,
    connection: { application_name: name, TimeZone: "UTC", ...(!isPooled && bounds) },
  };
  // What is not prepared is described first, without a Sync. PgBouncer 1.18 gives the server's connection away after the Sync
  // of whatever was sent before it on the same line, and the description's answer would come to nobody.
  const pool = new Pool(max, { servers: new Servers(url), types, options }, isPooled ? 1 : undefined);
  const client = {
    options: types,
    // Drizzle says of each statement that it is not to be prepared, which costs another round trip each time.
    unsafe: (text: string, values?: Values) => new Statement((isBare) => pool.run({ text, values, isBare })),
    begin: <T>(work: (tx: Transaction) => T | Promise<T>) => pool.begin(work),
    end: ({ timeout = 5 } = {}) => pool.end(timeout),
  };
  // As much of postgres.js as is there: its types are of functions with a dozen properties that nobody asks for.
  const sql = client as object as Client;
  return { sql, db: drizzle(sql as postgres.Sql, { schema, casing: "snake_case" }), pool };
}

/** As much of postgres.js as the pool does itself: what Drizzle, pg-boss and the throttles ask for. */
export type Client = Pick<postgres.Sql, "unsafe" | "begin" | "end">;

let opened: ReturnType<typeof connect> | undefined;

function pool() {
  const { DATABASE_URL, DATABASE_POOL, DATABASE_PREPARE } = env();
  opened ??= connect(DATABASE_URL, { max: DATABASE_POOL, isPooled: DATABASE_PREPARE === "false" });
  return opened;
}

/** The app's one pool, opened at first use. */
export const db: Db = new Proxy({} as Db, {
  get: (_, key) => Reflect.get(pool().db, key, pool().db) as unknown,
});

/** postgres.js itself, for LISTEN's siblings and the throttles' store. */
export const sqlClient = () => pool().sql;

/** How busy the app's connections are, for who watches. */
export const poolUse = () => opened?.pool.use ?? { inUse: 0, open: 0, max: 0, waiting: 0 };

const dialect = new PgDialect({ casing: "snake_case" });

/** A query as the pool takes it. */
export function asAsked(query: SQL): Asked & { values: unknown[] } {
  const { sql: text, params: values } = dialect.sqlToQuery(query);
  return { text, values };
}

/** One statement for whoever needs neither Drizzle's rows nor a transaction. */
export const readPrimary = (asked: Asked): Promise<Rows> => pool().pool.run(asked);

export async function closeDatabase(): Promise<void> {
  await opened?.sql.end({ timeout: 5 });
  opened = undefined;
}
