import { inArray, sql } from "drizzle-orm";
import type { Tx } from "../client";
import type { Work } from "../command";
import { sessions } from "../schema";

/**
 * A displaced session cannot be checked in, and stays on a list until somebody finds it another place. By time off, or by
 * new working hours where that is null. The caller has given up what each lost.
 */
export async function displaceSessions(
  { tx, audit }: Work,
  sessionIds: readonly string[],
  { timeOffId, now }: { timeOffId: string | null; now: Date },
): Promise<void> {
  if (sessionIds.length === 0) return;
  const displaced = await tx
    .update(sessions)
    .set({ displacedAt: now, displacedBy: timeOffId, version: sql`${sessions.version} + 1` })
    .where(inArray(sessions.id, [...sessionIds]))
    .returning({ id: sessions.id, clinicId: sessions.clinicId, patientId: sessions.patientId });
  await Promise.all(
    displaced.map(({ id, clinicId, patientId }) =>
      audit({
        action: "session.displace",
        noun: "session",
        recordId: id,
        clinicId,
        patientId,
        after: { displacedBy: timeOffId },
      }),
    ),
  );
}

/** In the order in which everybody locks them, before their sessions and resources. */
export async function lockPlans(tx: Tx, planIds: readonly string[]): Promise<void> {
  if (planIds.length === 0) return;
  await tx.execute(sql`
    select 1 from plans where id = any(${sql.param(`{${planIds.join(",")}}`)}::uuid[]) order by id for no key update`);
}
