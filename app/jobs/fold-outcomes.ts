import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Job } from "./job";

/** What writes have noted goes into the counts: figures are right before it too, and only read faster after it. */
export const foldOutcomes: Job = {
  queue: "fold-outcomes",
  everyMinutes: 5,
  async run() {
    await db.execute(sql`select fold_outcome_counts()`);
  },
};
