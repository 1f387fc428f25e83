import { sql, type SQL } from "drizzle-orm";
import { db } from "db/client";
import { command, type Asking } from "db/command";
import { uuids } from "db/scope";
import { notify } from "db/writes/notify";
import type { Actor } from "~/domain/actor";
import { clinicScope, may } from "~/domain/permissions";
import { refuse } from "~/domain/refusals";
import type { RedFlag, Region, Side } from "~/domain/vocabulary";

/** A patient who reported what cannot wait. */
export interface CallNow {
  alertId: string;
  planId: string;
  name: string;
  phone: string;
  region: Region;
  side: Side;
  raisedAt: Date;
  zone: string;
  /** What it was; null for those who read only that somebody is to be called. */
  redFlags: RedFlag[] | null;
}

const at = (actor: Actor, clinicId: string | "all"): SQL => {
  const scope = clinicScope(actor, "alert.deal");
  if (scope === "all") return clinicId === "all" ? sql`true` : sql`l.clinic_id = ${clinicId}`;
  if (clinicId === "all") return sql`l.clinic_id = any (${uuids(scope)})`;
  return scope.includes(clinicId) ? sql`l.clinic_id = ${clinicId}` : sql`false`;
};

/** Whom to call now, the longest waiting first; each stays until somebody has dealt with it. */
export async function openAlerts(actor: Actor, clinicId: string | "all"): Promise<CallNow[]> {
  if (!may(actor, "alert.deal")) return [];
  const what = may(actor, "report.read") ? sql`r.red_flags` : sql`null`;
  const rows = await db.execute<
    Record<string, unknown> & Omit<CallNow, "raisedAt"> & { raisedMs: number }
  >(sql`
    select l.id as "alertId", p.id as "planId", pa.given_name || ' ' || pa.family_name as name, pa.phone, p.region,
      p.side, extract(epoch from l.raised_at)::float8 * 1000 as "raisedMs", c.zone, ${what} as "redFlags"
    from report_alerts l join outcome_reports r on r.id = l.report_id join plans p on p.id = r.plan_id
    join patients pa on pa.id = p.patient_id join clinics c on c.id = l.clinic_id
    where ${at(actor, clinicId)} and l.dealt_with_at is null
    order by l.raised_at, l.id limit 50`);
  return rows.map(({ raisedMs, ...row }) => ({ ...row, raisedAt: new Date(raisedMs) }));
}

/** Somebody has called, or passed it on. Of two who say so at once the first is kept. */
export function dealWithAlert(asking: Asking, alertId: string) {
  const about = { action: "report.alert-dealt-with", noun: "report-alert", recordId: alertId };
  return command(asking, about, async ({ tx, audit }) => {
    const [alert] = await tx.execute<{ clinicId: string; patientId: string; isOpen: boolean }>(sql`
      select l.clinic_id as "clinicId", p.patient_id as "patientId", l.dealt_with_at is null as "isOpen"
      from report_alerts l join outcome_reports r on r.id = l.report_id join plans p on p.id = r.plan_id
      where l.id = ${alertId} for update of l`);
    if (!alert || !may(asking.actor, "alert.deal", { clinicIds: [alert.clinicId] })) {
      return refuse("not-found");
    }
    if (!alert.isOpen) return;
    await tx.execute(sql`
      update report_alerts set dealt_with_at = ${asking.now.toISOString()}, dealt_with_by = ${asking.actor.id}
      where id = ${alertId}`);
    const { clinicId, patientId } = alert;
    await audit({ ...about, clinicId, patientId });
    await notify(tx, { clinicIds: [clinicId], noun: "report" });
  });
}
