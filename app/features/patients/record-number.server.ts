import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Run } from "db/reads/booking-facts";

const FIRST = 10_001;

/** The number after the highest one; whatever else practices call their records by does not count. */
export async function nextRecordNumber(run: Run = db): Promise<string> {
  const [row] = await run.execute<{ next: string }>(sql`
    select coalesce(max(record_number::bigint) + 1, ${FIRST})::text as next
    from patients where record_number ~ '^[1-9][0-9]{0,11}$'`);
  return row?.next ?? String(FIRST);
}
