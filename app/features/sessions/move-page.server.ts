import { db } from "db/client";
import type { Asking } from "db/command";
import { loadClinicFacts } from "db/reads/clinic-facts";
import { loadPlanFacts } from "db/reads/plan-facts";
import { movingOf } from "./asked.server";
import type { PlaceView } from "./place-view";
import { placeView, type PlaceQuery } from "./place-view.server";
import { laterView } from "./later.server";
import type { LaterView } from "./later-view";
import { findSession } from "./queries.server";
import type { SessionView } from "./view";
import { dayOf } from "~/domain/time";

/** What the moving form shows; null where the session is not the actor's to move, or is missing. */
export async function findMove(
  asking: Asking,
  id: string,
  clinics: readonly { id: string; name: string }[],
  query: PlaceQuery & { clinic: string | null },
): Promise<{ session: SessionView; place: PlaceView; later: LaterView | null } | null> {
  const { actor, now } = asking;
  const session = await findSession(actor, id, now);
  if (!session || session.moves.length === 0) return null;
  const own = clinics
    .filter((clinic) => actor.clinicIds.includes(clinic.id))
    .map(({ id, name }) => ({ id, name }));
  const clinicId = own.find((clinic) => clinic.id === query.clinic)?.id ?? session.clinic.id;
  const [plan, clinic] = await Promise.all([
    loadPlanFacts(db, session.plan.id),
    loadClinicFacts(db, clinicId),
  ]);
  if (!plan || !clinic) return null;
  const base = { plan, clinic, now, moving: movingOf(session), ownClinicIds: actor.clinicIds };
  const place = await placeView(db, base, own, {
    ...query,
    physician: query.physician ?? session.physicianId,
  });
  const from = dayOf(session.startsAt, session.clinic.zone);
  const mayMove = session.moves.some(({ move, whyNot }) => move === "move" && whyNot === null);
  const later = mayMove
    ? await laterView(asking, plan, {
        sessionId: id,
        from,
        to: place.day,
        clinicId,
        physicianId: place.wish.physicianId ?? session.physicianId,
      })
    : null;
  return { session, place, later };
}
