import { clock, dayWords, whenWords, zoneName } from "~/domain/words-of-time";
import { wallClock } from "~/domain/wall-clock";
import { paths } from "~/paths";
import { LinkButton } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { Icon } from "~/ui/icon";
import { Page, Section } from "~/ui/page";
import { Tag } from "~/ui/tag";
import { regionSide } from "~/words/en";
import { countOf } from "~/words/patients";
import { daysWords } from "~/words/sessions";
import { halfDayWords, noticeWords, spanWords } from "~/words/waitlist";
import type { FreePlaceRow, WaitingRow } from "./list-rows";
import "./waitlist.css";

interface WaitlistPageProps {
  free: readonly FreePlaceRow[];
  waiting: readonly WaitingRow[];
  more: number;
  severalClinics: boolean;
}

/** What fell free, and who waits: by hand, and because a course is overdue. */
export function WaitlistPage({ free, waiting, more, severalClinics }: WaitlistPageProps) {
  return (
    <Page title="Waitlist" meta={`${countOf(free.length, "free place")}, ${waiting.length + more} waiting`}>
      <Section title="Places that fell free" meta="in the next three weeks">
        {free.length === 0 ? (
          <EmptyState title="No cancelled session’s place is still free.">
            When a session is cancelled, its place stands here until somebody has it.
          </EmptyState>
        ) : (
          <ul className="free-places">
            {free.map((place) => (
              <FreePlace key={place.sessionId} place={place} severalClinics={severalClinics} />
            ))}
          </ul>
        )}
      </Section>
      <Section
        title="Who waits"
        meta="overdue courses wait by themselves"
        actions={
          waiting.length > 1 && (
            <LinkButton size="small" href={paths.batch()}>
              Plan many courses
            </LinkButton>
          )
        }
      >
        {waiting.length === 0 ? (
          <EmptyState
            title="Nobody waits."
            action={<LinkButton href={paths.plans()}>Open the plans</LinkButton>}
          >
            Whoever would rather come sooner is put on the list from their plan’s page.
          </EmptyState>
        ) : (
          <ol className="waiting">
            {waiting.map((row) => (
              <Waiting key={row.planId} row={row} severalClinics={severalClinics} />
            ))}
          </ol>
        )}
        {more > 0 && <p className="refill-more">{more} more wait; the longest overdue are shown.</p>}
      </Section>
    </Page>
  );
}

function FreePlace({ place, severalClinics }: { place: FreePlaceRow; severalClinics: boolean }) {
  const { startsAt, zone, physician, room, clinic, offered } = place;
  return (
    <li className="free-place">
      <div>
        <p>
          <strong>
            {dayWords(wallClock(startsAt, zone).day)}, {clock(startsAt, zone)}
          </strong>{" "}
          <span className="candidate-quiet">{zoneName(startsAt, zone, "short")}</span>
        </p>
        <p className="candidate-quiet">
          {physician}, {room}
          {severalClinics && `, ${clinic}`}
        </p>
        {offered > 0 && (
          <Tag tone="accent" icon="send">
            Offered to {countOf(offered, "patient")}
          </Tag>
        )}
      </div>
      <LinkButton size="small" href={paths.refill(place.sessionId)}>
        Fill it
        <span className="visually-hidden">
          : {dayWords(wallClock(startsAt, zone).day)}, {clock(startsAt, zone)}
        </span>
      </LinkButton>
    </li>
  );
}

function Waiting({ row, severalClinics }: { row: WaitingRow; severalClinics: boolean }) {
  const { planId, patient, recordNumber, phone, overdueDays, wish, next, zone } = row;
  return (
    <li className="candidate waiting-row">
      <div className="candidate-who">
        <p>
          <a href={paths.plan(planId)}>{patient}</a> <span className="candidate-quiet">{recordNumber}</span>
        </p>
        <p className="candidate-quiet">
          {regionSide(row.region, row.side)}, {row.progress}, {row.physician}
          {severalClinics && `, ${row.clinic}`}
          {next && `, next ${whenWords(next, zone)}`}
        </p>
        {row.note && <p className="candidate-quiet">“{row.note}”</p>}
      </div>
      <div className="candidate-why">
        {overdueDays !== null && (
          <Tag tone="late" icon="late">
            {daysWords(overdueDays)} overdue
          </Tag>
        )}
        {wish && (
          <span>
            {halfDayWords(wish.times)} {spanWords(wish.notBefore, wish.notAfter)}
            <span className="candidate-quiet">, there in {noticeWords(wish.noticeMinutes)}</span>
          </span>
        )}
      </div>
      <div className="candidate-do">
        {phone && (
          <a className="candidate-phone" href={`tel:${phone.replace(/[^+\d]/g, "")}`}>
            <Icon name="phone" />
            {phone}
          </a>
        )}
        <LinkButton size="small" variant="quiet" href={paths.planWaitlist(planId)}>
          {wish ? "Change" : "Say when"}
          <span className="visually-hidden">: {patient}</span>
        </LinkButton>
        {overdueDays !== null && (
          <LinkButton size="small" href={paths.planCourse(planId)}>
            Book
            <span className="visually-hidden">: {patient}</span>
          </LinkButton>
        )}
      </div>
    </li>
  );
}
