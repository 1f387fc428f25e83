import type { Actor } from "~/domain/actor";
import { may } from "~/domain/permissions";
import { readCalendarQuery } from "~/features/calendar/query.server";
import { listClinics } from "~/features/settings/queries.server";
import { asking } from "~/http/asking.server";
import { showed } from "~/http/audited-read.server";
import { chosenClinicId, oneClinic } from "~/http/clinic.server";
import { notFound } from "~/http/replies.server";

type Query = ReturnType<typeof readCalendarQuery>;

/**
 * What any calendar page shows of the clinic chosen, around the view that `look` brings of it, and notes whose
 * sessions are in it; 404 where there is none.
 */
export async function calendarPage<Found extends object>(
  request: Request,
  actor: Actor,
  look: (clinicId: string, query: Query) => Promise<(Found & { patients?: readonly string[] }) | null>,
) {
  const clinics = await listClinics(actor);
  const clinic = oneClinic(request, clinics);
  if (!clinic) throw notFound("clinic");
  const query = readCalendarQuery(request);
  const found = await look(clinic.id, query);
  if (!found) throw notFound("clinic");
  const { patients = [], ...view } = found;
  showed(asking(actor), { action: "calendar.read", noun: "calendar", clinicId: clinic.id, patients });
  return {
    view,
    colour: query.colour,
    choice: chosenClinicId(request, clinics) === "all" ? clinics : [],
    mayBook: may(actor, "session.write", { clinicIds: [clinic.id] }),
  };
}
