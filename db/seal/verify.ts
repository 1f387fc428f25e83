import { sql, type SQL } from "drizzle-orm";
import type { Run } from "../client";
import {
  digestOf,
  firstPrevious,
  macOf,
  readDigests,
  saidEvents,
  sealColumns,
  type SaidEvent,
  type Seal,
} from "./chain";
import type { SealKey } from "./key";

/** A head that somebody noted outside the database. */
export interface Anchor {
  number: number;
  mac: string;
}

export type FindingKind =
  | "edited"
  | "deleted"
  | "inserted"
  | "misdated"
  | "seal-missing"
  | "seal-changed"
  | "another-key"
  | "cut"
  | "unsealed";

export interface Finding {
  kind: FindingKind;
  seal: number | null;
  /** Their numbers. */
  events: number[];
}

export interface Verified {
  seals: number;
  /** Those that are under a seal, and those that wait for one. */
  events: number;
  waiting: number;
  head: Anchor | null;
  findings: Finding[];
}

/** No transaction of ours lasts as long, and no clock is set back as far. */
const LATEST_COMMIT_MS = 3_600_000;

/** Goes through the whole chain: what was changed, put in, taken out, or cut off where an anchor tells of more. */
export async function verifyTrail(
  run: Run,
  key: SealKey,
  anchors: readonly Anchor[] = [],
): Promise<Verified> {
  const findings: Finding[] = [];
  const find = (kind: FindingKind, seal: number | null) => findings.push({ kind, seal, events: [] });
  const findEvents: FindEvents = (kind, seal, events) => {
    if (events.length > 0) findings.push({ kind, seal, events });
  };
  let last: Seal | null = null;
  let [seals, events] = [0, 0];
  const noted = new Map(anchors.map(({ number, mac }) => [number, mac]));
  for (;;) {
    const seal = await sealAfter(run, last?.number ?? 0);
    if (!seal) break;
    const expected = (last?.number ?? 0) + 1;
    if (seal.number !== expected) find("seal-missing", expected);
    if (seal.keyId !== key.id) find("another-key", seal.number);
    else if (isChanged(key, seal, last)) find("seal-changed", seal.number);
    const anchored = noted.get(seal.number);
    if (anchored !== undefined && anchored !== seal.mac) find("cut", seal.number);
    noted.delete(seal.number);
    const between = await run.execute<{ id: number }>(sql`
      select id::float8 as id from audit_events where ${betweenSeals(last, seal)} order by id limit 1000`);
    findEvents("inserted", seal.number, idsOf(between));
    const found = [...(await run.execute<SaidEvent & Record<string, unknown>>(saidEvents(rangeOf(seal))))];
    compare(key, seal, found, findEvents);
    findEvents("misdated", seal.number, idsOf(found.filter(isMisdated(last, seal))));
    seals += 1;
    events += found.length;
    last = seal;
  }
  for (const number of noted.keys()) find("cut", number);
  const waiting = await unsealedAfter(run, last);
  if (waiting.tooLong > 0) find("unsealed", null);
  findEvents("misdated", null, waiting.misdated);
  const head = last && { number: last.number, mac: last.mac };
  return { seals, events, waiting: waiting.count, head, findings };
}

type FindEvents = (kind: FindingKind, seal: number | null, events: number[]) => void;

const idsOf = (rows: readonly { id: number }[]) => rows.map(({ id }) => id);

async function sealAfter(run: Run, number: number): Promise<Seal | null> {
  const [seal] = await run.execute<Seal & Record<string, unknown>>(sql`
    select ${sealColumns} from audit_seals where number > ${number} order by number limit 1`);
  return seal ?? null;
}

function isChanged(key: SealKey, seal: Seal, last: Seal | null): boolean {
  const follows = last?.era === seal.era ? seal.from === last.until : seal.from === "0";
  return (
    seal.previous !== (last?.mac ?? firstPrevious) ||
    !follows ||
    seal.era < (last?.era ?? 1) ||
    seal.mac !== macOf(key, seal)
  );
}

const rangeOf = ({ era, from, until }: Seal): SQL =>
  sql`era = ${era} and written_in >= ${from}::xid8 and written_in < ${until}::xid8`;

/** What no seal covers although it comes before one: nothing that was written in order. */
const betweenSeals = (last: Seal | null, seal: Seal): SQL =>
  last
    ? sql`(era, written_in) >= (${last.era}, ${last.until}::xid8) and (era, written_in) < (${seal.era}, ${seal.from}::xid8)`
    : sql`(era, written_in) < (${seal.era}, ${seal.from}::xid8)`;

function compare(key: SealKey, seal: Seal, found: readonly SaidEvent[], find: FindEvents) {
  const sealed = new Map(readDigests(seal.digests).map(({ id, digest }) => [id, digest]));
  const seen = new Set(found.map(({ id }) => id));
  const isSealed = ({ id }: SaidEvent) => sealed.has(id);
  find(
    "deleted",
    seal.number,
    [...sealed.keys()].filter((id) => !seen.has(id)),
  );
  find("inserted", seal.number, idsOf(found.filter((event) => !isSealed(event))));
  // With another key nothing can be said of what it sealed.
  if (seal.keyId !== key.id) return;
  const isEdited = (event: SaidEvent) => isSealed(event) && sealed.get(event.id) !== digestOf(key, event);
  find("edited", seal.number, idsOf(found.filter(isEdited)));
}

/** It says that it was written long before, or after, it was sealed: so it was not written when it says. */
function isMisdated(last: Seal | null, { sealedAt }: Seal) {
  const soonest = last ? shifted(last.sealedAt, -LATEST_COMMIT_MS) : "";
  const latest = shifted(sealedAt, LATEST_COMMIT_MS);
  return ({ at }: SaidEvent) => at < soonest || at > latest;
}

/** In the form in which events give their time, which sorts as text. */
const shifted = (sealedAt: string, ms: number) =>
  new Date(Date.parse(`${sealedAt}Z`) + ms).toISOString().replace("Z", "");

async function unsealedAfter(run: Run, last: Seal | null) {
  const after = last ? sql`(era, written_in) >= (${last.era}, ${last.until}::xid8)` : sql`true`;
  const isTooOld = last
    ? sql`at < (${last.sealedAt}::text || 'Z')::timestamptz - ${LATEST_COMMIT_MS} * interval '1 millisecond'`
    : sql`false`;
  const [row] = await run.execute<{ count: number; tooLong: number; misdated: number[] | null }>(sql`
    select count(*)::int as count, (count(*) filter (where at < now() - interval '1 hour'))::int as "tooLong",
      json_agg(id order by id) filter (where ${isTooOld}) as misdated
    from audit_events where ${after}`);
  return { count: row?.count ?? 0, tooLong: row?.tooLong ?? 0, misdated: row?.misdated ?? [] };
}
