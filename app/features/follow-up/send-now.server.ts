import { eq, sql } from "drizzle-orm";
import type { Tx } from "db/client";
import { command, type Asking, type Outcome } from "db/command";
import { newId } from "db/new-id";
import { outcomeReports, reportSendings } from "db/schema";
import { notify } from "db/writes/notify";
import { revokeReportLinks } from "db/writes/report-links";
import { Refused, refuse, type RefusalCode } from "~/domain/refusals";
import type { ReportStatus } from "~/domain/vocabulary";
import { openMailer, type MailOutcome } from "~/mail/mailer.server";
import { lockReport, type LockedReport } from "./lock.server";
import { readAsked } from "./read.server";
import { finishSending, leaving } from "./send.server";

const about = (action: string, reportId: string) => ({ action, noun: "report", recordId: reportId });

type Linked = Parameters<typeof lockReport>[2];

/** Mails the link now, because the desk wants it to. It is kept before it leaves, as every mail is. */
export async function sendNow(asking: Asking, of: Linked): Promise<Outcome<undefined>> {
  const { reportId } = of;
  const mailer = openMailer();
  if (!mailer) {
    return command(asking, about("report.send", reportId), () =>
      Promise.reject(new Refused({ code: "mail-not-set-up" })),
    );
  }
  try {
    const isReady = await mailer.isReady();
    const begun = await command(asking, about("report.send", reportId), async ({ tx }) => {
      const { actor, now } = asking;
      const report = await lockReport({ tx }, actor, of);
      const [found] = await readAsked(tx, { reportId }, now);
      if (!found) return refuse(report.isDeceased ? "patient-inactive" : "report-not-open");
      if (found.recipient.email === "") refuse("mail-no-address");
      if (!isReady) refuse("mail-put-off");
      const sendingId = await keep(tx, asking, report, "under-way");
      const mail = await leaving(tx, found, { sendingId, kind: "by-hand", by: actor.id, now });
      await touch(tx, reportId);
      return mail;
    });
    if (!begun.ok) return begun;
    const by = { actorId: asking.actor.id, requestId: asking.requestId };
    const state = await finishSending(mailer, begun.value, asking.now, by);
    const code = refusalOf[state];
    return code ? { ok: false, refusal: { code } } : { ok: true, value: undefined };
  } finally {
    mailer.close();
  }
}

const refusalOf: Record<MailOutcome, RefusalCode | null> = {
  sent: null,
  "put-off": "mail-put-off",
  "came-back": "mail-came-back",
  unclear: "mail-unclear",
};

/** Ends the link that is open, and with it the reminders: the desk decides how the patient is asked now. */
export function takeDown(asking: Asking, of: Linked): Promise<Outcome<undefined>> {
  const { reportId } = of;
  const { actor, now } = asking;
  return command(asking, about("report.take-down", reportId), async ({ tx, audit }) => {
    const report = await lockReport({ tx }, actor, of);
    const open = await tx.execute(sql`
      select 1 from report_links where report_id = ${reportId} and revoked_at is null and used_at is null`);
    if (open.length === 0) refuse("link-not-open");
    await revokeReportLinks(tx, reportId, now);
    await keep(tx, asking, report, "taken-down");
    const status = report.status === "sent" ? "due" : report.status;
    await touch(tx, reportId, { status });
    const { clinicId, patientId, clinicIds } = report;
    await audit({
      ...about("report.take-down", reportId),
      clinicId,
      patientId,
      before: { status: report.status },
      after: { status },
    });
    await notify(tx, { clinicIds, noun: "report" });
    return undefined;
  });
}

async function keep(
  tx: Tx,
  { actor, now }: Asking,
  { id: reportId, dueOn }: LockedReport,
  state: "under-way" | "taken-down",
): Promise<string> {
  const id = newId(now);
  await tx
    .insert(reportSendings)
    .values({ id, reportId, dueOn, kind: "by-hand", state, at: now, by: actor.id });
  return id;
}

/** A second press, or another desk, finds it stale. */
const touch = (tx: Tx, reportId: string, set: { status?: ReportStatus } = {}) =>
  tx
    .update(outcomeReports)
    .set({ ...set, version: sql`${outcomeReports.version} + 1` })
    .where(eq(outcomeReports.id, reportId));
