import { db } from "db/client";
import { loadClinicFacts } from "db/reads/clinic-facts";
import { loadPlanFacts } from "db/reads/plan-facts";
import { loadBusy } from "db/reads/taken";
import type { Asking } from "db/command";
import type { Busy } from "~/domain/booking";
import { neighboursOf } from "~/domain/course";
import { gapDays } from "~/domain/gap";
import type { Opening } from "~/domain/openings";
import { may } from "~/domain/permissions";
import { whyNotMove, whyNotMoveTo, type SessionFacts } from "~/domain/session";
import { addDays, dayOf, earlierDay, laterDay, minutesOf, type Day } from "~/domain/time";
import { movingOf } from "./asked.server";
import type { Facts } from "./facts.server";
import { legalOpenings } from "./openings.server";
import { readSession } from "./read.server";

/** A legal start as the calendar's drag takes it: small, since a month has a thousand. */
export interface Start {
  day: Day;
  /** Minutes since the clinic's midnight. */
  start: number;
  physicians: string[];
  /** Each free room with the devices that can be used in it. */
  places: [roomId: string, deviceIds: string[]][];
  /** To the session before it. */
  gapDays: number | null;
}

const mostDays = 31;

interface Days {
  from: Day;
  to: Day;
}

/** Where a session could be moved to at its clinic, gaps kept; null where there is no such session for the actor. */
export async function startsFor({ actor, now }: Asking, id: string, days: Days): Promise<Start[] | null> {
  const row = await readSession(actor, id);
  if (!row) return null;
  const moving: SessionFacts & Parameters<typeof movingOf>[0] = {
    id,
    physicianId: row.physicianId,
    roomId: row.roomId,
    deviceId: row.deviceId,
    status: row.status,
    startsAt: new Date(row.startsMs),
    treatFrom: new Date(row.treatFromMs),
    treatTo: new Date(row.treatToMs),
    endsAt: new Date(row.endsMs),
    zone: row.zone,
    displaced: row.displaced,
    planStatus: row.planStatus,
  };
  const subject = { clinicIds: [row.clinicId], physicianId: row.planPhysicianId };
  if (!may(actor, "session.write", subject) || whyNotMove(moving, "move", now)) return [];
  const [plan, clinic] = await Promise.all([
    loadPlanFacts(db, row.planId),
    loadClinicFacts(db, row.clinicId),
  ]);
  if (!plan || !clinic) return null;
  const { from, to } = within(days, dayOf(now, clinic.zone));
  const taken = await loadBusy(db, clinic.id, plan.id, { from, to });
  const facts = { plan, clinic, taken, now, moving: movingOf(moving), ownClinicIds: actor.clinicIds };
  return legalOpenings(facts, from, to)
    .filter(({ startsAt }) => whyNotMoveTo(moving, startsAt, now) === null)
    .map((opening) => startOf(opening, facts));
}

function startOf({ startsAt, free }: Opening, { plan, clinic, moving }: Facts<Busy>): Start {
  const day = dayOf(startsAt, clinic.zone);
  const { previousDay } = neighboursOf(plan.sessions, startsAt, moving?.id ?? null);
  const { physicianIds, places } = free();
  return {
    day,
    start: minutesOf(startsAt, clinic.zone),
    physicians: physicianIds,
    places: places.map(({ roomId, deviceIds }) => [roomId, deviceIds]),
    gapDays: previousDay === null ? null : gapDays(previousDay, day),
  };
}

/** A month at most, and nothing that is over. */
function within({ from, to }: Days, today: Day): Days {
  const first = laterDay(from, today);
  return { from: first, to: earlierDay(to, addDays(first, mostDays - 1)) };
}
