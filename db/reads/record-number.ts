import { sql } from "drizzle-orm";
import type { Run } from "../client";

const FIRST = 10_001;

/** The record number after the highest one; whatever else practices call their records by does not count. */
export async function nextRecordNumber(run: Run): Promise<number> {
  const [row] = await run.execute<{ next: string }>(sql`
    select coalesce(max(record_number::bigint) + 1, ${FIRST}::bigint)::text as next
    from patients where record_number ~ '^[1-9][0-9]{0,11}$'`);
  return Number(row?.next ?? FIRST);
}
