import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AgendaList } from "~/features/calendar/agenda-list";
import { CalendarPage } from "~/features/calendar/calendar-page";
import { MiniMonth } from "~/features/calendar/mini-month";
import { readCalendarQuery } from "~/features/calendar/query.server";
import { agendaView } from "~/features/calendar/view.server";
import { listClinics } from "~/features/settings/queries.server";
import { may } from "~/domain/permissions";
import { requireActor } from "~/http/actor.server";
import { chosenClinicId, oneClinic } from "~/http/clinic.server";
import { notFound } from "~/http/replies.server";

export const handle = {
  railExtra: ({ view }: Awaited<ReturnType<typeof loader>>) => (
    <MiniMonth day={view.day} today={view.today} clinicId={view.clinic.id} />
  ),
};

export const meta = () => [{ title: "Calendar · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "calendar.read");
  const clinics = await listClinics(actor);
  const clinic = oneClinic(request, clinics);
  if (!clinic) throw notFound("clinic");
  const query = readCalendarQuery(request);
  const view = await agendaView(actor, clinic.id, query.date, query.physician, new Date());
  if (!view) throw notFound("clinic");
  return {
    view,
    colour: query.colour,
    choice: chosenClinicId(request, clinics) === "all" ? clinics : [],
    mayBook: may(actor, "session.write", { clinicIds: [clinic.id] }),
  };
}

export default function CalendarAgenda() {
  const { view, colour, choice, mayBook } = useLoaderData<typeof loader>();
  return (
    <CalendarPage view="agenda" data={view} colour={colour} mayBook={mayBook} choice={choice}>
      <AgendaList view={view} />
    </CalendarPage>
  );
}
