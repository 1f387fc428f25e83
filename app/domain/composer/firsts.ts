import type { Solved, Standing } from "./solve";

/** Every first session from which a course goes on, the cheapest course first; of equals the earliest. */
export function firstsOf(solved: Solved, dayCount: number, width: number): Standing[] {
  const firsts: (Standing & { cost: number })[] = [];
  for (let day = 0; day < dayCount; day++) {
    for (let lane = 0; lane < width; lane++) {
      const cost = solved.costFrom(day, lane);
      if (isFinite(cost)) firsts.push({ day, lane, cost });
    }
  }
  return firsts.sort((a, b) => a.cost - b.cost || a.day - b.day || a.lane - b.lane);
}
