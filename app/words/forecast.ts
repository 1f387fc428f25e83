import { dayAndMonth } from "~/domain/words-of-time";

interface Week {
  from: string;
  expected: number;
  capacity: number;
  load: number | null;
}

/** "72 %"; a week with nothing open says so. */
export const loadWords = (load: number | null): string =>
  load === null ? "closed" : `${Math.round(100 * load)} %`;

/** What the weeks come to, in one sentence. */
export function sentenceOf(weeks: readonly Week[]): string {
  const expected = Math.round(weeks.reduce((sum, week) => sum + week.expected, 0));
  const tight = weeks.filter(({ load }) => load !== null && load > 0.85);
  const [first] = tight;
  const about = `About ${expected} in twelve weeks`;
  if (!first) return `${about}; no week is above 85 % of what there is room for.`;
  if (tight.length === 1) return `${about}; the week from ${dayAndMonth(first.from)} is above 85 %.`;
  return `${about}; ${tight.length} weeks are above 85 %, the first from ${dayAndMonth(first.from)}.`;
}
