import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { fileURLToPath } from "node:url";
import type postgres from "postgres";
import { grantQueues, prepareQueues } from "./boss";
import { bounds } from "./pool/bounds";
import { openOnce } from "./pool/once";

/** Tables whose rows the app's role may never delete: they are closed, released or deactivated instead. */
const kept = [
  "account_visits",
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
  "restore_tests",
  "rooms",
  "session_moves",
  "sessions",
  "slot_offer_links",
  "slot_offers",
  "time_off",
  "waitlist_entries",
];

export const migrationsFolder = fileURLToPath(new URL("../drizzle", import.meta.url));

/** What the app's role says of an audit event. */
const told = [
  ...["actor_id", "action", "noun", "record_id", "clinic_id", "patient_id", "patient_ids"],
  ...["before", "after", "request_id"],
];

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
  const sql = await openOnce(ownerUrl, { connection: { lock_timeout: 10_000 } });
  try {
    await migrate(drizzle(sql), { migrationsFolder });
    await beginEra(sql);
    await prepareQueues(sql);
    const [as] = await sql<{ owner: string }[]>`select current_user as owner`;
    if (as?.owner !== appRole) await grant(sql, appRole);
  } finally {
    await sql.end();
  }
}

/**
 * Gives the app's role its bounds in this database, as that role: a pooler's connections, which may not ask for them as they
 * begin, have the same ones. Its url goes past the pooler, which would keep that very connection without them.
 */
export async function boundRole(appUrl: string): Promise<void> {
  const sql = await openOnce(appUrl);
  try {
    await sql.begin(async (tx) => {
      // Two that start at once would both change one row of the catalog.
      await tx`select pg_advisory_xact_lock(hashtext('tendon bounds'))`;
      const [row] = await tx<{ database: string; known: string[] | null }[]>`
        select current_database() as database, (select setconfig from pg_db_role_setting
          where setrole = current_user::regrole and setdatabase = d.oid) as known
        from pg_database d where datname = current_database()`;
      const wanted = Object.entries(bounds).filter(
        ([name, value]) => !row?.known?.includes(`${name}=${value}`),
      );
      for (const [name, value] of wanted)
        await tx`alter role current_user in database ${tx(row?.database ?? "")} set ${tx(name)} to ${tx.unsafe(`'${value}'`)}`;
    });
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
    await tx`revoke update, delete, truncate on audit_events, audit_seals from ${role}`;
    await tx`revoke insert, update, delete on audit_eras from ${role}`;
    // What the database itself writes of an event, its time and its place in the order, is not the app's to say.
    await tx`revoke insert on audit_events from ${role}`;
    await tx`grant insert (${tx(told)}) on audit_events to ${role}`;
    await tx`revoke update on record_versions, record_injections, restore_tests from ${role}`;
    await tx`grant usage, select on all sequences in schema public to ${role}`;
    // How far it is migrated, which an instance asks before it says that it is ready.
    await tx`grant usage on schema drizzle to ${role}`;
    await tx`grant select on drizzle.__drizzle_migrations to ${role}`;
    await grantQueues(tx, appRole);
  });
}

/** Events are ordered by the transactions of one cluster; in another one they are counted anew, and so is an era. */
async function beginEra(sql: postgres.Sql) {
  await sql.begin(async (tx) => {
    await tx`lock table audit_eras in share row exclusive mode`;
    const [era] = await tx<{ number: number; isHere: boolean }[]>`
      select number, cluster = (select system_identifier::text from pg_control_system()) as "isHere"
      from audit_eras order by number desc limit 1`;
    if (era?.isHere) return;
    const number = (era?.number ?? 0) + 1;
    await tx`
      insert into audit_eras (number, cluster)
      select ${number}, system_identifier::text from pg_control_system()`;
    await tx.unsafe(`alter table audit_events alter column era set default ${String(number)}`);
  });
}
