import { sql } from "drizzle-orm";
import { db } from "db/client";
import { restoreTests } from "db/schema";
import { audit } from "db/writes/audit";
import { isRestoreTestDue, restoreState, type RestoreState, type RestoreTest } from "~/domain/restore-test";
import { wallClock } from "~/domain/wall-clock";
import { env } from "~/env.server";

/** How it stands with it, for administrators. */
export async function restoreTestState(now: Date): Promise<RestoreState> {
  return restoreState(await lastRestoreTest(), { now, isSetUp: env().TEST_RESTORE_URL !== undefined });
}

/** Whether one is to be made now. */
export async function wantsRestoreTest(now: Date): Promise<boolean> {
  if (env().TEST_RESTORE_URL === undefined) return false;
  return isRestoreTestDue({ now, ...(await whenRestoreTested(now)) });
}

async function lastRestoreTest(): Promise<(RestoreTest & { at: Date }) | null> {
  const [last] = await db
    .select()
    .from(restoreTests)
    .orderBy(sql`at desc, id desc`)
    .limit(1);
  return last ?? null;
}

/** When a backup was tried last, or since when there is a practice, and what hour it is at its first clinic. */
async function whenRestoreTested(now: Date) {
  const [last, [practice]] = await Promise.all([
    lastRestoreTest(),
    db.execute<{ sinceMs: number; zone: string | null }>(sql`
      select extract(epoch from coalesce(demo_loaded_at, created_at))::float8 * 1000 as "sinceMs",
        (select zone from clinics order by id limit 1) as zone
      from practice`),
  ]);
  // Before first-run setup there is nothing to try.
  const since = last?.at ?? (practice ? new Date(practice.sinceMs) : now);
  const hour = Math.floor(wallClock(now, practice?.zone ?? "UTC").minutes / 60);
  return { hour, since, isUrgent: last?.outcome !== "right" };
}

/** Keeps what was found, with its line in the audit trail. */
export async function keepRestoreTest(test: RestoreTest, now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.insert(restoreTests).values({ ...test, at: now });
    const { source, outcome, rows, trail } = test;
    await audit(tx, {
      ...{ actorId: null, action: "backup.test-restore", noun: "practice", requestId: "job" },
      after: { source, outcome, rows, trail },
    });
  });
}
