import { addDays, daysBetween, laterDay, type Day } from "~/domain/day";
import { dayAndMonth, dayWords } from "~/domain/words-of-time";
import { px, round, USUAL_WIDTH_PX, type CourseLayout, type PlacedBead } from "./course-parts";
import type { CourseBead, PlanView } from "./plan";

/** The thread of a course: where its beads stand, and what hangs between them. */

/** Two beads side by side. */
const BEAD_PX = 34;

/** Booked sessions stand on their day; what is not booked where it would keep the target gap. */
export function placeBeads({ course, range, today }: PlanView) {
  let last: Day | null = null;
  return course.beads.map((bead) => {
    const soonest: Day = last === null ? today : laterDay(today, addDays(last, range.target));
    const day = bead.day ?? soonest;
    if (bead.kind !== "no-show" && bead.kind !== "displaced") last = day;
    return { ...bead, day, isBooked: bead.day !== null, label: labelOf(bead, day, today) };
  });
}

function labelOf({ kind }: CourseBead, day: Day, today: Day): string {
  switch (kind) {
    case "due":
      return day > today ? `target ${dayAndMonth(day)}` : "due now";
    case "overdue":
      return "overdue";
    case "not-booked":
      return "not booked";
    case "no-show":
      return "no-show";
    case "displaced":
      return "to rebook";
    case "performed":
    case "booked":
    case "now":
      return dayWords(day);
  }
}

export function withLabelRows(beads: readonly Omit<PlacedBead, "labelRow">[]): PlacedBead[] {
  let row: 0 | 1 = 0;
  return beads.map((bead, index) => {
    const before = beads[index - 1];
    row = before && px(bead.x - before.x) < 88 && row === 0 ? 1 : 0;
    return { ...bead, labelRow: row };
  });
}

const standing = (bead: PlacedBead) => bead.kind !== "no-show" && bead.kind !== "displaced";

/** What is not booked has no day of its own: it gives way to what stands where it would. */
export function apart<B extends { x: number; isBooked: boolean }>(beads: readonly B[]): B[] {
  const placed: B[] = [];
  for (const bead of beads) {
    const least = (placed.at(-1)?.x ?? -100) + (BEAD_PX / USUAL_WIDTH_PX) * 100;
    placed.push(bead.isBooked || bead.x >= least ? bead : { ...bead, x: round(least) });
  }
  return placed;
}

/** Sessions of one course are days apart, and their beads must not touch. */
export function minWidth(
  dated: readonly { day: Day; kind: CourseBead["kind"] }[],
  lengthDays: number,
): number {
  const standing = dated.filter(({ kind }) => kind !== "no-show" && kind !== "displaced");
  const gaps = standing.slice(1).map(({ day }, index) => daysBetween(standing[index]?.day ?? day, day));
  const least = Math.max(1, Math.min(...gaps, lengthDays));
  return Math.min(4000, Math.round((lengthDays / least) * BEAD_PX));
}

export function threadsOf(beads: readonly PlacedBead[]): CourseLayout["threads"] {
  const chain = beads.filter(standing);
  return chain.slice(1).map((bead, index) => ({
    from: chain[index]?.x ?? bead.x,
    to: bead.x,
    kind:
      bead.kind === "performed"
        ? "performed"
        : bead.kind === "booked" || bead.kind === "now"
          ? "booked"
          : "open",
  }));
}

/** The gap in days on the thread, between sessions that stand on a day. */
export function pillsOf(beads: readonly PlacedBead[], { range }: PlanView): CourseLayout["pills"] {
  const chain = beads.filter(standing);
  return chain.slice(1).flatMap((bead, index) => {
    const before = chain[index];
    if (!before || !["performed", "booked", "now"].includes(bead.kind) || px(bead.x - before.x) < 70)
      return [];
    const days = daysBetween(before.day, bead.day);
    const state = days < range.min ? "early" : days > range.max ? "late" : "in-range";
    return [{ x: pillPlace(before.x, bead.x, beads), words: `${days} d`, state }];
  });
}

/** Halfway, or beside what stands there: a session that has to be rebooked, or was missed. */
function pillPlace(from: number, to: number, beads: readonly PlacedBead[]): number {
  const half = (from + to) / 2;
  const isTaken = beads.some((bead) => !standing(bead) && px(Math.abs(bead.x - half)) < 40);
  return round(isTaken ? from + (to - from) / 4 : half);
}
