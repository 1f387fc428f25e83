import type { BatchPlan, BatchProblem, BatchResult } from "~/domain/batch/problem";
import { weekdayOf } from "~/domain/day";
import { contains, listed, normalise, overlaps, type Interval, type Intervals } from "~/domain/interval";
import type { Proposal } from "~/domain/composer/compose";
import { dayOf, daysBetween, instantAt } from "~/domain/time";

const MS_PER_MINUTE = 60_000;

interface Held extends Interval {
  what: string;
}

/**
 * Everything that is not legal in a result, in words: written from the rules, not from the search. Empty when all is well.
 */
export function faultsOf(problem: BatchProblem, result: BatchResult): string[] {
  const faults: string[] = [];
  const held: Held[] = [];
  const days = new Map<string, string>();
  result.plans.forEach(({ planId, proposal }, index) => {
    const plan = problem.plans[index];
    if (plan?.id !== planId) faults.push(`${planId} is not in its place`);
    else if (proposal) {
      faults.push(...faultsOfCourse(problem, plan, proposal).map((fault) => `${planId}: ${fault}`));
      for (const { day, choice, clinicId } of proposal.sessions) {
        const key = `${plan.patientId} on ${day}`;
        if (choice && days.has(key)) faults.push(`${key} for ${planId} and ${days.get(key) ?? ""}`);
        days.set(key, planId);
        if (!choice) continue;
        const { whole, treatment } = phasesAt(plan, choice.startsAt);
        held.push(
          { what: `patient ${plan.patientId}`, ...whole },
          { what: `${clinicId} room ${choice.roomId}`, ...whole },
          { what: `${clinicId} device ${choice.deviceId}`, ...treatment },
          { what: `physician ${choice.physicianId}`, ...treatment },
        );
      }
    }
  });
  held.forEach((one, index) => {
    const twice = held.slice(0, index).some((other) => other.what === one.what && overlaps(one, other));
    if (twice) faults.push(`${one.what} twice at ${new Date(one.start).toISOString()}`);
  });
  const missing = result.plans.flatMap(({ planId, proposal }) => (proposal ? [] : [planId]));
  if (missing.join() !== result.unplanned.join()) faults.push("the unplanned are others");
  return faults;
}

export function phasesAt({ phases: { prepare, treat, recover } }: Pick<BatchPlan, "phases">, startsAt: Date) {
  const start = startsAt.getTime();
  const treated = start + prepare * MS_PER_MINUTE;
  const until = treated + treat * MS_PER_MINUTE;
  return {
    whole: { start, end: until + recover * MS_PER_MINUTE },
    treatment: { start: treated, end: until },
  };
}

function faultsOfCourse(problem: BatchProblem, plan: BatchPlan, { sessions }: Proposal): string[] {
  const { course, wishes } = plan;
  const { today } = problem;
  const faults: string[] = [];
  const added = sessions.filter(({ choice }) => choice !== null);
  if (added.length !== course.count) faults.push(`${added.length} sessions instead of ${course.count}`);
  const ahead = course.sessions.filter(({ day }) => day >= today);
  const kept = sessions.filter(({ choice }) => choice === null);
  if (ahead.map(({ day }) => day).join() !== kept.map(({ day }) => day).join())
    faults.push("not all that stood stands");

  let before = course.sessions.findLast(({ day }) => day < today)?.day ?? null;
  const from = wishes.notBefore && wishes.notBefore > today ? wishes.notBefore : today;
  const isOverdue = before !== null && ahead.length === 0 && daysBetween(before, from) > course.range.max;
  sessions.forEach((session, index) => {
    const isNew = session.choice !== null || (sessions[index - 1]?.choice ?? null) !== null;
    if (before !== null && isNew) {
      const days = daysBetween(before, session.day);
      const most = isOverdue && index === 0 ? Infinity : course.range.max;
      if (days < Math.max(1, course.range.min) || days > most) faults.push(`a gap of ${days} days`);
      if (session.gapDays !== days) faults.push("a gap is told wrong");
    }
    before = session.day;
    if (session.choice) faults.push(...faultsOfSession(problem, plan, session));
  });
  return faults;
}

export function faultsOfSession(
  { clinics }: BatchProblem,
  { phases, guidance, wishes, patientBusy }: BatchPlan,
  { day, physicianId, clinicId, choice }: Proposal["sessions"][number],
): string[] {
  const clinic = clinics.find((one) => one.clinicId === clinicId);
  const physician = clinic?.physicians.find(({ id }) => id === choice?.physicianId);
  const room = clinic?.rooms.find(({ id }) => id === choice?.roomId);
  const device = clinic?.devices.find(({ id }) => id === choice?.deviceId);
  if (!clinic || !choice || !physician || !room || !device) return ["somebody or something is not there"];
  const { startsAt } = choice;
  const { whole, treatment } = phasesAt({ phases }, startsAt);
  const isIn = (hours: readonly Interval[], phase: Interval) =>
    normalise(hours).some((open) => contains(open, phase));
  const isFree = (busy: Intervals, phase: Interval) => !listed(busy).some((one) => overlaps(one, phase));
  const times = wishes.times
    ?.filter(({ weekday }) => weekday === weekdayOf(day))
    .map(({ startsMinute, endsMinute }) => ({
      start: instantAt(day, startsMinute, clinic.zone).getTime(),
      end: instantAt(day, endsMinute, clinic.zone).getTime(),
    }));
  const rules: Record<string, boolean> = {
    "another physician than told": physician.id === physicianId,
    "another day than told": dayOf(startsAt, clinic.zone) === day,
    "off the quarter hours": (startsAt.getTime() - clinic.frame.start) % (15 * MS_PER_MINUTE) === 0,
    "in the past": startsAt.getTime() >= clinic.notBefore,
    "out of the clinic's hours": isIn(clinic.clinicOpen, whole),
    "out of the physician's hours": isIn(physician.working, treatment),
    "the physician is taken": isFree(physician.busy, treatment),
    "the room is taken": isFree(room.busy, whole),
    "the device is taken": isFree(device.busy, treatment),
    "the patient is taken": isFree(patientBusy, whole),
    "no lead in the walls": guidance === "ultrasound" || room.kind === "shielded",
    "another device than is needed": device.kind === guidance,
    "the device is fixed elsewhere": device.roomId === null || device.roomId === room.id,
    "another physician than wished": (wishes.physicianId ?? physician.id) === physician.id,
    "another clinic than wished": (wishes.clinicId ?? clinicId) === clinicId,
    "another room than wished": (wishes.roomId ?? room.id) === room.id,
    "another device than wished": (wishes.deviceId ?? device.id) === device.id,
    "before what is wished": wishes.notBefore === null || day >= wishes.notBefore,
    "after what is wished": wishes.notAfter === null || day <= wishes.notAfter,
    "when the patient cannot come": !times || isIn(times, whole),
  };
  return Object.entries(rules).flatMap(([fault, holds]) => (holds ? [] : [fault]));
}
