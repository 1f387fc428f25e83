import { setTimeout as pause } from "node:timers/promises";
import type { Actor } from "~/domain/actor";
import { Refused, type Refusal } from "~/domain/refusals";
import { db, type Tx } from "./client";
import { isPassing, postgresFault, refusalOfConstraint } from "./constraints";
import { audit, type AuditEntry } from "./writes/audit";

/** Who asks for a command, when, and in which request. */
export interface Asking {
  actor: Actor;
  now: Date;
  requestId: string;
}

/** A command that a patient gives by a link: nobody's account stands behind it. */
type AskedByAnybody = Omit<Asking, "actor"> & { actor: Actor | null };

export type Outcome<T> = { ok: true; value: T } | { ok: false; refusal: Refusal };

/** Inside a command: its transaction, and the audit row in it. */
export interface Work {
  tx: Tx;
  audit: (entry: Omit<AuditEntry, "actorId" | "requestId">) => Promise<void>;
}

const tries = 5;

/**
 * Runs one command as one transaction, audit row inside. A refusal thrown in it rolls everything back, is audited on its
 * own and returned. What merely collided is tried again with jitter; after that the actor is asked to.
 */
export async function command<T>(
  asking: AskedByAnybody,
  about: { action: string; noun: string; recordId?: string | null },
  work: (work: Work) => Promise<T>,
): Promise<Outcome<T>> {
  const by = { actorId: asking.actor?.id ?? null, requestId: asking.requestId };
  for (let attempt = 1; ; attempt += 1) {
    try {
      const value = await db.transaction((tx) =>
        work({ tx, audit: (entry) => audit(tx, { ...entry, ...by }) }),
      );
      return { ok: true, value };
    } catch (error) {
      if (isPassing(error) && attempt < tries) {
        await pause(Math.random() * 20 * 2 ** attempt);
        continue;
      }
      const refusal = asRefusal(error);
      if (!refusal) throw error;
      await audit(db, { ...by, ...about, action: `${about.action}.refused`, after: { code: refusal.code } });
      return { ok: false, refusal };
    }
  }
}

function asRefusal(error: unknown): Refusal | null {
  if (error instanceof Refused) return error.refusal;
  if (isPassing(error)) return { code: "busy-try-again" };
  return refusalOfConstraint[postgresFault(error).constraint_name ?? ""] ?? null;
}
