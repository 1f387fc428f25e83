import { daysBetween, type Day } from "./day";
import { isMailed, nextReminder, type AskedReport, type Recipient, type Sending } from "./reminders";
import type { AttemptOutcome } from "./vocabulary";
import { wallClock, type Zone } from "./wall-clock";

/** A call that brought no answers. */
export interface Attempt {
  outcome: AttemptOutcome;
  at: Date;
  callBackAt: Date | null;
}

/** Why somebody is to be called, the most telling first. */
export const callReasons = [
  "promised",
  "contact",
  "primary",
  "two-reminders",
  "last-days",
  "came-back",
  "not-sent",
  "unclear",
  "no-reply",
  "prefers-phone",
  "no-email",
  "no-mail",
] as const;
export type CallReason = (typeof callReasons)[number];

export type Standing =
  | {
      kind: "call";
      reasons: CallReason[];
      /** When the patient asked to be called, if they did. */
      promisedAt: Date | null;
      isTriedToday: boolean;
      daysLeft: number;
      urgency: number;
    }
  | { kind: "waits"; for: "call-back"; until: Date }
  /** `until`: the next reminder's day; null where nothing more is sent. */
  | { kind: "waits"; for: "reply" | "first-mail"; until: Day | null };

/** So many days before its window ends, a report is called for whatever was mailed. */
const LAST_DAYS = 3;
/** So many days a patient has to answer a mail after which none follows. */
const PATIENCE_DAYS = 2;
/** After so many calls without an answer the desk is asked whether to give up. */
export const CALLS_ENOUGH = 4;

/** So many days sooner than its window says: the primary result first of all, then a contact that may find a complication. */
const HEAD_START: Partial<Record<AskedReport["timePoint"], number>> = {
  "3-months": 14,
  "72-hours": 7,
  "12-months": 3,
  baseline: -60,
};
const SILENT_HEAD_START = 3;

interface Asked {
  recipient: Recipient;
  isMailSetUp: boolean;
  /** Of this due day, in order of time. */
  sendings: readonly Sending[];
  /** Those that stand, in order of time. */
  attempts: readonly Attempt[];
}

/** Whether somebody is to call for this report today, or what is waited for; null where nobody asks. */
export function callStanding(report: AskedReport, asked: Asked, zone: Zone, now: Date): Standing | null {
  const today = wallClock(now, zone).day;
  const isOpen = report.status === "due" || report.status === "sent";
  const isNow = report.dueOn <= today && today <= report.windowTo;
  const { recipient, attempts } = asked;
  if (!isOpen || !isNow || report.timePoint === "before-session") return null;
  // Who has died is never contacted; who left is no patient here any more.
  if (recipient.isDeceased || !recipient.isActive) return null;

  const last = attempts.at(-1);
  const promisedAt = last?.callBackAt ?? null;
  if (promisedAt && wallClock(promisedAt, zone).day > today) {
    return { kind: "waits", for: "call-back", until: promisedAt };
  }
  const daysLeft = daysBetween(today, report.windowTo);
  const waits = attempts.length === 0 ? waitsForMail(report, asked, daysLeft, zone, today) : null;
  if (waits) return waits;
  const reasons = reasonsOf(report, asked, promisedAt, daysLeft);
  return {
    kind: "call",
    reasons,
    promisedAt,
    isTriedToday: last !== undefined && wallClock(last.at, zone).day === today,
    daysLeft,
    urgency:
      daysLeft -
      (HEAD_START[report.timePoint] ?? 0) -
      (reasons.includes("two-reminders") ? SILENT_HEAD_START : 0),
  };
}

/** Promised calls whose time has come, then who was not tried today, by what is lost soonest; later promises at the end. */
export function byUrgency(now: Date) {
  type Call = Extract<Standing, { kind: "call" }>;
  const turn = ({ promisedAt, isTriedToday }: Call) =>
    promisedAt ? (promisedAt <= now ? 0 : 3) : isTriedToday ? 2 : 1;
  return (a: Call, b: Call) =>
    turn(a) - turn(b) ||
    (a.promisedAt?.getTime() ?? 0) - (b.promisedAt?.getTime() ?? 0) ||
    a.urgency - b.urgency ||
    a.daysLeft - b.daysLeft;
}

function waitsForMail(
  report: AskedReport,
  { recipient, isMailSetUp, sendings }: Asked,
  daysLeft: number,
  zone: Zone,
  today: Day,
): Standing | null {
  const latest = sendings.at(-1);
  if (latest && latest.state !== "sent" && latest.state !== "under-way") return null;
  const mails = isMailSetUp && isMailed(recipient);
  if (!latest) return mails ? { kind: "waits", for: "first-mail", until: today } : null;
  if (latest.state === "under-way") return { kind: "waits", for: "reply", until: null };
  const sentDaysAgo = daysBetween(wallClock(latest.at, zone).day, today);
  if (report.timePoint === "72-hours")
    return sentDaysAgo < 1 ? { kind: "waits", for: "reply", until: null } : null;
  if (daysLeft <= LAST_DAYS) return null;
  const next = mails ? nextReminder(report, sendings, zone) : null;
  if (next) return { kind: "waits", for: "reply", until: next.on };
  return sentDaysAgo < PATIENCE_DAYS ? { kind: "waits", for: "reply", until: null } : null;
}

function reasonsOf(
  report: AskedReport,
  { recipient, isMailSetUp, sendings }: Asked,
  promisedAt: Date | null,
  daysLeft: number,
): CallReason[] {
  const latest = sendings.at(-1);
  const sent = sendings.filter(({ state }) => state === "sent");
  const wasReminded = sent.some(({ kind }) => kind === "second-reminder");
  const holds: Record<CallReason, boolean> = {
    promised: promisedAt !== null,
    contact: report.timePoint === "72-hours",
    primary: report.timePoint === "3-months",
    "two-reminders": wasReminded,
    "last-days": daysLeft <= LAST_DAYS && report.timePoint !== "72-hours",
    "came-back": latest?.state === "came-back",
    "not-sent": latest?.state === "put-off",
    unclear: latest?.state === "unclear",
    "no-reply": !wasReminded && latest?.state === "sent",
    "prefers-phone": sent.length === 0 && recipient.preferredContact === "phone" && recipient.email !== "",
    "no-email": sent.length === 0 && recipient.email === "",
    "no-mail": !latest && !isMailSetUp && isMailed(recipient),
  };
  return callReasons.filter((reason) => holds[reason]);
}

export const dayParts = ["morning", "midday", "afternoon", "evening"] as const;
export type DayPart = (typeof dayParts)[number];

/** When a patient picks up: learned from the calls in which they did, and null where there were none. */
export function bestTime(
  reached: readonly Date[],
  zone: Zone,
): { part: DayPart; times: number; of: number } | null {
  const counts = new Map<DayPart, number>();
  for (const instant of reached) {
    const part = partOf(wallClock(instant, zone).minutes);
    counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  const [best] = dayParts
    .flatMap((part) => {
      const times = counts.get(part);
      return times ? [{ part, times, of: reached.length }] : [];
    })
    .sort((a, b) => b.times - a.times);
  return best ?? null;
}

const partOf = (minutes: number): DayPart =>
  minutes < 11 * 60 ? "morning" : minutes < 14 * 60 ? "midday" : minutes < 17 * 60 ? "afternoon" : "evening";

export type AttemptRefusal = "report-not-open" | "patient-inactive" | "call-back-past" | "call-back-late";

/** Why a call cannot be noted. A call back is promised for later, and while the report can still be answered. */
export function whyNotAttempt(
  report: AskedReport,
  recipient: Pick<Recipient, "isDeceased">,
  callBackAt: Date | null,
  zone: Zone,
  now: Date,
): AttemptRefusal | null {
  const today = wallClock(now, zone).day;
  if (recipient.isDeceased) return "patient-inactive";
  if (report.status !== "due" && report.status !== "sent") return "report-not-open";
  if (today < report.windowFrom || today > report.windowTo) return "report-not-open";
  if (callBackAt === null) return null;
  if (callBackAt <= now) return "call-back-past";
  return wallClock(callBackAt, zone).day > report.windowTo ? "call-back-late" : null;
}
