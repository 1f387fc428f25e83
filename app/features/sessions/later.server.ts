import { db } from "db/client";
import { loadDaysFacts } from "db/reads/place-facts";
import type { PlanFacts } from "db/reads/plan-facts";
import type { Asking } from "db/command";
import { nearestOpenings, type Choice } from "~/domain/openings";
import { addDays, clockAt, dayOf, daysBetween, minutesOf, type Day } from "~/domain/time";
import { clock, minutesToClock } from "~/domain/words-of-time";
import { movingOf } from "./asked.server";
import { courseWith } from "./course-with";
import { nearestTo, whichOfTwo, withoutOthers } from "./facts.server";
import { readLater, type LaterSession } from "./later-sessions.server";
import type { LaterMove, LaterOffer, LaterView } from "./later-view";
import { openingsBetween } from "./openings.server";
import type { CoursePlace } from "./place-view";
import { nameOf } from "./reasons.server";

interface MovingDay {
  sessionId: string;
  /** Where it stands, and where it is to be, on the calendars of its clinics. */
  from: Day;
  to: Day;
}

/** What could become of the sessions after one that moves to another day; null where there are none or it keeps its day. */
export async function laterView(
  asking: Asking,
  plan: PlanFacts,
  { sessionId, from, to }: MovingDay,
): Promise<LaterView | null> {
  const days = daysBetween(from, to);
  if (days === 0) return null;
  const later = await readLater(sessionId);
  if (later.length === 0) return null;
  const course = (moved: ReadonlyMap<string, Day>) =>
    courseWith(plan.sessions, to, sessionId, plan.range, moved);
  const shift = await shiftOffer(asking, plan, { sessionId, from, to }, later);
  const withCourse = ({ days: moved, ...offer }: Offered): LaterOffer => {
    const then = course(moved);
    return { ...offer, course: then, needsReason: then.some(isNewlyOutside) };
  };
  const only: Offered = { scope: "only", moves: [], barred: null, days: new Map() };
  const offers = [only, shift].map(withCourse);
  return { count: later.length, days, offers, best: bestOf(offers) };
}

type Offered = Omit<LaterOffer, "course" | "needsReason"> & { days: ReadonlyMap<string, Day> };

/** A gap that this move makes, outside the range; one that was booked so and stays has its reason. */
const isNewlyOutside = ({ gap, isThis }: CoursePlace) =>
  gap !== null && gap.state !== "in-range" && (isThis || gap.was !== null);

/** The fewest gaps outside the range, then the fewest moves. */
function bestOf(offers: readonly LaterOffer[]): LaterOffer["scope"] {
  const outside = ({ course }: LaterOffer) =>
    course.filter(({ gap }) => gap && gap.state !== "in-range").length;
  const [best] = offers
    .filter(({ barred }) => barred === null)
    .sort((a, b) => outside(a) - outside(b) || a.moves.length - b.moves.length);
  return best?.scope ?? "only";
}

/** Each later session as many days away, at its own clock time or as near to it as that day has room. */
async function shiftOffer(
  asking: Asking,
  plan: PlanFacts,
  { sessionId, from, to }: MovingDay,
  later: readonly LaterSession[],
): Promise<Offered> {
  const days = daysBetween(from, to);
  const others = new Set([sessionId, ...later.map(({ id }) => id)]);
  const found = await Promise.all(
    later.map(async (session) => {
      const day = addDays(dayOf(session.startsAt, session.zone), days);
      return { session, day, place: await placeOn(asking, plan, session, day, others) };
    }),
  );
  const lacking = found.find(({ place }) => "why" in place);
  const moves = found.flatMap(({ session, place }) => ("why" in place ? [] : [moveOf(session, place)]));
  if (lacking && "why" in lacking.place) {
    const { session, day, place } = lacking;
    return {
      scope: "shift",
      moves: [],
      days: new Map(),
      barred: { ...place, ordinal: session.ordinal, day },
    };
  }
  return {
    scope: "shift",
    moves,
    barred: null,
    days: new Map(found.map(({ session, day }) => [session.id, day])),
  };
}

type Found = Choice & { physician: string };
type NotFound = { why: "nothing-free" | "elsewhere" | "over" };

async function placeOn(
  { actor, now }: Asking,
  plan: PlanFacts,
  session: LaterSession,
  day: Day,
  others: ReadonlySet<string>,
): Promise<Found | NotFound> {
  const { clinicId, physicianId, roomId, deviceId, zone } = session;
  if (!actor.clinicIds.includes(clinicId)) return { why: "elsewhere" };
  if (day < dayOf(now, zone)) return { why: "over" };
  const { clinic, busy } = await loadDaysFacts(db, clinicId, plan.id, { from: day, to: day });
  if (!clinic) return { why: "elsewhere" };
  const facts = withoutOthers(
    { plan, clinic, taken: busy, now, moving: movingOf(session), ownClinicIds: actor.clinicIds },
    others,
  );
  const startsAt = nearestTo(clockAt(day, minutesOf(session.startsAt, zone), zone));
  const wanted = { startsAt, physicianId, roomId, deviceId };
  const own = openingsBetween(facts, day, day, { physicianId });
  const [choice] = nearestOpenings(wanted, own.length > 0 ? own : openingsBetween(facts, day, day), 1);
  return choice ? { ...choice, physician: nameOf(clinic, choice.physicianId) } : { why: "nothing-free" };
}

function moveOf(session: LaterSession, to: Found): LaterMove {
  const { zone } = session;
  const day = dayOf(to.startsAt, zone);
  const at = minutesToClock(minutesOf(to.startsAt, zone));
  const which = whichOfTwo(to.startsAt, zone) ?? "once";
  return {
    value: [
      session.id,
      session.version,
      session.clinicId,
      day,
      at,
      which,
      to.physicianId,
      to.roomId,
      to.deviceId,
    ].join(" "),
    ordinal: session.ordinal,
    before: {
      day: dayOf(session.startsAt, zone),
      clock: clock(session.startsAt, zone),
      physician: session.physician,
    },
    after: { day, clock: at, physician: to.physician },
  };
}
