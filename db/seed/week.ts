import { weekdayOf, type Day } from "~/domain/day";

const FRIDAY = 5;

/**
 * The weekdays (1 = Monday) on which the practice treats, today's first: whoever tries the demo should see a day's work.
 * Loaded on a weekend, it works that day instead of Mondays.
 */
export function workingWeek(today: Day): number[] {
  const weekday = weekdayOf(today);
  if (weekday > FRIDAY) return [weekday, 2, 3, 4, 5];
  return Array.from({ length: 5 }, (_, place) => ((weekday - 1 + place) % 5) + 1);
}
