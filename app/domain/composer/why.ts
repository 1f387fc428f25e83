import { weekdayOf, type Day } from "../day";
import type { GapRange } from "../gap";
import type { Proposal } from "./compose";

/** What can be said for a proposal, and what it paid, for the interface to put into words. */
export interface Why {
  starts: Day;
  ends: Day;
  /** Of the new sessions, the most frequent first. */
  physicianIds: string[];
  clinicIds: string[];
  /** Of the new sessions; 1 = Monday. */
  weekdays: number[];
  /** Days short of the target gap, and beyond it, for each gap that differs. */
  early: number[];
  late: number[];
  /** By how much the course's first new gap exceeds the maximum: it needs a reason. */
  pastMaximum: number;
}

export function whyThis({ sessions }: Pick<Proposal, "sessions">, range: GapRange): Why {
  const added = sessions.filter(({ choice }) => choice !== null);
  const gaps = sessions.flatMap(({ gapDays }, index) => {
    const isNew = sessions[index]?.choice !== null || sessions[index - 1]?.choice != null;
    return gapDays === null || !isNew ? [] : [gapDays];
  });
  return {
    starts: added[0]?.day ?? "",
    ends: sessions.at(-1)?.day ?? "",
    physicianIds: byCount(added.map(({ physicianId }) => physicianId)),
    clinicIds: byCount(added.map(({ clinicId }) => clinicId)),
    weekdays: byCount(added.map(({ day }) => weekdayOf(day))),
    early: gaps.filter((gap) => gap < range.target).map((gap) => range.target - gap),
    late: gaps.filter((gap) => gap > range.target).map((gap) => gap - range.target),
    pastMaximum: Math.max(0, ...gaps.map((gap) => gap - range.max)),
  };
}

function byCount<T>(values: readonly T[]): T[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([value]) => value);
}
