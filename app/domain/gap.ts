import { addDays, daysBetween, earlierDay, laterDay, type Day } from "./day";
import { dayAndMonth } from "./words-of-time";

/**
 * Gaps: days between a course's sessions, counted on the clinic's calendar, so that neither the hour nor a clock change
 * makes a session early.
 */
export interface GapRange {
  min: number;
  target: number;
  max: number;
}

export interface DayWindow {
  from: Day;
  target: Day;
  to: Day;
}

export interface GapState {
  /** `none`: the first session, or nothing left to do. */
  state: "in-range" | "early" | "late" | "nothing-booked" | "none";
  /** To the next session; to today when nothing is booked; null without a previous session. */
  days: number | null;
  /** How far outside the range. */
  byDays: number;
  /** In which the next session keeps the range; null without a previous session. */
  window: DayWindow | null;
  /** The window is over: whatever is booked now is late. */
  pastMaximum: boolean;
}

export interface GapFacts {
  /** Of the last performed session. */
  previousDay: Day | null;
  nextDay: Day | null;
  today: Day;
  range: GapRange;
  nothingLeftToDo: boolean;
}

export function gapDays(previousDay: Day, day: Day): number {
  return daysBetween(previousDay, day);
}

export function gapState({ previousDay, nextDay, today, range, nothingLeftToDo }: GapFacts): GapState {
  if (nextDay === null && nothingLeftToDo) return { ...unknown, state: "none" };
  if (previousDay === null) return { ...unknown, state: nextDay === null ? "nothing-booked" : "none" };

  const days = gapDays(previousDay, nextDay ?? today);
  const { isShort, isLong, byDays } = judge(days, range);
  return {
    state: nextDay === null ? "nothing-booked" : isShort ? "early" : isLong ? "late" : "in-range",
    days,
    byDays: nextDay === null && isShort ? 0 : byDays,
    window: windowAfter(previousDay, range),
    pastMaximum: gapDays(previousDay, today) > range.max,
  };
}

const unknown = { days: null, byDays: 0, window: null, pastMaximum: false } as const;

/** Nothing booked, and the maximum gap is over. */
export function isOverdue(gap: GapState): boolean {
  return gap.state === "nothing-booked" && gap.pastMaximum;
}

/** Nothing booked, and the minimum gap is over: before that there is time. */
export function isDue(gap: GapState, range: GapRange): boolean {
  return gap.state === "nothing-booked" && (gap.days === null || gap.days >= range.min);
}

/** "8 d past maximum", "5 d late", "2 d early", "Window to 4 Dec", "In range"; empty when there is no gap to speak of. */
export function gapWords(gap: GapState): string {
  switch (gap.state) {
    case "in-range":
      return "In range";
    case "early":
      return `${gap.byDays} d early`;
    case "late":
      return `${gap.byDays} d late`;
    case "nothing-booked":
      if (gap.pastMaximum) return `${gap.byDays} d past maximum`;
      return gap.window ? `Window to ${dayAndMonth(gap.window.to)}` : "Nothing booked";
    case "none":
      return "";
  }
}

export interface LegalWindow {
  from: Day;
  /** The nearest to the target gap; the soonest when none is legal. */
  target: Day;
  /** Null: the first session of a course may be as late as you like. */
  to: Day | null;
  /** No day is left that keeps every gap: any choice needs a reason. */
  isEmpty: boolean;
}

/** The days that keep the gaps to both neighbours, of those not yet past. */
export function legalWindow(
  previousDay: Day | null,
  nextDay: Day | null,
  range: GapRange,
  today: Day,
): LegalWindow {
  const after = previousDay === null ? null : windowAfter(previousDay, range);
  const before = nextDay === null ? null : windowBefore(nextDay, range);
  const from = [after?.from, before?.from].reduce<Day>(
    (latest, day) => laterDay(latest, day ?? latest),
    today,
  );
  const to = after && before ? earlierDay(after.to, before.to) : (after?.to ?? before?.to ?? null);
  const isEmpty = to !== null && from > to;
  const wanted = isEmpty ? from : laterDay(from, after?.target ?? before?.target ?? today);
  return { from, to, target: isEmpty || to === null ? wanted : earlierDay(wanted, to), isEmpty };
}

export interface GapOutside {
  side: "before" | "after";
  kind: "too-short" | "too-long";
  days: number;
  byDays: number;
}

/** The gaps to the neighbours that only a reason allows; null where there is no neighbour. */
export function needsReason(
  daysBefore: number | null,
  daysAfter: number | null,
  range: GapRange,
): GapOutside[] {
  const sides = [
    { side: "before", days: daysBefore },
    { side: "after", days: daysAfter },
  ] as const;
  return sides.flatMap(({ side, days }) => {
    if (days === null) return [];
    const { isShort, isLong, byDays } = judge(days, range);
    if (!isShort && !isLong) return [];
    return [{ side, kind: isShort ? "too-short" : "too-long", days, byDays }];
  });
}

function judge(days: number, range: GapRange): { isShort: boolean; isLong: boolean; byDays: number } {
  const isShort = days < range.min;
  const isLong = days > range.max;
  return { isShort, isLong, byDays: isShort ? range.min - days : isLong ? days - range.max : 0 };
}

function windowAfter(day: Day, range: GapRange): DayWindow {
  return { from: addDays(day, range.min), target: addDays(day, range.target), to: addDays(day, range.max) };
}

function windowBefore(day: Day, range: GapRange): DayWindow {
  return {
    from: addDays(day, -range.max),
    target: addDays(day, -range.target),
    to: addDays(day, -range.min),
  };
}
