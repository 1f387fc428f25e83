import { eq, sql } from "drizzle-orm";
import { db, type Tx } from "db/client";
import { command } from "db/command";
import { outcomeReports, reportLinks } from "db/schema";
import { notify } from "db/writes/notify";
import { raiseReportAlert } from "db/writes/report-alerts";
import { revokeReportLinks } from "db/writes/report-links";
import { channelOf, linkState, type LinkState } from "~/domain/report-link";
import { factsOf, readLink } from "./find.server";
import type { PatientAnswers } from "./forms";

/** Whoever holds a link; there is no account to ask. */
export interface Holder {
  token: string;
  language: string;
  now: Date;
  requestId: string;
}

/** What became of a press: kept now, or what the link had come to before it. */
export type Answered = "saved" | Exclude<LinkState, "open"> | "try-again";

/**
 * What a patient answers, or that they would rather not. Of two tabs, or a tab and the desk, the first is kept, under
 * the plan's lock; the other changes nothing. Nobody's account stands behind it, and the audit row says so.
 */
export async function answerReport(holder: Holder, answers: PatientAnswers | "decline"): Promise<Answered> {
  const { token, now, requestId } = holder;
  const found = await readLink(db, token);
  if (!found) return "closed";
  const isAnswer = answers !== "decline";
  const about = {
    action: isAnswer ? "report.answer" : "report.decline",
    noun: "report",
    recordId: found.reportId,
  };
  const outcome = await command({ actor: null, now, requestId }, about, async ({ tx, audit }) => {
    await tx.execute(sql`select 1 from plans where id = ${found.planId} for no key update`);
    const link = await readLink(tx, token, sql`for update of r, l`);
    const state = link ? linkState(factsOf(link), now) : "closed";
    if (!link || state !== "open") return state === "answered" ? state : "closed";
    const after = isAnswer ? answered(answers, link, holder) : { status: "declined" as const };
    await tx
      .update(outcomeReports)
      .set({ ...after, version: sql`${outcomeReports.version} + 1` })
      .where(eq(outcomeReports.id, link.reportId));
    if (isAnswer) await markUsed(tx, link.linkId, now);
    await revokeReportLinks(tx, link.reportId, now);
    const { clinicId, patientId, reportId } = link;
    if (isAnswer && answers.redFlags?.length) await raiseReportAlert(tx, { reportId, clinicId, now });
    await audit({ ...about, clinicId, patientId, before: { status: link.status }, after });
    await notify(tx, { clinicIds: [clinicId], noun: "report" });
    return "saved" as const;
  });
  return outcome.ok ? outcome.value : "try-again";
}

/**
 * Tells the clinic of what cannot wait where no answers are kept with it: others were first, or the patient would rather
 * not answer. True where the clinic now knows.
 */
export async function warnClinic({ token, now, requestId }: Holder): Promise<boolean> {
  const found = await readLink(db, token);
  if (!found || found.deceasedOn) return false;
  const { reportId, clinicId, patientId } = found;
  const about = { action: "report.alert", noun: "report", recordId: reportId };
  const outcome = await command({ actor: null, now, requestId }, about, async ({ tx, audit }) => {
    await raiseReportAlert(tx, { reportId, clinicId, now });
    await audit({ ...about, clinicId, patientId });
    await notify(tx, { clinicIds: [clinicId], noun: "report" });
  });
  return outcome.ok;
}

const answered = (
  answers: PatientAnswers,
  { purpose }: { purpose: Parameters<typeof channelOf>[0] },
  { language, now }: Holder,
) => ({
  ...answers,
  adverseEffects: answers.adverseEffects || null,
  remarks: answers.remarks || null,
  status: "answered" as const,
  channel: channelOf(purpose),
  language,
  answeredAt: now,
  enteredBy: null,
});

const markUsed = (tx: Tx, linkId: string, now: Date) =>
  tx.update(reportLinks).set({ usedAt: now }).where(eq(reportLinks.id, linkId));
