import { sql } from "drizzle-orm";
import { reportAlerts } from "../schema";
import type { Tx } from "../client";

/** Somebody reported what cannot wait: they are to be called, until somebody has dealt with it; said again, once more. */
export async function raiseReportAlert(
  tx: Tx,
  { reportId, clinicId, now }: { reportId: string; clinicId: string; now: Date },
): Promise<void> {
  await tx
    .insert(reportAlerts)
    .values({ reportId, clinicId, raisedAt: now })
    .onConflictDoUpdate({
      target: reportAlerts.reportId,
      set: { raisedAt: now, dealtWithAt: null, dealtWithBy: null },
      setWhere: sql`${reportAlerts.dealtWithAt} is not null`,
    });
}
