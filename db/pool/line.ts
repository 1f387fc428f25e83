import { connect as dial, Socket } from "node:net";
import postgres from "postgres";
import { DatabaseAway } from "./patience";

export type Values = readonly unknown[];
export interface Asked {
  text: string;
  values?: Values | undefined;
  isPrepared?: boolean;
  /** Rows as arrays of values, as Drizzle maps them. */
  isBare?: boolean;
}
export type Rows = postgres.RowList<postgres.Row[]>;

interface UnderWay {
  since: number;
  fail: (error: unknown) => void;
}

export interface LineOptions {
  url: string;
  options: postgres.Options<Record<string, postgres.PostgresType>>;
  /** Drizzle's own way to read and write some types, given to each line alike. */
  types: Pick<postgres.ParsedOptions, "parsers" | "serializers">;
  onLost: (line: Line) => void;
}

/** With several hosts, each try takes the next. */
let tried = 0;

/**
 * One connection: a client of postgres.js's that is never used again once its connection is lost. By itself postgres.js would
 * connect anew and go on: with what of a transaction was not sent yet, outside of it, or with a ROLLBACK on a socket that is
 * gone, which ends the process.
 */
export class Line {
  readonly bornAt = performance.now();
  /** A transaction has it for itself. */
  isReserved = false;
  isLost = false;
  heardAt = performance.now();
  readonly #underWay = new Set<UnderWay>();
  readonly #client: postgres.Sql;
  readonly #onLost: () => void;
  #socket: Socket | null = null;

  constructor({ url, options, types, onLost }: LineOptions) {
    this.#onLost = () => onLost(this);
    const opening = { socket: (to: postgres.ParsedOptions) => this.#open(to) };
    this.#client = postgres(url, {
      ...options,
      ...opening,
      max: 1,
      // Both would end a connection in the middle of a transaction of ours; the pool looks after them.
      idle_timeout: 0,
      max_lifetime: null,
      onclose: () => this.#lose(new DatabaseAway("DATABASE_LOST")),
    });
    Object.assign(this.#client.options.parsers, types.parsers);
    Object.assign(this.#client.options.serializers, types.serializers);
  }

  get load() {
    return this.#underWay.size;
  }

  run({ text, values = [], isPrepared = values.length > 0, isBare = false }: Asked): Promise<Rows> {
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
      const query = this.#client.unsafe(text, values as postgres.ParameterOrJSON<never>[], {
        prepare: isPrepared,
      });
      (isBare ? query.values() : query).then(
        (rows) => {
          heard();
          resolve(rows);
        },
        (error: unknown) => {
          heard();
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

  /** No word of goodbye, which a dead network would keep for minutes. */
  cut(error: DatabaseAway) {
    this.#lose(error);
    this.#socket?.destroy(error);
  }

  async end(seconds: number) {
    this.isLost = true;
    await this.#client.end({ timeout: seconds });
    this.#socket?.destroy();
  }

  #lose(error: DatabaseAway) {
    if (this.isLost) return;
    this.isLost = true;
    for (const { fail } of this.#underWay) fail(error);
    this.#underWay.clear();
    this.#onLost();
  }

  #open({ host, port, path }: postgres.ParsedOptions): Socket {
    const at = tried++ % host.length;
    const name = host[at];
    this.#socket = this.isLost
      ? nowhere()
      : path
        ? dial(path)
        : Object.assign(dial(port[at] ?? 5432, name), { host: name });
    return this.#socket;
  }
}

/** For a client that would connect again: it fails, but only once postgres.js listens. */
function nowhere(): Socket {
  const socket = new Socket();
  setImmediate(() => socket.destroy(new DatabaseAway("DATABASE_LOST")));
  return socket;
}
