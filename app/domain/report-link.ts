import { whyNotReport, type ReportWindow } from "./report";
import { addDays, dayOf, instantAt, type Day, type Zone } from "./time";
import type { Channel, LinkPurpose, ReportStatus } from "./vocabulary";

/** A tablet that was put down opens nothing an hour later. */
const KIOSK_MINUTES = 60;

/** A link lasts as long as its report can be answered: to the end of its window's last day at the clinic. */
export function linkEnd(windowTo: Day, zone: Zone, purpose: LinkPurpose, now: Date): Date {
  const end = instantAt(addDays(windowTo, 1), 0, zone);
  if (purpose !== "kiosk") return end;
  return new Date(Math.min(end.getTime(), now.getTime() + KIOSK_MINUTES * 60_000));
}

export interface ReportLinkFacts {
  expiresAt: Date;
  revokedAt: Date | null;
  usedAt: Date | null;
  report: ReportWindow & { status: ReportStatus };
  zone: Zone;
  deceasedOn: Day | null;
}

/** What whoever holds a link may learn of it. Why it is closed is nobody's to know: it may be another's. */
export type LinkState = "open" | "answered" | "closed";

export function linkState(link: ReportLinkFacts, now: Date): LinkState {
  if (link.expiresAt <= now || link.revokedAt || link.deceasedOn) return "closed";
  if (link.usedAt) return "answered";
  return whyNotReport(link.report, "answer", dayOf(now, link.zone)) === null ? "open" : "closed";
}

/** A tablet is handed over in the clinic; anything else the patient opened by themselves. */
export const channelOf = (purpose: LinkPurpose): Channel => (purpose === "kiosk" ? "in-clinic" : "link");
