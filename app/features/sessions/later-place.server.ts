import { db } from "db/client";
import type { Asking } from "db/command";
import { loadDaysFacts } from "db/reads/place-facts";
import type { PlanFacts } from "db/reads/plan-facts";
import { nearestOpenings, type Choice } from "~/domain/openings";
import { clockAt, dayOf, minutesOf, type Day } from "~/domain/time";
import { clock, minutesToClock } from "~/domain/words-of-time";
import { movingOf } from "./asked.server";
import { nearestTo, whichOfTwo, withoutOthers } from "./facts.server";
import type { LaterSession } from "./later-sessions.server";
import type { LaterMove } from "./later-view";
import { openingsBetween } from "./openings.server";
import { nameOf } from "./reasons.server";

export type Found = Choice & { physician: string };
export type NotFound = { why: "nothing-free" | "elsewhere" | "over" };

/** A later session on another day: at its own clock time or as near to it as there is room, rather with its own physician. */
export async function placeOn(
  { actor, now }: Asking,
  plan: PlanFacts,
  session: LaterSession,
  day: Day,
  others: ReadonlySet<string>,
  withId: string = session.physicianId,
): Promise<Found | NotFound> {
  const { clinicId, roomId, deviceId, zone } = session;
  if (!actor.clinicIds.includes(clinicId)) return { why: "elsewhere" };
  if (day < dayOf(now, zone)) return { why: "over" };
  const { clinic, busy } = await loadDaysFacts(db, clinicId, plan.id, { from: day, to: day });
  if (!clinic) return { why: "elsewhere" };
  const facts = withoutOthers(
    { plan, clinic, taken: busy, now, moving: movingOf(session), ownClinicIds: actor.clinicIds },
    others,
  );
  const startsAt = nearestTo(clockAt(day, minutesOf(session.startsAt, zone), zone));
  const wanted = { startsAt, physicianId: withId, roomId, deviceId };
  const own = openingsBetween(facts, day, day, { physicianId: withId });
  const [choice] = nearestOpenings(wanted, own.length > 0 ? own : openingsBetween(facts, day, day), 1);
  return choice ? { ...choice, physician: nameOf(clinic, choice.physicianId) } : { why: "nothing-free" };
}

/** Before and after, and how the form names it; `at` is the clinic where it is to be. */
export function moveOf(
  session: Pick<LaterSession, "id" | "version" | "ordinal" | "startsAt" | "zone" | "physician">,
  to: Found,
  at: Pick<LaterSession, "clinicId" | "zone">,
): LaterMove {
  const day = dayOf(to.startsAt, at.zone);
  const time = minutesToClock(minutesOf(to.startsAt, at.zone));
  const which = whichOfTwo(to.startsAt, at.zone) ?? "once";
  return {
    value: [
      session.id,
      session.version,
      at.clinicId,
      day,
      time,
      which,
      to.physicianId,
      to.roomId,
      to.deviceId,
    ].join(" "),
    ordinal: session.ordinal,
    before: {
      day: dayOf(session.startsAt, session.zone),
      clock: clock(session.startsAt, session.zone),
      physician: session.physician,
    },
    after: { day, clock: time, physician: to.physician },
  };
}
