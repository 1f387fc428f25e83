import { stopReasons, type PlanStatus } from "./vocabulary";

export const allPlanMoves = ["activate", "hold", "resume", "complete", "stop", "reopen"] as const;
export type PlanMove = (typeof allPlanMoves)[number];

/** `reopen` takes back a completion or stop that was premature. */
const leadsTo: Record<PlanStatus, Partial<Record<PlanMove, PlanStatus>>> = {
  draft: { activate: "active" },
  active: { hold: "on-hold", complete: "completed", stop: "stopped" },
  "on-hold": { resume: "active", complete: "completed", stop: "stopped" },
  completed: { reopen: "active" },
  stopped: { reopen: "active" },
};

export interface PlanFacts {
  status: PlanStatus;
  performedSessions: number;
  /** Arrived or in treatment: the patient is in the clinic for this plan now. */
  sessionUnderWay: boolean;
}

export type PlanRefusal = "wrong-status" | "session-under-way" | "nothing-performed" | "reason-missing";

export function movesFrom(status: PlanStatus): PlanMove[] {
  return allPlanMoves.filter((move) => leadsTo[status][move] !== undefined);
}

/** The status a move leads to, or null where there is no such move. */
export function statusAfter(status: PlanStatus, move: PlanMove): PlanStatus | null {
  return leadsTo[status][move] ?? null;
}

/** What must be said with a move: a change is never a bare flag. */
export const reasonFor: Record<PlanMove, "none" | "words" | "stop-reason"> = {
  activate: "none",
  hold: "words",
  resume: "none",
  complete: "none",
  stop: "stop-reason",
  reopen: "words",
};

/** These give the future sessions back: their screens name them first. */
export function releasesSessions(move: PlanMove): boolean {
  return move === "hold" || move === "complete" || move === "stop";
}

/** Why this plan cannot make the move, or null. The button asks this; the command `whyNotWithReason` too. */
export function whyNot(plan: PlanFacts, move: PlanMove): PlanRefusal | null {
  if (statusAfter(plan.status, move) === null) return "wrong-status";
  if (releasesSessions(move) && plan.sessionUnderWay) return "session-under-way";
  // A course of which nothing was done is stopped, with its reason; counted as complete it would spoil the figures.
  if (move === "complete" && plan.performedSessions === 0) return "nothing-performed";
  return null;
}

export function whyNotWithReason(plan: PlanFacts, move: PlanMove, reason: string | null): PlanRefusal | null {
  return whyNot(plan, move) ?? (isReasonFor(move, reason) ? null : "reason-missing");
}

function isReasonFor(move: PlanMove, reason: string | null): boolean {
  if (reasonFor[move] === "none") return true;
  if (reasonFor[move] === "words") return Boolean(reason?.trim());
  return stopReasons.some((known) => known === reason);
}
