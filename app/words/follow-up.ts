import { relativeDay, whenWords, dayWords, clock } from "~/domain/words-of-time";
import type { Day } from "~/domain/day";
import type { CallReason, DayPart } from "~/domain/follow-up";
import type { AttemptOutcome, Contact, SendingKind, SendingState, SendingWay } from "~/domain/vocabulary";
import { wallClock, type Zone } from "~/domain/wall-clock";
import { daysWords } from "./sessions";

/** Why somebody stands on the list, for a tag. A promise says its time beside it. */
export const callReasonWords: Record<Exclude<CallReason, "promised" | "no-mail">, string> = {
  contact: "72-hour contact",
  primary: "Primary result",
  "two-reminders": "Silent after two reminders",
  "last-days": "Last days",
  "came-back": "Mail came back",
  "not-sent": "Mail could not be sent",
  unclear: "Mail may not have gone out",
  "no-reply": "No reply to the link",
  "prefers-phone": "Prefers the phone",
  "no-email": "No e-mail address",
};

export const attemptWords: Record<AttemptOutcome, string> = {
  "no-answer": "no answer",
  "call-back": "asked to be called back",
  "wrong-number": "wrong number",
};

/** "Tue 24 Nov, 09:30 Sam Desk: no answer". */
export function attemptLine(
  { outcome, at, by, callBackAt }: { outcome: AttemptOutcome; at: Date; by: string; callBackAt: Date | null },
  zone: Zone,
): string {
  const then = callBackAt ? ` ${whenWords(callBackAt, zone)}` : "";
  return `${whenWords(at, zone)} ${by}: ${attemptWords[outcome]}${then}`;
}

const kindWords: Record<SendingKind, string> = {
  first: "Mail",
  "first-reminder": "First reminder",
  "second-reminder": "Second reminder",
  "by-hand": "Mail, sent by the desk,",
};
const stateWords: Record<SendingState, string> = {
  "under-way": "is being sent",
  sent: "sent",
  "put-off": "was not taken, and is tried again",
  "came-back": "came back",
  unclear: "may not have gone out",
};

/** "Second reminder sent Tue 24 Nov". */
export const sendingLine = (
  { kind, way, state, at }: { kind: SendingKind; way: SendingWay; state: SendingState; at: Date },
  zone: Zone,
): string =>
  `${way === "handed-over" ? "Link handed over" : `${kindWords[kind]} ${stateWords[state]}`} ${dayWords(wallClock(at, zone).day)}`;

const partWords: Record<DayPart, string> = {
  morning: "in the morning, to 11:00",
  midday: "around noon, 11:00 to 14:00",
  afternoon: "in the afternoon, 14:00 to 17:00",
  evening: "in the evening, from 17:00",
};

/** "Reached before in the afternoon, 14:00 to 17:00 (2 of 3 times)": learned, and said so. */
export const bestTimeWords = (best: { part: DayPart; times: number; of: number } | null): string =>
  best
    ? `Reached before ${partWords[best.part]} (${best.of === 1 ? "once" : `${best.times} of ${best.of} times`})`
    : "Never reached by phone yet";

export const prefersWords: Record<Contact, string> = {
  phone: "prefers the phone",
  email: "prefers e-mail",
  post: "prefers the post",
};

export const daysLeftWords = (daysLeft: number, windowTo: Day): string =>
  daysLeft === 0 ? "Last day today" : `${daysWords(daysLeft)} left, to ${dayWords(windowTo)}`;

/** "Call back 14:30", "Call back was promised for Mon 23 Nov, 14:30". */
export function promiseWords(promisedAt: Date, zone: Zone, now: Date): string {
  const isToday = wallClock(promisedAt, zone).day === wallClock(now, zone).day;
  return isToday
    ? `Call back ${clock(promisedAt, zone)}`
    : `Call back promised ${whenWords(promisedAt, zone)}`;
}

/** What is waited for, and until when. */
export function waitsWords(
  row: {
    waitsFor: "call-back" | "reply" | "first-mail";
    until: Day | null;
    callBackAt: Date | null;
    zone: Zone;
  },
  today: Day,
): string {
  if (row.callBackAt) return `Call back ${whenWords(row.callBackAt, row.zone)}`;
  if (row.waitsFor === "first-mail") return "The first mail goes out during the day";
  return row.until
    ? `Waits for a reply; next reminder ${dayWords(row.until)}, ${relativeDay(row.until, today)}`
    : "Waits for a reply";
}

/** What was just done, for the line that offers to take it back. */
export const doneWords: Record<AttemptOutcome | "declined" | "unreachable", string> = {
  "no-answer": "Noted: no answer",
  "call-back": "Noted: to be called back",
  "wrong-number": "Noted: wrong number",
  declined: "Noted: declines",
  unreachable: "Noted: cannot be reached",
};
