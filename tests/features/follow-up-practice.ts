import { db } from "db/client";
import { outcomeReports, patients, reportSendings } from "db/schema";
import type { Asking } from "db/command";
import { reportWindow } from "~/domain/report";
import { addDays, daysBetween, dayOf } from "~/domain/time";
import type { SendingKind, SendingState, TimePoint } from "~/domain/vocabulary";
import { eq } from "drizzle-orm";
import { readWorklist } from "~/features/follow-up/worklist.server";
import { aPlan, NOW, RIVERSIDE_ZONE, type Practice } from "tests/support/practice";

export const TODAY = dayOf(NOW, RIVERSIDE_ZONE);

interface Known {
  timePoint?: Exclude<TimePoint, "72-hours" | "before-session">;
  /** Due so many days ago. */
  dueAgo?: number;
  patient?: Partial<typeof patients.$inferInsert>;
  report?: Partial<typeof outcomeReports.$inferInsert>;
  clinicId?: string;
}

/** A patient with a plan and one report of it, due today. */
export async function aReport(practice: Practice, known: Known = {}) {
  const { timePoint = "6-months", dueAgo = 0, clinicId = practice.riverside } = known;
  const physician = clinicId === practice.harbour ? practice.harbourPhysician : practice.physician;
  const plan = await aPlan(clinicId, physician);
  await db
    .update(patients)
    .set({ phone: "+1 303 555 0100", ...known.patient })
    .where(eq(patients.id, plan.patientId));
  const window = reportWindow(timePoint, TODAY);
  const shift = (day: string) => addDays(day, -dueAgo - daysBetween(TODAY, window.dueOn));
  const [report] = await db
    .insert(outcomeReports)
    .values({
      planId: plan.id,
      timePoint,
      dueOn: shift(window.dueOn),
      windowFrom: shift(window.windowFrom),
      windowTo: shift(window.windowTo),
      ...known.report,
    })
    .returning();
  if (!report) throw new Error("no report was made");
  return { ...report, plan };
}

export const wasSent = (
  report: { id: string; dueOn: string },
  kind: SendingKind,
  daysAgo: number,
  state: SendingState = "sent",
) =>
  db.insert(reportSendings).values({
    reportId: report.id,
    dueOn: report.dueOn,
    kind,
    way: "mail",
    state,
    at: new Date(NOW.getTime() - daysAgo * 86_400_000),
  });

export const list = (asking: Asking, practice: Practice, isMailSetUp = false) =>
  readWorklist(asking, {
    clinicIds: [practice.riverside, practice.harbour],
    point: null,
    isMailSetUp,
  });
