import { connect as dial, Socket } from "node:net";
import postgres from "postgres";
import type { Server } from "./address";
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

export interface WireOptions {
  options: postgres.Options<Record<string, postgres.PostgresType>>;
  /** Drizzle's own way to read and write some types, given to each alike. */
  types: Pick<postgres.ParsedOptions, "parsers" | "serializers">;
}

/**
 * A client of postgres.js's for one connection to one server, never used again once that is lost. By itself postgres.js would
 * connect anew and go on: with what of a transaction was not sent yet, outside of it, or with a ROLLBACK on a socket that is
 * gone, which ends the process.
 */
export class Wire {
  readonly #client: postgres.Sql;
  #socket: Socket | null = null;
  #isLost = false;
  /** Told once. */
  onLost: () => void = () => {};

  constructor(
    readonly server: Server,
    { options, types }: WireOptions,
  ) {
    const { url, host, port } = server;
    const opening = { socket: () => this.#open(host, port) };
    this.#client = postgres(url, {
      ...options,
      ...opening,
      max: 1,
      // Both would end a connection in the middle of a transaction of ours; the pool looks after them.
      idle_timeout: 0,
      max_lifetime: null,
      onclose: () => this.#lose(),
    });
    Object.assign(this.#client.options.parsers, types.parsers);
    Object.assign(this.#client.options.serializers, types.serializers);
  }

  async ask({ text, values = [], isPrepared = values.length > 0, isBare = false }: Asked): Promise<Rows> {
    if (this.#isLost) throw new DatabaseAway("DATABASE_LOST");
    const query = this.#client.unsafe(text, values as postgres.ParameterOrJSON<never>[], {
      prepare: isPrepared,
    });
    return (await (isBare ? query.values() : query)) as Rows;
  }

  /** No word of goodbye, which a dead network would keep for minutes. */
  cut(error: DatabaseAway) {
    this.#lose();
    this.#socket?.destroy(error);
  }

  async end(seconds: number) {
    this.#isLost = true;
    await this.#client.end({ timeout: seconds });
    this.#socket?.destroy();
  }

  #lose() {
    if (this.#isLost) return;
    this.#isLost = true;
    this.onLost();
  }

  #open(host: string, port: number): Socket {
    this.#socket = this.#isLost ? nowhere() : Object.assign(dial(port, host), { host });
    return this.#socket;
  }
}

/** For a client that would connect again: it fails, but only once postgres.js listens. */
function nowhere(): Socket {
  const socket = new Socket();
  setImmediate(() => socket.destroy(new DatabaseAway("DATABASE_LOST")));
  return socket;
}
