import { sql } from "drizzle-orm";
import { db } from "db/client";
import type { Job } from "./job";

/** Sign-ins that have ended are of no use to anyone but a thief of the table. */
export const tidySignIns: Job = {
  queue: "tidy-sign-ins",
  everyMinutes: 60,
  async run(_, { now }) {
    await db.execute(sql`delete from sign_ins where expires_at <= ${now.toISOString()}`);
    await db.execute(sql`delete from sign_in_steps where expires_at <= ${now.toISOString()}`);
  },
};
