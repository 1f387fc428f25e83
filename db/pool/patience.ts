import { AsyncLocalStorage } from "node:async_hooks";

/** How long one request waits for the database in all, however many statements it takes; a statement of nobody's, by itself. */
export const patienceMs = 8_000;

interface Waiting {
  leftMs: number;
  statements: number;
  since: number;
}

const asking = new AsyncLocalStorage<Waiting>();

/**
 * What is asked of the database in here shares one patience. Only time spent waiting for it counts: a form that comes slowly
 * over a bad line has as much as any other.
 */
export const withPatience = <T>(work: () => T): T =>
  asking.run({ leftMs: patienceMs, statements: 0, since: 0 }, work);

/** From now on the asker waits: until when at most (nobody in particular: `elseMs`), and what to call when it no longer does. */
export function beginToWait(elseMs: number): { endsAt: number; end: () => void } {
  const now = performance.now();
  const waiting = asking.getStore();
  if (!waiting) return { endsAt: now + elseMs, end: noWait };
  if (waiting.statements === 0) waiting.since = now;
  waiting.statements += 1;
  return {
    endsAt: waiting.since + waiting.leftMs,
    end() {
      waiting.statements -= 1;
      if (waiting.statements === 0) waiting.leftMs -= performance.now() - waiting.since;
    },
  };
}

const noWait = () => {};

/** The database did not do it in time, or nobody could be let in: the asker may try again. */
export class DatabaseAway extends Error {
  override name = "DatabaseAway";
  constructor(readonly code: "DATABASE_SILENT" | "DATABASE_BUSY" | "DATABASE_LOST" | "DATABASE_NO_PRIMARY") {
    super(code);
  }
}
