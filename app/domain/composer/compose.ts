import type { GapRange } from "../gap";
import type { Choice } from "../openings";
import { addDays, daysBetween, startOfWeek, type Day } from "../time";
import type { Cells } from "./cells";
import { firstsOf } from "./firsts";
import { solve, type CourseProblem, type Lane, type Solution, type Solved, type Standing } from "./solve";
import type { Weights } from "./weights";
import { wishedCells, withLanesOf, type Clinic, type Wishes } from "./wished";

export type { Clinic, Wishes } from "./wished";

/** What a course is composed of. */
export interface CourseFacts {
  /** The first day that is searched. */
  today: Day;
  /** How many sessions are to be booked. */
  count: number;
  range: GapRange;
  /** Those that stand, past and ahead, in order; displaced ones aside. */
  sessions: readonly { day: Day; physicianId: string; clinicId: string }[];
}

export interface CourseSession {
  day: Day;
  physicianId: string;
  clinicId: string;
  /** To the session before; null for a course's first. */
  gapDays: number | null;
  /** Where and when a new one is to be; null for one that stands already. */
  choice: Choice | null;
}

export interface Proposal {
  cost: number;
  /** Those ahead, new and standing. */
  sessions: CourseSession[];
}

/** The best whole courses, each unlike those before it; none where no legal course exists. */
export function compose(
  facts: CourseFacts,
  clinics: readonly Clinic[],
  wishes: Wishes,
  weights: Weights,
  most: number,
): Proposal[] {
  const cells = wishedCells(clinics, wishes, weights, facts.today);
  const { problem, toProposal } = courseOf(facts, cells, wishes, weights);
  const { dayCount, lanes } = problem;
  const solved = solve(problem);
  return distinct(solved, firstsOf(solved, dayCount, lanes.length), lanes, facts.today, most).map(toProposal);
}

/**
 * After this day no session of a legal course can be: what is to be booked follows those that stand, each within the
 * maximum gap. Null where nothing bounds it: a course that is to begin, or one that goes on late.
 */
export function latestDayOf(facts: CourseFacts, wishes: Pick<Wishes, "notBefore">): Day | null {
  const last = facts.sessions.at(-1);
  if (!last || lateDaysOf(facts, wishes) > 0) return null;
  return addDays(last.day, facts.count * facts.range.max);
}

/** How late a course that should have gone on begins at the least, and no more: 0 where it is in time. */
function lateDaysOf({ today, range, sessions }: CourseFacts, wishes: Pick<Wishes, "notBefore">) {
  const before = sessions.findLast(({ day }) => day < today);
  const ahead = sessions.some(({ day }) => day >= today);
  if (!before || ahead) return 0;
  const from = wishes.notBefore && wishes.notBefore > today ? wishes.notBefore : today;
  return Math.max(0, daysBetween(before.day, from) - range.max);
}

/** A plan's course among the sessions that can be had, for `solve`; and what is solved, as it is proposed. */
export function courseOf(
  facts: CourseFacts,
  cells: Cells,
  wishes: Pick<Wishes, "notBefore">,
  weights: Weights,
): { problem: CourseProblem; toProposal: (solution: Solution) => Proposal } {
  const { today, sessions } = facts;
  const { dayCount } = cells;
  const { lanes, costs, laneIndexes } = withLanesOf(cells, sessions);
  const standing = sessions.map(({ day }, index) => ({
    day: daysBetween(today, day),
    lane: laneIndexes[index] ?? 0,
  }));
  const problem: CourseProblem = {
    dayCount,
    lanes,
    costs,
    count: facts.count,
    range: facts.range,
    previous: standing.findLast(({ day }) => day < 0) ?? null,
    standing: standing.filter(({ day }) => day >= 0 && day < dayCount),
    lateDays: lateDaysOf(facts, wishes) > 0 ? dayCount : 0,
    weights,
  };
  const toProposal = ({ cost, nodes }: Solution): Proposal => {
    let before = sessions.findLast(({ day }) => day < today)?.day ?? null;
    return {
      cost,
      sessions: nodes.map(({ day, lane, isNew }) => {
        const here = addDays(today, day);
        const gapDays = before === null ? null : daysBetween(before, here);
        before = here;
        const { physicianId = "", clinicId = "" } = lanes[lane] ?? {};
        return { day: here, physicianId, clinicId, gapDays, choice: isNew ? cells.choice(day, lane) : null };
      }),
    };
  };
  return { problem, toProposal };
}

/**
 * The best course of all, then the best of those that begin in another week or are with other physicians than any before:
 * alternatives that a patient can tell apart. Where there are too few, those that begin on another day.
 */
function distinct(
  solved: Solved,
  firsts: readonly Standing[],
  lanes: readonly Lane[],
  today: Day,
  most: number,
): Solution[] {
  const chosen: Solution[] = [];
  const byCost = () => chosen.sort((a, b) => a.cost - b.cost);
  const seen = new Set<string>();
  const weekOf = (day: Day) => `week of ${startOfWeek(day)}`;
  for (const beginning of [weekOf, (day: Day) => day]) {
    for (const { day, lane } of firsts) {
      if (chosen.length === most) return byCost();
      const solution = solved.from(day, lane);
      if (!solution) continue;
      const physicians = new Set(solution.nodes.map((node) => lanes[node.lane]?.physicianId));
      const who = [...physicians].sort().join(" ");
      const first = addDays(today, day);
      if (seen.has(`${beginning(first)} ${who}`)) continue;
      for (const begins of [weekOf(first), first]) seen.add(`${begins} ${who}`);
      chosen.push(solution);
    }
  }
  return byCost();
}
