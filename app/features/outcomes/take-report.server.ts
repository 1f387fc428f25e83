import { and, eq, sql } from "drizzle-orm";
import type { Tx } from "db/client";
import { command, type Asking } from "db/command";
import { lockReportPlan } from "db/reads/report-plan";
import { whoChanged } from "db/reads/who-changed";
import { outcomeReports } from "db/schema";
import { notify } from "db/writes/notify";
import { raiseReportAlert } from "db/writes/report-alerts";
import { revokeReportLinks } from "db/writes/report-links";
import { may } from "~/domain/permissions";
import { refuse } from "~/domain/refusals";
import { refusalOfReport, statusAfter, whyNotEnter, whyNotReport } from "~/domain/report";
import { dayOf } from "~/domain/time";
import type { TimePoint } from "~/domain/vocabulary";
import type { ReportInput } from "./forms";

/**
 * Enters a patient's answers, or that there will be none, or opens a declined report again. Whoever treats the patient
 * is refused here and by the database.
 */
export function takeReport(asking: Asking, planId: string, reportId: string, input: ReportInput) {
  const { actor, now } = asking;
  const about = { action: `report.${input.intent}`, noun: "report", recordId: reportId };
  return command(asking, about, async ({ tx, audit }) => {
    const plan = await lockReportPlan(tx, planId);
    if (!may(actor, "report.enter", { clinicIds: plan.clinicIds })) refuse("not-found");
    const report = await lockReport(tx, planId, reportId);
    const treating = whyNotEnter(actor.id, plan.treatedBy);
    if (treating) refuse("treating-physician");
    if (report.version !== input.version) refuse("stale", await whoChanged(tx, "report", reportId));
    const whyNot = whyNotReport(report, input.intent, dayOf(now, plan.zone));
    const status = statusAfter(report.status, input.intent);
    if (whyNot || !status) return refuse(refusalOfReport[whyNot ?? "wrong-status"]);
    const after = { status, ...answersIn(input, report.timePoint) };
    await tx
      .update(outcomeReports)
      .set({
        ...after,
        answeredAt: input.intent === "answer" ? now : null,
        enteredBy: input.intent === "reopen" ? null : actor.id,
        version: sql`${outcomeReports.version} + 1`,
      })
      .where(eq(outcomeReports.id, reportId));
    // Who could not be reached may still find the mail and answer.
    if (input.intent !== "give-up") await revokeReportLinks(tx, reportId, now);
    const { clinicId, patientId } = plan;
    if (input.intent === "answer" && input.redFlags?.length) {
      await raiseReportAlert(tx, { reportId, clinicId, now });
    }
    await audit({ ...about, clinicId, patientId, before: { status: report.status }, after });
    await notify(tx, { clinicIds: plan.clinicIds, noun: "report" });
    return { status };
  });
}

function answersIn(input: ReportInput, timePoint: TimePoint) {
  if (input.intent !== "answer") return {};
  const { rating, pain, activities, selfCare, redFlags, channel, language } = input;
  if ((rating === null) !== (timePoint === "baseline")) refuse("not-valid", { field: "rating" });
  const [adverseEffects, remarks] = [input.adverseEffects || null, input.remarks || null];
  return { rating, pain, activities, selfCare, redFlags, adverseEffects, remarks, channel, language };
}

async function lockReport(tx: Tx, planId: string, reportId: string) {
  const [report] = await tx
    .select({
      timePoint: outcomeReports.timePoint,
      dueOn: outcomeReports.dueOn,
      windowFrom: outcomeReports.windowFrom,
      windowTo: outcomeReports.windowTo,
      status: outcomeReports.status,
      version: outcomeReports.version,
    })
    .from(outcomeReports)
    .where(and(eq(outcomeReports.id, reportId), eq(outcomeReports.planId, planId)))
    .for("update");
  return report ?? refuse("not-found");
}
