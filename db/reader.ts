import type { SQL } from "drizzle-orm";
import { asAsked, type Asked, readPrimary, type Rows } from "./client";
import { faultOf } from "./replicas/replica";
import { countRead, hasReplicas, replicaOf } from "./replicas/replicas";

type Row = Record<string, unknown>;

/** Where something is read that is written by nobody meanwhile: at the primary, or at a replica of it. */
export interface Reader {
  execute: <Found extends Row>(query: SQL) => Promise<Found[]>;
  /**
   * A read over many rows, planned for its own values each time. Prepared, PostgreSQL plans it after five runs for values
   * that it does not know, and so for a few rows: measured, four times as slow.
   */
  executePlanned: <Found extends Row>(query: SQL) => Promise<Found[]>;
}

function reader(read: (asked: Asked) => Promise<Rows>): Reader {
  // Drizzle's own types say the same of its `execute`: the caller names the columns that its SQL selects.
  const rows = async <Found extends Row>(asked: Asked) => (await read(asked)) as object as Found[];
  return {
    execute: (query) => rows(asAsked(query)),
    executePlanned: (query) => rows({ ...asAsked(query), isPrepared: false }),
  };
}

export const primary: Reader = reader(readPrimary);

/**
 * For one request's reads that may be some seconds old. Whatever the account itself wrote is in them: a replica that does not
 * show it yet is not asked. Where a replica fails the primary answers.
 */
export function readerFor(account: { id: string; wrote: readonly string[] | null }): Reader {
  if (!hasReplicas()) return primary;
  const replica = account.wrote && replicaOf(account.id);
  let isShown: Promise<boolean> | undefined;
  return reader(async (asked) => {
    if (account.wrote && replica?.isUsable) {
      try {
        isShown ??= replica.shows(account.wrote);
        if (await isShown) return counted(await replica.read(asked));
        countRead("own write");
      } catch (error) {
        countRead(faultOf(error));
      }
    } else countRead("no replica");
    return readPrimary(asked);
  });
}

function counted(rows: Rows): Rows {
  countRead("replica");
  return rows;
}
