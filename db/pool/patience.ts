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
export const withPatience = <T>(work: () => T, leftMs = patienceMs): T =>
  asking.run({ leftMs, statements: 0, since: 0 }, work);

/** For what is bounded and counted otherwise. */
export const withoutPatience = <T>(work: () => T): T => asking.exit(work);

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

/** What others do for the asker too, as long as the asker has patience for it; what was begun goes on without them. */
export async function patiently<T>(work: Promise<T>): Promise<T> {
  const { endsAt, end } = beginToWait(patienceMs);
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    const left = Math.max(0, endsAt - performance.now());
    timer = setTimeout(() => reject(new DatabaseAway("DATABASE_SILENT")), left);
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
    end();
  }
}

const noWait = () => {};

/** The database did not do it in time, or nobody could be let in: the asker may try again. */
export class DatabaseAway extends Error {
  override name = "DatabaseAway";
  constructor(readonly code: "DATABASE_SILENT" | "DATABASE_BUSY" | "DATABASE_LOST" | "DATABASE_NO_PRIMARY") {
    super(code);
  }
}
