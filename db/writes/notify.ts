import { sql } from "drizzle-orm";
import type { Tx } from "../client";

/** The one channel of live updates. */
export const liveChannel = "tendon_live";

/** What listeners learn: where something changed, never what. They read it again with their own rights. */
export interface LiveNews {
  clinicIds: string[];
  noun: "session" | "plan" | "patient" | "report" | "practice" | "batch";
  /** The days in the clinic's zone that look different now. */
  days?: string[];
}

/** Once a command: every NOTIFY in a transaction takes a lock all commits share. */
export async function notify(tx: Tx, news: LiveNews): Promise<void> {
  await tx.execute(sql`select pg_notify(${liveChannel}, ${JSON.stringify(news)})`);
}
