import { Form, useNavigation } from "@remix-run/react";
import { clock, dayWords, whenWords, zoneName } from "~/domain/words-of-time";
import { wallClock } from "~/domain/wall-clock";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { ErrorSummary } from "~/ui/error-summary";
import { SelectField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { textOf, ticksOf, type Faults } from "~/words/faults";
import { countOf } from "~/words/patients";
import { noticeWords } from "~/words/waitlist";
import { Candidate } from "./candidate";
import { OfferLinks } from "./offer-links";
import { Offers } from "./offers";
import type { OfferLink, RefillView } from "./view";
import "./waitlist.css";

interface RefillPageProps {
  refill: RefillView;
  minutes: readonly number[];
  idempotencyKey: string;
  /** Just made, and never seen again. */
  links: readonly OfferLink[];
  faults: Faults;
}

/** Who could use a place that fell free: one click books, or the first of several to confirm has it. */
export function RefillPage({ refill, minutes, idempotencyKey, links, faults }: RefillPageProps) {
  const { place, gone, candidates, more, offers } = refill;
  const { zone, startsAt } = place;
  const busy = useNavigation().state !== "idle";
  const { day } = wallClock(startsAt, zone);
  const isOpen = gone === null && candidates.length > 0;
  return (
    <Page
      title={`Free: ${dayWords(day)}, ${clock(startsAt, zone)}`}
      meta={`${place.physician}, ${place.clinic}, ${zoneName(startsAt, zone, "short")}`}
      crumbs={
        <>
          <a href={paths.waitlist()}>Waitlist</a> /{" "}
          <a href={paths.session(place.sessionId)}>The session that was cancelled</a>
        </>
      }
      tools={
        <LinkButton
          variant="quiet"
          icon="calendar"
          href={paths.calendar("day", { clinic: place.clinicId, date: day })}
        >
          Show in the calendar
        </LinkButton>
      }
    >
      <ErrorSummary errors={faults.errors} title="Nothing was booked or offered" />
      {links.length > 0 && <OfferLinks links={links} place={place} />}
      {gone && (
        <Notice tone="info" title={gone === "over" ? "Its time is over." : "Somebody has it already."}>
          {gone === "over"
            ? "There is nothing left to fill here."
            : `${place.physician} or every suitable room is taken then.`}
        </Notice>
      )}
      {gone === null && candidates.length === 0 && (
        <EmptyState
          title="Nobody waits for this place."
          action={
            <LinkButton href={paths.waitlist({ clinic: place.clinicId })}>Open the waitlist</LinkButton>
          }
        >
          Nobody on the list can come then, and no course may go on that day within its gaps.
        </EmptyState>
      )}
      {isOpen && (
        <Form method="post" className="refill" preventScrollReset>
          <input type="hidden" name="key" value={idempotencyKey} />
          <ol className="candidates" aria-label="Who could use it">
            {candidates.map((candidate, index) => (
              <Candidate
                key={candidate.planId}
                candidate={candidate}
                zone={zone}
                place={place.physician}
                ticked={ticksOf(
                  faults,
                  "taker",
                  candidates.slice(0, 3).map(({ value }) => value),
                ).includes(candidate.value)}
                first={index === 0}
                busy={busy}
              />
            ))}
          </ol>
          {more > 0 && <p className="refill-more">{countOf(more, "course")} more could use it.</p>}
          <div className="refill-offer">
            <SelectField
              label="They may answer for"
              name="minutes"
              defaultValue={textOf(faults, "minutes", "120")}
              options={minutes.map((one) => ({ value: String(one), label: noticeWords(one) }))}
              errors={faults.errors["minutes"]}
            />
            <Button name="intent" value="offer" busy={busy} icon="send">
              Offer it to those ticked
            </Button>
            <p className="refill-note">
              Each gets a link of their own. The first to confirm has the place; the others are told kindly.
              It stays free until then, so you can still book it.
            </p>
          </div>
        </Form>
      )}
      {offers.length > 0 && (
        <Section title="Offers">
          <Offers offers={offers} zone={zone} />
        </Section>
      )}
      <p className="refill-note">
        As of {whenWords(refill.asOf, zone)}. The most pressing stand first: a lost place, then the longest
        overdue, then who asked, then who gains most.
      </p>
    </Page>
  );
}
