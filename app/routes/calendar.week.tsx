import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { WeekGrid } from "~/features/calendar/week-grid";
import { CalendarPage } from "~/features/calendar/calendar-page";
import { Legend } from "~/features/calendar/legend";
import { MiniMonth } from "~/features/calendar/mini-month";
import { weekView } from "~/features/calendar/view.server";
import { requireActor } from "~/http/actor.server";
import { CalendarHands } from "~/shell/calendar-hands";
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
    weekView(actor, clinicId, date, physician, new Date()),
  );
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
      foot={<Legend counts={view.counts} colour={colour} physicians={view.physicians} />}
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
