import { isAway } from "../constraints";
import { readAddress, type Server, type Wanted } from "./address";
import { DatabaseAway } from "./patience";
import { Wire, type WireOptions } from "./wire";

/** How long one is given before the next is tried beside it. */
const headStartMs = 250;

const questions: Record<Wanted, string> = {
  "read-write": "select current_setting('transaction_read_only') = 'off' as right",
  primary: "select not pg_is_in_recovery() as right",
  any: "select true as right",
};

/** Where an address's connections go: to its one server, or to whichever of several is the right one now. */
export class Servers {
  readonly #servers: [Server, ...Server[]];
  readonly #question: string;
  /** Nothing is to be chosen, and nobody to be asked. */
  readonly isOne: boolean;
  #foremost: Server;

  constructor(url: string) {
    const { servers, wanted } = readAddress(url);
    this.#servers = servers;
    this.#question = questions[wanted];
    this.isOne = servers.length === 1 && wanted === "any";
    this.#foremost = servers[0];
  }

  /** Ends where it is no longer what it was chosen for: in place, a primary can be told to take no more writes. */
  async confirm(wire: Wire): Promise<void> {
    const [row] = await wire.ask({ text: this.#question });
    if (row?.["right"] !== true) throw new DatabaseAway("DATABASE_NO_PRIMARY");
  }

  /** Which is the right one now. */
  async find(options: WireOptions["options"]): Promise<Server> {
    if (this.isOne) return this.#foremost;
    const types = { parsers: {}, serializers: {} };
    const wire = await this.open({ options, types }, new AbortController().signal);
    await wire.end(1);
    return wire.server;
  }

  /**
   * A connection to the right one. The one that was right last is tried first, each other a little later, so that one which is
   * dead or says nothing costs no more than its head start.
   */
  open(options: WireOptions, signal: AbortSignal): Promise<Wire> {
    if (this.isOne) return Promise.resolve(new Wire(this.#foremost, options));
    const untried = [this.#foremost, ...this.#servers.filter((server) => server !== this.#foremost)];
    const trying = new Set<Wire>();
    const faults: unknown[] = [];
    return new Promise((resolve, reject) => {
      let next: NodeJS.Timeout | undefined;
      const endOthers = () => {
        clearTimeout(next);
        untried.length = 0;
        for (const wire of trying) wire.cut(new DatabaseAway("DATABASE_LOST"));
        trying.clear();
      };
      const tryNext = () => {
        clearTimeout(next);
        const server = untried.shift();
        if (!server) return;
        next = setTimeout(tryNext, headStartMs);
        const wire = new Wire(server, options);
        trying.add(wire);
        this.confirm(wire).then(
          () => {
            if (!trying.delete(wire)) return;
            endOthers();
            this.#foremost = server;
            resolve(wire);
          },
          (error: unknown) => {
            if (!trying.delete(wire)) return;
            wire.cut(new DatabaseAway("DATABASE_LOST"));
            faults.push(error);
            if (untried.length > 0) tryNext();
            else if (trying.size === 0) reject(reasonOf(faults));
          },
        );
      };
      signal.addEventListener("abort", () => {
        endOthers();
        reject(new DatabaseAway("DATABASE_LOST"));
      });
      tryNext();
    });
  }
}

/** What somebody must mend (a password that is wrong), rather than what passes. */
const reasonOf = (faults: unknown[]) =>
  (faults.find((fault) => !isAway(fault)) ?? new DatabaseAway("DATABASE_NO_PRIMARY")) as Error;
