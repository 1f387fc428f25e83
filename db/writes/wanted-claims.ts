import { sql } from "drizzle-orm";
import type { Reason } from "~/domain/refusals";
import type { TimeOffKind } from "~/domain/vocabulary";
import type { Tx } from "../client";

/** What claims.ts is asked to take, as its statements need it, and what stands in its way. */

export interface Claim {
  resourceId: string;
  from: Date;
  until: Date;
}
/** What a claim is held for. */
export type Holder = { sessionId: string } | { timeOffId: string };
export type HeldClaim = Claim & Holder;

/** Who holds a resource over a wanted time. */
interface Blocker {
  resourceId: string;
  from: Date;
  until: Date;
  sessionId: string | null;
  timeOffId: string | null;
  timeOffKind: TimeOffKind | null;
  clinicId: string | null;
}

/** Everything that holds one of these resources over its wanted time. */
async function blockersOf(tx: Pick<Tx, "execute">, take: readonly Claim[]): Promise<Blocker[]> {
  const rows = await tx.execute<{
    resource_id: string;
    from_ms: number;
    until_ms: number;
    session_id: string | null;
    time_off_id: string | null;
    kind: TimeOffKind | null;
    clinic_id: string | null;
  }>(sql`
    select distinct c.resource_id, extract(epoch from lower(c.during))::float8 * 1000 as from_ms,
      extract(epoch from upper(c.during))::float8 * 1000 as until_ms, c.session_id, c.time_off_id,
      t.kind, coalesce(s.clinic_id, t.clinic_id) as clinic_id
    from ${wanted(take)} w
    join claims c on c.resource_id = w.resource_id and c.during && w.during
    left join sessions s on s.id = c.session_id
    left join time_off t on t.id = c.time_off_id
    order by from_ms, c.resource_id`);
  return rows.map((row) => ({
    resourceId: row.resource_id,
    from: new Date(row.from_ms),
    until: new Date(row.until_ms),
    sessionId: row.session_id,
    timeOffId: row.time_off_id,
    timeOffKind: row.kind,
    clinicId: row.clinic_id,
  }));
}

/** The blockers of claims of which some were already inserted: those do not stand in their own way. */
export async function othersOver(tx: Tx, take: readonly HeldClaim[]): Promise<Blocker[]> {
  const own = new Set(take.map((claim) => ("sessionId" in claim ? claim.sessionId : claim.timeOffId)));
  const blockers = await blockersOf(tx, take);
  return blockers.filter(({ sessionId, timeOffId }) => !own.has(sessionId ?? timeOffId ?? ""));
}

export const asReason = (blocker: Blocker): Reason => ({
  code: blocker.timeOffKind ?? "busy",
  who: blocker.resourceId,
  from: blocker.from,
  until: blocker.until,
});

export const wanted = (take: readonly Claim[]) => sql`(
  select resource_id, tstzrange(starts, ends, '[)') as during, place
  from unnest(${ids(take.map(({ resourceId }) => resourceId))},
    ${instants(take.map(({ from }) => from))}, ${instants(take.map(({ until }) => until))})
    with ordinality as u(resource_id, starts, ends, place))`;

export const ids = (values: readonly (string | null)[]) => sql`${literal(values)}::uuid[]`;
const instants = (values: readonly Date[]) =>
  sql`${literal(values.map((value) => value.toISOString()))}::timestamptz[]`;

/** An array as one parameter: Drizzle would spread a JavaScript array over many. */
const literal = (values: readonly (string | null)[]) =>
  sql.param(`{${values.map((value) => value ?? "NULL").join(",")}}`);
