import type { PlayedCourse } from "./course";
import { gapRange } from "./places";
import type { HalfDay } from "./rhythm";

/** On which days a course could be treated, and who is due on one of them. */
export class Agenda {
  #days = new Map<string, number[]>();

  constructor(halfDays: readonly HalfDay[]) {
    for (const halfDay of halfDays) {
      for (const key of [ownKey(halfDay), anyoneKey(halfDay)]) {
        const days = this.#days.get(key) ?? [];
        if (days.at(-1) !== halfDay.on) days.push(halfDay.on);
        this.#days.set(key, days);
      }
    }
  }

  /** Those whose next session suits this half-day better than any later one, the most pressing first. */
  due(halfDay: HalfDay, open: readonly PlayedCourse[]): PlayedCourse[] {
    return open
      .filter((course) => fits(course, halfDay) && this.#suitsNow(course, halfDay.on))
      .sort((a, b) => Number(b.mayBeEarly) - Number(a.mayBeEarly) || a.wishOn - b.wishOn);
  }

  /** Those whose gap is long enough already, though a later day would suit them better. */
  couldComeEarlier(halfDay: HalfDay, open: readonly PlayedCourse[]): PlayedCourse[] {
    return open
      .filter(
        (course) => fits(course, halfDay) && this.#isAllowed(course, halfDay.on) && !course.leavesGapUnsaid,
      )
      .sort((a, b) => a.wishOn - b.wishOn);
  }

  /** The next day would be past the maximum gap. */
  isLastChance(course: PlayedCourse, { on }: HalfDay): boolean {
    return course.lastOn !== null && this.#nextAfter(course, on) - course.lastOn > gapRange.max;
  }

  /** Days after the course's last session, in that range, on which its own physician treats. */
  daysAfter(course: PlayedCourse, from: number, to: number): number[] {
    const last = course.lastOn ?? course.startedOn;
    const days = this.#days.get(ownKey(course)) ?? [];
    return days.filter((day) => day - last >= from && day - last <= to);
  }

  /** The next session on a day before the minimum gap, for this reason or for none; false where there is no such day. */
  bringForward(course: PlayedCourse, reason: string | null): boolean {
    const early = this.daysAfter(course, 11, 13)[0];
    if (early === undefined) return false;
    course.wishOn = early;
    course.mayBeEarly = true;
    course.gapReason = reason;
    course.leavesGapUnsaid = reason === null;
    return true;
  }

  #isAllowed(course: PlayedCourse, on: number): boolean {
    if (course.lastOn !== null && on - course.lastOn < gapRange.min && !course.mayBeEarly) return false;
    const isOnHold = on <= (course.holds.at(-1)?.to ?? -Infinity);
    return !isOnHold && course.sessions.at(-1)?.halfDay.on !== on;
  }

  #suitsNow(course: PlayedCourse, on: number): boolean {
    if (!this.#isAllowed(course, on)) return false;
    return on >= course.wishOn || course.wishOn - on <= this.#nextAfter(course, on) - course.wishOn;
  }

  #nextAfter(course: PlayedCourse, on: number): number {
    const days = this.#days.get(course.takesAnyone ? anyoneKey(course) : ownKey(course)) ?? [];
    let low = 0;
    let high = days.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((days[middle] ?? Infinity) > on) high = middle;
      else low = middle + 1;
    }
    return days[low] ?? Infinity;
  }
}

type Where = Pick<HalfDay, "physician" | "clinic" | "guidance">;

const ownKey = ({ physician, clinic }: Where) => `${physician} at ${clinic}`;
const anyoneKey = ({ clinic, guidance }: Where) => `${guidance} at ${clinic}`;

function fits(course: PlayedCourse, halfDay: HalfDay): boolean {
  if (course.guidance !== halfDay.guidance) return false;
  const sameClinic = course.clinic === halfDay.clinic;
  const samePhysician = course.physician === halfDay.physician;
  return course.takesAnyone ? sameClinic || samePhysician : sameClinic && samePhysician;
}
