import type { Busy, Taken } from "~/domain/booking";
import type { Wish } from "~/domain/openings";
import type { PhaseMinutes } from "~/domain/session";
import { clockAt, dayOf, minutesOf, type ClockReading, type Day, type Zone } from "~/domain/time";
import { intervalsOf, type ClinicFacts } from "db/reads/clinic-facts";
import type { PlanFacts } from "db/reads/plan-facts";

/** A time and place asked for; null means any of the pool. */
export interface Place extends Wish {
  day: Day;
  startMinute: number;
  which: "first" | "second" | null;
  gapReason: string | null;
  /** Why it may stand over other sessions; nothing where it may not. */
  overbookReason?: string | null;
}

/** Where a session that moves stands now. */
interface Moving {
  id: string;
  startsAt: Date;
  phases: PhaseMinutes;
  physicianId: string;
  roomId: string;
  deviceId: string;
}

/** For judging one place, all that can be said of what is in the way; for openings, when somebody is busy is enough. */
export interface Facts<T extends Busy = Taken> {
  plan: PlanFacts;
  clinic: ClinicFacts;
  taken: Map<string, T[]>;
  now: Date;
  /** The session being moved: it does not stand in its own way, and keeps its own phases. */
  moving: Moving | null;
  /** Clinics whose sessions may be named to the actor. */
  ownClinicIds: readonly string[];
  mayOverbook?: boolean;
}

/** The instant meant by a clock time, or the nearest where the clocks skip or repeat it. */
export function nearestTo(clock: ClockReading): Date {
  if (clock.kind === "once") return clock.instant;
  return clock.kind === "twice" ? clock.first : clock.next;
}

export function takenOf<T extends Busy>({ taken, moving }: Facts<T>, resourceId: string): T[] {
  const all = taken.get(resourceId) ?? [];
  return moving ? all.filter(({ sessionId }) => sessionId !== moving.id) : all;
}

/** The clinic's people, rooms and devices with their hours and all that they are taken for on these days. */
export function poolsOf(facts: Facts<Busy>, from: Day, to: Day) {
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

/** The facts without what other sessions of the course hold: they move as well, and stand in no one's way. */
export function withoutOthers<T extends Busy>(facts: Facts<T>, otherIds: ReadonlySet<string>): Facts<T> {
  const taken = new Map(
    [...facts.taken].map(([id, claims]) => [
      id,
      claims.filter(({ sessionId }) => sessionId === null || !otherIds.has(sessionId)),
    ]),
  );
  return { ...facts, taken };
}

/** Which of the two an instant is, where its clock time comes twice. */
export function whichOfTwo(startsAt: Date, zone: Zone): "first" | "second" | null {
  const reading = clockAt(dayOf(startsAt, zone), minutesOf(startsAt, zone), zone);
  if (reading.kind !== "twice") return null;
  return reading.second.getTime() === startsAt.getTime() ? "second" : "first";
}
