import { checkpointDue, isHalfWay, responseSoFar, type CheckpointFacts } from "./checkpoint";
import { courseOf, type CoursePlan, type CourseSession } from "./course";
import { addDays, daysBetween, type Day } from "./day";
import { isDue, isOverdue } from "./gap";
import { isLive } from "./session";
import type { CheckpointKind } from "./vocabulary";

/** How a course leaves its way without anybody having decided so, the gravest first. */
export const driftKinds = [
  "past-maximum",
  "no-response",
  "nothing-booked",
  "past-planned-count",
  "no-report",
  "checkpoint",
] as const;
export type DriftKind = (typeof driftKinds)[number];

/** What only those learn of who may read what patients report. */
export const clinicalDrift: ReadonlySet<DriftKind> = new Set(["no-response", "checkpoint"]);

export interface DriftFacts
  extends CoursePlan, Omit<CheckpointFacts, "planStatus" | "performed" | "lastPerformedDay"> {
  sessions: readonly CourseSession[];
  /** When the patient last answered anything, the baseline too; null where they never did. */
  lastAnswerDay: Day | null;
}

export interface Drift {
  kind: DriftKind;
  /** Past the maximum, since the session before, to the next session, or over the plan: as the kind says. */
  count: number;
  checkpoint: CheckpointKind | null;
}

/** A report is missed, and a checkpoint waits, once the next session is this near. */
const SOON_DAYS = 7;

/** Every way in which a course drifts today. */
export function driftOf(facts: DriftFacts, today: Day): Drift[] {
  const course = courseOf(facts, facts.sessions, today);
  if (facts.status !== "active") return [];
  const { gap, counts, next, lastPerformed } = course;
  const point: CheckpointFacts = {
    ...facts,
    planStatus: facts.status,
    performed: counts.performed,
    lastPerformedDay: lastPerformed?.day ?? null,
  };
  const due = checkpointDue(point);
  const live = facts.sessions.filter(({ status }) => isLive(status)).length;
  const isSoon = next !== null && next.day <= addDays(today, SOON_DAYS);
  const hasNoResponse =
    isHalfWay(point) && due !== null && responseSoFar(point, (day) => daysBetween(day, today)) === "none";
  const saidSince =
    facts.lastAnswerDay !== null && facts.lastAnswerDay >= (lastPerformed?.day ?? facts.lastAnswerDay);
  const found: (Drift | false)[] = [
    isOverdue(gap) && { kind: "past-maximum", count: gap.byDays, checkpoint: null },
    hasNoResponse && { kind: "no-response", count: counts.performed, checkpoint: due },
    isDue(gap, facts.range) &&
      !isOverdue(gap) && { kind: "nothing-booked", count: gap.days ?? 0, checkpoint: null },
    live > facts.plannedSessions && {
      kind: "past-planned-count",
      count: live - facts.plannedSessions,
      checkpoint: null,
    },
    isSoon && !saidSince && { kind: "no-report", count: daysBetween(today, next.day), checkpoint: null },
    due !== null &&
      !hasNoResponse &&
      (isSoon || due === "half-way") && { kind: "checkpoint", count: counts.performed, checkpoint: due },
  ];
  return found.filter((one) => one !== false);
}
