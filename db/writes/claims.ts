import { sql } from "drizzle-orm";
import { refuse, type Reason } from "~/domain/refusals";
import type { TimeOffKind } from "~/domain/vocabulary";
import type { Tx } from "../client";

/**
 * The one way in which claims are written (scheduling.md has the measurements behind it). Callers hold their plan's row
 * lock first. Then: lock the resources in id order, delete what is given up, insert what is wanted in one sorted
 * statement, throw if short. Never UPDATE a claim's range.
 */

export interface Claim {
  resourceId: string;
  from: Date;
  until: Date;
}
/** What a claim is held for. */
export type Holder = { sessionId: string } | { timeOffId: string };
export type HeldClaim = Claim & Holder;

/** Who holds a resource over a wanted time. */
export interface Blocker {
  resourceId: string;
  from: Date;
  until: Date;
  sessionId: string | null;
  timeOffId: string | null;
  timeOffKind: TimeOffKind | null;
  clinicId: string | null;
}

/** Gives up every claim of `release` and takes `take`, all or nothing; refuses with every blocker where one is in the way. */
export async function replaceClaims(
  tx: Tx,
  { release = [], take }: { release?: readonly Holder[]; take: readonly HeldClaim[] },
): Promise<void> {
  // Sent together, done one after the other: a transaction's statements keep their order.
  const [, , short] = await Promise.all([
    lockResources(
      tx,
      take.map(({ resourceId }) => resourceId),
      release,
    ),
    releaseClaims(tx, release),
    insertClaims(tx, take),
  ]);
  if (short) refuse("taken", { reasons: (await othersOver(tx, take)).map(asReason) });
}

/** Gives up claims without taking any: cancel, no-show, leave withdrawn. */
export async function releaseClaims(tx: Tx, release: readonly Holder[]): Promise<void> {
  const sessionIds = release.flatMap((holder) => ("sessionId" in holder ? [holder.sessionId] : []));
  const timeOffIds = release.flatMap((holder) => ("timeOffId" in holder ? [holder.timeOffId] : []));
  await Promise.all([
    sessionIds.length > 0 && tx.execute(sql`delete from claims where session_id = any(${ids(sessionIds)})`),
    timeOffIds.length > 0 && tx.execute(sql`delete from claims where time_off_id = any(${ids(timeOffIds)})`),
  ]);
}

/**
 * Leave wins: time off takes its resources over the sessions that hold them. Their claims on those resources are
 * released; the sessions are returned for the caller to mark displaced. Refuses only where other time off is in the way.
 */
export async function takeTimeOff(
  tx: Tx,
  timeOffId: string,
  take: readonly Claim[],
): Promise<{ displacedSessionIds: string[] }> {
  await lockResources(
    tx,
    take.map(({ resourceId }) => resourceId),
    [],
  );
  const displaced = await tx.execute<{ session_id: string }>(sql`
    delete from claims c using ${wanted(take)} w
    where c.resource_id = w.resource_id and c.during && w.during and c.session_id is not null
    returning c.session_id`);
  const short = await insertClaims(
    tx,
    take.map((claim) => ({ ...claim, timeOffId })),
  );
  if (short) {
    const held = take.map((claim) => ({ ...claim, timeOffId }));
    refuse("already-off", { reasons: (await othersOver(tx, held)).map(asReason) });
  }
  return { displacedSessionIds: [...new Set(displaced.map((row) => row.session_id))] };
}

async function lockResources(tx: Tx, wantedIds: readonly string[], release: readonly Holder[]) {
  const released = release.map((holder) => ("sessionId" in holder ? holder.sessionId : holder.timeOffId));
  const heldUntilNow = sql`
    union select resource_id from claims where session_id = any(${ids(released)})
    union select resource_id from claims where time_off_id = any(${ids(released)})`;
  await tx.execute(sql`
    select 1 from resources
    where id in (select unnest(${ids(wantedIds)})${released.length > 0 ? heldUntilNow : undefined})
    order by id for no key update`);
}

/** True where at least one could not be had; the caller throws, so that nothing of it stays. */
async function insertClaims(tx: Tx, take: readonly HeldClaim[]): Promise<boolean> {
  if (take.length === 0) return false;
  const holders = take.map((claim) => ({
    sessionId: "sessionId" in claim ? claim.sessionId : null,
    timeOffId: "timeOffId" in claim ? claim.timeOffId : null,
  }));
  const inserted = await tx.execute(sql`
    insert into claims (resource_id, during, session_id, time_off_id)
    select w.resource_id, w.during, h.session_id, h.time_off_id
    from ${wanted(take)} w
    join unnest(${ids(holders.map((holder) => holder.sessionId))}, ${ids(holders.map((holder) => holder.timeOffId))})
      with ordinality as h(session_id, time_off_id, place) using (place)
    order by w.resource_id, lower(w.during)
    on conflict on constraint claim_no_overlap do nothing
    returning 1`);
  return inserted.length < take.length;
}

/** Everything that holds one of these resources over its wanted time. */
export async function blockersOf(tx: Pick<Tx, "execute">, take: readonly Claim[]): Promise<Blocker[]> {
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
async function othersOver(tx: Tx, take: readonly HeldClaim[]): Promise<Blocker[]> {
  const own = new Set(take.map((claim) => ("sessionId" in claim ? claim.sessionId : claim.timeOffId)));
  const blockers = await blockersOf(tx, take);
  return blockers.filter(({ sessionId, timeOffId }) => !own.has(sessionId ?? timeOffId ?? ""));
}

const asReason = (blocker: Blocker): Reason => ({
  code: blocker.timeOffKind ?? "busy",
  who: blocker.resourceId,
  from: blocker.from,
  until: blocker.until,
});

const wanted = (take: readonly Claim[]) => sql`(
  select resource_id, tstzrange(starts, ends, '[)') as during, place
  from unnest(${ids(take.map(({ resourceId }) => resourceId))},
    ${instants(take.map(({ from }) => from))}, ${instants(take.map(({ until }) => until))})
    with ordinality as u(resource_id, starts, ends, place))`;

const ids = (values: readonly (string | null)[]) => sql`${literal(values)}::uuid[]`;
const instants = (values: readonly Date[]) =>
  sql`${literal(values.map((value) => value.toISOString()))}::timestamptz[]`;

/** An array as one parameter: Drizzle would spread a JavaScript array over many. */
const literal = (values: readonly (string | null)[]) =>
  sql.param(`{${values.map((value) => value ?? "NULL").join(",")}}`);
