import { addDays, laterDay, type Day } from "./day";
import type { ReportWindow } from "./report";
import type { Contact, ReportStatus, SendingKind, SendingState, SendingWay, TimePoint } from "./vocabulary";
import { wallClock, type Zone } from "./wall-clock";

/** Days after the first message at which a patient who has not answered is reminded. */
export const reminderDays = { "first-reminder": 3, "second-reminder": 7 } as const;
/** However late one went out, the next keeps this distance. */
const DAYS_BETWEEN = 3;
/** On the clinic's own clock: nobody is mailed in the night. */
export const mailHours = { from: 9 * 60, until: 19 * 60 } as const;
/** A mail that is not taken is tried again after so many minutes, and then no more. */
const RETRY_MINUTES = [15, 60, 240, 960] as const;

/** What of a patient decides how they are asked. */
export interface Recipient {
  email: string;
  preferredContact: Contact;
  isActive: boolean;
  isDeceased: boolean;
}

/** A message with a report's link, or the try of one. */
export interface Sending {
  kind: SendingKind;
  way: SendingWay;
  state: SendingState;
  tries: number;
  at: Date;
}

export interface AskedReport extends ReportWindow {
  timePoint: TimePoint;
  status: ReportStatus;
}

export type AutomaticKind = Exclude<SendingKind, "by-hand">;

export const hasAddress = ({ email, isDeceased }: Recipient) => email !== "" && !isDeceased;

/** Whoever would rather be called is called, and whoever is no longer a patient here is left alone. */
export const isMailed = (recipient: Recipient) =>
  hasAddress(recipient) && recipient.isActive && recipient.preferredContact !== "phone";

/** The message that a patient is to be sent now, or null. `sendings` are those of this due day, in order of time. */
export function messageDue(
  report: AskedReport,
  asked: { recipient: Recipient; sendings: readonly Sending[]; isToBeCalledBack: boolean },
  zone: Zone,
  now: Date,
): AutomaticKind | null {
  const { day, minutes } = wallClock(now, zone);
  const isOpen = report.status === "due" || report.status === "sent";
  // What is asked before a session is asked when the patient has come.
  if (!isOpen || report.timePoint === "before-session" || !isMailed(asked.recipient)) return null;
  if (minutes < mailHours.from || minutes >= mailHours.until) return null;
  if (day < report.dueOn || day > report.windowTo) return null;
  if (asked.isToBeCalledBack) return null;
  const latest = asked.sendings.at(-1);
  if (!latest) return "first";
  if (latest.state === "put-off" && latest.kind !== "by-hand") {
    return mayRetry(latest, now) ? latest.kind : null;
  }
  const next = nextReminder(report, asked.sendings, zone);
  return next && day >= next.on ? next.kind : null;
}

/** Which reminder comes next and when, if nothing happens before; null after the second, or where one came to nothing. */
export function nextReminder(
  { windowTo }: ReportWindow,
  sendings: readonly Sending[],
  zone: Zone,
): { kind: AutomaticKind; on: Day } | null {
  const latest = sendings.at(-1);
  const first = sendings.find(({ state }) => state === "sent");
  // What came back, or may or may not have gone out, is for people to look at.
  if (!first || latest?.state !== "sent") return null;
  const wasSent = (kind: SendingKind) => sendings.some((sending) => sending.kind === kind);
  const kind = !wasSent("first-reminder")
    ? "first-reminder"
    : !wasSent("second-reminder")
      ? "second-reminder"
      : null;
  if (!kind) return null;
  const on = laterDay(
    addDays(wallClock(first.at, zone).day, reminderDays[kind]),
    addDays(wallClock(latest.at, zone).day, DAYS_BETWEEN),
  );
  return on <= windowTo ? { kind, on } : null;
}

function mayRetry(sending: Sending, now: Date): boolean {
  const minutes = RETRY_MINUTES[sending.tries - 1];
  return minutes !== undefined && now.getTime() >= sending.at.getTime() + minutes * 60_000;
}
