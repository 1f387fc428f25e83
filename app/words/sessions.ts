import type { BookingReasonCode } from "~/domain/booking";
import { addDays, type Day } from "~/domain/day";
import type { Reason } from "~/domain/refusals";
import type { SessionMove, SessionRefusal } from "~/domain/session";
import type { SessionStatus, TimeOffKind } from "~/domain/vocabulary";
import { wallClock, type Zone } from "~/domain/wall-clock";
import { clock, dayAndMonth, dayWords, minutesToClock, whenWords, zoneName } from "~/domain/words-of-time";
import { refusalWords, sessionStatusWords } from "./en";

/** A reason as it reaches the browser. */
export type SentReason = { [Key in keyof Reason]: Reason[Key] | undefined } & { code: string };

/** One thing that stands in a booking's way, as a sentence, on the clock of the clinic that was asked for. */
export function reasonWords(reason: SentReason, zone: Zone): string {
  return isKnown(reason.code) ? sentences[reason.code](reason, zone) : refusalWords["cannot-book"];
}

const isKnown = (code: string): code is BookingReasonCode => Object.hasOwn(sentences, code);

type Sentence = (reason: SentReason, zone: Zone) => string;

const busy: Sentence = (reason, zone) => `${named(reason)} is taken ${betweenWords(reason, zone)}.`;
const busyElsewhere: Sentence = (reason) => `${named(reason)} is busy at another clinic then.`;

const sentences: Record<BookingReasonCode, Sentence> = {
  "time-skipped": ({ startMinute = 0, from }, zone) =>
    `${minutesToClock(startMinute)} does not exist on that day: the clocks go forward.` +
    (from ? ` The next time is ${clock(from, zone)}.` : ""),
  "time-twice": ({ startMinute = 0, from, until }, zone) =>
    `${minutesToClock(startMinute)} comes twice on that day: the clocks go back. ` +
    (from && until
      ? `Choose the first (${zoneName(from, zone, "short")}) or the second (${zoneName(until, zone, "short")}).`
      : "Choose which of the two."),
  "in-the-past": () => "This time is over already.",
  "plan-not-active": () => "The plan is not active. Resume or reopen it first.",
  "outside-working-hours": (reason) => `${named(reason)} does not work here then.`,
  "outside-clinic-hours": () => "The clinic is closed then.",
  "room-not-shielded": (reason) => `${named(reason)} has no shielding, and the fluoroscope needs it.`,
  "wrong-device": (reason) => `${named(reason)} is not what the plan’s guidance needs.`,
  "device-elsewhere": (reason) => `${named(reason)} is fixed to another room.`,
  "physician-inactive": (reason) => `${named(reason)} no longer works here.`,
  "room-inactive": (reason) => `${named(reason)} is no longer used.`,
  "device-inactive": (reason) => `${named(reason)} is no longer used.`,
  "patient-inactive": () => "The patient is no longer active here.",
  "physician-busy": (reason, zone) => `${named(reason)} is busy ${betweenWords(reason, zone)}.`,
  "room-busy": busy,
  "device-busy": busy,
  "patient-busy": (reason, zone) => `The patient has another session ${betweenWords(reason, zone)}.`,
  "physician-busy-elsewhere": busyElsewhere,
  "room-busy-elsewhere": busyElsewhere,
  "device-busy-elsewhere": busyElsewhere,
  "patient-busy-elsewhere": () => "The patient is busy at another clinic then.",
  "on-leave": (reason, zone) => `${named(reason)} is on leave${untilWords(reason, zone)}.`,
  "clinic-closed": (reason, zone) => `The clinic is closed${untilWords(reason, zone)}.`,
  "under-maintenance": (reason, zone) => `${named(reason)} is under maintenance${untilWords(reason, zone)}.`,
  "no-physician-free": () => "No physician is free then.",
  "no-room-free": () => "No room is free then.",
  "no-device-free": () => "No imaging device is free then.",
  "no-patient-free": () => "The patient is not free then.",
  "no-physician-here": () => "This physician does not work at this clinic.",
  "no-room-here": () => "This room is not at this clinic.",
  "no-device-here": () => "This device is not at this clinic.",
  "gap-too-short-needs-reason-before": (reason) => gapSentence(reason, "after"),
  "gap-too-long-needs-reason-before": (reason) => gapSentence(reason, "after"),
  "gap-too-short-needs-reason-after": (reason) => gapSentence(reason, "before"),
  "gap-too-long-needs-reason-after": (reason) => gapSentence(reason, "before"),
};

const named = ({ who }: SentReason) => who || "It";

function gapSentence({ days = 0, day, least = 0, most = 0 }: SentReason, place: "after" | "before"): string {
  const other = place === "after" ? "session before" : "next one";
  const apart = `${daysWords(days)} ${place} the ${day ? `session on ${dayWords(day)}` : other}`;
  return `${apart}; the plan allows ${least} to ${most}. Give a reason to book it all the same.`;
}

/** "from 09:30 to 09:45", with the days where they differ. */
function betweenWords({ from, until }: SentReason, zone: Zone): string {
  if (!from || !until) return "then";
  const sameDay = wallClock(from, zone).day === wallClock(until, zone).day;
  const said = sameDay ? clock : whenWords;
  return `from ${said(from, zone)} to ${said(until, zone)}`;
}

/** " until Wed 2 Dec, 08:00", " to Thu 3 Dec" where it ends with that day. */
function untilWords({ until }: SentReason, zone: Zone): string {
  if (!until) return "";
  const { day, minutes } = wallClock(until, zone);
  return minutes === 0 ? ` to ${dayWords(addDays(day, -1))}` : ` until ${whenWords(until, zone)}`;
}

export const daysWords = (days: number) => `${days} ${days === 1 ? "day" : "days"}`;

/** What a press does. */
export const sessionMoveWords: Record<SessionMove, string> = {
  "check-in": "Check in",
  "start-treatment": "Start treatment",
  perform: "Mark performed",
  "cancel-by-patient": "The patient",
  "cancel-by-clinic": "The clinic",
  "no-show": "Mark no-show",
  move: "Move",
  "change-length": "Change its length",
  undo: "Undo",
};

/** One step back from where it stands. */
export const undoWords: Record<SessionStatus, string> = {
  booked: "",
  arrived: "Undo check-in",
  "in-treatment": "Treatment has not started",
  performed: "Treatment is not over",
  "cancelled-by-patient": "Book it again as it was",
  "cancelled-by-clinic": "Book it again as it was",
  "no-show": "Undo no-show",
};

/** Why a button is grey, as what to do. */
export const whyNotMoveWords: Record<SessionRefusal, string> = {
  "wrong-status": "Its state does not allow this.",
  displaced: "Move it first: what it needs was taken away.",
  "not-today": "Only on its day.",
  "not-started": "Only once it has begun. Until then, cancel it.",
  "already-over": "Its time is over.",
  "plan-not-active": "The plan is not active.",
};

/** "Dr Castellan is on leave until Wed 2 Dec, 08:00." */
export function displacedWords(
  { kind, who, until }: { kind: TimeOffKind; who: string; until: Date },
  zone: Zone,
): string {
  const why = { leave: "is on leave", closure: "is closed", maintenance: "is under maintenance" }[kind];
  return `${who} ${why}${untilWords({ code: kind, until }, zone)}.`;
}

/** "Arrived 10:38", with the day where it is not the session's. */
export function stateWords(
  { status, since, startsAt }: { status: SessionStatus; since: Date | null; startsAt: Date },
  zone: Zone,
): string {
  if (status === "cancelled-by-clinic" || status === "cancelled-by-patient") return "Cancelled";
  const words = sessionStatusWords[status];
  if (!since || status === "no-show") return words;
  const { day } = wallClock(since, zone);
  return day === wallClock(startsAt, zone).day
    ? `${words} ${clock(since, zone)}`
    : `${words} ${dayAndMonth(day)}`;
}

/** "21 days since Tue 3 Nov", "5 days early: 9 days since Tue 3 Nov". */
export function gapFactWords(gap: {
  previousDay: Day;
  days: number;
  state: "in-range" | "early" | "late";
  byDays: number;
}): string {
  const since = `${daysWords(gap.days)} since ${dayWords(gap.previousDay)}`;
  return gap.state === "in-range" ? since : `${since}, ${daysWords(gap.byDays)} ${gap.state}`;
}

/** "Session 4 is in range from Fri 20 Nov to Fri 4 Dec; target Fri 27 Nov." */
export function windowWords(
  ordinal: number,
  { from, target, to, isEmpty }: { from: Day; target: Day; to: Day | null; isEmpty: boolean },
): string {
  if (isEmpty) return `No day is left that keeps session ${ordinal} in range, so any day needs a reason.`;
  if (to === null) return `Session ${ordinal} may be on any day.`;
  if (from === to) return `Session ${ordinal} is in range on ${dayWords(from)} alone.`;
  return `Session ${ordinal} is in range from ${dayWords(from)} to ${dayWords(to)}; target ${dayWords(target)}.`;
}
