import { sql } from "drizzle-orm";
import journal from "../drizzle/meta/_journal.json";
import { db } from "./client";

const boundMs = 3_000;
const newest = journal.entries.at(-1)?.when ?? 0;

/**
 * Why requests would not be answered now, or null. A database that a newer version has migrated serves this one as well:
 * migrations expand before they contract.
 */
export async function notReady(): Promise<"database" | "migrations" | null> {
  const late = AbortSignal.timeout(boundMs);
  const asked = db.execute<{ newest: string | null }>(
    sql`select max(created_at)::text as newest from drizzle.__drizzle_migrations`,
  );
  const answered = asked.then(
    ([row]) => (Number(row?.newest ?? 0) >= newest ? null : ("migrations" as const)),
    () => "database" as const,
  );
  const tooLate = new Promise<"database">((resolve) =>
    late.addEventListener("abort", () => resolve("database"), { once: true }),
  );
  return Promise.race([answered, tooLate]);
}
