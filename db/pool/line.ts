import { isTurnedAway } from "../constraints";
import { DatabaseAway } from "./patience";
import type { Servers } from "./servers";
import type { Asked, Rows, Wire, WireOptions } from "./wire";

interface UnderWay {
  since: number;
  fail: (error: unknown) => void;
}

export interface LineOptions extends WireOptions {
  servers: Servers;
  onLost: (line: Line) => void;
  /** Its server takes no writes any more, or stops. */
  onTurnedAway?: (line: Line) => void;
}

/** One connection, from when a server is looked for until it is lost. What is asked meanwhile waits, in its order. */
export class Line {
  readonly bornAt = performance.now();
  /** A transaction has it for itself. */
  isReserved = false;
  isLost = false;
  /** Nothing new is asked on it. */
  isSpent = false;
  heardAt = performance.now();
  readonly #underWay = new Set<UnderWay>();
  readonly #servers: Servers;
  readonly #onLost: () => void;
  readonly #onTurnedAway: () => void;
  readonly #opening = new AbortController();
  readonly #opened: Promise<Wire>;
  #wire: Wire | null = null;

  constructor({ servers, onLost, onTurnedAway, ...options }: LineOptions) {
    this.#onLost = () => onLost(this);
    this.#onTurnedAway = () => onTurnedAway?.(this);
    this.#servers = servers;
    this.#opened = servers.open(options, this.#opening.signal);
    this.#opened.then(
      (wire) => {
        this.#wire = wire;
        wire.onLost = () => this.#lose(new DatabaseAway("DATABASE_LOST"));
      },
      (error: unknown) => this.#lose(error),
    );
  }

  get load() {
    return this.#underWay.size;
  }

  get server() {
    return this.#wire?.server;
  }

  run(asked: Asked): Promise<Rows> {
    return this.#await((wire) => wire.ask(asked));
  }

  /** Hears whether the other end is there, and still the right one. */
  async confirm(): Promise<void> {
    await this.#await((wire) => this.#servers.confirm(wire));
  }

  #await<T>(ask: (wire: Wire) => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      if (this.isLost) {
        reject(new DatabaseAway("DATABASE_LOST"));
        return;
      }
      const fail: UnderWay["fail"] = reject;
      const entry: UnderWay = { since: performance.now(), fail };
      this.#underWay.add(entry);
      const heard = () => {
        this.#underWay.delete(entry);
        this.heardAt = performance.now();
      };
      this.#opened.then(ask).then(
        (answer) => {
          heard();
          resolve(answer);
        },
        (error: unknown) => {
          heard();
          if (isTurnedAway(error)) this.#onTurnedAway();
          fail(error instanceof Error ? error : new DatabaseAway("DATABASE_LOST"));
        },
      );
    });
  }

  /** Owes an answer and has said nothing for so long: a server that lives would have ended the statement by itself. */
  isSilent(now: number, silentMs: number) {
    const [oldest] = this.#underWay;
    return oldest !== undefined && now - Math.max(oldest.since, this.heardAt) >= silentMs;
  }

  cut(error: DatabaseAway) {
    this.#lose(error);
    this.#opening.abort();
    this.#wire?.cut(error);
  }

  async end(seconds: number) {
    this.isLost = true;
    this.#opening.abort();
    await this.#wire?.end(seconds);
  }

  #lose(error: unknown) {
    if (this.isLost) return;
    this.isLost = true;
    for (const { fail } of this.#underWay) fail(error);
    this.#underWay.clear();
    this.#onLost();
  }
}
