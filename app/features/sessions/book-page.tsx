import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { planStatusWords, regionSide } from "~/words/en";
import { countOf } from "~/words/patients";
import { windowWords } from "~/words/sessions";
import type { BookView } from "./book-view";
import { bookingFaults } from "./booking-errors";
import { CourseThread } from "./course-thread";
import { DayStrip } from "./day-strip";
import { PlaceFilters } from "./place-filters";
import { PlaceForm } from "./place-form";
import { placeQuery } from "./place-query";
import type { BookingReply } from "./refusal-notice";

interface BookPageProps extends BookView {
  at: string | null;
  idempotencyKey: string;
  reply: BookingReply | undefined;
}

/** Books one session of a plan: the day within its window, then a free time. */
export function BookPage({ plan, place, at, idempotencyKey, reply }: BookPageProps) {
  const { zone, name, zoneLabel } = place.clinic;
  const barred = whyNotBook(plan);
  return (
    <Page
      title={`Book session ${plan.ordinal}`}
      meta={`${plan.patient}, ${regionSide(plan.region, plan.side).toLowerCase()}`}
      crumbs={
        <>
          <a href={paths.plans()}>Plans</a> / <a href={paths.plan(plan.id)}>Record {plan.recordNumber}</a>
        </>
      }
      tools={
        <LinkButton variant="quiet" href={paths.book()}>
          Another plan
        </LinkButton>
      }
      bands={!barred && <PlaceFilters place={place} action={paths.book()} hidden={{ plan: plan.id }} />}
    >
      {barred ? (
        <Notice
          tone="warn"
          title={barred}
          action={<LinkButton href={paths.plan(plan.id)}>Open plan</LinkButton>}
        >
          Nothing can be booked for it now.
        </Notice>
      ) : (
        <div className="place">
          <div className="place-main">
            {plan.ordinal > plan.plannedSessions && (
              <Notice tone="warn" title="One more than planned.">
                The plan has {countOf(plan.plannedSessions, "session")}; this would be session {plan.ordinal}.
              </Notice>
            )}
            <p className="place-window">
              <strong>{windowWords(plan.ordinal, place.window)}</strong> {name}, {zoneLabel}.
            </p>
            <DayStrip
              place={place}
              hrefOf={(date) => paths.book({ plan: plan.id, ...placeQuery(place), date, ...(at && { at }) })}
            />
            <PlaceForm
              key={place.day}
              place={place}
              faults={bookingFaults(reply, zone)}
              at={at}
              idempotencyKey={idempotencyKey}
              hidden={{ planId: plan.id }}
              submit={`Book session ${plan.ordinal}`}
              failed="Not booked"
              cancelHref={paths.plan(plan.id)}
            />
          </div>
          <CourseThread course={place.course} title="The course with it" />
        </div>
      )}
    </Page>
  );
}

function whyNotBook({ status, patientActive }: BookView["plan"]): string | null {
  if (!patientActive) return "The patient is no longer active here.";
  return status === "active" ? null : `The plan is ${planStatusWords[status].toLowerCase()}.`;
}
