import { later, type Clock } from "./clock";
import { idOf } from "./random";
import type { Rows } from "./rows";
import { accountId } from "./team";

const DAY_MS = 86_400_000;

/**
 * Two of those who answered by themselves in the last days had something that cannot wait: the later one is still to be
 * called, the other has been.
 */
export function settleAlerts(clock: Clock, rows: Pick<Rows, "outcome_reports" | "plans" | "report_alerts">) {
  const clinicOf = new Map(rows.plans.map(({ id, clinicId }) => [id, clinicId]));
  const recent = rows.outcome_reports
    .flatMap((report) => (report.answeredAt ? [{ report, at: report.answeredAt }] : []))
    .filter(
      ({ report, at }) => report.channel === "link" && report.timePoint === "72-hours" && isRecent(clock, at),
    )
    .sort((a, b) => b.at.getTime() - a.at.getTime());
  const said = [
    { redFlags: ["fever"], adverseEffects: "Felt hot since last night, 38.4 this morning.", isOpen: true },
    { redFlags: ["severe-pain"], adverseEffects: "Could not sleep for the pain.", isOpen: false },
  ] as const;
  for (const [index, { redFlags, adverseEffects, isOpen }] of said.entries()) {
    const { report, at } = recent[index] ?? {};
    const clinicId = report && clinicOf.get(report.planId);
    if (!report?.id || !at || !clinicId) continue;
    const dealtWithAt = isOpen ? null : later(at, 25);
    if (dealtWithAt && !clock.isPast(dealtWithAt)) continue;
    Object.assign(report, { redFlags: [...redFlags], adverseEffects });
    rows.report_alerts.push({
      id: idOf("alert", report.id),
      reportId: report.id,
      clinicId,
      raisedAt: at,
      dealtWithAt,
      dealtWithBy: isOpen ? null : accountId("keller"),
    });
  }
}

const isRecent = (clock: Clock, at: Date) =>
  clock.isPast(at) && at.getTime() > clock.now.getTime() - 4 * DAY_MS;
