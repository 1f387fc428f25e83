import type { BeadKind } from "~/domain/course";
import { daysBetween, type Day } from "~/domain/day";
import type { GapState } from "~/domain/gap";
import type { PlanMove, PlanRefusal } from "~/domain/plan";
import type { PlanStatus, ReportStatus, StructureKind } from "~/domain/vocabulary";
import { dayAndMonth, dayWithYear, dayWords } from "~/domain/words-of-time";

/** A course's strip for those who hear it: "2 of 4 performed, 1 booked, 1 overdue". */
export function stripWords(
  counts: { performed: number; planned: number },
  beads: readonly BeadKind[],
): string {
  const said = beadsSaid.flatMap(([kind, words]) => {
    const count = beads.filter((bead) => bead === kind).length;
    return count > 0 ? [`${count} ${words}`] : [];
  });
  return [`${counts.performed} of ${counts.planned} performed`, ...said].join(", ");
}

const beadsSaid: [BeadKind, string][] = [
  ["now", "here now"],
  ["booked", "booked"],
  ["displaced", "to be rebooked"],
  ["no-show", "no-show"],
  ["overdue", "overdue"],
  ["due", "due"],
  ["not-booked", "not booked"],
];

/** "Today, 11:00" or "Mon 7 Dec, 09:15". */
export const nextWords = (next: { day: Day; clock: string }, today: Day) =>
  `${next.day === today ? "Today" : dayWords(next.day)}, ${next.clock}`;

/** A report's state without its answers: "Answered 19 Oct", "No reply, due 29 Oct". */
export function reportStateWords(
  report: { status: ReportStatus; dueOn: Day; answeredOn: Day | null },
  today: Day,
): { words: string; day: string } {
  switch (report.status) {
    case "answered":
      return { words: "Answered", day: dayAndMonth(report.answeredOn ?? report.dueOn) };
    case "due":
    case "sent":
      if (report.dueOn < today) return { words: "No reply", day: `due ${dayAndMonth(report.dueOn)}` };
      return { words: report.status === "sent" ? "Sent" : "Due", day: dayAndMonth(report.dueOn) };
    case "declined":
      return { words: "Declined", day: `due ${dayAndMonth(report.dueOn)}` };
    case "unreachable":
      return { words: "Unreachable", day: `due ${dayAndMonth(report.dueOn)}` };
    case "expired":
      return { words: "No reply", day: `due ${dayAndMonth(report.dueOn)}` };
  }
}

export const planMoveWords: Record<PlanMove, string> = {
  activate: "Start plan",
  hold: "Put on hold",
  resume: "Resume plan",
  complete: "Complete plan",
  stop: "Stop plan",
  reopen: "Reopen plan",
};

const orderWords: Record<string, [ascending: string, descending: string]> = {
  gap: ["least urgent first", "most overdue first"],
  patient: ["by name", "by name, backwards"],
  physician: ["by physician", "by physician, backwards"],
  next: ["next session first", "next session last"],
  report: ["oldest report first", "newest report first"],
  progress: ["least progress first", "most progress first"],
  status: ["by status", "by status, newest first"],
};

/** How a table of plans is ordered, in words. */
export function planSortWords({ sort, direction }: { sort: string; direction: string }): string {
  const [ascending, descending] = orderWords[sort] ?? ["", ""];
  return direction === "ascending" ? ascending : descending;
}

interface CourseSaid {
  status: PlanStatus;
  today: Day;
  since: Day;
  counts: { performed: number; booked: number; planned: number };
  gap: GapState;
  next: { ordinal: number; day: Day; clock: string } | null;
  /** The session that the gap counts from. */
  previousOrdinal: number | null;
}

/** "3 of 6 performed. Session 4 is open to book for 10 more days." */
export function courseSentence(course: CourseSaid): string {
  const { performed, planned } = course.counts;
  const done = `${performed} of ${planned} performed.`;
  switch (course.status) {
    case "draft":
      return `Not started. ${planned} ${planned === 1 ? "session" : "sessions"} planned.`;
    case "on-hold":
      return `${done} On hold since ${dayAndMonth(course.since)}.`;
    case "completed":
      return `${done} Completed on ${dayWithYear(course.since)}.`;
    case "stopped":
      return `${done} Stopped on ${dayWithYear(course.since)}.`;
    case "active":
      return `${done} ${nextStepSentence(course)}`;
  }
}

function nextStepSentence({ today, counts, gap, next, previousOrdinal }: CourseSaid): string {
  if (next) {
    const said = `Session ${next.ordinal} is on ${dayWords(next.day)}, ${next.clock}`;
    if (gap.days === null) return `${said}.`;
    const after = `${gap.days} days after session ${previousOrdinal ?? counts.performed}`;
    if (gap.state === "late") return `${said}, ${after}: ${days(gap.byDays)} late.`;
    if (gap.state === "early") return `${said}, ${after}: ${days(gap.byDays)} early.`;
    return `${said}, ${after}, in range.`;
  }
  if (counts.performed >= counts.planned)
    return "All that was planned is done: complete the plan, or plan more.";
  const session = `Session ${counts.performed + 1}`;
  if (!gap.window) return `${session} is not booked.`;
  if (gap.pastMaximum) return `${session} is ${days(gap.byDays)} past the maximum gap.`;
  if (today < gap.window.from)
    return `${session} can be booked from ${dayAndMonth(gap.window.from)} to ${dayAndMonth(gap.window.to)}.`;
  const left = daysBetween(today, gap.window.to);
  return left === 0
    ? `Today is the last day in range for session ${counts.performed + 1}.`
    : `${session} is open to book for ${left} more ${left === 1 ? "day" : "days"}.`;
}

const days = (count: number) => `${count} ${count === 1 ? "day" : "days"}`;

export const structureKindWords: Record<StructureKind, string> = {
  joint: "Joint",
  ligament: "Ligament",
  tendon: "Tendon",
};

/** "Tue 24 Nov", with its year where that is not this one. */
export const dayFrom = (day: Day, today: Day) =>
  day.slice(0, 4) === today.slice(0, 4) ? dayWords(day) : dayWithYear(day);

export const planMoveEffects: Record<PlanMove, string> = {
  activate: "The plan becomes active, its sessions can be booked, and the baseline report is due.",
  hold: "Nothing can be booked until the plan is resumed. Sessions ahead are cancelled.",
  resume: "The plan becomes active again. Sessions that were cancelled stay so: book them anew.",
  complete: "The course is done. Reports stay due at 3, 6 and 12 months after its last session.",
  stop: "The course ends before it was done. Reports stay due after the sessions that were performed.",
  reopen: "The plan becomes active again, as it was before it ended. Sessions that were cancelled stay so.",
};

export const planRefusalWords: Record<PlanRefusal, string> = {
  "wrong-status": "The plan’s state does not allow this.",
  "session-under-way": "The patient is in the clinic for this plan now. Finish or cancel that session first.",
  "nothing-performed": "No session was performed yet. Stop the plan instead, with a reason.",
  "reason-missing": "Say why.",
};

/** Why one of several plans stays as it is: what it is now says most. */
export const bulkRefusalWords = (refusal: PlanRefusal, status: PlanStatus) =>
  refusal === "wrong-status"
    ? `stays as it is: ${statusSaid[status]}.`
    : `stays as it is. ${planRefusalWords[refusal]}`;

const statusSaid: Record<PlanStatus, string> = {
  draft: "it has not started",
  active: "it is active",
  "on-hold": "it is on hold",
  completed: "it is completed",
  stopped: "it was stopped",
};

/** What was just done to several plans. */
export const plansMovedWords = (move: "hold" | "resume", count: number) =>
  `${count === 1 ? "1 plan is" : `${count} plans are`} ${move === "hold" ? "on hold" : "active again"}.`;

/** A plan's fields, as a form that was overtaken names them. */
export const planFieldWords = {
  region: "Region",
  side: "Side",
  guidance: "Guidance",
  plannedSessions: "Planned sessions",
  gapMinDays: "Shortest gap",
  gapTargetDays: "Target gap",
  gapMaxDays: "Longest gap",
  physicianId: "Physician",
  clinicId: "Home clinic",
  diagnosis: "Diagnosis",
  structures: "Structures",
  goal: "Goal",
  baselinePain: "Baseline pain",
  symptomMonths: "Months of symptoms",
  baselineFunction: "Baseline function",
  notes: "Notes",
};
