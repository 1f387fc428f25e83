import { PostgresJsSession } from "drizzle-orm/postgres-js";
import type postgres from "postgres";
import { bossOf, executeOn } from "../boss";
import { sqlClient, type Tx } from "../client";
import type { QueueName } from "../queues";

/** Has a job done once this transaction is committed, and not where it is rolled back. `data` are ids, never a person's. */
export async function enqueue(tx: Tx, queue: QueueName, data: Record<string, string>): Promise<void> {
  const { session } = tx._;
  if (!isOfPostgresJs(session)) throw new Error("the transaction is not postgres.js's");
  await bossOf(sqlClient).send(queue, data, { db: { executeSql: executeOn(session.client) } });
}

type Session = PostgresJsSession<postgres.Sql, Record<string, never>, Record<string, never>>;

const isOfPostgresJs = (session: unknown): session is Session => session instanceof PostgresJsSession;
