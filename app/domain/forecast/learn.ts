import { addDays, daysBetween, type Day } from "../day";
import type { CourseHistory } from "./course-history";

/** What the past says of courses to come. Where it says little, each figure leans on what is usual. */
export interface Learned {
  /** The share of booked sessions that are performed. */
  showRate: number;
  /** The share of courses with sessions left that have another one. */
  continuationRate: number;
  /** For each number of days, the share of gaps that are so long. */
  gapShares: readonly number[];
  /** For each number of days, the share of new plans whose first session comes so long after their start. */
  waitShares: readonly number[];
  /** Of each group: new plans a week, and how many sessions they plan on average. */
  arrivals: ReadonlyMap<string, { perWeek: number; plannedSessions: number }>;
  /** How many courses it was learned from. */
  courses: number;
}

/** Longer ago a practice was another one. */
const MEMORY_DAYS = 364;
const ARRIVAL_DAYS = 84;
export const LONGEST_GAP_DAYS = 70;
/** How many cases the usual figure is worth. */
const USUAL_CASES = 20;
const USUAL_SHOW = 0.93;
const USUAL_CONTINUATION = 0.9;
const USUAL_WAIT_DAYS = 10;
/** Days on either side among which a gap is spread: a few gaps say as much of the days beside them. */
const SPREAD_DAYS = 2;

/** Learns from all that was known at the end of a day. */
export function learn(courses: readonly CourseHistory[], at: Day): Learned {
  const since = addDays(at, -MEMORY_DAYS);
  let [shown, booked, went, could, known] = [0, 0, 0, 0, 0];
  const gaps = new Float64Array(LONGEST_GAP_DAYS + 1);
  const waits = new Float64Array(LONGEST_GAP_DAYS + 1);
  const arrivals = new Map<string, { count: number; planned: number }>();
  for (const course of courses) {
    if (course.startedDay > at) continue;
    if (course.startedDay > addDays(at, -ARRIVAL_DAYS)) {
      const row = arrivals.get(course.group) ?? { count: 0, planned: 0 };
      arrivals.set(course.group, { count: row.count + 1, planned: row.planned + course.plannedSessions });
    }
    if (course.startedDay < since) continue;
    known++;
    for (const { day, bookedDay, performed } of course.sessions) {
      if (bookedDay > at || day > at) continue;
      booked++;
      if (performed) shown++;
    }
    const days = course.sessions
      .filter(({ day, performed }) => performed && day <= at)
      .map(({ day }) => day)
      .sort();
    const [first] = days;
    if (first) add(waits, daysBetween(course.startedDay, first));
    days.forEach((day, index) => {
      const next = days[index + 1];
      if (next) add(gaps, daysBetween(day, next));
      if (index + 1 >= course.plannedSessions) return;
      // Whether it went on is known once it did, ended, or could have for long.
      const isOver = course.endedDay !== null && course.endedDay <= at;
      if (!next && !isOver && daysBetween(day, at) <= LONGEST_GAP_DAYS) return;
      could++;
      if (next) went++;
    });
  }
  const perWeek = ARRIVAL_DAYS / 7;
  return {
    showRate: leaning(shown, booked, USUAL_SHOW),
    continuationRate: leaning(went, could, USUAL_CONTINUATION),
    gapShares: shares(gaps, usualGaps()),
    waitShares: shares(waits, usualWaits()),
    arrivals: new Map(
      [...arrivals].map(([group, { count, planned }]) => [
        group,
        { perWeek: count / perWeek, plannedSessions: planned / count },
      ]),
    ),
    courses: known,
  };
}

const leaning = (hits: number, cases: number, usual: number) =>
  (hits + usual * USUAL_CASES) / (cases + USUAL_CASES);

function add(counts: Float64Array, days: number) {
  if (days < 0 || days > LONGEST_GAP_DAYS) return;
  const from = Math.max(0, days - SPREAD_DAYS);
  const to = Math.min(LONGEST_GAP_DAYS, days + SPREAD_DAYS);
  for (let day = from; day <= to; day++) counts[day] = (counts[day] ?? 0) + 1 / (to - from + 1);
}

function shares(counts: Float64Array, usual: readonly number[]): number[] {
  const leaned = usual.map((share, day) => (counts[day] ?? 0) + share * USUAL_CASES);
  const all = leaned.reduce((sum, one) => sum + one, 0);
  return leaned.map((one) => one / all);
}

/** From two to four weeks, most at three: domain.md's starting figures. */
function usualGaps(): number[] {
  const weights = Array.from({ length: LONGEST_GAP_DAYS + 1 }, (_, day) =>
    Math.max(0, 8 - Math.abs(day - 21)),
  );
  const all = weights.reduce<number>((sum, one) => sum + one, 0);
  return weights.map((one) => one / all);
}

function usualWaits(): number[] {
  const weights = Array.from({ length: LONGEST_GAP_DAYS + 1 }, (_, day) =>
    day <= 2 * USUAL_WAIT_DAYS ? 1 : 0,
  );
  const all = weights.reduce<number>((sum, one) => sum + one, 0);
  return weights.map((one) => one / all);
}
