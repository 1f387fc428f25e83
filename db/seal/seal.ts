import { sql } from "drizzle-orm";
import { db, type Tx } from "../client";
import { digestsOf, firstPrevious, macOf, saidEvents, sealColumns, type SaidEvent, type Seal } from "./chain";
import type { SealKey } from "./key";

const mostEvents = 2000;

/** Where the chain ends: all events before it are sealed. */
interface Cursor {
  era: number;
  from: string;
}

/**
 * Seals the next events whose transactions are all over, and returns the new head; null where there are none. A number in
 * sequence would skip what commits late: events are taken by transaction, below the oldest that is still under way.
 */
export function sealNext(key: SealKey): Promise<Seal | null> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('tendon audit seal'))`);
    const last = await headOf(tx);
    const batch = await nextBatch(tx, last ? { era: last.era, from: last.until } : { era: 1, from: "0" });
    if (!batch) return null;
    const { era, from, until, events, sealedAt } = batch;
    const [first, final] = [events[0], events.at(-1)];
    if (!first || !final) return null;
    const seal = {
      ...{ number: (last?.number ?? 0) + 1, sealedAt, era, from, until, count: events.length },
      ...{ firstEvent: first.id, lastEvent: final.id, digests: digestsOf(key, events) },
      ...{ keyId: key.id, previous: last?.mac ?? firstPrevious },
    };
    const mac = macOf(key, seal);
    await tx.execute(sql`
      insert into audit_seals (number, sealed_at, era, "from", until, count, first_event, last_event, digests, key_id,
        previous, mac)
      values (${seal.number}, (${seal.sealedAt}::text || 'Z')::timestamptz, ${era}, ${from}::xid8, ${until}::xid8,
        ${seal.count}, ${seal.firstEvent}, ${seal.lastEvent}, decode(${seal.digests}, 'hex'), ${seal.keyId},
        decode(${seal.previous}, 'hex'), decode(${mac}, 'hex'))`);
    return { ...seal, mac };
  });
}

export async function headOf(run: Pick<Tx, "execute"> = db): Promise<Seal | null> {
  const [head] = await run.execute<Seal & Record<string, unknown>>(
    sql`select ${sealColumns} from audit_seals order by number desc limit 1`,
  );
  return head ?? null;
}

async function nextBatch(tx: Tx, cursor: Cursor) {
  const [next] = await tx.execute<{ era: number; isOver: boolean; horizon: string; sealedAt: string }>(sql`
    select era, era < (select max(number) from audit_eras) as "isOver",
      pg_snapshot_xmin(pg_current_snapshot())::text as horizon,
      to_jsonb(clock_timestamp() at time zone 'UTC') #>> '{}' as "sealedAt"
    from audit_events where (era, written_in) >= (${cursor.era}, ${cursor.from}::xid8)
    order by era, written_in limit 1`);
  if (!next) return null;
  const { era, isOver, horizon, sealedAt } = next;
  const from = era === cursor.era ? cursor.from : "0";
  const unsealed = sql`era = ${era} and written_in >= ${from}::xid8
    and (${isOver} or written_in < ${horizon}::xid8)`;
  const until = await endOf(tx, unsealed, isOver ? null : horizon);
  const events = await tx.execute<SaidEvent & Record<string, unknown>>(
    saidEvents(sql`${unsealed} and written_in < ${until}::xid8`),
  );
  return { era, from, until, sealedAt, events: [...events] };
}

/** A batch ends between two transactions: what one wrote is in one seal. */
async function endOf(tx: Tx, unsealed: ReturnType<typeof sql>, horizon: string | null): Promise<string> {
  const [row] = await tx.execute<{ first: string | null; beyond: string | null; last: string | null }>(sql`
    select (select min(written_in) from audit_events where ${unsealed})::text as first,
      (select written_in from audit_events where ${unsealed} order by written_in, id offset ${mostEvents} limit 1)::text
        as beyond,
      (select max(written_in) from audit_events where ${unsealed})::text as last`);
  if (row?.beyond) return row.beyond === row.first ? after(row.beyond) : row.beyond;
  return horizon ?? after(row?.last ?? "0");
}

const after = (transaction: string) => String(BigInt(transaction) + 1n);
