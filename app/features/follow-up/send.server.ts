import { and, eq, sql } from "drizzle-orm";
import { db, type Tx } from "db/client";
import { newId } from "db/new-id";
import { outcomeReports, reportSendings } from "db/schema";
import { audit } from "db/writes/audit";
import { notify } from "db/writes/notify";
import { issueReportLink, revokeReportLinks } from "db/writes/report-links";
import { messageDue, type AutomaticKind } from "~/domain/reminders";
import type { SendingKind, SendingState } from "~/domain/vocabulary";
import { publicAddress } from "~/env.server";
import type { MailOutcome, Mailer, Message } from "~/mail/mailer.server";
import { paths } from "~/paths";
import { reportMail } from "~/words/mail/report-mail";
import { MOST, readAsked, type FoundReport } from "./read.server";

/** A mail whose intention is kept, on its way out. */
export interface Leaving {
  sendingId: string;
  reportId: string;
  clinicId: string;
  patientId: string;
  kind: SendingKind;
  message: Message;
}

/** Who acts where nobody is signed in. */
const system = { actorId: null, requestId: "send-reports" };

/** The reports for which a mail is to go out now. */
export async function dueMessages(now: Date): Promise<{ reportId: string; kind: AutomaticKind }[]> {
  const due: { reportId: string; kind: AutomaticKind }[] = [];
  // Those who cannot be mailed stay open for weeks: they must not stand before the others for good.
  for (let after: FoundReport | null | undefined = null; after !== undefined;) {
    const page: FoundReport[] = await readAsked(db, { clinicIds: "all", point: null, after }, now);
    for (const report of page) {
      const kind = kindDue(report, now);
      if (kind) due.push({ reportId: report.reportId, kind });
    }
    after = page.length === MOST ? page.at(-1) : undefined;
  }
  return due;
}

const kindDue = (report: FoundReport, now: Date) =>
  messageDue(
    report,
    { ...report, isToBeCalledBack: Boolean(report.attempts.at(-1)?.callBackAt) },
    report.zone,
    now,
  );

/**
 * Keeps that this mail goes out, with its link, before anything is sent: whoever looks after that finds it there. Null
 * where another was first, or it is no longer due.
 */
export function beginSending(reportId: string, kind: AutomaticKind, now: Date): Promise<Leaving | null> {
  return db.transaction(async (tx) => {
    const report = await stillDue(tx, reportId, kind, now);
    if (!report) return null;
    const sendingId = await keep(tx, report, kind, "under-way", now);
    return leaving(tx, report, { sendingId, kind, by: null, now });
  });
}

/** Keeps that a mail could not even be tried. The link that the patient may have goes on working. */
export function putOff(reportId: string, kind: AutomaticKind, now: Date): Promise<void> {
  return db.transaction(async (tx) => {
    const report = await stillDue(tx, reportId, kind, now);
    if (!report) return;
    await keep(tx, report, kind, "put-off", now);
    await tell(tx, report, kind, "put-off", system);
  });
}

/** The link and the mail with it, in the transaction that keeps the sending. */
export async function leaving(
  tx: Tx,
  report: FoundReport,
  { sendingId, kind, by, now }: { sendingId: string; kind: SendingKind; by: string | null; now: Date },
): Promise<Leaving> {
  const { reportId, clinicId, patientId } = report;
  const token = await issueReportLink(tx, { reportId, by, purpose: "mail", now });
  const mail = reportMail({
    language: report.language,
    clinic: report.clinic,
    phone: report.clinicPhone,
    link: publicAddress(paths.report(token)),
    lastDay: report.windowTo,
    isReminder: kind === "first-reminder" || kind === "second-reminder",
  });
  return {
    sendingId,
    reportId,
    clinicId,
    patientId,
    kind,
    message: { id: sendingId, to: report.recipient.email, ...mail },
  };
}

/** Sends what was kept, and keeps what came of it. */
export async function finishSending(
  mailer: Mailer,
  mail: Leaving,
  now: Date,
  by: { actorId: string | null; requestId: string } = system,
): Promise<MailOutcome> {
  const state = await mailer.send(mail.message);
  await db.transaction(async (tx) => {
    await lockPlanOf(tx, mail.reportId);
    await tx
      .update(reportSendings)
      .set({ state })
      .where(and(eq(reportSendings.id, mail.sendingId), eq(reportSendings.state, "under-way")));
    if (state === "put-off" || state === "came-back") await takeBack(tx, mail.reportId, now);
    await tell(tx, mail, mail.kind, state, by);
  });
  return state;
}

/** After so long, whoever was sending has died, and nobody can say whether the mail went out. */
const LOST_MINUTES = 10;

/** Says of what a dead process left behind that it may have gone out. It is not sent again. */
export async function giveUpLost(now: Date): Promise<void> {
  await db.transaction(async (tx) => {
    const lost = await tx.execute<{
      reportId: string;
      kind: SendingKind;
      clinicId: string;
      patientId: string;
    }>(sql`
      update report_sendings x set state = 'unclear'
      from outcome_reports r join plans p on p.id = r.plan_id
      where r.id = x.report_id and x.state = 'under-way'
        and x.at < ${now.toISOString()}::timestamptz - make_interval(mins => ${LOST_MINUTES}::int)
      returning r.id as "reportId", x.kind, p.clinic_id as "clinicId", p.patient_id as "patientId"`);
    for (const one of lost) await tell(tx, one, one.kind, "unclear", system);
  });
}

/** Under the plan's lock, and asked again: what another process or the patient did meanwhile counts. */
async function stillDue(tx: Tx, reportId: string, kind: AutomaticKind, now: Date) {
  await lockPlanOf(tx, reportId);
  const [report] = await readAsked(tx, { reportId }, now);
  return report && kindDue(report, now) === kind ? report : null;
}

const lockPlanOf = (tx: Tx, reportId: string) =>
  tx.execute(sql`
    select p.id from plans p join outcome_reports r on r.plan_id = p.id where r.id = ${reportId}
    for no key update of p`);

/** A new sending, or another try of the one that was put off. */
async function keep(
  tx: Tx,
  { reportId, dueOn }: FoundReport,
  kind: AutomaticKind,
  state: SendingState,
  now: Date,
): Promise<string> {
  const [again] = await tx
    .update(reportSendings)
    .set({ state, at: now, tries: sql`${reportSendings.tries} + 1` })
    .where(
      and(
        eq(reportSendings.reportId, reportId),
        eq(reportSendings.dueOn, dueOn),
        eq(reportSendings.kind, kind),
        eq(reportSendings.state, "put-off"),
      ),
    )
    .returning({ id: reportSendings.id });
  if (again) return again.id;
  const id = newId(now);
  await tx.insert(reportSendings).values({ id, reportId, dueOn, kind, state, at: now });
  return id;
}

/** Nobody has the link that did not go out, and a report is not sent while nothing of it ever was. */
async function takeBack(tx: Tx, reportId: string, now: Date) {
  await revokeReportLinks(tx, reportId, now);
  await tx
    .update(outcomeReports)
    .set({ status: "due", version: sql`${outcomeReports.version} + 1` })
    .where(
      and(
        eq(outcomeReports.id, reportId),
        eq(outcomeReports.status, "sent"),
        sql`not exists (select from report_sendings x where x.report_id = ${reportId}
          and x.due_on = outcome_reports.due_on and x.state in ('sent', 'unclear', 'under-way'))`,
      ),
    );
}

async function tell(
  tx: Tx,
  { reportId, clinicId, patientId }: Pick<Leaving, "reportId" | "clinicId" | "patientId">,
  kind: SendingKind,
  state: SendingState,
  by: { actorId: string | null; requestId: string },
) {
  const about = { action: "report.send", noun: "report", recordId: reportId, clinicId, patientId };
  await audit(tx, { ...about, ...by, after: { kind, way: "mail", state } });
  await notify(tx, { clinicIds: [clinicId], noun: "report" });
}
