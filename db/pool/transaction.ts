import { postgresFault } from "../constraints";
import { DatabaseAway } from "./patience";
import type { Line } from "./line";
import { Statement } from "./statement";
import type { Asked, Rows } from "./wire";

/** What Drizzle and pg-boss ask of a transaction. */
export interface Transaction {
  unsafe: (text: string, values?: Asked["values"]) => Statement;
  savepoint: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>;
}

/**
 * BEGIN travels with the first statements: on one line they are done in the order in which they were sent, and on a line that
 * is lost none is. A statement that failed fails the whole, whoever caught its error: PostgreSQL would commit nothing.
 */
export async function transaction<T>(
  line: Line,
  send: (asked: Asked) => Promise<Rows>,
  work: (tx: Transaction) => T | Promise<T>,
): Promise<T> {
  let failed: { error: unknown } | null = null;
  let isOver = false;
  let savepoints = 0;

  function tell(asked: Asked): Promise<Rows> {
    if (isOver) return Promise.reject(new Error("The transaction is over"));
    const answer = send(asked);
    answer.catch((error: unknown) => (failed ??= { error }));
    return answer;
  }
  /** What came first, rather than that nothing more is done after it. */
  const reason = (error: unknown) => (failed && postgresFault(error).code === "25P02" ? failed.error : error);
  const orFailed = <V>(value: V): V => {
    if (failed) throw failed.error as Error;
    return value;
  };

  const tx: Transaction = {
    unsafe: (text, values) => new Statement((isBare) => tell({ text, values, isBare })),
    async savepoint(inner) {
      const name = `s${(savepoints += 1)}`;
      await tell({ text: `savepoint ${name}` });
      try {
        return orFailed(await inner(tx));
      } catch (error) {
        const why = reason(error);
        if (failed?.error instanceof DatabaseAway) throw why;
        failed = null;
        await tell({ text: `rollback to ${name}` });
        throw why;
      }
    },
  };

  try {
    void tell({ text: "begin" }).catch(() => {});
    const value = orFailed(await work(tx));
    await tell({ text: "commit" });
    return value;
  } catch (error) {
    // Beside anybody's patience: the locks go with it.
    await line.run({ text: "rollback" }).catch(() => {});
    throw reason(error);
  } finally {
    isOver = true;
  }
}
