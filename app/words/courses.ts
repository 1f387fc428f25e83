import type { Relaxable } from "~/domain/composer/why-none";
import type { GapRange } from "~/domain/gap";
import { dayWords } from "~/domain/words-of-time";
import { countOf } from "./patients";
import { daysWords } from "./sessions";

interface Why {
  physicians: readonly string[];
  clinics: readonly string[];
  weekdays: readonly number[];
  early: readonly number[];
  late: readonly number[];
  pastMaximum: number;
}

const weekdayNames = ["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays"];
export const weekdayShort = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

interface Point {
  words: string;
  /** Else it is what the proposal costs. */
  isGood: boolean;
}

/** Why a proposal is good, and what it costs: "Always Dr Okafor", "Only Tuesdays", "2 days early once". */
export function whyWords(why: Why, range: GapRange): Point[] {
  const [physician, ...otherPhysicians] = why.physicians;
  const sameWeekdays = why.weekdays.length <= 2;
  const points: (Point | null)[] = [
    otherPhysicians.length === 0
      ? { words: `Always ${physician ?? ""}`, isGood: true }
      : { words: `With ${listed(why.physicians)}`, isGood: false },
    sameWeekdays
      ? {
          words: `Only ${listed([...why.weekdays].sort().map((day) => weekdayNames[day - 1] ?? ""))}`,
          isGood: true,
        }
      : null,
    { words: gapWords(why, range), isGood: why.early.length + why.late.length === 0 },
    why.clinics.length > 1 ? { words: `At ${listed(why.clinics)}`, isGood: false } : null,
  ];
  return points.filter((point) => point !== null);
}

function gapWords({ early, late, pastMaximum }: Why, { target, min, max }: GapRange): string {
  if (pastMaximum > 0) return `${daysWords(pastMaximum)} past the maximum gap, as soon as it can be`;
  if (early.length + late.length === 0) return `Every gap ${String(target)} days, as planned`;
  const parts = [off(early, "early"), off(late, "late")].filter(Boolean);
  return `${parts.join(", ")} (target ${String(target)}, allowed ${String(min)} to ${String(max)})`;
}

/** "2 days early once", "up to 5 days late, 3 times". */
function off(days: readonly number[], word: string): string {
  if (days.length === 0) return "";
  const most = Math.max(...days);
  if (days.length === 1) return `${daysWords(most)} ${word} once`;
  return `${days.every((one) => one === most) ? "" : "up to "}${daysWords(most)} ${word}, ${String(days.length)} times`;
}

const listed = (names: readonly string[]) =>
  names.length <= 1 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1) ?? ""}`;

/** What a wish stands for, where it is what keeps a course from being had. */
export const relaxWords: Record<Relaxable, string> = {
  times: "At any day and hour",
  physicianId: "With any physician",
  clinicId: "At any of your clinics",
  roomId: "In any room",
  deviceId: "With any device",
  notBefore: "Beginning earlier",
  notAfter: "Ending later",
  gap: "With longer gaps",
};

/** "from Tue 1 Dec to Mon 8 Feb". */
export const fromTo = (starts: string, ends: string) => `from ${dayWords(starts)} to ${dayWords(ends)}`;

export const bookWords = (count: number) => `Book ${countOf(count, "session")}`;
