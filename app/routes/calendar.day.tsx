import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CalendarPage } from "~/features/calendar/calendar-page";
import { DayGrid } from "~/features/calendar/day-grid";
import { DaySheet } from "~/features/calendar/day-sheet";
import { Legend } from "~/features/calendar/legend";
import { MiniMonth } from "~/features/calendar/mini-month";
import { PhoneStrip } from "~/features/calendar/phone-strip";
import { readCalendarQuery } from "~/features/calendar/query.server";
import { dayView } from "~/features/calendar/view.server";
import { requireActor } from "~/http/actor.server";
import { paths } from "~/paths";
import { CalendarHands } from "~/shell/calendar-hands";
import { calendarPage } from "~/shell/calendar-page.server";

export const handle = {
  railExtra: ({ view, colour }: Awaited<ReturnType<typeof loader>>) => (
    <MiniMonth
      day={view.day}
      today={view.today}
      clinicId={view.clinic.id}
      colour={colour}
      loads={view.month}
    />
  ),
};

export const meta = () => [{ title: "Calendar · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "calendar.read");
  const page = await calendarPage(request, actor, (clinicId, query) =>
    dayView(actor, clinicId, query, new Date()),
  );
  const { done, was } = readCalendarQuery(request);
  return { ...page, done, was };
}

export default function CalendarDay() {
  const { view, colour, done, was, choice, mayBook } = useLoaderData<typeof loader>();
  const back = paths.calendar("day", { clinic: view.clinic.id, date: view.day });
  return (
    <CalendarPage
      view="day"
      data={view}
      colour={colour}
      mayBook={mayBook}
      choice={choice}
      strip={<PhoneStrip view={view} colour={colour} />}
      foot={<Legend counts={view.counts} colour={colour} physicians={view.physicians} />}
    >
      <CalendarHands
        rows={view.rows}
        clinicId={view.clinic.id}
        zone={view.clinic.zone}
        nowMinute={view.nowMinute}
        mayBook={mayBook}
        done={done && view.named ? { what: done, was, sessionId: view.named, back, names: view.names } : null}
      >
        <DayGrid view={view} colour={colour} />
      </CalendarHands>
      <DaySheet view={view} />
    </CalendarPage>
  );
}
