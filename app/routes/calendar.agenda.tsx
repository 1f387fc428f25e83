import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { AgendaList } from "~/features/calendar/agenda-list";
import { CalendarPage } from "~/features/calendar/calendar-page";
import { MiniMonth } from "~/features/calendar/mini-month";
import { agendaView } from "~/features/calendar/view.server";
import { requireActor } from "~/http/actor.server";
import { calendarPage } from "~/shell/calendar-page.server";

export const handle = {
  railExtra: ({ view, colour }: Awaited<ReturnType<typeof loader>>) => (
    <MiniMonth day={view.day} today={view.today} clinicId={view.clinic.id} colour={colour} />
  ),
};

export const meta = () => [{ title: "Calendar · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "calendar.read");
  return calendarPage(request, actor, (clinicId, { date, physician }) =>
    agendaView(actor, clinicId, date, physician, new Date()),
  );
}

export default function CalendarAgenda() {
  const { view, colour, choice, mayBook } = useLoaderData<typeof loader>();
  return (
    <CalendarPage view="agenda" data={view} colour={colour} mayBook={mayBook} choice={choice}>
      <AgendaList view={view} />
    </CalendarPage>
  );
}
