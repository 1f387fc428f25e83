import { db } from "db/client";
import { loadClinicFacts } from "db/reads/clinic-facts";
import { loadWeights } from "db/reads/course-weights";
import type { PlanFacts } from "db/reads/plan-facts";
import type { Asking } from "db/command";
import { respace } from "~/domain/repair/respace";
import { isLive } from "~/domain/session";
import { addDays, dayOf, type Day } from "~/domain/time";
import { clinicDays } from "./clinic-days.server";
import { moveOf, placeOn } from "./later-place.server";
import type { LaterSession } from "./later-sessions.server";
import type { Offered } from "./later-view";

/** So far beyond the course's last session its later ones may be put. */
const BEYOND_DAYS = 90;

/** The later sessions with as few of them moved as keeps every gap, where that can be had. */
export async function respaceOffer(
  asking: Asking,
  plan: PlanFacts,
  moving: { sessionId: string; to: Day; clinicId: string; physicianId: string },
  later: readonly LaterSession[],
): Promise<Offered> {
  const { actor, now } = asking;
  const own = [...new Set([moving.clinicId, ...later.map(({ clinicId }) => clinicId)])].filter((id) =>
    actor.clinicIds.includes(id),
  );
  const facts = (await Promise.all(own.map((id) => loadClinicFacts(db, id)))).filter((one) => one !== null);
  const [home] = facts;
  const none = { scope: "respace" as const, moves: [], days: new Map<string, Day>() };
  const [next] = later;
  if (!home || !next) return { ...none, barred: null };
  const today = dayOf(now, home.zone);
  const dayOfLater = ({ startsAt, zone }: LaterSession) => dayOf(startsAt, zone);
  const last = later.map(dayOfLater).reduce((a, b) => (a > b ? a : b), moving.to);
  const ids = new Set([moving.sessionId, ...later.map(({ id }) => id)]);
  const weights = await loadWeights(db);
  const open = await clinicDays(facts, plan, { from: today, to: addDays(last, BEYOND_DAYS) }, now, [...ids]);
  const before = plan.sessions
    .filter(({ id, status, displaced }) => isLive(status) && !displaced && !ids.has(id))
    .findLast(({ day }) => day <= moving.to);
  const placed = { id: moving.sessionId, day: moving.to, ...placeIn(moving), hold: "placed" as const };
  const found = respace(
    {
      today,
      range: plan.range,
      before: before ? { day: before.day, ...placeIn(before) } : null,
      sessions: [
        placed,
        ...later.map((session) => ({
          id: session.id,
          day: dayOfLater(session),
          ...placeIn(session),
          hold: actor.clinicIds.includes(session.clinicId) ? ("free" as const) : ("pinned" as const),
        })),
      ].sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0)),
    },
    open,
    {
      times: null,
      physicianId: null,
      preferredPhysicianId: plan.physicianId,
      clinicId: null,
      roomId: null,
      deviceId: null,
      notBefore: null,
      notAfter: null,
    },
    weights,
  );
  const failing = found.sessions.find(({ choice, outside }) => choice !== null && outside !== null);
  if (failing || found.lost.length > 0) {
    const id = failing?.id ?? found.lost[0];
    const { ordinal } = later.find((session) => session.id === id) ?? next;
    return { ...none, barred: { why: "no-course", ordinal, day: failing?.day ?? moving.to } };
  }
  const moved = found.sessions.flatMap(({ id, day, physicianId, choice }) => {
    const session = later.find((one) => one.id === id);
    return session && choice ? [{ session, day, physicianId }] : [];
  });
  const places = await Promise.all(
    moved.map(({ session, day, physicianId }) => placeOn(asking, plan, session, day, ids, physicianId)),
  );
  const moves = moved.flatMap(({ session }, index) => {
    const place = places[index];
    return place && !("why" in place) ? [moveOf(session, place, session)] : [];
  });
  return {
    scope: "respace",
    moves,
    barred: null,
    days: new Map(moved.map(({ session, day }) => [session.id, day])),
  };
}

const placeIn = ({ physicianId, clinicId }: { physicianId: string; clinicId: string }) => ({
  physicianId,
  clinicId,
});
