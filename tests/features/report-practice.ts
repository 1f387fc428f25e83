import { eq } from "drizzle-orm";
import { db } from "db/client";
import { outcomeReports, reportAlerts, reportLinks } from "db/schema";
import { issueReportLink, reportTokenHash } from "db/writes/report-links";
import { syncReports } from "db/writes/reports";
import type { Actor } from "~/domain/actor";
import type { LinkPurpose } from "~/domain/vocabulary";
import { answerReport } from "~/features/report-links/answer.server";
import type { PatientAnswers } from "~/features/report-links/forms";
import { addSessions, aPlanRow, inDays, NOW, type Place } from "./plans-practice";

type Months = "3-months" | "6-months";
let hour = 3;

/** A course whose patient was last treated 92 days ago: the report at 3 months is due today. */
export async function aDueReport(place: Place, physician: Actor) {
  hour += 1;
  const plan = await aPlanRow(place, physician, { startedAt: inDays(-130) });
  await addSessions(plan, [{ place, startsAt: inDays(-92, hour), status: "performed" }]);
  await db.transaction((tx) => syncReports(tx, plan.id, NOW));
  const report = async (timePoint: Months = "3-months") => {
    const rows = await db.select().from(outcomeReports).where(eq(outcomeReports.planId, plan.id));
    const row = rows.find((each) => each.timePoint === timePoint);
    if (!row) throw new Error(`no ${timePoint} report`);
    return row;
  };
  const issue = async (purpose: LinkPurpose = "mail", timePoint: Months = "3-months") => {
    const { id: reportId } = await report(timePoint);
    return db.transaction((tx) => issueReportLink(tx, { reportId, by: null, purpose, now: NOW }));
  };
  const alerts = async () =>
    db
      .select()
      .from(reportAlerts)
      .where(eq(reportAlerts.reportId, (await report()).id));
  return { ...plan, report, issue, alerts };
}

export async function linkOf(token: string) {
  const [row] = await db
    .select()
    .from(reportLinks)
    .where(eq(reportLinks.tokenHash, reportTokenHash(token)));
  return row;
}

export const said: PatientAnswers = {
  rating: "good",
  pain: 2,
  activities: ["sleep", "walking"],
  selfCare: "partly",
  redFlags: [],
  adverseEffects: "",
  remarks: "Thank you",
};

export const answerWith = (
  token: string,
  answers: Parameters<typeof answerReport>[1] = said,
  now: Date = NOW,
) => answerReport({ token, language: "es", now, requestId: "test" }, answers);
