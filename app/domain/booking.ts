import type { Day } from "./day";
import { gapDays, needsReason, type GapOutside, type GapRange } from "./gap";
import { contains, normalise, overlaps, toInterval, type Interval } from "./interval";
import { deviceSuits, roomSuits } from "./openings";
import type { Reason } from "./refusals";
import { phasesOf, type PhaseMinutes } from "./session";
import type { ClockReading } from "./time";
import type { Guidance, PlanStatus, ResourceKind, RoomKind, TimeOffKind } from "./vocabulary";

/** What is asked for: a new session, one moved, or one taken back after a cancellation. */
export interface BookingRequest {
  day: Day;
  clock: ClockReading;
  /** Which of the two, when the clocks go back over the time. */
  which: "first" | "second" | null;
  phases: PhaseMinutes;
  gapReason: string | null;
  /** Where the session stands already: a change of room or physician keeps its time, even when that has begun. */
  movedFrom: Date | null;
}

/** One claim of a session, or of time off. */
export interface Busy extends Interval {
  sessionId: string | null;
}

/** One claim, and what can be said of it. */
export interface Taken extends Busy {
  because: "session" | TimeOffKind;
  /** Where: what is at a clinic one does not belong to is told as "busy at another clinic". */
  clinicId: string | null;
}

interface ResourceFacts {
  id: string;
  isActive: boolean;
  taken: readonly Taken[];
}

export interface BookingFacts {
  now: Date;
  planStatus: PlanStatus;
  guidance: Guidance;
  range: GapRange;
  previousDay: Day | null;
  nextDay: Day | null;
  clinicOpen: readonly Interval[];
  physician: ResourceFacts & { working: readonly Interval[] };
  room: ResourceFacts & { kind: RoomKind };
  device: ResourceFacts & { kind: Guidance; roomId: string | null };
  patient: ResourceFacts;
}

export type BookingRefusal =
  | { code: "time-skipped"; next: Date }
  | { code: "time-twice"; first: Date; second: Date }
  | { code: "in-the-past" | "plan-not-active" | "outside-working-hours" | "outside-clinic-hours" }
  | { code: "room-not-shielded" | "wrong-device" | "device-elsewhere" }
  | { code: `${ResourceKind}-inactive` }
  | {
      code: `${ResourceKind}-busy` | "on-leave" | "clinic-closed" | "under-maintenance";
      resource: ResourceKind;
      resourceId: string;
      blocker: Taken;
    }
  | { code: "gap-too-short-needs-reason" | "gap-too-long-needs-reason"; gap: GapOutside };

/** What a person is told of a refusal: its code, that a pool has nothing left, or only that it is busy elsewhere. */
export type BookingReasonCode =
  | Exclude<BookingRefusal["code"], `gap-${string}`>
  | `gap-too-${"short" | "long"}-needs-reason-${GapOutside["side"]}`
  | `${ResourceKind}-busy-elsewhere`
  | `no-${ResourceKind}-free`
  | `no-${"physician" | "room" | "device"}-here`;

export interface BookingReason extends Reason {
  code: BookingReasonCode;
}

/** Every reason why this cannot be booked, not just the first; empty when it can. */
export function whyNotBook(request: BookingRequest, facts: BookingFacts): BookingRefusal[] {
  const startsAt = instantOf(request);
  return [
    ...(facts.planStatus === "active" ? [] : [{ code: "plan-not-active" } as const]),
    ...whyNotThese(facts),
    ...(startsAt ? whyNotThen(startsAt, request, facts) : whyNoInstant(request.clock)),
    ...whyNotGap(request, facts),
  ];
}

/** True when a reason in words is all that is missing: then the form asks for one instead of refusing. */
export function aReasonWouldDo(refusals: readonly BookingRefusal[]): boolean {
  return refusals.length > 0 && refusals.every((refusal) => "gap" in refusal);
}

/** Only another session of the same clinic is in the way, and not of the patient: nobody is in two places at once. */
export function isOverbookable(refusal: BookingRefusal, clinicId: string): boolean {
  return (
    "blocker" in refusal &&
    refusal.resource !== "patient" &&
    refusal.blocker.because === "session" &&
    refusal.blocker.clinicId === clinicId
  );
}

function instantOf({ clock, which }: BookingRequest): Date | null {
  if (clock.kind === "once") return clock.instant;
  if (clock.kind === "skipped" || which === null) return null;
  return clock[which];
}

function whyNoInstant(clock: ClockReading): BookingRefusal[] {
  if (clock.kind === "skipped") return [{ code: "time-skipped", next: clock.next }];
  if (clock.kind === "twice") return [{ code: "time-twice", first: clock.first, second: clock.second }];
  return [];
}

/** What holds at any time: these four do not go together, or are no longer there. */
function whyNotThese({ guidance, physician, room, device, patient }: BookingFacts): BookingRefusal[] {
  const refusals: BookingRefusal[] = [];
  if (!patient.isActive) refusals.push({ code: "patient-inactive" });
  if (!physician.isActive) refusals.push({ code: "physician-inactive" });
  if (!room.isActive) refusals.push({ code: "room-inactive" });
  if (!device.isActive) refusals.push({ code: "device-inactive" });
  if (!roomSuits(room.kind, guidance)) refusals.push({ code: "room-not-shielded" });
  if (device.kind !== guidance) refusals.push({ code: "wrong-device" });
  else if (!deviceSuits(device, guidance, room.id)) refusals.push({ code: "device-elsewhere" });
  return refusals;
}

function whyNotThen(startsAt: Date, request: BookingRequest, facts: BookingFacts): BookingRefusal[] {
  const phases = phasesOf(startsAt, request.phases);
  const whole = toInterval(phases.period);
  const treatment = toInterval(phases.treatment);
  const refusals: BookingRefusal[] = [];
  const keepsTime = request.movedFrom?.getTime() === startsAt.getTime();
  if (startsAt < facts.now && !keepsTime) refusals.push({ code: "in-the-past" });
  if (!isWithin(facts.clinicOpen, whole)) refusals.push({ code: "outside-clinic-hours" });
  if (!isWithin(facts.physician.working, treatment)) refusals.push({ code: "outside-working-hours" });
  return [
    ...refusals,
    ...blockersOf("patient", facts.patient, whole),
    ...blockersOf("physician", facts.physician, treatment),
    ...blockersOf("room", facts.room, whole),
    ...blockersOf("device", facts.device, treatment),
  ];
}

function isWithin(hours: readonly Interval[], phase: Interval): boolean {
  return normalise(hours).some((open) => contains(open, phase));
}

function blockersOf(resource: ResourceKind, { id, taken }: ResourceFacts, phase: Interval): BookingRefusal[] {
  return taken
    .filter((claim) => overlaps(claim, phase))
    .map((blocker) => ({ code: codeOf(resource, blocker), resource, resourceId: id, blocker }));
}

function codeOf(resource: ResourceKind, { because }: Taken) {
  switch (because) {
    case "session":
      return `${resource}-busy` as const;
    case "leave":
      return "on-leave";
    case "closure":
      return "clinic-closed";
    case "maintenance":
      return "under-maintenance";
  }
}

function whyNotGap({ day, gapReason }: BookingRequest, facts: BookingFacts): BookingRefusal[] {
  if (gapReason?.trim()) return [];
  const before = facts.previousDay === null ? null : gapDays(facts.previousDay, day);
  const after = facts.nextDay === null ? null : gapDays(day, facts.nextDay);
  return needsReason(before, after, facts.range).map((gap) => ({
    code: gap.kind === "too-short" ? "gap-too-short-needs-reason" : "gap-too-long-needs-reason",
    gap,
  }));
}
