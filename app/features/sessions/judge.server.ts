import { whyNotBook, type BookingReason, type Taken } from "~/domain/booking";
import { neighboursOf } from "~/domain/course";
import { gapDays, needsReason } from "~/domain/gap";
import { pickFrom } from "~/domain/pools";
import type { Alternative } from "~/domain/refusals";
import {
  nearestOpenings,
  openings,
  STEP_MINUTES,
  type Choice,
  type Opening,
  type OpeningSearch,
  type Wish,
} from "~/domain/openings";
import { addDays, clockAt, dayOf, laterDay, type ClockReading, type Day } from "~/domain/time";
import type { PhaseMinutes } from "~/domain/session";
import {
  intervalsOf,
  loadTaken,
  windowOf,
  type ClinicFacts,
  type PlanFacts,
  type Run,
} from "db/reads/booking-facts";
import { nameOf, notHere, reasonsFor } from "./reasons.server";

/** A time and place asked for; null means any of the pool. */
export interface Place extends Wish {
  day: Day;
  startMinute: number;
  which: "first" | "second" | null;
  gapReason: string | null;
}

export interface Facts {
  plan: PlanFacts;
  clinic: ClinicFacts;
  taken: Map<string, Taken[]>;
  now: Date;
  /** The session being moved: it does not stand in its own way, and keeps its own phases. */
  moving: { id: string; startsAt: Date; phases: PhaseMinutes } | null;
  /** Clinics whose sessions may be named to the actor. */
  ownClinicIds: readonly string[];
}

export type Judgement =
  | { ok: true; startsAt: Date; physicianId: string; roomId: string; deviceId: string }
  | { ok: false; reasons: BookingReason[]; onlyAReasonIsMissing: boolean };

/** May this be booked here and then: the picked resources, or every reason against it. */
export function judge(facts: Facts, place: Place): Judgement {
  const { plan, clinic, now, moving } = facts;
  const clock = clockAt(place.day, place.startMinute, clinic.zone);
  const phases = moving?.phases ?? plan.phases;
  const startsAt =
    clock.kind === "once" ? clock.instant : clock.kind === "twice" && place.which ? clock[place.which] : null;
  const pools = poolsOf(facts, place.day, place.day);
  const at = { startsAt: nearestTo(clock), phases, guidance: plan.guidance };
  const picked = pickFrom(choosable(pools, place), place, at);
  const physician = pools.physicians.find(({ id }) => id === picked.physicianId);
  const room = clinic.rooms.find(({ id }) => id === picked.roomId);
  const device = clinic.devices.find(({ id }) => id === picked.deviceId);
  if (!physician || !room || !device)
    return { ok: false, reasons: notHere({ physician, room, device }), onlyAReasonIsMissing: false };
  const neighbours = neighboursOf(plan.sessions, at.startsAt, moving?.id ?? null);
  const refusals = whyNotBook(
    {
      day: place.day,
      clock,
      which: place.which,
      phases,
      gapReason: place.gapReason,
      movedFrom: moving?.startsAt ?? null,
    },
    {
      now,
      planStatus: plan.status,
      guidance: plan.guidance,
      range: plan.range,
      ...neighbours,
      clinicOpen: intervalsOf(clinic.hours, place.day, place.day, clinic.zone),
      physician: {
        id: physician.id,
        isActive: physician.active,
        working: physician.working,
        taken: takenOf(facts, physician.id),
      },
      room: { id: room.id, isActive: room.active, kind: room.kind, taken: takenOf(facts, room.id) },
      device: {
        id: device.id,
        isActive: device.active,
        kind: device.kind,
        roomId: device.roomId,
        taken: takenOf(facts, device.id),
      },
      patient: { id: plan.patientId, isActive: plan.patientActive, taken: takenOf(facts, plan.patientId) },
    },
  );
  if (refusals.length === 0 && startsAt) {
    return { ok: true, startsAt, physicianId: physician.id, roomId: room.id, deviceId: device.id };
  }
  return {
    ok: false,
    reasons: reasonsFor(refusals, {
      facts,
      place,
      names: { physician: physician.name, room: room.name, device: device.name },
      exhausted: picked.exhausted,
      ...neighbours,
    }),
    onlyAReasonIsMissing: refusals.every((refusal) => "gap" in refusal),
  };
}

/** The instant meant by a clock time, or the nearest where the clocks skip or repeat it. */
function nearestTo(clock: ClockReading): Date {
  if (clock.kind === "once") return clock.instant;
  return clock.kind === "twice" ? clock.first : clock.next;
}

function takenOf({ taken, moving }: Facts, resourceId: string): Taken[] {
  const all = taken.get(resourceId) ?? [];
  return moving ? all.filter(({ sessionId }) => sessionId !== moving.id) : all;
}

function poolsOf(facts: Facts, from: Day, to: Day) {
  const { clinic } = facts;
  return {
    physicians: clinic.physicians.map((physician) => ({
      id: physician.id,
      active: physician.active,
      name: physician.name,
      working: intervalsOf(physician.hours, from, to, clinic.zone),
      busy: takenOf(facts, physician.id),
    })),
    rooms: clinic.rooms.map((room) => ({ ...room, busy: takenOf(facts, room.id) })),
    devices: clinic.devices.map((device) => ({ ...device, busy: takenOf(facts, device.id) })),
  };
}

/** "Any" is one that still works here; who or what has gone is judged only where it is asked for by name. */
function choosable(pools: ReturnType<typeof poolsOf>, wish: Wish): ReturnType<typeof poolsOf> {
  return {
    physicians: pools.physicians.filter(({ id, active }) => active || id === wish.physicianId),
    rooms: pools.rooms.filter(({ id, active }) => active || id === wish.roomId),
    devices: pools.devices.filter(({ id, active }) => active || id === wish.deviceId),
  };
}

/** The legal starts in a window of days: gaps kept unless `anyGap`, patient, people, rooms and devices free. */
export function openingsBetween(facts: Facts, from: Day, to: Day, wish: Partial<Wish> = {}) {
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
  const { plan, clinic, now } = facts;
  if (plan.status !== "active" || !plan.patientActive) return [];
  const wanted = nearestTo(clockAt(place.day, place.startMinute, clinic.zone));
  const today = dayOf(now, clinic.zone);
  let nearest: Choice[] = [];
  for (const days of spansDays) {
    const from = laterDay(today, addDays(place.day, -days));
    const to = addDays(laterDay(from, place.day), days);
    const window = windowOf(from, to, clinic.zone);
    const isKnown = from === place.day && to === place.day;
    const taken = isKnown ? facts.taken : await loadTaken(run, clinic.id, plan.patientId, window);
    const around = { ...facts, taken };
    const legal = keepingGaps(openingsBetween(around, from, to), around, Boolean(place.gapReason));
    nearest = nearestOpenings({ ...place, startsAt: wanted }, legal, enough);
    const farthest = nearest[enough - 1];
    if (farthest && !couldBeNearerOutside(farthest.startsAt, wanted, window, from === today)) break;
  }
  return nearest.map((choice) => ({
    ...choice,
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

/** Those openings that leave both gaps in range, or all of them where a reason is given. */
function keepingGaps(all: readonly Opening[], { plan, clinic, moving }: Facts, anyGap: boolean): Opening[] {
  return all.filter(({ startsAt }) => {
    if (anyGap) return true;
    const day = dayOf(startsAt, clinic.zone);
    const { previousDay, nextDay } = neighboursOf(plan.sessions, startsAt, moving?.id ?? null);
    const before = previousDay === null ? null : gapDays(previousDay, day);
    const after = nextDay === null ? null : gapDays(day, nextDay);
    return needsReason(before, after, plan.range).length === 0;
  });
}
