import PgBoss from "pg-boss";
import type postgres from "postgres";
import type { Client } from "./client";
import { queues } from "./queues";

export const bossSchema = "pgboss";

/** As pg-boss calls it; its types have values always given. */
type ExecuteSql = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;

/** pg-boss writes for `pg`, which sends objects as JSON and nothing for undefined. Drizzle has our client pass JSON as it is. */
const asSent = (value: unknown) =>
  value === undefined
    ? null
    : typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date)
      ? JSON.stringify(value)
      : (value as postgres.ParameterOrJSON<never>);

/** pg-boss's statements over a connection of ours, an open transaction's too. */
export const executeOn =
  (client: Pick<postgres.Sql, "unsafe">): ExecuteSql =>
  async (text, values) => ({ rows: await client.unsafe(text, values?.map(asSent)) });

/**
 * pg-boss's statements over a pool of ours. What has no values may be several with a BEGIN of their own: inside ours, a
 * failure is rolled back and does not stay on a connection that pages will be given.
 */
const executeIn =
  (client: () => Client): ExecuteSql =>
  async (text, values) =>
    values && values.length > 0
      ? executeOn(client())(text, values)
      : { rows: await client().begin((tx) => tx.unsafe(text)) };

const repairSeconds = 20;

/** pg-boss as the app's role uses it: it makes no tables, and looks for jobs that were left under way. */
export function bossOf(client: () => Client): PgBoss {
  const db = { executeSql: executeIn(client) };
  return new PgBoss({
    db,
    schema: bossSchema,
    migrate: false,
    schedule: false,
    supervise: true,
    maintenanceIntervalSeconds: repairSeconds,
  });
}

/** Makes or updates pg-boss's own tables and our queues, as their owner. */
export async function prepareQueues(owner: postgres.Sql): Promise<void> {
  const db = { executeSql: executeIn(() => owner) };
  const boss = new PgBoss({ db, schema: bossSchema, schedule: false, supervise: false });
  await boss.start();
  for (const [name, rules] of Object.entries(queues)) {
    await boss.createQueue(name, { name, ...rules });
    await boss.updateQueue(name, { name, ...rules });
  }
  await boss.stop({ graceful: false });
}

/** What the app's role may do there: put jobs in, take them out, and say when it looked. No queue, no table. */
export async function grantQueues(tx: postgres.TransactionSql, appRole: string): Promise<void> {
  const [role, schema] = [tx(appRole), tx(bossSchema)];
  await tx`grant usage on schema ${schema} to ${role}`;
  await tx`grant select, insert, update, delete on all tables in schema ${schema} to ${role}`;
  await tx`revoke insert, update, delete on ${schema}.queue, ${schema}.schedule, ${schema}.subscription from ${role}`;
  await tx`revoke insert, delete on ${schema}.version from ${role}`;
}
