import type { PlanFacts } from "db/reads/plan-facts";
import type { Asking } from "db/command";
import { addDays, dayOf, daysBetween, type Day } from "~/domain/time";
import { courseWith } from "./course-with";
import { moveOf, placeOn } from "./later-place.server";
import { respaceOffer } from "./later-respace.server";
import { readLater, type LaterSession } from "./later-sessions.server";
import type { LaterOffer, LaterView, Offered } from "./later-view";
import type { CoursePlace } from "./place-view";

interface MovingDay {
  sessionId: string;
  /** Where and with whom it is to be. */
  clinicId: string;
  physicianId: string;
  /** Where it stands, and where it is to be, on the calendars of its clinics. */
  from: Day;
  to: Day;
}

/** What could become of the sessions after one that moves to another day; null where there are none or it keeps its day. */
export async function laterView(
  asking: Asking,
  plan: PlanFacts,
  { sessionId, from, to, clinicId, physicianId }: MovingDay,
): Promise<LaterView | null> {
  const days = daysBetween(from, to);
  if (days === 0) return null;
  const later = await readLater(sessionId);
  if (later.length === 0) return null;
  const course = (moved: ReadonlyMap<string, Day>) =>
    courseWith(plan.sessions, to, sessionId, plan.range, moved);
  const [shift, respaced] = await Promise.all([
    shiftOffer(asking, plan, { sessionId, from, to }, later),
    respaceOffer(asking, plan, { sessionId, to, clinicId, physicianId }, later),
  ]);
  const withCourse = ({ days: moved, ...offer }: Offered): LaterOffer => {
    const then = course(moved);
    return { ...offer, course: then, needsReason: then.some(isNewlyOutside) };
  };
  const only: Offered = { scope: "only", moves: [], barred: null, days: new Map() };
  // Where nothing else has to move, it says no more than the first.
  const isMore = respaced.moves.length > 0 || respaced.barred !== null;
  const offers = [only, shift, ...(isMore ? [respaced] : [])].map(withCourse);
  return { count: later.length, days, offers, best: bestOf(offers) };
}

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
  { sessionId, from, to }: Pick<MovingDay, "sessionId" | "from" | "to">,
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
  const moves = found.flatMap(({ session, place }) =>
    "why" in place ? [] : [moveOf(session, place, session)],
  );
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
