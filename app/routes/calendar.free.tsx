import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { CalendarPage } from "~/features/calendar/calendar-page";
import { FreeFilters } from "~/features/calendar/free-filters";
import { FreePage } from "~/features/calendar/free-page";
import { freeView } from "~/features/calendar/free.server";
import { askedOf } from "~/features/calendar/free-view";
import { MiniMonth } from "~/features/calendar/mini-month";
import { readFreeQuery } from "~/features/calendar/query.server";
import { requireActor } from "~/http/actor.server";
import { paths } from "~/paths";
import { calendarPage } from "~/shell/calendar-page.server";
import { PageBand } from "~/ui/page";

export const handle = {
  railExtra: ({ view, colour }: Awaited<ReturnType<typeof loader>>) => (
    <MiniMonth
      day={view.day}
      today={view.today}
      clinicId={view.clinic.id}
      colour={colour}
      to={(date) => paths.calendar("free", { clinic: view.clinic.id, date, ...askedOf(view) })}
    />
  ),
};

export const meta = () => [{ title: "Who is free · Tendon" }];

export async function loader({ request }: LoaderFunctionArgs) {
  const actor = await requireActor(request, "calendar.read");
  return calendarPage(request, actor, (clinicId) =>
    freeView(actor, clinicId, readFreeQuery(request), new Date()),
  );
}

export default function CalendarFree() {
  const { view, colour, choice, mayBook } = useLoaderData<typeof loader>();
  return (
    <CalendarPage
      view="free"
      data={view}
      colour={colour}
      mayBook={mayBook}
      choice={choice}
      kept={askedOf(view)}
      isWeek={view.span === "week"}
      strip={
        <PageBand label="Free for">
          <FreeFilters view={view} />
        </PageBand>
      }
    >
      <FreePage view={view} mayBook={mayBook} />
    </CalendarPage>
  );
}
