import { setTimeout as pause } from "node:timers/promises";
import { env } from "~/env.server";
import { db } from "../client";
import { identity, type Identity } from "./identity";
import { Positions } from "./positions";
import { Replica, type Fault } from "./replica";

const lookEveryMs = 1_000;

/** Where a read that may lag was answered, or why it was not by a replica. */
export type Answered = "replica" | "own write" | "no replica" | Fault;

const counts = new Map<Answered, number>();
export const countRead = (answered: Answered) => void counts.set(answered, (counts.get(answered) ?? 0) + 1);

let followed: Replica[] = [];

/** How the reads that may lag went, and how far behind each replica is, for who watches. */
export const replicaUse = () => ({
  reads: [...counts],
  replicas: followed.map(({ name, behindMs, isUsable }) => ({ name, behindMs, isUsable })),
});

/**
 * Watches the replicas of DATABASE_REPLICA_URLS until it is stopped: until one was seen to be a standby of this database and
 * not far behind, nobody reads from it.
 */
export function followReplicas(note: (state: string, replica: string) => void): { stop(): Promise<void> } {
  const { DATABASE_REPLICA_URLS, DATABASE_POOL } = env();
  const mine = DATABASE_REPLICA_URLS.map((url) => {
    const replica: Replica = new Replica(url, DATABASE_POOL, (state) => note(state, replica.name));
    return replica;
  });
  followed = mine;
  const stopping = new AbortController();
  const { signal } = stopping;
  const positions = new Positions();

  async function look() {
    const at = performance.now();
    const [primary] = await db.execute<Identity>(identity);
    if (!primary || primary.isStandby) return;
    positions.note(at, primary.position);
    await Promise.all(mine.map((replica) => replica.look(primary, positions)));
  }
  async function watch() {
    while (!signal.aborted) {
      await look().catch(() => {});
      await pause(lookEveryMs, undefined, { signal, ref: false }).catch(() => {});
    }
  }
  const watching = mine.length > 0 ? watch() : Promise.resolve();
  return {
    async stop() {
      stopping.abort();
      followed = [];
      await Promise.all([watching, ...mine.map((replica) => replica.end())]);
    },
  };
}

/** The replica that an account's reads go to: as long as it can be used the same one, so that none shows less than it did. */
export function replicaOf(accountId: string): Replica | null {
  const usable = followed.filter(({ isUsable }) => isUsable);
  return usable[Number.parseInt(accountId.slice(-6), 16) % usable.length] ?? null;
}

export const hasReplicas = () => followed.length > 0;
