import { db } from "db/client";
import type { Asking } from "db/command";
import { loadClinicFacts } from "db/reads/clinic-facts";
import { loadPlanFacts } from "db/reads/plan-facts";
import { may } from "~/domain/permissions";
import type { BookView } from "./book-view";
import { readBookedPlan } from "./booked-plan.server";
import { placeView, type PlaceQuery } from "./place-view.server";

interface Clinic {
  id: string;
  name: string;
}

/** What the booking form shows; null where the plan is not the actor's to book for, or is missing. */
export async function findBooking(
  { actor, now }: Asking,
  planId: string,
  clinics: readonly Clinic[],
  query: PlaceQuery & { clinic: string | null },
): Promise<BookView | null> {
  const [named, facts] = await Promise.all([readBookedPlan(actor, planId), loadPlanFacts(db, planId)]);
  if (!named || !facts || !may(actor, "session.write", { physicianId: facts.physicianId })) return null;
  const own = clinics.filter(({ id }) => actor.clinicIds.includes(id));
  const chosen =
    own.find(({ id }) => id === query.clinic) ?? own.find(({ id }) => id === facts.clinicId) ?? own[0];
  const clinic = chosen && (await loadClinicFacts(db, chosen.id));
  if (!clinic) return null;
  const base = { plan: facts, clinic, now, moving: null, ownClinicIds: actor.clinicIds };
  const place = await placeView(
    db,
    base,
    own.map(({ id, name }) => ({ id, name })),
    query,
  );
  const ordinal = place.course.find(({ isThis }) => isThis)?.ordinal ?? 1;
  return { plan: { ...named, ordinal }, place };
}
