import { phasesOf } from "~/domain/session";
import { later, type Clock } from "./clock";
import type { PlayedCourse, PlayedSession } from "./course";
import { phaseMinutes } from "./places";
import { idOf, Random } from "./random";
import { range, type Rows } from "./rows";
import type { HalfDay } from "./rhythm";
import { accountId, clinicId, deviceId, roomId, type AccountKey } from "./team";

type SessionRow = Rows["sessions"][number] & { id: string };
export type SettledSession = SessionRow & { played: PlayedSession };

/** A stretch that takes sessions' physician away. */
export interface Displacement {
  timeOffId: string;
  physician: string;
  startsAt: Date;
  endsAt: Date;
  savedAt: Date;
}

/** Someone who has not come so long after the time is noted as a no-show. */
const NO_SHOW_MINUTES = 15;

/** How far each session has come by now. */
export function settleSession(
  clock: Clock,
  session: PlayedSession,
  displacements: readonly Displacement[],
): SettledSession {
  const { course, halfDay, fate } = session;
  const random = new Random(`${session.key} ${clock.today}`);
  const startsAt = clock.at(halfDay.clinic, halfDay.on, session.startsMinute);
  const { period, treatment } = phasesOf(startsAt, phaseMinutes);
  const bookedAt = clock.at(halfDay.clinic, session.bookedOn, 960 + random.int(0, 50));
  const row: SessionRow = {
    id: idOf("session", session.key),
    planId: planId(course),
    patientId: course.patient.id,
    ordinal: session.ordinal,
    clinicId: clinicId(halfDay.clinic),
    roomId: roomId(halfDay.clinic, session.room),
    physicianId: accountId(halfDay.physician),
    deviceId: deviceId(halfDay.clinic, halfDay.device),
    startsAt,
    treatFrom: treatment.start,
    treatTo: treatment.end,
    endsAt: period.end,
    status: "booked",
    gapReason: session.gapReason,
    bookedAt,
    bookedBy: accountId(deskOf(halfDay, random)),
  };
  const staysAway = fate === "no-show" && clock.isPast(later(startsAt, NO_SHOW_MINUTES));
  if (staysAway) {
    Object.assign(row, {
      status: "no-show",
      releasedAt: later(startsAt, NO_SHOW_MINUTES),
      releasedBy: row.bookedBy,
    });
  } else if (fate === "cancelled-by-patient" || fate === "cancelled-by-clinic") {
    Object.assign(row, cancellation(clock, session, random), { status: fate });
  } else {
    Object.assign(row, progress(clock, row, random), confirmation(clock, session, random));
    const taken = displacements.find((each) => isHit(row, each));
    if (taken) Object.assign(row, { displacedAt: taken.savedAt, displacedBy: taken.timeOffId });
  }
  return { ...row, played: session };
}

export function planId(course: PlayedCourse): string {
  return idOf("plan", course.key);
}

/** Anouk Keller's desk; Devon Pryor has one at Foothills. */
function deskOf({ clinic }: Pick<HalfDay, "clinic">, random: Random): AccountKey {
  return clinic === "foothills" && random.chance(0.6) ? "pryor" : "keller";
}

function progress(
  clock: Clock,
  { startsAt, treatFrom, endsAt }: SessionRow,
  random: Random,
): Partial<SessionRow> {
  const arrivedAt = later(startsAt, -random.int(1, 14));
  const treatmentStartedAt = later(treatFrom, random.int(0, 2));
  const performedAt = later(endsAt, -random.int(0, 2));
  if (clock.isPast(performedAt)) return { status: "performed", arrivedAt, treatmentStartedAt, performedAt };
  if (clock.isPast(treatmentStartedAt)) return { status: "in-treatment", arrivedAt, treatmentStartedAt };
  return clock.isPast(arrivedAt) ? { status: "arrived", arrivedAt } : {};
}

/** Patients are asked to confirm two days ahead. */
function confirmation(
  clock: Clock,
  { halfDay, bookedOn }: PlayedSession,
  random: Random,
): Partial<SessionRow> {
  const on = halfDay.on - random.int(1, 2);
  if (!random.chance(0.78) || on <= bookedOn) return {};
  const confirmedAt = clock.at(halfDay.clinic, on, random.int(540, 1100));
  return clock.isPast(confirmedAt) ? { confirmedAt } : {};
}

const reasons = {
  "cancelled-by-patient": [
    "Is ill",
    "Cannot leave work",
    "Travelling",
    "No one to drive",
    "Family matter",
    "Feels better and wants to wait",
  ],
  "cancelled-by-clinic": ["Physician ill", "C-arm out of order", "Pipe burst in the corridor"],
};

function cancellation(clock: Clock, session: PlayedSession, random: Random): Partial<SessionRow> {
  const { halfDay, bookedOn, fate } = session;
  // By yesterday at the latest, so that it is so whatever the hour.
  const on = Math.max(bookedOn, Math.min(halfDay.on - random.int(1, 5), -random.int(1, 3)));
  return {
    releasedAt: clock.at(halfDay.clinic, on, 1012 + random.int(0, 40)),
    releasedBy: accountId(deskOf(halfDay, random)),
    releaseReason: random.pick(reasons[fate === "cancelled-by-clinic" ? fate : "cancelled-by-patient"]),
  };
}

function isHit({ status, physicianId, treatFrom, treatTo }: SessionRow, taken: Displacement): boolean {
  return (
    status === "booked" &&
    physicianId === taken.physician &&
    taken.startsAt < treatTo &&
    treatFrom < taken.endsAt
  );
}

/** What each session holds: room and patient throughout, physician and device for the treatment. */
export function claimsOf(row: SettledSession): Rows["claims"] {
  if (row.releasedAt) return [];
  const whole = range(row.startsAt, row.endsAt);
  const treatment = range(row.treatFrom, row.treatTo);
  return [
    { resourceId: row.roomId, during: whole, sessionId: row.id },
    { resourceId: row.patientId, during: whole, sessionId: row.id },
    { resourceId: row.deviceId, during: treatment, sessionId: row.id },
    ...(row.displacedAt ? [] : [{ resourceId: row.physicianId, during: treatment, sessionId: row.id }]),
  ];
}

const MOVED = 0.05;

/** Where it was booked first, for those that were moved. */
export function movesOf(clock: Clock, row: SettledSession): Rows["session_moves"] {
  const { halfDay, movedFromOn, startsMinute, bookedOn, key } = row.played;
  const random = new Random(`moved ${key} ${clock.today}`);
  const movedOn = Math.min(halfDay.on - random.int(2, 6), -1, (movedFromOn ?? halfDay.on) - 1);
  if (movedOn <= bookedOn || (movedFromOn === null && !random.chance(MOVED))) return [];
  const otherSlots = halfDay.slots.filter((slot) => slot.startsMinute !== startsMinute);
  const from = movedFromOn === null ? random.pick(otherSlots) : row.played;
  return [
    {
      id: idOf("session move", key),
      sessionId: row.id,
      fromStartsAt: clock.at(halfDay.clinic, movedFromOn ?? halfDay.on, from.startsMinute),
      fromClinicId: row.clinicId,
      fromRoomId: roomId(halfDay.clinic, from.room),
      fromPhysicianId: row.physicianId,
      fromDeviceId: row.deviceId,
      movedAt: clock.at(halfDay.clinic, movedOn, 600 + random.int(0, 300)),
      movedBy: accountId(deskOf(halfDay, random)),
    },
  ];
}
