import { sql } from "drizzle-orm";
import { command, type Asking } from "db/command";
import { lockReportPlan } from "db/reads/report-plan";
import { notify } from "db/writes/notify";
import { issueReportLink } from "db/writes/report-links";
import { may } from "~/domain/permissions";
import { refuse } from "~/domain/refusals";
import { whyNotEnter } from "~/domain/report";
import type { HandOver } from "./forms";

/**
 * Makes a link for the patient who is at the desk, to take along or to answer on the clinic's tablet. Whoever treats
 * may no more make one than enter the report: they could open it themselves.
 */
export function handOverReport(
  asking: Asking,
  { planId, reportId, purpose }: { planId: string; reportId: string; purpose: HandOver["purpose"] },
) {
  const { actor, now } = asking;
  const about = { action: "report.link", noun: "report", recordId: reportId };
  return command(asking, about, async ({ tx, audit }) => {
    const { clinicId, clinicIds, patientId, treatedBy } = await lockReportPlan(tx, planId);
    if (!may(actor, "report.enter", { clinicIds })) refuse("not-found");
    if (whyNotEnter(actor.id, treatedBy)) refuse("treating-physician");
    const [own] = await tx.execute(
      sql`select from outcome_reports where id = ${reportId} and plan_id = ${planId}`,
    );
    if (!own) refuse("not-found");
    const token = await issueReportLink(tx, { reportId, by: actor.id, purpose, now });
    await audit({ ...about, clinicId, patientId, after: { purpose } });
    await notify(tx, { clinicIds, noun: "report" });
    return { token };
  });
}
