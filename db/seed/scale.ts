import type { Sql, TransactionSql } from "postgres";
import { liftGuards } from "./guards";
import { verifyClaims, type ClaimsCheck } from "./verify";

/** What a practice consists of, each after what it refers to. Accounts' sign-ins and the audit trail stay the demo's own. */
const copiedTables = [
  "resources",
  "clinics",
  "clinic_hours",
  "rooms",
  "devices",
  "accounts",
  "account_clinics",
  "physicians",
  "working_hours",
  "patients",
  "plans",
  "plan_moves",
  "time_off",
  "sessions",
  "session_moves",
  "claims",
  "lots",
  "procedure_records",
  "record_versions",
  "record_injections",
  "outcome_reports",
  "report_attempts",
  "report_sendings",
  "report_alerts",
] as const;

/** Columns that would otherwise be the same in every copy and may not be. `c` is the copy's number, `t` the row. */
const distinct: Record<string, string> = {
  "accounts.email": "replace(t.email::text, '@', '.' || c.number || '@')::citext",
  "accounts.name": "t.name || ' ' || c.letters",
  "clinics.name": "t.name || ' ' || c.number",
  "patients.record_number": "t.record_number || '-' || c.number",
  "patients.family_name": "t.family_name || ' ' || c.letters",
  "patients.email": "replace(t.email, '@', '.' || c.number || '@')",
  "patients.source_id": "t.source_id || '-' || c.number",
};

export class CannotScale extends Error {}

/**
 * Multiplies the practice in the database to `n` of them, clinics and people included. A bulk load: the guards are
 * lifted for it, within one transaction, and each checks every row again when it is put back.
 */
export async function scalePractice(
  sql: Sql,
  n: number,
  say: (line: string) => void = () => {},
): Promise<ClaimsCheck> {
  const check = await sql.begin(async (tx) => {
    await refuseSecondTime(tx);
    await tx`set local maintenance_work_mem = '512MB'`;
    await tx`set local work_mem = '256MB'`;
    const restore = await liftGuards(tx, copiedTables);
    await makeCopies(tx, n);
    for (const table of copiedTables) {
      const { count } = await tx.unsafe(await copyStatement(tx, table));
      say(`${table}: ${count.toLocaleString("en")} rows added`);
    }
    await restore(say);
    // Planned for the few rows of before, it would take minutes.
    await tx`analyze plans, outcome_reports, sessions, clinics`;
    await tx`select rebuild_outcome_figures()`;
    say("outcome figures: counted");
    return verifyClaims(tx);
  });
  say("Vacuuming and analysing");
  await sql`vacuum (analyze)`;
  return check;
}

async function refuseSecondTime(tx: TransactionSql) {
  const [row] = await tx<{ clinics: number }[]>`
    select count(*)::int as clinics from clinics where name ~ ' [0-9]+$' or name = 'Dense'`;
  if (row && row.clinics > 0) {
    throw new CannotScale("This database is scaled already: start from a fresh demo practice.");
  }
}

/** Each copy's number, its prefix in ids, and letters for names: 2 is "Ac". */
async function makeCopies(tx: TransactionSql, n: number) {
  await tx`
    create temporary table copies on commit drop as
    select number, lpad(to_hex(number), 8, '0') as prefix,
      chr(65 + number / 26 % 26) || chr(97 + number % 26) || case when number >= 676 then chr(97 + number / 676) else '' end as letters
    from generate_series(2, ${n}::int) as number`;
  await tx`analyze copies`;
}

/** Every id of a copy is the original's with the copy's number in front, so that references stay among themselves. */
async function copyStatement(tx: TransactionSql, table: string): Promise<string> {
  const columns = await tx<{ name: string; type: string }[]>`
    select attname as name, atttypid::regtype::text as type from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and not attisdropped and attgenerated = '' and attidentity = ''
    order by attnum`;
  const values = columns.map(({ name, type }) => {
    const special = distinct[`${table}.${name}`];
    if (special) return special;
    return type === "uuid" ? `(c.prefix || substr(t.${name}::text, 9))::uuid` : `t.${name}`;
  });
  const names = columns.map(({ name }) => name).join(", ");
  return `insert into ${table} (${names}) select ${values.join(", ")}
    from copies c cross join (select * from ${table} offset 0) t order by c.number`;
}
