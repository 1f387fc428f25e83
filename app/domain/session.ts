import type { Period } from "./interval";
import type { PlanStatus, SessionStatus } from "./vocabulary";
import { wallClock, type Zone } from "./wall-clock";

/** Those that hold claims on their physician, room, device and patient. */
export const liveStatuses = ["booked", "arrived", "in-treatment", "performed"] as const;
/** Those whose claims are given back. */
export const releasedStatuses = ["cancelled-by-patient", "cancelled-by-clinic", "no-show"] as const;

export const allSessionMoves = [
  "check-in",
  "start-treatment",
  "perform",
  "cancel-by-patient",
  "cancel-by-clinic",
  "no-show",
  "move",
  "change-length",
  "undo",
] as const;
export type SessionMove = (typeof allSessionMoves)[number];

/**
 * Each move and where it leads. `move` gives another time or place, `change-length` other minutes, and both keep the status; `undo` goes back one step,
 * and from a cancellation or no-show to booked, claiming anew.
 */
const leadsTo: Record<SessionStatus, Partial<Record<SessionMove, SessionStatus>>> = {
  booked: {
    "check-in": "arrived",
    "no-show": "no-show",
    "cancel-by-patient": "cancelled-by-patient",
    "cancel-by-clinic": "cancelled-by-clinic",
    move: "booked",
    "change-length": "booked",
  },
  arrived: {
    "start-treatment": "in-treatment",
    "cancel-by-patient": "cancelled-by-patient",
    "cancel-by-clinic": "cancelled-by-clinic",
    move: "arrived",
    undo: "booked",
  },
  // Once the needle is out nothing is cancelled: a treatment broken off is performed, and its record says how.
  "in-treatment": { perform: "performed", undo: "arrived" },
  performed: { undo: "in-treatment" },
  "cancelled-by-patient": { undo: "booked" },
  "cancelled-by-clinic": { undo: "booked" },
  "no-show": { undo: "booked" },
};

export interface SessionFacts {
  status: SessionStatus;
  startsAt: Date;
  endsAt: Date;
  /** The clinic's. */
  zone: Zone;
  /** A resource was taken away; it waits to be rebooked. */
  displaced: boolean;
  planStatus: PlanStatus;
}

export type SessionRefusal =
  "wrong-status" | "displaced" | "not-today" | "not-started" | "already-over" | "plan-not-active";

export function isLive(status: SessionStatus): boolean {
  return liveStatuses.some((live) => live === status);
}

export function movesFrom(status: SessionStatus): SessionMove[] {
  return allSessionMoves.filter((move) => leadsTo[status][move] !== undefined);
}

/** The status a move leads to, or null where there is no such move. */
export function statusAfter(status: SessionStatus, move: SessionMove): SessionStatus | null {
  return leadsTo[status][move] ?? null;
}

/**
 * Why this session cannot make the move at this moment, or null. What free resources decide is `whyNotBook`'s; who may
 * is `may`'s.
 */
export function whyNotMove(session: SessionFacts, move: SessionMove, now: Date): SessionRefusal | null {
  if (statusAfter(session.status, move) === null) return "wrong-status";
  return conditions[move](session, now);
}

/** Where an arrived patient's session may go: another room or hour, but not another day. */
export function whyNotMoveTo(session: SessionFacts, startsAt: Date, now: Date): SessionRefusal | null {
  const refusal = whyNotMove(session, "move", now);
  if (refusal) return refusal;
  return session.status === "arrived" && !isSameDay(session.startsAt, startsAt, session.zone)
    ? "not-today"
    : null;
}

const conditions: Record<SessionMove, (session: SessionFacts, now: Date) => SessionRefusal | null> = {
  // On its day only, however early or late: the desk decides whether a late patient can still be seen.
  "check-in": (session, now) => {
    if (session.displaced) return "displaced";
    return isSameDay(session.startsAt, now, session.zone) ? null : "not-today";
  },
  "start-treatment": (session) => (session.displaced ? "displaced" : null),
  // Also days later: what happened may be written down late.
  perform: () => null,
  // A patient whose session the clinic took away has not failed to come.
  "no-show": (session, now) => {
    if (session.displaced) return "displaced";
    return now < session.startsAt ? "not-started" : null;
  },
  // Afterwards it would be a no-show under a kinder name, and the figures would not be honest.
  "cancel-by-patient": (session, now) => (now >= session.endsAt ? "already-over" : null),
  "cancel-by-clinic": () => null,
  // A displaced one stays on its list until rebooked, even past its time.
  move: (session, now) => {
    if (session.planStatus !== "active") return "plan-not-active";
    return now >= session.endsAt && !session.displaced ? "already-over" : null;
  },
  // What has begun takes as long as it takes; until then it is a plan of its room and people.
  "change-length": (session, now) => {
    if (session.planStatus !== "active") return "plan-not-active";
    if (session.displaced) return "displaced";
    return now >= session.endsAt ? "already-over" : null;
  },
  // Stepping back from released books anew, which only an active plan may.
  undo: (session) => (!isLive(session.status) && session.planStatus !== "active" ? "plan-not-active" : null),
};

export interface PhaseMinutes {
  prepare: number;
  treat: number;
  recover: number;
}

/** Room and patient are taken for the whole period, physician and device for the treatment alone. */
export function phasesOf(startsAt: Date, minutes: PhaseMinutes): { period: Period; treatment: Period } {
  const after = (elapsed: number) => new Date(startsAt.getTime() + elapsed * 60_000);
  const treated = minutes.prepare + minutes.treat;
  return {
    period: { start: startsAt, end: after(treated + minutes.recover) },
    treatment: { start: after(minutes.prepare), end: after(treated) },
  };
}

function isSameDay(a: Date, b: Date, zone: Zone): boolean {
  return wallClock(a, zone).day === wallClock(b, zone).day;
}
