import { addDays, addMonths, laterDay, type Day } from "./day";
import type { RefusalCode } from "./refusals";
import type { ReportStatus, SessionStatus, TimePoint } from "./vocabulary";

/** When a patient is asked how it went. */
export interface ReportWindow {
  dueOn: Day;
  windowFrom: Day;
  windowTo: Day;
}

export interface DueReport extends ReportWindow {
  timePoint: TimePoint;
  /** The session it precedes or follows; null for the baseline and the months after the course. */
  sessionId: string | null;
}

export interface PerformedSession {
  id: string;
  /** In its clinic's zone. */
  day: Day;
}

/** A baseline that nobody took is still worth having for so long, if no session comes first. */
const BASELINE_DAYS = 90;

/**
 * Around the day it is counted from: the plan's start, the session it precedes or follows, or the last one performed.
 * Patients come a little early and answer late; 3, 6 and 12 months bear 3, 4 and 6 weeks.
 */
export function reportWindow(timePoint: TimePoint, from: Day): ReportWindow {
  switch (timePoint) {
    case "baseline":
      return around(from, 0, BASELINE_DAYS);
    case "before-session":
      return around(from, 3, 0);
    case "72-hours":
      return around(addDays(from, 3), 1, 4);
    case "3-months":
      return around(addMonths(from, 3), 21, 21);
    case "6-months":
      return around(addMonths(from, 6), 28, 28);
    case "12-months":
      return around(addMonths(from, 12), 42, 42);
  }
}

/**
 * Every report that a plan's course makes due. The months count from the last performed session, and so move on with
 * each one. The report before a session is not here: it is asked for when the patient has come.
 */
export function dueReports(startedOn: Day, performed: readonly PerformedSession[]): DueReport[] {
  const inOrder = [...performed].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
  const first = inOrder[0];
  const last = inOrder.at(-1);
  const baseline = reportWindow("baseline", startedOn);
  // What is said after a treatment is no baseline.
  const windowTo = first ? laterDay(startedOn, first.day) : baseline.windowTo;
  const months = ["3-months", "6-months", "12-months"] as const;
  return [
    { timePoint: "baseline", sessionId: null, ...baseline, windowTo },
    ...inOrder.map(({ id, day }) => ({
      timePoint: "72-hours" as const,
      sessionId: id,
      ...reportWindow("72-hours", day),
    })),
    ...(last ? months : []).map((timePoint) => ({
      timePoint,
      sessionId: null,
      ...reportWindow(timePoint, last?.day ?? startedOn),
    })),
  ];
}

/**
 * The report that a patient who has come is asked for before the needle. Not before the first session: there the
 * baseline is asked for, and there is no result yet to rate.
 */
export function reportBeforeSession(
  session: PerformedSession & { status: SessionStatus },
  hasBeenTreated: boolean,
): DueReport | null {
  const hasCome = ["arrived", "in-treatment", "performed"].includes(session.status);
  if (!hasCome || !hasBeenTreated) return null;
  return {
    timePoint: "before-session",
    sessionId: session.id,
    ...reportWindow("before-session", session.day),
  };
}

export interface ExistingReport extends DueReport {
  id: string;
  status: ReportStatus;
}

export interface ReportChanges {
  add: DueReport[];
  /** Due anew when the due day is another, whatever was sent for the old one. */
  move: ExistingReport[];
  drop: string[];
}

/**
 * What to write after a session was performed or that was undone. What a patient has answered or declined stays as it
 * is; a report that found nobody is due again when its day moves on.
 */
export function reportChanges(
  existing: readonly ExistingReport[],
  wanted: readonly DueReport[],
  today: Day,
): ReportChanges {
  const changes: ReportChanges = { add: [], move: [], drop: [] };
  const scheduled = existing.filter((report) => report.timePoint !== "before-session");
  for (const report of wanted) {
    const known = scheduled.find((other) => isSame(other, report));
    if (!known) changes.add.push(report);
    else if (hasMoved(known, report) && mayMove(known, report, today)) {
      changes.move.push({
        ...report,
        id: known.id,
        status: known.dueOn === report.dueOn ? known.status : "due",
      });
    }
  }
  for (const report of scheduled) {
    const isWanted = wanted.some((other) => isSame(other, report));
    if (!isWanted && isOpen(report.status)) changes.drop.push(report.id);
  }
  return changes;
}

export const allReportMoves = ["send", "answer", "decline", "give-up", "expire", "reopen"] as const;
export type ReportMove = (typeof allReportMoves)[number];

const open: Partial<Record<ReportMove, ReportStatus>> = {
  send: "sent",
  answer: "answered",
  decline: "declined",
  "give-up": "unreachable",
  expire: "expired",
};
/** An answer is never taken back here: what the patient said is evidence. */
const leadsTo: Record<ReportStatus, Partial<Record<ReportMove, ReportStatus>>> = {
  due: open,
  sent: open,
  unreachable: { send: "sent", answer: "answered", decline: "declined", expire: "expired", reopen: "due" },
  declined: { reopen: "due" },
  answered: {},
  expired: {},
};

export type ReportRefusal =
  "wrong-status" | "too-early" | "window-over" | "window-open" | "treating-physician";

export function statusAfter(status: ReportStatus, move: ReportMove): ReportStatus | null {
  return leadsTo[status][move] ?? null;
}

/** `today` in the zone of the plan's clinic. */
export function whyNotReport(
  report: ReportWindow & { status: ReportStatus },
  move: ReportMove,
  today: Day,
): ReportRefusal | null {
  if (statusAfter(report.status, move) === null) return "wrong-status";
  if (move === "expire") return today > report.windowTo ? null : "window-open";
  if (move === "decline" || move === "give-up") return null;
  if (move !== "reopen" && today < report.windowFrom) return "too-early";
  return today > report.windowTo ? "window-over" : null;
}

/**
 * Whoever treats never enters what the patient says of the treatment, whatever other role they hold: the plan's
 * physician and everyone who performed one of its sessions.
 */
export function whyNotEnter(accountId: string, treatedBy: readonly string[]): ReportRefusal | null {
  return treatedBy.includes(accountId) ? "treating-physician" : null;
}

export const refusalOfReport: Record<ReportRefusal, RefusalCode> = {
  "wrong-status": "report-not-open",
  "window-over": "report-not-open",
  "window-open": "report-not-open",
  "too-early": "report-too-early",
  "treating-physician": "treating-physician",
};

function around(dueOn: Day, daysBefore: number, daysAfter: number): ReportWindow {
  return { dueOn, windowFrom: addDays(dueOn, -daysBefore), windowTo: addDays(dueOn, daysAfter) };
}

function isSame(a: DueReport, b: DueReport): boolean {
  return a.timePoint === b.timePoint && a.sessionId === b.sessionId;
}

function hasMoved(a: ReportWindow, b: ReportWindow): boolean {
  return a.dueOn !== b.dueOn || a.windowFrom !== b.windowFrom || a.windowTo !== b.windowTo;
}

function mayMove(known: ExistingReport, wanted: DueReport, today: Day): boolean {
  if (isOpen(known.status)) return true;
  const foundNobody = known.status === "unreachable" || known.status === "expired";
  return foundNobody && wanted.dueOn > known.dueOn && wanted.windowTo >= today;
}

function isOpen(status: ReportStatus): boolean {
  return status === "due" || status === "sent";
}
