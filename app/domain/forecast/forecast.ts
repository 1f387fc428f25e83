import { addDays, daysBetween, type Day } from "../day";
import { performedAfter, underWay, type CourseHistory, type CourseThen } from "./course-history";
import { learn, LONGEST_GAP_DAYS, type Learned } from "./learn";

/** The sessions that will be performed in each week ahead, with how sure that is. */
export interface WeekAhead {
  /** Its first day; weeks begin the day after the forecast's. */
  from: Day;
  /** Of those that are booked already, how many are expected to be performed. */
  booked: number;
  /** All that is expected: booked, to be booked, and of plans that are still to come. */
  expected: number;
  /** Between these the number lies in 80 of 100 cases. */
  low: number;
  high: number;
}

export interface Forecast {
  weeks: ReadonlyMap<string, WeekAhead[]>;
  /** By how much weeks differ from what is expected more than chance alone would have it: 1 is chance alone. */
  dispersion: number;
  learned: Learned;
}

export const WEEKS_AHEAD = 12;
/** 80 % of a normal distribution lie within so many standard deviations. */
const WITHIN_80 = 1.2815515655446004;
/** Weeks ago from which the forecast is tried on what has happened since. */
const TRIED_WEEKS_AGO = [13, 17, 21, 25];

/** The mean and the standard deviation of how many happen of what each happens with a chance of its own. */
export function sumOfChances(chances: readonly number[]): { mean: number; sd: number } {
  let [mean, variance] = [0, 0];
  for (const chance of chances) {
    mean += chance;
    variance += chance * (1 - chance);
  }
  return { mean, sd: Math.sqrt(variance) };
}

/**
 * Twelve weeks ahead. Each course under way goes on by the learned rate and gaps; plans to come arrive as they did of
 * late, and their sessions count as a Poisson number. The interval is as wide as the forecast has been wrong before, tried
 * on the practice's own past, since chance alone covers too little.
 */
export function forecast(courses: readonly CourseHistory[], at: Day, weeks = WEEKS_AHEAD): Forecast {
  const learned = learn(courses, at);
  const dispersion = dispersionOf(courses, at);
  const sums = sumsAfter(courses, at, weeks, learned);
  return {
    learned,
    dispersion,
    weeks: new Map(
      [...sums].map(([group, rows]) => [
        group,
        rows.map(({ booked, mean, variance }, week) => {
          const half = WITHIN_80 * Math.sqrt(variance * dispersion);
          return {
            from: addDays(at, 7 * week + 1),
            booked,
            expected: mean,
            low: Math.max(0, mean - half),
            high: mean + half,
          };
        }),
      ]),
    ),
  };
}

interface Sum {
  booked: number;
  mean: number;
  variance: number;
}

/** For every group and week what is expected, by what was known at the end of a day. */
export function sumsAfter(
  courses: readonly CourseHistory[],
  at: Day,
  weeks: number,
  learned: Learned,
): Map<string, Sum[]> {
  const sums = new Map<string, Sum[]>();
  const rowOf = (group: string) => {
    const row = sums.get(group) ?? Array.from({ length: weeks }, () => ({ booked: 0, mean: 0, variance: 0 }));
    sums.set(group, row);
    return row;
  };
  const days = 7 * weeks;
  for (const course of underWay(courses, at)) {
    const row = rowOf(course.group);
    for (const day of course.booked) {
      const sum = row[weekOf(daysBetween(at, day))];
      if (!sum) continue;
      sum.booked += learned.showRate;
      sum.mean += learned.showRate;
      sum.variance += learned.showRate * (1 - learned.showRate);
    }
    for (const chances of toBeBooked(course, at, days, learned)) {
      byWeek(chances, weeks).forEach((chance, week) => {
        const sum = row[week];
        if (!sum) return;
        sum.mean += chance;
        sum.variance += chance * (1 - chance);
      });
    }
  }
  for (const [group, { perWeek, plannedSessions }] of learned.arrivals) {
    const row = rowOf(group);
    const profile = arrivalProfile(plannedSessions, days, learned);
    for (let day = 1; day <= days; day++) {
      let expected = 0;
      for (let arrived = 1; arrived <= day; arrived++)
        expected += (perWeek / 7) * (profile[day - arrived] ?? 0);
      const sum = row[weekOf(day)];
      if (!sum) continue;
      sum.mean += expected;
      sum.variance += expected;
    }
  }
  return sums;
}

/** The first day after is in week 0. */
const weekOf = (daysAhead: number) => Math.floor((daysAhead - 1) / 7);

/** For each session that a course still lacks, its chance to be performed on each day ahead. */
function toBeBooked(course: CourseThen, at: Day, days: number, learned: Learned): Float64Array[] {
  const { performed, booked, plannedSessions } = course;
  const left = Math.max(0, plannedSessions - performed.length - booked.length);
  const last = booked.at(-1) ?? performed.at(-1) ?? null;
  const found: Float64Array[] = [];
  if (left === 0) return found;
  // Where the last one is, counted from the forecast's day: known, ahead or behind.
  let from = new Float64Array(days + 1);
  let first = true;
  for (let session = 0; session < left; session++) {
    const next = new Float64Array(days + 1);
    const rate = learned.continuationRate;
    if (first) {
      const since = last === null ? 0 : daysBetween(last, at);
      const kernel = last === null ? learned.waitShares : learned.gapShares;
      place(next, kernel, -since, rate);
      first = false;
    } else {
      for (let day = 1; day <= days; day++) {
        const chance = from[day] ?? 0;
        if (chance > 0) spread(next, learned.gapShares, day, chance * rate);
      }
    }
    found.push(next);
    from = next;
  }
  return found;
}

/** What is over already cannot be: the rest of the gaps take its share; where none is left, the next three weeks do. */
function place(into: Float64Array, kernel: readonly number[], from: number, weight: number) {
  let ahead = 0;
  for (let gap = 0; gap <= LONGEST_GAP_DAYS; gap++) if (from + gap >= 1) ahead += kernel[gap] ?? 0;
  if (ahead < 0.02) {
    for (let day = 1; day <= 21; day++) into[day] = (into[day] ?? 0) + weight / 21;
    return;
  }
  // The longer a course waits past its usual gaps, the likelier it is to be over.
  const stays = weight / (weight + (1 - weight) / ahead);
  for (let gap = 0; gap <= LONGEST_GAP_DAYS; gap++) {
    const day = from + gap;
    if (day >= 1 && day < into.length) into[day] = (into[day] ?? 0) + (stays * (kernel[gap] ?? 0)) / ahead;
  }
}

function spread(into: Float64Array, kernel: readonly number[], from: number, weight: number) {
  for (let gap = 0; gap <= LONGEST_GAP_DAYS && from + gap < into.length; gap++) {
    into[from + gap] = (into[from + gap] ?? 0) + weight * (kernel[gap] ?? 0);
  }
}

function byWeek(chances: Float64Array, weeks: number): number[] {
  const sums = new Array<number>(weeks).fill(0);
  for (let day = 1; day < chances.length; day++) {
    const week = weekOf(day);
    sums[week] = (sums[week] ?? 0) + (chances[day] ?? 0);
  }
  return sums;
}

/** How many sessions a plan is expected to have so many days after its start. */
function arrivalProfile(plannedSessions: number, days: number, learned: Learned): Float64Array {
  const profile = new Float64Array(days + 1);
  let from = Float64Array.from({ length: days + 1 }, (_, day) => learned.waitShares[day] ?? 0);
  let weight = 1;
  for (let left = plannedSessions; left > 0; left--) {
    // A fraction of a session left is a session of a fraction of them.
    weight *= Math.min(1, left);
    for (let day = 0; day <= days; day++) profile[day] = (profile[day] ?? 0) + weight * (from[day] ?? 0);
    const next = new Float64Array(days + 1);
    for (let day = 0; day <= days; day++) {
      const chance = from[day] ?? 0;
      if (chance > 0) spread(next, learned.gapShares, day, chance * learned.continuationRate);
    }
    from = next;
  }
  return profile;
}

/** The mean of the squared errors over what chance alone explains, tried on the past; 1 where that has too little. */
function dispersionOf(courses: readonly CourseHistory[], at: Day): number {
  let [sum, count] = [0, 0];
  for (const ago of TRIED_WEEKS_AGO) {
    const then = addDays(at, -7 * ago);
    const learned = learn(courses, then);
    if (learned.courses < 10) continue;
    const happened = performedAfter(courses, then, WEEKS_AHEAD);
    for (const [group, rows] of sumsAfter(courses, then, WEEKS_AHEAD, learned)) {
      rows.forEach(({ mean, variance }, week) => {
        if (variance < 1) return;
        sum += ((happened.get(group)?.[week] ?? 0) - mean) ** 2 / variance;
        count++;
      });
    }
  }
  return count < 8 ? 1 : Math.max(1, sum / count);
}
