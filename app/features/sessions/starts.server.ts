import { db } from "db/client";
import { loadClinicFacts } from "db/reads/clinic-facts";
import { loadPlanFacts } from "db/reads/plan-facts";
import { loadBusy } from "db/reads/taken";
import type { Asking } from "db/command";
import type { Busy } from "~/domain/booking";
import type { Opening } from "~/domain/openings";
import { may } from "~/domain/permissions";
import { whyNotMove, whyNotMoveTo, type SessionFacts } from "~/domain/session";
import { addDays, dayOf, earlierDay, laterDay, minutesOf, type Day } from "~/domain/time";
import { movingOf } from "./asked.server";
import { courseWith } from "./course-with";
import type { Facts } from "./facts.server";
import { keepingGaps, openingsBetween } from "./openings.server";
import type { CoursePlace } from "./place-view";
import { readSession } from "./read.server";

/** What the calendar's drag needs to know: where all are free, and what each day would make of the course. */
export interface Starts {
  starts: Start[];
  days: Record<Day, DayThen>;
}

export interface DayThen {
  /** It keeps the gaps to its neighbours; else a reason is asked for, or the later sessions move too. */
  legal: boolean;
  /** From session to session, in order; `off` is how far outside the range: negative is early. */
  gaps: { days: number; off: number; changed: boolean }[];
}

/** A free start: small, since a month has a thousand. */
export interface Start {
  day: Day;
  /** Minutes since the clinic's midnight. */
  start: number;
  physicians: string[];
  /** Each free room with the devices that can be used in it. */
  places: [roomId: string, deviceIds: string[]][];
}

const mostDays = 31;

interface Days {
  from: Day;
  to: Day;
}

/** Where a session could be moved to at its clinic; null where there is no such session for the actor. */
export async function startsFor({ actor, now }: Asking, id: string, days: Days): Promise<Starts | null> {
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
  if (!may(actor, "session.write", subject) || whyNotMove(moving, "move", now))
    return { starts: [], days: {} };
  const [plan, clinic] = await Promise.all([
    loadPlanFacts(db, row.planId),
    loadClinicFacts(db, row.clinicId),
  ]);
  if (!plan || !clinic) return null;
  const { from, to } = within(days, dayOf(now, clinic.zone));
  const taken = await loadBusy(db, clinic.id, plan.id, { from, to });
  const facts = { plan, clinic, taken, now, moving: movingOf(moving), ownClinicIds: actor.clinicIds };
  const free = openingsBetween(facts, from, to).filter(
    ({ startsAt }) => whyNotMoveTo(moving, startsAt, now) === null,
  );
  const legal = new Set(keepingGaps(free, facts).map(({ startsAt }) => dayOf(startsAt, clinic.zone)));
  const starts = free.map((opening) => startOf(opening, facts));
  const daysThen = [...new Set(starts.map(({ day }) => day))].map((day) => [
    day,
    { legal: legal.has(day), gaps: gapsThen(courseWith(plan.sessions, day, id, plan.range)) },
  ]);
  return { starts, days: Object.fromEntries(daysThen) as Starts["days"] };
}

const signs = { early: -1, late: 1, "in-range": 0 };

const gapsThen = (course: readonly CoursePlace[]): DayThen["gaps"] =>
  course.flatMap(({ gap }) =>
    gap ? [{ days: gap.days, off: signs[gap.state] * gap.byDays, changed: gap.was !== null }] : [],
  );

function startOf({ startsAt, free }: Opening, { clinic }: Facts<Busy>): Start {
  const { physicianIds, places } = free();
  return {
    day: dayOf(startsAt, clinic.zone),
    start: minutesOf(startsAt, clinic.zone),
    physicians: physicianIds,
    places: places.map(({ roomId, deviceIds }) => [roomId, deviceIds]),
  };
}

/** A month at most, and nothing that is over. */
function within({ from, to }: Days, today: Day): Days {
  const first = laterDay(from, today);
  return { from: first, to: earlierDay(to, addDays(first, mostDays - 1)) };
}
