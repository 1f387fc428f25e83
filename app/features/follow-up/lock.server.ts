import { sql } from "drizzle-orm";
import type { Work } from "db/command";
import { whoChanged } from "db/reads/who-changed";
import type { Actor } from "~/domain/actor";
import { may } from "~/domain/permissions";
import { refuse } from "~/domain/refusals";
import type { AskedReport } from "~/domain/reminders";
import { whyNotEnter } from "~/domain/report";

export interface LockedReport extends AskedReport {
  id: string;
  planId: string;
  patientId: string;
  clinicId: string;
  clinicIds: string[];
  zone: string;
  isDeceased: boolean;
}

/**
 * A report under its plan's lock and its own, where this actor may ask for its answers and saw it as it stands. Another
 * clinic's looks missing.
 */
export async function lockReport(
  { tx }: Pick<Work, "tx">,
  actor: Actor,
  { reportId, planId, version }: { reportId: string; planId: string; version: number },
): Promise<LockedReport> {
  const [plan] = await tx.execute<{ id: string }>(sql`
    select p.id from plans p join outcome_reports r on r.plan_id = p.id where r.id = ${reportId} and p.id = ${planId}
    for no key update of p`);
  if (!plan) return refuse("not-found");
  // Read only now: what was changed while this waited counts.
  const [found] = await tx.execute<
    LockedReport & { version: number; treatedBy: string[] } & Record<string, unknown>
  >(sql`
    select r.id, r.version, r.time_point as "timePoint", r.status, r.due_on as "dueOn",
      r.window_from as "windowFrom", r.window_to as "windowTo", p.id as "planId", p.patient_id as "patientId",
      p.clinic_id as "clinicId", c.zone, pa.deceased_on is not null as "isDeceased",
      array(select p.clinic_id::text union select s.clinic_id::text from sessions s where s.plan_id = p.id)
        as "clinicIds",
      array(select p.physician_id::text union select s.physician_id::text from sessions s
        where s.plan_id = p.id and s.status = 'performed') as "treatedBy"
    from outcome_reports r join plans p on p.id = r.plan_id join clinics c on c.id = p.clinic_id
    join patients pa on pa.id = p.patient_id
    where r.id = ${reportId} for update of r`);
  if (!found) return refuse("not-found");
  if (!may(actor, "report.enter", { clinicIds: found.clinicIds })) return refuse("not-found");
  if (whyNotEnter(actor.id, found.treatedBy)) return refuse("treating-physician");
  if (found.version !== version) return refuse("stale", await whoChanged(tx, "report", reportId));
  return found;
}
