import { asAsked, connect, type Asked, type Rows } from "../client";
import { postgresFault } from "../constraints";
import { beginToWait, DatabaseAway, withoutPatience } from "../pool/patience";
import { identity, isStandbyOf, type Identity } from "./identity";
import { showsAll } from "./own-writes";
import type { Positions } from "./positions";

/** Farther behind than that, nobody is shown it. */
const mostBehindMs = 30_000;
/** For one read: the primary is asked afterwards, within the same request's patience. */
const readMs = 3_000;
const lookMs = 2_000;
/** So long it is left alone once it did not answer. */
const restMs = 5_000;

type State = "used" | "behind" | "away" | "no standby of this database";
export type Fault = "conflict" | "away" | "failed";

/** A standby that reads may go to. It is watched all the time, so that hardly any read has to find out that it is away. */
export class Replica {
  readonly name: string;
  readonly #database: ReturnType<typeof connect>;
  readonly #onState: (state: State) => void;
  #asOf: number | null = null;
  #restsUntil = 0;
  #state: State | null = null;

  constructor(url: string, max: number, onState: (state: State) => void) {
    this.name = new URL(url).host;
    this.#database = connect(url, { max, name: "tendon-replica" });
    this.#onState = onState;
  }

  /** How old what it shows may be; null where nobody knows. */
  get behindMs(): number | null {
    return this.#asOf === null ? null : performance.now() - this.#asOf;
  }

  get isUsable(): boolean {
    const { behindMs } = this;
    return (
      this.#state === "used" &&
      behindMs !== null &&
      behindMs <= mostBehindMs &&
      performance.now() >= this.#restsUntil
    );
  }

  async look(primary: Identity, positions: Positions): Promise<void> {
    try {
      const [row] = await this.#ask(asAsked(identity), lookMs);
      const own = row as Identity | undefined;
      if (!own || !isStandbyOf(own, primary)) {
        this.#become("no standby of this database");
        return;
      }
      this.#asOf = positions.asOf(own.position);
      this.#become(this.behindMs !== null && this.behindMs <= mostBehindMs ? "used" : "behind");
    } catch {
      this.#rest();
    }
  }

  /** Whether it shows what these audit rows were written with. */
  async shows(rows: readonly string[]): Promise<boolean> {
    if (rows.length === 0) return true;
    const [row] = await this.read(asAsked(showsAll(rows)));
    return row?.["isSo"] === true;
  }

  async read(asked: Asked): Promise<Rows> {
    try {
      return await this.#ask(asked, readMs);
    } catch (error) {
      if (faultOf(error) === "away") this.#rest();
      throw error;
    }
  }

  end = () => this.#database.sql.end({ timeout: 1 });

  /** Counts as waiting for the database, and ends before the asker's patience does. */
  async #ask(asked: Asked, mostMs: number): Promise<Rows> {
    const waiting = beginToWait(Infinity);
    let timer: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new DatabaseAway("DATABASE_SILENT")), mostMs);
    });
    try {
      return await Promise.race([withoutPatience(() => this.#database.pool.run(asked)), tooLate]);
    } finally {
      clearTimeout(timer);
      waiting.end();
    }
  }

  #rest() {
    this.#restsUntil = performance.now() + restMs;
    this.#become("away");
  }

  #become(state: State) {
    if (state === this.#state) return;
    this.#state = state;
    this.#onState(state);
  }
}

/** What a replica says where a primary would have answered. The read it stopped is no fault of the replica's. */
export function faultOf(error: unknown): Fault {
  const { code = "" } = postgresFault(error);
  if (["40001", "40P01"].includes(code)) return "conflict";
  // What a living server says of one statement, our migrations' newest column not being there yet among it.
  return /^(?!08|57P|53|58)[0-9A-Z]{5}$/.test(code) ? "failed" : "away";
}
