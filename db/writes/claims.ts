import { sql } from "drizzle-orm";
import { refuse } from "~/domain/refusals";
import type { Tx } from "../client";
import { asReason, ids, othersOver, wanted, type Claim, type HeldClaim, type Holder } from "./wanted-claims";

export type { HeldClaim };

/**
 * The one way in which claims are written (scheduling.md has the measurements behind it). Callers hold their plan's row
 * lock first. Then: lock the resources in id order, delete what is given up, insert what is wanted in one sorted
 * statement, throw if short. Never UPDATE a claim's range.
 */

/**
 * Gives up every claim of `release` and takes `take`, all or nothing; refuses with every blocker where one is in the way.
 * `over` is taken over other sessions on purpose; never a patient's, and never over time off.
 */
export async function replaceClaims(
  tx: Tx,
  {
    release = [],
    take,
    over = [],
  }: { release?: readonly Holder[]; take: readonly HeldClaim[]; over?: readonly HeldClaim[] },
): Promise<void> {
  // Sent together, done one after the other: a transaction's statements keep their order.
  const [, freed, , short] = await Promise.all([
    lockResources(
      tx,
      [...take, ...over].map(({ resourceId }) => resourceId),
      release,
    ),
    deleteClaims(tx, release),
    over.length > 0 && overbook(tx, over),
    insertClaims(tx, take),
  ]);
  if (short) refuse("taken", { reasons: (await othersOver(tx, take)).map(asReason) });
  await settleOverbooked(tx, freed);
}

/** Gives up claims without taking any: cancel, no-show, leave withdrawn. */
export async function releaseClaims(tx: Tx, release: readonly Holder[]): Promise<void> {
  await settleOverbooked(tx, await deleteClaims(tx, release));
}

/** Returns the resources that were given up. */
async function deleteClaims(tx: Tx, release: readonly Holder[]): Promise<string[]> {
  const sessionIds = release.flatMap((holder) => ("sessionId" in holder ? [holder.sessionId] : []));
  const timeOffIds = release.flatMap((holder) => ("timeOffId" in holder ? [holder.timeOffId] : []));
  const gone = sql`returning resource_id`;
  const freed = await Promise.all([
    sessionIds.length > 0 &&
      tx.execute<{ resource_id: string }>(
        sql`delete from claims where session_id = any(${ids(sessionIds)}) ${gone}`,
      ),
    sessionIds.length > 0 &&
      tx.execute<{ resource_id: string }>(
        sql`delete from overbookings where session_id = any(${ids(sessionIds)}) ${gone}`,
      ),
    timeOffIds.length > 0 && tx.execute(sql`delete from claims where time_off_id = any(${ids(timeOffIds)})`),
  ]);
  const [claims, over] = freed;
  return [...(claims || []), ...(over || [])].map(({ resource_id }) => resource_id);
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
  // All that a session holds of the resource goes, also where it is held in pieces.
  const displaced = await tx.execute<{ session_id: string }>(sql`
    with hit as (
      select c.session_id, c.resource_id from claims c join ${wanted(take)} w
        on c.resource_id = w.resource_id and c.during && w.during where c.session_id is not null
      union select o.session_id, o.resource_id from overbookings o join ${wanted(take)} w
        on o.resource_id = w.resource_id and o.during && w.during),
    over as (delete from overbookings o using hit where o.session_id = hit.session_id and o.resource_id = hit.resource_id),
    gone as (delete from claims c using hit where c.session_id = hit.session_id and c.resource_id = hit.resource_id)
    select distinct session_id from hit`);
  const short = await insertClaims(
    tx,
    take.map((claim) => ({ ...claim, timeOffId })),
  );
  if (short) {
    const held = take.map((claim) => ({ ...claim, timeOffId }));
    refuse("already-off", { reasons: (await othersOver(tx, held)).map(asReason) });
  }
  if (displaced.length > 0) {
    await settleOverbooked(
      tx,
      take.map(({ resourceId }) => resourceId),
    );
  }
  return { displacedSessionIds: [...new Set(displaced.map((row) => row.session_id))] };
}

async function lockResources(tx: Tx, wantedIds: readonly string[], release: readonly Holder[]) {
  const released = release.map((holder) => ("sessionId" in holder ? holder.sessionId : holder.timeOffId));
  const heldUntilNow = sql`
    union select resource_id from claims where session_id = any(${ids(released)})
    union select resource_id from claims where time_off_id = any(${ids(released)})
    union select resource_id from overbookings where session_id = any(${ids(released)})`;
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

/**
 * Takes what is free of each as its own claims, and notes what other sessions hold. Under the resources' lock nobody can
 * come between the two.
 */
async function overbook(tx: Tx, over: readonly HeldClaim[]): Promise<void> {
  const sessions = over.map((claim) => ("sessionId" in claim ? claim.sessionId : refuse("not-valid")));
  const off = await tx.execute(sql`
    select 1 from ${wanted(over)} w join claims c on c.resource_id = w.resource_id and c.during && w.during
    where c.time_off_id is not null`);
  if (off.length > 0) refuse("taken", { reasons: (await othersOver(tx, over)).map(asReason) });
  const pieces = sql`
    from ${wanted(over)} w join unnest(${ids(sessions)}) with ordinality as h(session_id, place) using (place)
    cross join lateral (
      select coalesce(range_agg(c.during), '{}') as held from claims c
      where c.resource_id = w.resource_id and c.during && w.during and c.session_id <> h.session_id) others`;
  await tx.execute(sql`
    insert into overbookings (session_id, resource_id, during)
    select h.session_id, w.resource_id, unnest(w.during::tstzmultirange * others.held) ${pieces}`);
  await tx.execute(sql`
    insert into claims (resource_id, during, session_id)
    select w.resource_id, piece, h.session_id ${pieces}
      cross join lateral unnest(w.during::tstzmultirange - others.held) piece
    order by w.resource_id, lower(piece)`);
}

/** Whoever was put over a session that went now holds that time alone, or what is left of it. The first comes first. */
async function settleOverbooked(tx: Tx, resourceIds: readonly string[]): Promise<void> {
  if (resourceIds.length === 0) return;
  const under = await tx.execute<{ id: number }>(sql`
    select o.id from overbookings o where o.resource_id = any(${ids(resourceIds)}) and not coalesce((
      select range_agg(c.during) @> o.during from claims c
      where c.resource_id = o.resource_id and c.during && o.during and c.session_id <> o.session_id), false)
    order by o.id`);
  for (const { id } of under) {
    await tx.execute(sql`
      with gone as (delete from overbookings where id = ${id} returning session_id, resource_id, during),
      others as (select gone.*, coalesce((select range_agg(c.during) from claims c
        where c.resource_id = gone.resource_id and c.during && gone.during), '{}') as held from gone),
      still as (insert into overbookings (session_id, resource_id, during)
        select session_id, resource_id, unnest(during::tstzmultirange * held) from others)
      insert into claims (resource_id, during, session_id)
      select resource_id, unnest(during::tstzmultirange - held), session_id from others order by 2`);
  }
}
