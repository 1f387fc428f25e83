import { z } from "zod";
import { db } from "db/client";
import { loadClinicFacts, loadPlanFacts, loadTaken, windowOf } from "db/reads/booking-facts";
import { neighboursOf } from "~/domain/course";
import { gapDays } from "~/domain/gap";
import { may } from "~/domain/permissions";
import { addDays, dayOf, daysBetween, minutesOf, type Day } from "~/domain/time";
import type { Asking } from "db/command";
import { day, id } from "~/words/fields";
import { movingOf } from "./asked.server";
import { legalOpenings, type Facts } from "./judge.server";
import { readSession } from "./read.server";

const mostDays = 31;

export const openingsQuery = z.object({ session: id, from: day(""), to: day("") }).transform((query) => ({
  ...query,
  to: daysBetween(query.from, query.to) >= mostDays ? addDays(query.from, mostDays - 1) : query.to,
}));

/** A legal start for a session being moved, and who and what is free then. */
export interface LegalStart {
  day: Day;
  /** Minutes since the clinic's midnight. */
  start: number;
  physicians: string[];
  /** Rooms, each with the devices that can be used in it. */
  places: [string, string[]][];
  /** Days since the session before; null for the first of a course. */
  gapDays: number | null;
}

/** Where a session may go within its clinic in a window of days; null where the actor may not move it or cannot see it. */
export async function openingsFor(
  { actor, now }: Asking,
  { session: sessionId, from, to }: z.output<typeof openingsQuery>,
): Promise<LegalStart[] | null> {
  const session = await readSession(actor, sessionId);
  if (!session) return null;
  const subject = { clinicIds: [session.clinicId], physicianId: session.planPhysicianId };
  const [plan, clinic] = await Promise.all([
    loadPlanFacts(db, session.planId),
    loadClinicFacts(db, session.clinicId),
  ]);
  if (!plan || !clinic || !may(actor, "session.write", subject) || plan.status !== "active") return null;
  const taken = await loadTaken(db, clinic.id, plan.patientId, windowOf(from, to, clinic.zone));
  const moving = movingOf({
    id: session.id,
    startsAt: new Date(session.startsMs),
    treatFrom: new Date(session.treatFromMs),
    treatTo: new Date(session.treatToMs),
    endsAt: new Date(session.endsMs),
  });
  const facts: Facts = { plan, clinic, taken, now, moving, ownClinicIds: actor.clinicIds };
  return legalOpenings(facts, from, to).map(({ startsAt, free }) => {
    const { physicianIds, places } = free();
    const on = dayOf(startsAt, clinic.zone);
    const { previousDay } = neighboursOf(plan.sessions, startsAt, session.id);
    return {
      day: on,
      start: minutesOf(startsAt, clinic.zone),
      physicians: physicianIds,
      places: places.map(({ roomId, deviceIds }) => [roomId, deviceIds]),
      gapDays: previousDay === null ? null : gapDays(previousDay, on),
    };
  });
}
