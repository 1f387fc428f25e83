import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { WeekGrid } from "~/features/calendar/week-grid";
import { CalendarPage } from "~/features/calendar/calendar-page";
import { Legend } from "~/features/calendar/legend";
import { MiniMonth } from "~/features/calendar/mini-month";
import { readCalendarQuery } from "~/features/calendar/query.server";
import { weekView } from "~/features/calendar/view.server";
import { listClinics } from "~/features/settings/queries.server";
import { may } from "~/domain/permissions";
import { requireActor } from "~/http/actor.server";
import { chosenClinicId, oneClinic } from "~/http/clinic.server";
import { notFound } from "~/http/replies.server";
import { CalendarHands } from "~/shell/calendar-hands";

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
  const view = await weekView(actor, clinic.id, query.date, query.physician, new Date());
  if (!view) throw notFound("clinic");
  return {
    view,
    colour: query.colour,
    choice: chosenClinicId(request, clinics) === "all" ? clinics : [],
    mayBook: may(actor, "session.write", { clinicIds: [clinic.id] }),
  };
}

export default function CalendarWeek() {
  const { view, colour, choice, mayBook } = useLoaderData<typeof loader>();
  return (
    <CalendarPage
      view="week"
      data={view}
      colour={colour}
      mayBook={mayBook}
      choice={choice}
      foot={<Legend counts={view.counts} />}
    >
      <CalendarHands
        rows={view.rows}
        clinicId={view.clinic.id}
        zone={view.clinic.zone}
        nowMinute={view.nowMinute}
        mayBook={mayBook}
      >
        <WeekGrid view={view} colour={colour} />
      </CalendarHands>
    </CalendarPage>
  );
}
