import { wallClock } from "~/domain/wall-clock";
import { clock, dayWithYear, zoneName } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { Page } from "~/ui/page";
import type { BookingReply } from "./refusal-notice";
import { SessionCard } from "./session-card";
import type { SessionView } from "./view";

/** A session by its own address: its card, with the way to its day. */
export function SessionPage({ session, reply }: { session: SessionView; reply: BookingReply | undefined }) {
  const { clinic, startsAt } = session;
  const { day } = wallClock(startsAt, clinic.zone);
  const calendar = paths.calendar("day", { clinic: clinic.id, date: day, session: session.id });
  return (
    <Page
      title={`${dayWithYear(day)}, ${clock(startsAt, clinic.zone)}`}
      meta={`${clinic.name}, ${zoneName(startsAt, clinic.zone, "short")}`}
      crumbs={
        <>
          <a href={calendar}>Calendar</a> / <a href={paths.plan(session.plan.id)}>Plan</a>
        </>
      }
      tools={
        <LinkButton variant="quiet" icon="calendar" href={calendar}>
          Show in the calendar
        </LinkButton>
      }
    >
      <div className="session-page">
        <SessionCard session={session} reply={reply} />
      </div>
    </Page>
  );
}
