import type { Day } from "./day";
import { isDue, isOverdue, type GapRange, type GapState } from "./gap";
import { isLive } from "./session";
import type { PlanStatus, SessionStatus } from "./vocabulary";

/** Why a course needs a hand, the gravest first. */
export const attentionKinds = [
  "past-maximum",
  "displaced",
  "no-show",
  "not-closed",
  "nothing-booked",
  "late",
  "early",
  "report-unanswered",
  "review-due",
  "past-planned-count",
] as const;
export type AttentionKind = (typeof attentionKinds)[number];

export interface Attention {
  kind: AttentionKind;
  /** For sorting courses: by the kind, then by how many days its gap is out of range. */
  severity: number;
}

interface StandingSession {
  status: SessionStatus;
  day: Day;
  displaced: boolean;
}

export interface AttentionFacts {
  planStatus: PlanStatus;
  plannedSessions: number;
  range: GapRange;
  /** Due or sent, and past their due day. */
  unansweredReports: number;
  /** By time. */
  sessions: readonly StandingSession[];
  gap: GapState;
  /** The next session's gap was booked knowingly: it is no longer news. */
  nextGapExplained: boolean;
  today: Day;
}

export function attentionFor(facts: AttentionFacts): Attention[] {
  return attentionKinds
    .filter((kind) => holds[kind](facts))
    .map((kind) => ({ kind, severity: severityOf(kind, facts.gap) }));
}

const holds: Record<AttentionKind, (facts: AttentionFacts) => boolean> = {
  "past-maximum": ({ gap }) => isOverdue(gap),
  displaced: ({ sessions }) => sessions.some((session) => isWaiting(session) && session.displaced),
  // Until something is booked after it.
  "no-show": (facts) => {
    const last = facts.sessions.findLast(({ status }) => isLive(status) || status === "no-show");
    return isActive(facts) && last?.status === "no-show";
  },
  // Of an earlier day, and nobody has said what became of it.
  "not-closed": ({ sessions, today }) =>
    sessions.some((session) => isWaiting(session) && !session.displaced && session.day < today),
  "nothing-booked": ({ gap, range }) => isDue(gap, range) && !isOverdue(gap),
  late: (facts) => isActive(facts) && facts.gap.state === "late" && !facts.nextGapExplained,
  early: (facts) => isActive(facts) && facts.gap.state === "early" && !facts.nextGapExplained,
  "report-unanswered": ({ unansweredReports }) => unansweredReports > 0,
  // All that was planned is done: complete the course, or plan more.
  "review-due": (facts) =>
    isActive(facts) &&
    !facts.sessions.some(isWaiting) &&
    facts.sessions.filter(({ status }) => status === "performed").length >= facts.plannedSessions,
  "past-planned-count": (facts) =>
    isActive(facts) && facts.sessions.filter(({ status }) => isLive(status)).length > facts.plannedSessions,
};

function isActive({ planStatus }: AttentionFacts): boolean {
  return planStatus === "active";
}

/** Booked, arrived or in treatment. */
function isWaiting({ status }: StandingSession): boolean {
  return isLive(status) && status !== "performed";
}

function severityOf(kind: AttentionKind, gap: GapState): number {
  const isOfGap = kind === "past-maximum" || kind === "late" || kind === "early";
  const rank = attentionKinds.length - attentionKinds.indexOf(kind);
  return rank * 1000 + (isOfGap ? Math.min(gap.byDays, 999) : 0);
}
