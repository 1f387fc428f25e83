import { createHash, randomBytes } from "node:crypto";
import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { refuse } from "~/domain/refusals";
import { refusalOfReport, statusAfter, whyNotReport } from "~/domain/report";
import { linkEnd } from "~/domain/report-link";
import { dayOf } from "~/domain/time";
import type { LinkPurpose } from "~/domain/vocabulary";
import type { Tx } from "../client";
import { clinics, outcomeReports, patients, plans, reportLinks } from "../schema";

interface Issue {
  reportId: string;
  /** Null where the system sends it by itself. */
  by: string | null;
  purpose: LinkPurpose;
  now: Date;
}

/**
 * Makes a report's only open link and marks the report as sent. Returns the token, which is kept nowhere. Refuses where
 * the report cannot be sent today, or the patient has died. The caller audits it.
 */
export async function issueReportLink(tx: Tx, { reportId, by, purpose, now }: Issue): Promise<string> {
  const report = (await lockForLink(tx, reportId)) ?? refuse("not-found");
  const whyNot = whyNotReport(report, "send", dayOf(now, report.zone));
  const status = statusAfter(report.status, "send");
  if (whyNot || !status) return refuse(refusalOfReport[whyNot ?? "wrong-status"]);
  if (report.deceasedOn) return refuse("patient-inactive");
  await revokeReportLinks(tx, reportId, now);
  const token = randomBytes(32).toString("base64url");
  await tx.insert(reportLinks).values({
    reportId,
    tokenHash: reportTokenHash(token),
    purpose,
    issuedAt: now,
    issuedBy: by,
    expiresAt: linkEnd(report.windowTo, report.zone, purpose, now),
  });
  await tx
    .update(outcomeReports)
    .set({ status, version: sql`${outcomeReports.version} + 1` })
    .where(and(eq(outcomeReports.id, reportId), sql`${outcomeReports.status} <> ${status}`));
  return token;
}

/** Ends whatever links a report still has open: whoever follows one is told that it opens nothing any more. */
export async function revokeReportLinks(tx: Tx, reportId: string | string[], now: Date): Promise<void> {
  const reportIds = [reportId].flat();
  if (reportIds.length === 0) return;
  await tx
    .update(reportLinks)
    .set({ revokedAt: now })
    .where(
      and(
        inArray(reportLinks.reportId, reportIds),
        isNull(reportLinks.revokedAt),
        isNull(reportLinks.usedAt),
      ),
    );
}

/** The dead are never contacted, and nobody answers for them. */
export async function revokePatientLinks(tx: Tx, patientId: string, now: Date): Promise<void> {
  const found = await tx
    .select({ id: outcomeReports.id })
    .from(outcomeReports)
    .innerJoin(plans, eq(plans.id, outcomeReports.planId))
    .where(eq(plans.patientId, patientId));
  await revokeReportLinks(
    tx,
    found.map(({ id }) => id),
    now,
  );
}

export const reportTokenHash = (token: string) => createHash("sha256").update(token).digest("hex");

/** The plan first, as everyone does who changes what follows its sessions: the window cannot move meanwhile. */
async function lockForLink(tx: Tx, reportId: string) {
  const [plan] = await tx
    .select({ id: plans.id })
    .from(plans)
    .innerJoin(outcomeReports, eq(outcomeReports.planId, plans.id))
    .where(eq(outcomeReports.id, reportId))
    .for("no key update", { of: plans });
  if (!plan) return null;
  // Read only now: a death that was entered while this waited counts.
  const [report] = await tx
    .select({
      dueOn: outcomeReports.dueOn,
      windowFrom: outcomeReports.windowFrom,
      windowTo: outcomeReports.windowTo,
      status: outcomeReports.status,
      zone: clinics.zone,
      deceasedOn: patients.deceasedOn,
    })
    .from(outcomeReports)
    .innerJoin(plans, eq(plans.id, outcomeReports.planId))
    .innerJoin(clinics, eq(clinics.id, plans.clinicId))
    .innerJoin(patients, eq(patients.id, plans.patientId))
    .where(eq(outcomeReports.id, reportId))
    .for("update", { of: outcomeReports });
  return report ?? null;
}
