import { sql } from "drizzle-orm";
import type { Run } from "db/client";
import type { RecordFacts } from "~/domain/record";
import { versionOf, type ReadRecord } from "./read.server";
import type { LotChoice } from "./view";

/** Lots that ended so many days before the session are still listed, so that one sees why they cannot be chosen. */
const LISTED_EXPIRED_DAYS = 60;

/** The lots of the session's clinic that could be meant, those that end first at the top. */
export async function lotsFor(
  run: Run,
  { clinicId, startsMs, day, recordId }: Pick<ReadRecord, "clinicId" | "startsMs" | "day" | "recordId">,
): Promise<LotChoice[]> {
  const startsAt = new Date(startsMs).toISOString();
  return run.execute<LotChoice & Record<string, unknown>>(sql`
    select l.id, l.product, l.lot_number as "lotNumber", to_char(l.expires_on, 'YYYY-MM-DD') as "expiresOn",
      coalesce(l.retired_at < ${startsAt}::timestamptz, false) and named.yes is null as "isRetired"
    from lots l
    left join lateral (select true as yes from record_injections i join record_versions v on v.id = i.version_id
      where i.lot_id = l.id and v.record_id = ${recordId} limit 1) named on true
    where l.clinic_id = ${clinicId} and (named.yes
      or l.expires_on >= ${day}::date - ${LISTED_EXPIRED_DAYS}::int
        and (l.retired_at is null or l.retired_at >= ${startsAt}::timestamptz))
    order by l.expires_on, l.product, l.lot_number limit 200`);
}

/** What a record is held against, for the page and for the command alike. */
export function factsOf(row: ReadRecord, lots: readonly LotChoice[]): RecordFacts {
  const [standing] = row.versions;
  const signed = standing && versionOf(standing, row.zone).content;
  return {
    plan: { region: row.region, side: row.side },
    signed: signed ? { region: signed.region, side: signed.side } : null,
    status: row.status,
    day: row.day,
    lots: lots.map(({ id, expiresOn, isRetired }) => ({ id, expiresOn, isRetired })),
  };
}
