import { Line, type LineOptions } from "./line";
import { beginToWait, DatabaseAway, patienceMs } from "./patience";
import { transaction, type Transaction } from "./transaction";
import type { Asked, Rows } from "./wire";

/** A line that owes an answer for so long is dead: the server itself ends every statement before (statement_timeout). */
const silentMs = 8_000;
const lookEveryMs = 250;
/** What one line takes before it has answered; whatever comes then waits for the line that is free first. */
const usuallyOnLine = 50;
/** Waiting at most, for each line: more than could be answered while anybody is patient is told so at once. */
const mostWaiting = 200;
const idleMs = 300_000;
const lifeMs = 45 * 60_000;

type Options = Omit<LineOptions, "onLost" | "onTurnedAway">;

interface Waiter {
  endsAt: number;
  isExclusive: boolean;
  take: (line: Line) => void;
  giveUp: (error: DatabaseAway) => void;
}

/**
 * The app's connections. Nobody waits here without bound: neither for a free line, nor for an answer on one, nor on one
 * whose other end has gone without a word.
 */
export class Pool {
  readonly #lines = new Set<Line>();
  /** In the order in which they came. */
  readonly #waiting = new Set<Waiter>();
  /** Given up once their asker's patience is over; a line may answer later, to nobody. */
  readonly #asked = new Set<{ endsAt: number; giveUp: (error: DatabaseAway) => void }>();
  readonly #watch = setInterval(() => this.#look(), lookEveryMs).unref();
  readonly #max: number;
  readonly #mostOnLine: number;
  readonly #options: Options;
  #isEnded = false;

  constructor(max: number, options: Options, mostOnLine = usuallyOnLine) {
    this.#max = max;
    this.#mostOnLine = mostOnLine;
    this.#options = options;
  }

  get use() {
    const inUse = [...this.#lines].filter((line) => line.isReserved || line.load > 0).length;
    return { inUse, open: this.#lines.size, max: this.#max, waiting: this.#waiting.size };
  }

  /** One statement, on whatever line is least busy. */
  run(asked: Asked): Promise<Rows> {
    return this.#patiently(patienceMs, (endsAt) => this.#onLine(false, endsAt, (line) => line.run(asked)));
  }

  /** A transaction, on a line of its own. */
  begin<T>(work: (tx: Transaction) => T | Promise<T>): Promise<T> {
    return this.#patiently(Infinity, (endsAt) =>
      this.#onLine(true, endsAt, async (line) => {
        const send = (asked: Asked) => this.#patiently(patienceMs, () => line.run(asked));
        try {
          return await transaction(line, send, work);
        } finally {
          line.isReserved = false;
        }
      }),
    );
  }

  async end(seconds: number) {
    this.#isEnded = true;
    clearInterval(this.#watch);
    for (const { giveUp } of this.#waiting) giveUp(new DatabaseAway("DATABASE_LOST"));
    await Promise.all([...this.#lines].map((line) => line.end(seconds)));
    this.#lines.clear();
  }

  #patiently<T>(elseMs: number, work: (endsAt: number) => Promise<T>): Promise<T> {
    const { endsAt, end } = beginToWait(elseMs);
    return new Promise<T>((resolve, reject) => {
      const fail: (error: unknown) => void = reject;
      const asked = {
        endsAt,
        giveUp: (error: unknown) => {
          if (this.#asked.delete(asked)) end();
          fail(error);
        },
      };
      this.#asked.add(asked);
      if (endsAt <= performance.now()) {
        asked.giveUp(new DatabaseAway("DATABASE_SILENT"));
        return;
      }
      work(endsAt).then((value) => {
        if (this.#asked.delete(asked)) end();
        resolve(value);
      }, asked.giveUp);
    });
  }

  /** Idle before new before least busy; null where all are taken, or where others came first. */
  #pick(isExclusive: boolean, isNext = this.#waiting.size === 0): Line | null {
    if (!isNext || this.#isEnded) return null;
    let best: Line | null = null;
    for (const line of this.#lines) {
      if (!line.isReserved && !line.isSpent && (!best || line.load < best.load)) best = line;
      if (best?.load === 0) break;
    }
    if (best?.load !== 0 && this.#lines.size < this.#max) best = this.#openLine();
    if (!best || best.load >= this.#mostOnLine) return null;
    best.isReserved = isExclusive;
    return best;
  }

  #openLine() {
    const line = new Line({
      ...this.#options,
      onLost: (lost) => {
        this.#lines.delete(lost);
        this.#serveWaiting();
      },
      // Its neighbours would only be told the same, or read there what is no longer so.
      onTurnedAway: (told) => {
        for (const line of this.#lines) line.isSpent ||= line.server === told.server;
      },
    });
    this.#lines.add(line);
    return line;
  }

  /** Begun as soon as there is a line, at that very moment: whoever is served next sees that it is busy. */
  async #onLine<T>(isExclusive: boolean, endsAt: number, use: (line: Line) => Promise<T>): Promise<T> {
    const line = this.#pick(isExclusive);
    try {
      return await (line ? use(line) : this.#waitForLine(isExclusive, endsAt, use));
    } finally {
      this.#serveWaiting();
    }
  }

  #waitForLine<T>(isExclusive: boolean, endsAt: number, use: (line: Line) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const giveUp: Waiter["giveUp"] = reject;
      const isFull = this.#waiting.size >= mostWaiting * this.#max;
      if (this.#isEnded || isFull) {
        giveUp(new DatabaseAway(isFull ? "DATABASE_BUSY" : "DATABASE_LOST"));
        return;
      }
      const soonest = Math.min(endsAt, performance.now() + patienceMs);
      const take = (line: Line) => void use(line).then(resolve, reject);
      this.#waiting.add({ endsAt: soonest, isExclusive, take, giveUp });
    });
  }

  #serveWaiting() {
    this.#endSpent();
    for (const waiter of this.#waiting) {
      const line = this.#pick(waiter.isExclusive, true);
      if (!line) return;
      this.#waiting.delete(waiter);
      waiter.take(line);
    }
  }

  #endSpent() {
    for (const line of this.#lines) {
      if (!line.isSpent || line.isReserved || line.load > 0) continue;
      this.#lines.delete(line);
      void line.end(5);
    }
  }

  #look() {
    const now = performance.now();
    for (const waiter of this.#waiting) {
      if (waiter.endsAt > now) continue;
      this.#waiting.delete(waiter);
      waiter.giveUp(new DatabaseAway("DATABASE_SILENT"));
    }
    for (const { endsAt, giveUp } of this.#asked) {
      if (endsAt <= now) giveUp(new DatabaseAway("DATABASE_SILENT"));
    }
    const silent = [...this.#lines].filter((line) => line.isSilent(now, silentMs));
    // What is idle has died of the same, and whoever came to it next would wait as long.
    const idle = [...this.#lines].filter((line) => !line.isReserved && line.load === 0);
    if (silent.length > 0)
      for (const line of [...silent, ...idle]) line.cut(new DatabaseAway("DATABASE_SILENT"));
    else
      for (const line of idle) {
        if (now - line.heardAt < idleMs && now - line.bornAt < lifeMs) continue;
        this.#lines.delete(line);
        void line.end(5);
      }
  }
}
