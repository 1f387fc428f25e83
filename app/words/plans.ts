import type { BeadKind } from "~/domain/course";
import type { Day } from "~/domain/day";
import type { PlanMove } from "~/domain/plan";
import { dayAndMonth, dayWords } from "~/domain/words-of-time";
import type { ReportStatus } from "~/domain/vocabulary";

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
  resume: "Resume",
  complete: "Complete",
  stop: "Stop",
  reopen: "Reopen",
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
