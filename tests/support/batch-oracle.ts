import type { Highs } from "highs";
import { courseOf } from "~/domain/composer/compose";
import type { BatchClinic, BatchPlan, BatchProblem } from "~/domain/batch/problem";
import { listed, overlaps, totalLength, type Interval, type Intervals } from "~/domain/interval";
import type { Choice } from "~/domain/openings";
import { addDays } from "~/domain/time";
import { costOf, everyCourse } from "./every-course";
import { faultsOfSession, phasesAt } from "./batch-checker";

const QUARTER_MS = 900_000;

interface Seat {
  name: string;
  /** Of the plan, its day and its lane. */
  cell: string;
  cost: number;
  holds: { what: string; at: Interval }[];
}

/**
 * The least that all plans can cost, proved by HiGHS: a variable for every course, by days and lanes, and for every session
 * that could be had in them, found by trying each start with everybody and everything against the rules.
 */
export function leastByHighs(highs: Highs, problem: BatchProblem, penalty: number): number {
  const costs: string[] = [];
  const rows: string[] = [];
  const names: string[] = [];
  const held = new Map<string, { at: Interval; name: string }[]>();
  const variable = (prefix: string, cost: number) => {
    const name = `${prefix}${names.length}`;
    names.push(name);
    costs.push(`+ ${cost} ${name}`);
    return name;
  };
  for (const plan of problem.plans) {
    const seats = seatsOf(problem, plan, (cost) => variable("s", cost));
    const courses = coursesOf(problem, plan, seats, (cost) => variable("c", cost));
    const none = variable("n", penalty);
    rows.push(`${[none, ...courses.map(({ name }) => name)].join(" + ")} = 1`);
    for (const cell of new Set(seats.map((seat) => seat.cell))) {
      const there = seats.filter((seat) => seat.cell === cell).map(({ name }) => name);
      const needing = courses.filter(({ cells }) => cells.includes(cell)).map(({ name }) => ` - ${name}`);
      rows.push(`${there.join(" + ")}${needing.join("")} = 0`);
    }
    for (const { name, holds } of seats) {
      for (const { what, at } of holds) held.set(what, [...(held.get(what) ?? []), { at, name }]);
    }
  }
  for (const all of held.values()) {
    // Whatever overlaps does so at the beginning of one of them.
    for (const start of new Set(all.map(({ at }) => at.start))) {
      const there = all.filter(({ at }) => at.start <= start && start < at.end).map(({ name }) => name);
      if (there.length > 1) rows.push(`${there.join(" + ")} <= 1`);
    }
  }
  const text = `Minimize\n obj: ${costs.join("\n ")}\nSubject To\n ${rows.join("\n ")}\nBinary\n ${names.join("\n ")}\nEnd\n`;
  const solution = highs.solve(text, { mip_rel_gap: 0 });
  if (solution.Status !== "Optimal") throw new Error(`HiGHS says ${solution.Status}`);
  return solution.ObjectiveValue;
}

function seatsOf(problem: BatchProblem, plan: BatchPlan, nameOf: (cost: number) => string): Seat[] {
  const { today, clinics, plans } = problem;
  const seats: Seat[] = [];
  for (const clinic of clinics) {
    for (const open of clinic.clinicOpen) {
      for (let start = open.start; start < open.end; start += QUARTER_MS) {
        const index = clinic.dayStarts.findLastIndex((at) => at <= start);
        const day = addDays(today, index);
        const isSiblings = plans.some(
          (other) =>
            other !== plan &&
            other.patientId === plan.patientId &&
            other.course.sessions.some((one) => one.day === day),
        );
        if (isSiblings || plan.course.sessions.some((one) => one.day === day)) continue;
        for (const choice of everyChoice(clinic, new Date(start))) {
          const { clinicId } = clinic;
          const session = { day, clinicId, physicianId: choice.physicianId, gapDays: null, choice };
          if (faultsOfSession(problem, plan, session).length > 0) continue;
          const { whole, treatment } = phasesAt(plan, choice.startsAt);
          seats.push({
            name: nameOf(placeCost(problem, clinic, plan, choice)),
            cell: cellName(plan, index, choice.physicianId, clinicId),
            cost: 0,
            holds: [
              { what: `room ${clinicId} ${choice.roomId}`, at: whole },
              { what: `device ${clinicId} ${choice.deviceId}`, at: treatment },
              { what: `physician ${choice.physicianId}`, at: treatment },
              { what: `patient ${plan.patientId}`, at: { start: index, end: index + 1 } },
            ],
          });
        }
      }
    }
  }
  return seats;
}

function* everyChoice(clinic: BatchClinic, startsAt: Date): Generator<Choice> {
  for (const { id: physicianId } of clinic.physicians) {
    for (const { id: roomId } of clinic.rooms) {
      for (const { id: deviceId } of clinic.devices) yield { startsAt, physicianId, roomId, deviceId };
    }
  }
}

const cellName = (plan: BatchPlan, day: number, physicianId: string, clinicId: string) =>
  `${plan.id} ${day} ${physicianId} ${clinicId}`;

/** The shielded room for one that needs no lead; a half-day of a fluoroscope that nothing else needs. */
function placeCost({ weights }: BatchProblem, clinic: BatchClinic, { guidance }: BatchPlan, choice: Choice) {
  const room = clinic.rooms.find(({ id }) => id === choice.roomId);
  if (guidance === "ultrasound") return room?.kind === "shielded" ? weights.shieldedRoom : 0;
  const at = choice.startsAt.getTime();
  const bounds = [...clinic.dayStarts, ...clinic.noons].sort((a, b) => a - b);
  const half = bounds.findLastIndex((bound) => bound <= at);
  const [start = 0, end = 0] = [bounds[half], bounds[half + 1]];
  const device = clinic.devices.find(({ id }) => id === choice.deviceId);
  const isUsed = listed(device?.busy ?? []).some((one) => start <= one.start && one.start < end);
  return isUsed ? 0 : weights.fluoroscopeOpened;
}

function coursesOf(
  { today, clinics, weights }: BatchProblem,
  plan: BatchPlan,
  seats: readonly Seat[],
  nameOf: (cost: number) => string,
) {
  const dayCount = Math.max(...clinics.map(({ dayStarts }) => dayStarts.length - 1));
  const lanes = clinics.flatMap(({ clinicId, physicians }) =>
    physicians.map(({ id }) => ({ physicianId: id, clinicId })),
  );
  const known = new Set(seats.map(({ cell }) => cell));
  const costs = new Float64Array(dayCount * lanes.length).fill(Infinity);
  for (let day = 0; day < dayCount; day++) {
    lanes.forEach(({ physicianId, clinicId }, lane) => {
      if (!known.has(cellName(plan, day, physicianId, clinicId))) return;
      const { preferredPhysicianId } = plan.wishes;
      const isOther = preferredPhysicianId !== null && preferredPhysicianId !== physicianId;
      const load = loadOn(
        clinics.find((one) => one.clinicId === clinicId),
        physicianId,
        day,
      );
      costs[day * lanes.length + lane] = (isOther ? weights.otherPhysician : 0) + load * weights.fullDay;
    });
  }
  const cells = {
    dayCount,
    lanes,
    costs,
    choice: () => {
      throw new Error("not asked");
    },
  };
  const { problem } = courseOf({ ...plan.course, today }, cells, plan.wishes, weights);
  return [...everyCourse(problem)].flatMap((nodes) => {
    const cost = costOf(problem, nodes);
    if (!isFinite(cost)) return [];
    const cellsOfCourse = nodes.flatMap(({ day, lane, isNew }) => {
      const { physicianId = "", clinicId = "" } = problem.lanes[lane] ?? {};
      return isNew ? [cellName(plan, day, physicianId, clinicId)] : [];
    });
    return [{ name: nameOf(cost), cells: cellsOfCourse }];
  });
}

/** Of what the physician works that day, how much is taken. */
function loadOn(clinic: BatchClinic | undefined, physicianId: string, day: number): number {
  const physician = clinic?.physicians.find(({ id }) => id === physicianId);
  const [start = 0, end = 0] = [clinic?.dayStarts[day], clinic?.dayStarts[day + 1]];
  const that = (all: Intervals) => listed(all).filter((one) => overlaps(one, { start, end }));
  const worked = totalLength(that(physician?.working ?? []));
  const taken = that(physician?.busy ?? []).reduce((sum, one) => sum + one.end - one.start, 0);
  return worked === 0 ? 0 : Math.min(1, taken / worked);
}
