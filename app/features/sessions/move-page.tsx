import { useState } from "react";
import { wallClock } from "~/domain/wall-clock";
import { dayWords, whenWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { regionSide } from "~/words/en";
import { textOf } from "~/words/faults";
import { displacedWords, whyNotMoveWords, windowWords } from "~/words/sessions";
import { bookingFaults } from "./booking-errors";
import { CourseThread } from "./course-thread";
import { DayStrip } from "./day-strip";
import { LaterChoice } from "./later-choice";
import type { LaterView } from "./later-view";
import { MoveDiff } from "./move-diff";
import { PlaceFilters } from "./place-filters";
import { PlaceForm } from "./place-form";
import { placeQuery } from "./place-query";
import type { PlaceView } from "./place-view";
import type { BookingReply } from "./refusal-notice";
import type { SessionView } from "./view";

interface MovePageProps {
  session: SessionView;
  place: PlaceView;
  later: LaterView | null;
  /** A time that the calendar's drag let go at. */
  at: string | null;
  idempotencyKey: string;
  reply: BookingReply | undefined;
}

/** Gives a session another time or place, showing what was, what would be and what the gaps become. */
export function MovePage({ session, place, later, at, idempotencyKey, reply }: MovePageProps) {
  const { clinic, plan, patient } = session;
  const self = paths.sessionMove(session.id);
  const faults = bookingFaults(reply, place.clinic.zone);
  const [chosen, setChosen] = useState(place.starts.find(({ clock }) => clock === at)?.value ?? null);
  const [scope, setScope] = useState<string>(textOf(faults, "scope", later?.best));
  const course = later?.offers.find((offer) => offer.scope === scope)?.course ?? place.course;
  const { whyNot = "wrong-status" } = session.moves.find(({ move }) => move === "move") ?? {};
  const { day } = wallClock(session.startsAt, clinic.zone);
  return (
    <Page
      title={`Move session ${session.ordinal}`}
      meta={`${patient.name}, ${regionSide(plan.region, plan.side).toLowerCase()}`}
      crumbs={
        <>
          <a href={paths.calendar("day", { clinic: clinic.id, date: day, session: session.id })}>Calendar</a>{" "}
          / <a href={paths.session(session.id)}>{whenWords(session.startsAt, clinic.zone)}</a>
        </>
      }
      bands={whyNot === null && <PlaceFilters place={place} action={self} />}
    >
      {whyNot !== null ? (
        <Notice
          tone="warn"
          title="This session cannot be moved."
          action={<LinkButton href={paths.session(session.id)}>Open session</LinkButton>}
        >
          {whyNotMoveWords[whyNot]}
        </Notice>
      ) : (
        <div className="place">
          <div className="place-main">
            {session.displaced && (
              <Notice tone="warn" title="It needs another place.">
                {displacedWords(session.displaced, clinic.zone)}
              </Notice>
            )}
            <p className="place-window">
              <strong>{windowWords(session.ordinal, place.window)}</strong> {place.clinic.name},{" "}
              {place.clinic.zoneLabel}.
            </p>
            <DayStrip
              place={place}
              hrefOf={(date) => paths.sessionMove(session.id, { ...placeQuery(place), date })}
            />
            <PlaceForm
              key={place.day}
              place={place}
              faults={faults}
              at={at}
              idempotencyKey={idempotencyKey}
              hidden={{ version: session.version, then: "calendar" }}
              submit={`Move to ${dayWords(place.day)}`}
              failed="Not moved"
              cancelHref={paths.session(session.id)}
              more={later && <LaterChoice later={later} faults={faults} />}
              onAnswer={(name, value) => {
                if (name === "start") setChosen(value);
                if (name === "scope") setScope(value);
              }}
            />
          </div>
          <div className="place-aside">
            <MoveDiff session={session} place={place} chosen={chosen} />
            <CourseThread course={course} title="The course then" />
          </div>
        </div>
      )}
    </Page>
  );
}
