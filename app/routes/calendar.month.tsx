import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { MonthGrid } from "~/features/calendar/month-grid";
import { CalendarPage } from "~/features/calendar/calendar-page";
import { MiniMonth } from "~/features/calendar/mini-month";
import { monthView } from "~/features/calendar/view.server";
import { requireActor } from "~/http/actor.server";
import { calendarPage } from "~/shell/calendar-page.server";

export const handle = {
  railExtra: ({ view, colour }: Awaited<ReturnType<typeof loader>>) => (
    <MiniMonth
      day={view.day}
      today={view.today}
      clinicId={view.clinic.id}
      colour={colour}
      loads={view.days}
    />
  ),
};

export const meta = () => [{ title: "Calendar · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "calendar.read");
  return calendarPage(request, actor, (clinicId, { date }) => monthView(actor, clinicId, date, new Date()));
}

export default function CalendarMonth() {
  const { view, colour, choice, mayBook } = useLoaderData<typeof loader>();
  return (
    <CalendarPage view="month" data={view} colour={colour} mayBook={mayBook} choice={choice}>
      <MonthGrid view={view} colour={colour} />
    </CalendarPage>
  );
}
