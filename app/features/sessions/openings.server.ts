import type { Busy } from "~/domain/booking";
import { neighboursOf } from "~/domain/course";
import { gapDays, needsReason } from "~/domain/gap";
import {
  nearestOpenings,
  openings,
  STEP_MINUTES,
  type Choice,
  type Opening,
  type OpeningSearch,
  type Wish,
} from "~/domain/openings";
import type { Alternative } from "~/domain/refusals";
import { addDays, clockAt, dayOf, laterDay, type Day } from "~/domain/time";
import type { Run } from "db/client";
import { intervalsOf, windowOf } from "db/reads/clinic-facts";
import { loadDaysFacts } from "db/reads/place-facts";
import { nearestTo, poolsOf, takenOf, whichOfTwo, type Facts, type Place } from "./facts.server";
import { nameOf } from "./reasons.server";

/** The starts in a window of days at which patient, people, rooms and devices are free, whatever the gaps. */
export function openingsBetween(facts: Facts<Busy>, from: Day, to: Day, wish: Partial<Wish> = {}) {
  const { plan, clinic, now, moving } = facts;
  const zone = clinic.zone;
  const window = windowOf(from, to, zone);
  const pools = poolsOf(facts, from, to);
  const only = <T extends { id: string; active: boolean }>(pool: T[], id: string | null | undefined) =>
    pool.filter((one) => one.active && (!id || one.id === id));
  const search: OpeningSearch = {
    frame: { start: window.from.getTime(), end: window.until.getTime() },
    stepMinutes: STEP_MINUTES,
    notBefore: now.getTime(),
    phases: moving?.phases ?? plan.phases,
    guidance: plan.guidance,
    clinicOpen: intervalsOf(clinic.hours, from, to, zone),
    physicians: only(pools.physicians, wish.physicianId),
    rooms: only(pools.rooms, wish.roomId),
    devices: only(pools.devices, wish.deviceId),
    patientBusy: takenOf(facts, plan.patientId),
  };
  return openings(search);
}

/** Days around the wanted one, as few as hold enough. The last reaches beyond the shortest gap. */
const spansDays = [0, 1, 7, 42];
const enough = 6;

/** The nearest legal alternatives to a place that was refused, in the days around it that keep the gaps. */
export async function alternativesTo(run: Run, facts: Facts, place: Place): Promise<Alternative[]> {
  const { plan, now } = facts;
  let { clinic } = facts;
  if (plan.status !== "active" || !plan.patientActive) return [];
  const wanted = nearestTo(clockAt(place.day, place.startMinute, clinic.zone));
  const today = dayOf(now, clinic.zone);
  let nearest: Choice[] = [];
  for (const days of spansDays) {
    const from = laterDay(today, addDays(place.day, -days));
    const to = addDays(laterDay(from, place.day), days);
    const window = windowOf(from, to, clinic.zone);
    const whole = await loadDaysFacts(run, clinic.id, plan.id, { from, to });
    clinic = whole.clinic ?? clinic;
    const around = { ...facts, clinic, taken: whole.busy };
    const legal = place.gapReason
      ? openingsBetween(around, from, to)
      : keepingGaps(openingsBetween(around, from, to), around);
    nearest = nearestOpenings({ ...place, startsAt: wanted }, legal, enough);
    const farthest = nearest[enough - 1];
    if (farthest && !couldBeNearerOutside(farthest.startsAt, wanted, window, from === today)) break;
  }
  return nearest.map((choice) => ({
    ...choice,
    which: whichOfTwo(choice.startsAt, clinic.zone),
    physician: nameOf(clinic, choice.physicianId),
    room: nameOf(clinic, choice.roomId),
    device: nameOf(clinic, choice.deviceId),
  }));
}

/** Whether days that were not looked at may hold something nearer. Nothing is free before today. */
function couldBeNearerOutside(
  farthest: Date,
  wanted: Date,
  window: { from: Date; until: Date },
  fromToday: boolean,
): boolean {
  const away = Math.abs(farthest.getTime() - wanted.getTime());
  const before = fromToday ? Infinity : wanted.getTime() - window.from.getTime();
  return away > Math.min(before, window.until.getTime() - wanted.getTime());
}

/** Those that leave both gaps in range. */
export function keepingGaps(all: readonly Opening[], { plan, clinic, moving }: Facts<Busy>): Opening[] {
  return all.filter(({ startsAt }) => {
    const day = dayOf(startsAt, clinic.zone);
    const { previousDay, nextDay } = neighboursOf(plan.sessions, startsAt, moving?.id ?? null);
    const before = previousDay === null ? null : gapDays(previousDay, day);
    const after = nextDay === null ? null : gapDays(day, nextDay);
    return needsReason(before, after, plan.range).length === 0;
  });
}
