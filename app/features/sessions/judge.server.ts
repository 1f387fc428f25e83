import { isOverbookable, whyNotBook, type BookingReason } from "~/domain/booking";
import { neighboursOf } from "~/domain/course";
import type { Wish } from "~/domain/openings";
import { pickFrom } from "~/domain/pools";
import { clockAt } from "~/domain/time";
import { intervalsOf } from "db/reads/clinic-facts";
import { nearestTo, poolsOf, takenOf, type Facts, type Place } from "./facts.server";
import { notHere, reasonsFor } from "./reasons.server";

export type Judgement =
  | {
      ok: true;
      startsAt: Date;
      physicianId: string;
      roomId: string;
      deviceId: string;
      /** It stands over other sessions, as was asked for. */
      isOver: boolean;
    }
  | {
      ok: false;
      reasons: BookingReason[];
      onlyAReasonIsMissing: boolean;
      /** Nothing but other sessions is in the way, and this actor may put one over them. */
      mayBeOverbooked: boolean;
    };

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
    return {
      ok: false,
      reasons: notHere({ physician, room, device }),
      onlyAReasonIsMissing: false,
      mayBeOverbooked: false,
    };
  const neighbours = neighboursOf(plan.sessions, at.startsAt, moving?.id ?? null);
  const all = whyNotBook(
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
  const mayOver = facts.mayOverbook === true;
  const isOver = mayOver && Boolean(place.overbookReason?.trim());
  const refusals = isOver ? all.filter((refusal) => !isOverbookable(refusal, clinic.id)) : all;
  if (refusals.length === 0 && startsAt) {
    const them = { physicianId: physician.id, roomId: room.id, deviceId: device.id };
    return { ok: true, startsAt, ...them, isOver: all.length > 0 };
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
    mayBeOverbooked:
      mayOver &&
      refusals.some((refusal) => isOverbookable(refusal, clinic.id)) &&
      refusals.every((refusal) => "gap" in refusal || isOverbookable(refusal, clinic.id)),
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
