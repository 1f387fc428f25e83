import { sql } from "drizzle-orm";
import { db } from "db/client";
import { uuids } from "db/scope";
import { audit } from "db/writes/audit";
import { notify } from "db/writes/notify";
import { revokeReportLinks } from "db/writes/report-links";

const AT_ONCE = 200;

/**
 * Closes up to so many open reports whose window is over at their clinic, and the links to them; returns how many. One
 * that found nobody stays unreachable: that is known of it, and counts the same.
 */
export function expireReports(now: Date): Promise<number> {
  const instant = now.toISOString();
  return db.transaction(async (tx) => {
    // The plans first, in order, as everyone does who changes what follows their sessions.
    const over = await tx.execute<{ planId: string }>(sql`
      select p.id as "planId" from plans p where p.id in (
        select r.plan_id from outcome_reports r join plans o on o.id = r.plan_id join clinics c on c.id = o.clinic_id
        where r.status in ('due', 'sent') and r.window_to < (${instant}::timestamptz at time zone c.zone)::date
        limit ${AT_ONCE})
      order by p.id for no key update of p skip locked`);
    if (over.length === 0) return 0;
    const expired = await tx.execute<{ id: string; clinicId: string; patientId: string; was: string }>(sql`
      with over as (
        select r.id, r.status, p.clinic_id, p.patient_id
        from outcome_reports r join plans p on p.id = r.plan_id join clinics c on c.id = p.clinic_id
        where p.id = any (${uuids(over.map(({ planId }) => planId))}) and r.status in ('due', 'sent')
          and r.window_to < (${instant}::timestamptz at time zone c.zone)::date
        for update of r)
      update outcome_reports r set status = 'expired', version = r.version + 1 from over where r.id = over.id
      returning r.id, over.clinic_id as "clinicId", over.patient_id as "patientId", over.status as was`);
    await revokeReportLinks(
      tx,
      expired.map(({ id }) => id),
      now,
    );
    for (const { id, clinicId, patientId, was } of expired) {
      await audit(tx, {
        actorId: null,
        requestId: "expire-reports",
        action: "report.expire",
        noun: "report",
        recordId: id,
        clinicId,
        patientId,
        before: { status: was },
        after: { status: "expired" },
      });
    }
    const clinicIds = [...new Set(expired.map(({ clinicId }) => clinicId))];
    if (clinicIds.length > 0) await notify(tx, { clinicIds, noun: "report" });
    return expired.length;
  });
}
