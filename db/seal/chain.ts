import { createHmac } from "node:crypto";
import { sql, type SQL } from "drizzle-orm";
import type { SealKey } from "./key";

/** A seal as it is kept. Times and transactions are texts, as the database says them: none may lose a digit on its way. */
export interface Seal {
  number: number;
  sealedAt: string;
  era: number;
  from: string;
  until: string;
  count: number;
  firstEvent: number;
  lastEvent: number;
  /** In hex, like all bytes here. */
  digests: string;
  keyId: string;
  previous: string;
  mac: string;
}

/** An event and all that is said of it, in one text that is the same wherever and whenever it is read. */
export interface SaidEvent {
  id: number;
  at: string;
  said: string;
}

/** In the order of the chain. */
export const saidEvents = (where: SQL, more: SQL = sql``): SQL => sql`
  select id::float8 as id, to_jsonb(at at time zone 'UTC') #>> '{}' as at,
    jsonb_build_array(id, at at time zone 'UTC', actor_id, action, noun, record_id, clinic_id, patient_id,
      to_jsonb(patient_ids), before::text, after::text, request_id, era, written_in::text)::text as said
  from audit_events where ${where} order by era, written_in, id ${more}`;

export const sealColumns = sql`
  number, to_jsonb(sealed_at at time zone 'UTC') #>> '{}' as "sealedAt", era, "from"::text as "from",
  until::text as until, count, first_event::float8 as "firstEvent", last_event::float8 as "lastEvent",
  encode(digests, 'hex') as digests, key_id as "keyId", encode(previous, 'hex') as previous, encode(mac, 'hex') as mac`;

export const firstPrevious = "0".repeat(64);
const digestBytes = 16;
const entryHexes = 2 * (8 + digestBytes);

export const digestOf = ({ key }: SealKey, { said }: SaidEvent): string =>
  createHmac("sha256", key)
    .update(`event ${said}`)
    .digest("hex")
    .slice(0, 2 * digestBytes);

/** Each event's number and digest, one after the other. */
export const digestsOf = (key: SealKey, events: readonly SaidEvent[]): string =>
  events.map((event) => event.id.toString(16).padStart(16, "0") + digestOf(key, event)).join("");

export function readDigests(digests: string): { id: number; digest: string }[] {
  const entries = digests.match(new RegExp(`.{${String(entryHexes)}}`, "g")) ?? [];
  return entries.map((entry) => ({ id: Number.parseInt(entry.slice(0, 16), 16), digest: entry.slice(16) }));
}

/** Over everything that a seal says, the one before it included. */
export const macOf = ({ key }: SealKey, seal: Omit<Seal, "mac">): string =>
  createHmac("sha256", key)
    .update(
      JSON.stringify([
        ...["seal", seal.number, seal.sealedAt, seal.era, seal.from, seal.until, seal.count],
        ...[seal.firstEvent, seal.lastEvent, seal.digests, seal.keyId, seal.previous],
      ]),
    )
    .digest("hex");
