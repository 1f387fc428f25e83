import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { grantQueues, prepareQueues } from "./boss";

/** Tables whose rows the app's role may never delete: they are closed, released or deactivated instead. */
const kept = [
  "accounts",
  "batch_courses",
  "batch_runs",
  "clinics",
  "devices",
  "lots",
  "past_visits",
  "patients",
  "physicians",
  "plan_checkpoints",
  "plan_moves",
  "plans",
  "practice",
  "procedure_records",
  "protocols",
  "record_injections",
  "record_versions",
  "repair_calls",
  "report_alerts",
  "report_attempts",
  "report_links",
  "report_sendings",
  "resources",
  "rooms",
  "session_moves",
  "sessions",
  "slot_offer_links",
  "slot_offers",
  "time_off",
  "waitlist_entries",
];

export const migrationsFolder = fileURLToPath(new URL("../drizzle", import.meta.url));

/**
 * Brings a database to this version's shape, as its owner, and gives the app's role what it needs and no more.
 * Where both are one role (a plain DATABASE_URL), the grants change nothing.
 */
export async function migrateDatabase({
  ownerUrl,
  appRole,
}: {
  ownerUrl: string;
  appRole: string;
}): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, connection: { lock_timeout: 10_000 } });
  try {
    await migrate(drizzle(sql), { migrationsFolder });
    await prepareQueues(sql);
    const [as] = await sql<{ owner: string }[]>`select current_user as owner`;
    if (as?.owner !== appRole) await grant(sql, appRole);
  } finally {
    await sql.end();
  }
}

async function grant(sql: postgres.Sql, appRole: string) {
  const role = sql(appRole);
  await sql.begin(async (tx) => {
    await tx`grant usage on schema public to ${role}`;
    await tx`revoke all on all tables in schema public from ${role}`;
    await tx`grant select, insert, update, delete on all tables in schema public to ${role}`;
    await tx`revoke delete on ${tx(kept)} from ${role}`;
    await tx`revoke update, delete, truncate on audit_events from ${role}`;
    await tx`revoke update on record_versions, record_injections from ${role}`;
    await tx`grant usage, select on all sequences in schema public to ${role}`;
    // How far it is migrated, which an instance asks before it says that it is ready.
    await tx`grant usage on schema drizzle to ${role}`;
    await tx`grant select on drizzle.__drizzle_migrations to ${role}`;
    await grantQueues(tx, appRole);
  });
}
