import { eq, sql } from "drizzle-orm";
import type { Tx } from "db/client";
import { command, type Asking, type Outcome } from "db/command";
import { newId } from "db/new-id";
import { outcomeReports, reportAttempts } from "db/schema";
import { notify } from "db/writes/notify";
import { whyNotAttempt } from "~/domain/follow-up";
import { refuse } from "~/domain/refusals";
import { clockAt, type Day } from "~/domain/time";
import type { AttemptOutcome } from "~/domain/vocabulary";
import { lockReport } from "./lock.server";

/** Which report, of which plan, as it stood when the list was made. */
interface Of {
  reportId: string;
  planId: string;
  version: number;
}

interface Noted extends Of {
  outcome: AttemptOutcome;
  /** On the clinic's clock; only for a call back. */
  callBack: { day: Day; minutes: number } | null;
}

/** Notes that somebody called and what came of it. Two desks that took the same call: the second is told. */
export function noteAttempt(
  asking: Asking,
  { outcome, callBack, ...of }: Noted,
): Promise<Outcome<{ attemptId: string }>> {
  const { actor, now } = asking;
  const { reportId } = of;
  const about = { action: "report.attempt", noun: "report", recordId: reportId };
  return command(asking, about, async ({ tx, audit }) => {
    const report = await lockReport({ tx }, actor, of);
    const callBackAt = callBack && instantOf(callBack, report.zone);
    const whyNot = whyNotAttempt(report, report, callBackAt, report.zone, now);
    if (whyNot) refuse(whyNot, whyNot.startsWith("call-back") ? { field: "callBackDay" } : {});
    const attemptId = newId(now);
    await tx
      .insert(reportAttempts)
      .values({ id: attemptId, reportId, outcome, at: now, by: actor.id, callBackAt });
    await touch(tx, reportId);
    const { clinicId, patientId, clinicIds } = report;
    await audit({ ...about, clinicId, patientId, after: { outcome, ...(callBackAt && { callBackAt }) } });
    await notify(tx, { clinicIds, noun: "report" });
    return { attemptId };
  });
}

/** Takes back a call that was noted by mistake: the last one, of a report that is still open. */
export function undoAttempt(
  asking: Asking,
  { attemptId, ...of }: Of & { attemptId: string },
): Promise<Outcome<undefined>> {
  const { actor, now } = asking;
  const { reportId } = of;
  const about = { action: "report.attempt-undo", noun: "report", recordId: reportId };
  return command(asking, about, async ({ tx, audit }) => {
    const report = await lockReport({ tx }, actor, of);
    if (whyNotAttempt(report, report, null, report.zone, now)) refuse("report-not-open");
    const [last] = await tx.execute<{ id: string; outcome: AttemptOutcome }>(sql`
      select id, outcome from report_attempts where report_id = ${reportId} and undone_at is null
      order by at desc, id desc limit 1`);
    if (last?.id !== attemptId) return refuse("attempt-not-last");
    await tx
      .update(reportAttempts)
      .set({ undoneAt: now, undoneBy: actor.id })
      .where(eq(reportAttempts.id, attemptId));
    await touch(tx, reportId);
    const { clinicId, patientId, clinicIds } = report;
    await audit({ ...about, clinicId, patientId, before: { outcome: last.outcome } });
    await notify(tx, { clinicIds, noun: "report" });
    return undefined;
  });
}

/** A time that the clocks jump over is the one after the jump; of two, the first. */
function instantOf({ day, minutes }: { day: Day; minutes: number }, zone: string): Date {
  const reading = clockAt(day, minutes, zone);
  return reading.kind === "once" ? reading.instant : reading.kind === "twice" ? reading.first : reading.next;
}

/** What another desk has open is stale now. */
const touch = (tx: Tx, reportId: string) =>
  tx
    .update(outcomeReports)
    .set({ version: sql`${outcomeReports.version} + 1` })
    .where(eq(outcomeReports.id, reportId));
