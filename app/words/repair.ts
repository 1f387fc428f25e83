import { countOf } from "./patients";
import { daysWords } from "./sessions";

type Cause = "leave" | "closure" | "maintenance" | "hours";

/** Why a session lost its place. */
export const causeWords: Record<Cause, string> = {
  leave: "The physician is away",
  closure: "The clinic is closed",
  maintenance: "Room or device under maintenance",
  hours: "Outside the physician’s new hours",
};

/** "Leave, Dr Okafor". */
export function causeTitle({ kind, name }: { kind: Cause; name: string }): string {
  const nouns: Record<Cause, string> = {
    leave: "Leave",
    closure: "Closure",
    maintenance: "Maintenance",
    hours: "New hours",
  };
  return name ? `${nouns[kind]}, ${name}` : nouns[kind];
}

/** Why a course is not put right by itself, and what can be done instead. */
export const byHandWords = {
  "plan-not-active": "The plan is not active. Resume it, or cancel the session.",
  "patient-inactive": "The patient is no longer active here. Cancel the session.",
  arrived: "The patient is here. Find another room or hour today, or cancel.",
  elsewhere: "It is at a clinic where you do not book. Its desk moves it.",
} as const;

/** "23 courses: 26 sessions move, 1 of them besides those that must." */
export function repairWords({
  courses,
  moves,
  extra,
}: {
  courses: number;
  moves: number;
  extra: number;
}): string {
  const besides = extra === 0 ? "none besides those that must" : `${extra} of them besides those that must`;
  return `${countOf(courses, "course")}: ${countOf(moves, "session")} ${moves === 1 ? "moves" : "move"}, ${besides}.`;
}

interface Gap {
  days: number;
  outside: { kind: "too-short" | "too-long"; byDays: number } | null;
}

/** "21 days", "33 days, 5 days late". */
export const gapThenWords = ({ days, outside }: Gap): string =>
  outside
    ? `${daysWords(days)}, ${daysWords(outside.byDays)} ${outside.kind === "too-short" ? "early" : "late"}`
    : daysWords(days);

/** What is written as the reason for gaps that the repair leaves out of range, unless something else is typed. */
export const reasonOf: Record<Cause, string> = {
  leave: "Moved because the physician is away",
  closure: "Moved because the clinic is closed",
  maintenance: "Moved because of maintenance",
  hours: "Moved because the physician’s hours changed",
};

/** "Called twice, last Tue 24 Nov, 09:30". */
export const triesWords = (attempts: number, last: string): string =>
  attempts === 0
    ? "Not called yet"
    : `Called ${attempts === 1 ? "once" : attempts === 2 ? "twice" : `${attempts} times`}, last ${last}`;

export const movedWords = (sessions: number, courses: number): string =>
  `${countOf(sessions, "session")} of ${countOf(courses, "course")} ${sessions === 1 ? "has" : "have"} a new place.`;

interface Impact {
  courses: number;
  breaking: number;
  byHand: number;
  repair: { moves: number; forced: number; late: number; lost: number } | null;
  fluoroscopy: { sessions: number; halfDays: number };
}

/** What saving does to courses, a sentence each. */
export function impactWords({ courses, breaking, byHand, repair, fluoroscopy }: Impact): string[] {
  const { sessions, halfDays } = fluoroscopy;
  const lines: (string | false)[] = [
    courses > 0 &&
      `${countOf(courses, "course")} ${courses === 1 ? "loses" : "lose"} a session; ${breaking === 0 ? "no gap breaks by it" : `${breaking} would pass the maximum gap, or have nothing ahead`}.`,
    repair !== null && courses > byHand && repairedWords(repair),
    repair === null && "They are too many to try a repair before saving; the desk does that afterwards.",
    byHand > 0 &&
      `${countOf(byHand, "course")} ${byHand === 1 ? "is" : "are"} not active and ${byHand === 1 ? "waits" : "wait"} for somebody to decide.`,
    halfDays > 0 && `${countOf(halfDays, "half-day")} of fluoroscopy ${halfDays === 1 ? "is" : "are"} lost.`,
    sessions > 0 &&
      `${countOf(sessions, "session")} of these ${sessions === 1 ? "needs" : "need"} a fluoroscope.`,
  ];
  return lines.filter((line) => line !== false);
}

function repairedWords({ moves, forced, late, lost }: NonNullable<Impact["repair"]>): string {
  const extra = moves + lost - forced;
  const parts = [
    `${countOf(moves, "session")} can be put elsewhere${extra > 0 ? `, ${extra} of them besides those that must` : ""}`,
    late > 0 ? `${countOf(late, "course")} with a gap out of range` : "every gap in range",
    lost > 0 && `${countOf(lost, "session")} without any place`,
  ];
  return `${parts.filter(Boolean).join("; ")}.`;
}
