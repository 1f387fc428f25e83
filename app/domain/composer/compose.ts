import type { GapRange } from "../gap";
import type { Choice } from "../openings";
import { addDays, daysBetween, instantAt, startOfWeek, weekdayOf, type Day, type Zone } from "../time";
import type { WeekdaySpan } from "../working-hours";
import { cellsOf, type ClinicDays } from "./cells";
import { firstsOf } from "./firsts";
import { solve, type CourseProblem, type Lane, type Solution, type Solved, type Standing } from "./solve";
import type { Weights } from "./weights";

/** What the scheduler asks for on the spot; null is no matter. */
export interface Wishes {
  /** When the patient can come. */
  times: readonly WeekdaySpan[] | null;
  /** Nobody else. */
  physicianId: string | null;
  /** Rather than others; null where all are alike. */
  preferredPhysicianId: string | null;
  clinicId: string | null;
  roomId: string | null;
  deviceId: string | null;
  notBefore: Day | null;
  notAfter: Day | null;
}

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

/** A clinic on the days that are searched, with everybody and everything of it. */
export interface Clinic extends ClinicDays {
  zone: Zone;
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
  const { solved, toProposal, dayCount, lanes } = prepare(facts, clinics, wishes, weights);
  return distinct(solved, firstsOf(solved, dayCount, lanes.length), lanes, facts.today, most).map(toProposal);
}

/** How late a course that should have gone on begins at the least, and no more: 0 where it is in time. */
function lateDaysOf({ today, range, sessions }: CourseFacts, wishes: Pick<Wishes, "notBefore">) {
  const before = sessions.findLast(({ day }) => day < today);
  const ahead = sessions.some(({ day }) => day >= today);
  if (!before || ahead) return 0;
  const from = wishes.notBefore && wishes.notBefore > today ? wishes.notBefore : today;
  return Math.max(0, daysBetween(before.day, from) - range.max);
}

function prepare(facts: CourseFacts, clinics: readonly Clinic[], wishes: Wishes, weights: Weights) {
  const { today, sessions } = facts;
  const cells = cellsOf(wished(clinics, wishes, today), wishes.preferredPhysicianId, weights);
  const { dayCount } = cells;
  const lanes = [...cells.lanes];
  const laneOf = (lane: Lane) => {
    const known = lanes.findIndex(
      ({ physicianId, clinicId }) => physicianId === lane.physicianId && clinicId === lane.clinicId,
    );
    return known >= 0 ? known : lanes.push({ physicianId: lane.physicianId, clinicId: lane.clinicId }) - 1;
  };
  const standing = sessions.map((session) => ({
    day: daysBetween(today, session.day),
    lane: laneOf(session),
  }));
  const problem: CourseProblem = {
    dayCount,
    lanes,
    costs: widened(cells.costs, cells.lanes.length, lanes.length, dayCount),
    count: facts.count,
    range: facts.range,
    previous: standing.findLast(({ day }) => day < 0) ?? null,
    standing: standing.filter(({ day }) => day >= 0 && day < dayCount),
    lateDays: lateDaysOf(facts, wishes) > 0 ? dayCount : 0,
    weights,
  };
  forbid(problem, wishes, today);
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
  return { solved: solve(problem), toProposal, dayCount, lanes };
}

/** The clinics with only those people and places that are wished for, and the patient's time. */
function wished(clinics: readonly Clinic[], wishes: Wishes, today: Day): ClinicDays[] {
  const { physicianId, clinicId, roomId, deviceId, times } = wishes;
  const only = <T extends { id: string }>(pool: readonly T[], id: string | null) =>
    id === null ? pool : pool.filter((one) => one.id === id);
  return clinics
    .filter((clinic) => clinicId === null || clinic.clinicId === clinicId)
    .map((clinic) => ({
      ...clinic,
      search: {
        ...clinic.search,
        physicians: only(clinic.search.physicians, physicianId),
        rooms: only(clinic.search.rooms, roomId),
        devices: only(clinic.search.devices, deviceId),
        patientFree: times && timesOn(clinic, times, today),
      },
    }));
}

function timesOn({ dayStarts, zone }: Clinic, times: readonly WeekdaySpan[], today: Day) {
  return dayStarts.slice(0, -1).flatMap((_, index) => {
    const day = addDays(today, index);
    const weekday = weekdayOf(day);
    return times
      .filter((time) => time.weekday === weekday)
      .map(({ startsMinute, endsMinute }) => ({
        start: instantAt(day, startsMinute, zone).getTime(),
        end: instantAt(day, endsMinute, zone).getTime(),
      }));
  });
}

/** Room for the lanes of sessions that stand elsewhere. */
function widened(costs: Float64Array, from: number, to: number, dayCount: number): Float64Array {
  if (from === to) return costs;
  const wide = new Float64Array(dayCount * to).fill(Infinity);
  for (let day = 0; day < dayCount; day++) {
    wide.set(costs.subarray(day * from, (day + 1) * from), day * to);
  }
  return wide;
}

/** Nothing before or after the days that are wished for. */
function forbid({ costs, lanes, dayCount }: CourseProblem, { notBefore, notAfter }: Wishes, today: Day) {
  const clamp = (day: number) => Math.min(Math.max(day, 0), dayCount) * lanes.length;
  if (notBefore) costs.fill(Infinity, 0, clamp(daysBetween(today, notBefore)));
  if (notAfter) costs.fill(Infinity, clamp(daysBetween(today, notAfter) + 1));
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
