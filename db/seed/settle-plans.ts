import { isGood } from "~/domain/statistics/share";
import type { PlanStatus, StopReason } from "~/domain/vocabulary";
import { ailments } from "./clinical";
import { later, type Clock } from "./clock";
import type { PlayedCourse } from "./course";
import { gapRange } from "./places";
import { idOf, Random } from "./random";
import type { Rows } from "./rows";
import { planId, type SettledSession } from "./settle-sessions";
import { accountId, clinicId } from "./team";

type PlanRow = Rows["plans"][number];
type MoveRow = Rows["plan_moves"][number];

interface Change {
  at: Date;
  to: PlanStatus;
  reason?: string;
  by?: string;
  stopReason?: StopReason | null;
}

/** A plan as it stands now, and how it came to. */
export function settlePlan(
  clock: Clock,
  course: PlayedCourse,
  sessions: readonly SettledSession[],
): { plan: PlanRow & { id: string; startedAt: Date | null }; moves: MoveRow[] } {
  const random = new Random(`plan ${course.key} ${clock.today}`);
  const id = planId(course);
  const physician = accountId(course.physician);
  const thoughtOfAt = clock.at(course.clinic, course.startedOn, random.int(600, 880));
  const changes = course.isDraft ? [] : changesOf(clock, course, sessions, later(thoughtOfAt, 20), random);
  const { diagnoses, structures, goals, limits } = ailments[course.region];
  const last = changes.at(-1);
  const hasEnded = last?.to === "completed" || last?.to === "stopped";
  return {
    plan: {
      id,
      patientId: course.patient.id,
      physicianId: physician,
      clinicId: clinicId(course.clinic),
      region: course.region,
      side: course.side,
      guidance: course.guidance,
      plannedSessions: course.planned,
      gapMinDays: gapRange.min,
      gapTargetDays: gapRange.target,
      gapMaxDays: gapRange.max,
      status: last?.to ?? "draft",
      stopReason: last?.stopReason ?? null,
      startedAt: changes[0]?.at ?? null,
      endedAt: hasEnded ? last.at : null,
      diagnosis: random.pick(diagnoses),
      structures: structures
        .slice(0, random.int(1, structures.length))
        .map(([kind, name]) => ({ kind, name })),
      goal: random.pick(goals),
      baselinePain: course.baselinePain,
      symptomMonths: symptomMonths(course),
      baselineFunction: random.pick(limits),
      notes: random.chance(0.2) ? random.pick(notes) : "",
      createdAt: thoughtOfAt,
      createdBy: physician,
    },
    moves: changes.map((change, index) => ({
      id: idOf("plan move", course.key, index),
      planId: id,
      fromStatus: changes[index - 1]?.to ?? "draft",
      toStatus: change.to,
      reason: change.reason ?? "",
      movedAt: change.at,
      movedBy: change.by ?? physician,
    })),
  };
}

const notes = [
  "Tolerates the needle poorly; numb generously.",
  "On low-dose aspirin, not stopped.",
  "Strengthening exercises between the sessions.",
  "Surgeon's opinion obtained; no operation wanted.",
  "Diabetes, well controlled; watch sugar after the session.",
];

const stopWords: Record<StopReason, string[]> = {
  "responded-early": ["Free of pain, sees no need for more", "Back at sport without pain"],
  "no-response": ["No change after several sessions", "Second opinion asked for"],
  "adverse-event": ["Severe flare after the last session"],
  contraindication: ["Started on an anticoagulant"],
  "patients-choice": ["Does not want more needles", "Moved away", "Cost"],
  "lost-to-follow-up": ["Could not be reached by phone or letter"],
  other: ["Operated on elsewhere"],
};

function changesOf(
  clock: Clock,
  course: PlayedCourse,
  sessions: readonly SettledSession[],
  startedAt: Date,
  random: Random,
): Change[] {
  const changes: Change[] = [{ at: startedAt, to: "active" }];
  for (const { from, to, reason } of course.holds) {
    changes.push({ at: clock.at(course.clinic, from, 930), to: "on-hold", reason, by: accountId("keller") });
    if (to < 0) changes.push({ at: clock.at(course.clinic, to, 615), to: "active", by: accountId("keller") });
  }
  const end = endOf(clock, course, sessions, random);
  return end && clock.isPast(end.at) ? [...changes, end] : changes;
}

function endOf(
  clock: Clock,
  { ending, clinic }: PlayedCourse,
  sessions: readonly SettledSession[],
  random: Random,
): Change | null {
  if (!ending) return null;
  const last = sessions.findLast(({ status }) => status === "performed");
  const isSameDay = last?.performedAt && last.played.halfDay.on === ending.on;
  const isDone = sessions.every(
    ({ status }) => status !== "booked" && status !== "arrived" && status !== "in-treatment",
  );
  if (!isDone) return null;
  const at =
    isSameDay && last.performedAt
      ? later(last.performedAt, random.int(3, 40))
      : clock.at(clinic, ending.on, random.int(720, 780));
  const { status, reason } = ending;
  return { at, to: status, stopReason: reason, reason: reason ? random.pick(stopWords[reason]) : "" };
}

/** From half a year to many; who fares badly has mostly had it for longer. One in twelve was not asked. */
function symptomMonths({ key, truth }: PlayedCourse): number | null {
  const random = new Random(`symptoms ${key}`);
  if (random.chance(1 / 12)) return null;
  return random.near(isGood(truth) ? 22 : 34, 16, 4, 180);
}
