import { Form, useNavigation } from "@remix-run/react";
import { wallClock } from "~/domain/wall-clock";
import { clock, dayWordsLong, whenWords, zoneName } from "~/domain/words-of-time";
import { Button } from "~/ui/button";
import { Notice } from "~/ui/notice";
import type { OfferedPlace } from "./offered";
import "./waitlist.css";

interface OfferPageProps {
  token: string;
  offer: OfferedPlace;
  /** What the last press came to where it did nothing. */
  trouble: string | null;
}

/** What a patient sees of an offered place: where, when, yes or no. It names nobody, since links get forwarded. */
export function OfferPage({ token, offer, trouble }: OfferPageProps) {
  const busy = useNavigation().state !== "idle";
  const { state, clinic, address, phone, zone, startsAt, physician, expiresAt, movesFrom } = offer;
  const when = `${dayWordsLong(wallClock(startsAt, zone).day)}, ${clock(startsAt, zone)}`;
  return (
    <>
      {trouble && (
        <Notice tone="error" announce>
          {trouble}
        </Notice>
      )}
      {state === "accepted" && (
        <Notice tone="good" title="It is yours." announce>
          We expect you. {movesFrom && "Your earlier place was given back."}
        </Notice>
      )}
      {state === "declined" && (
        <Notice tone="info" title="Thank you for telling us." announce>
          Nothing of yours has changed, and we keep you on our list.
        </Notice>
      )}
      {state === "gone" && (
        <Notice tone="info" title="Somebody else was a moment quicker." announce>
          We are sorry. Nothing of yours has changed, and we will think of you when the next place falls free.
        </Notice>
      )}
      {state === "expired" && (
        <Notice tone="info" title="The time to answer is over.">
          Nothing of yours has changed. Call us if you would still like to come sooner.
        </Notice>
      )}
      <dl className="offer-facts">
        <dt>When</dt>
        <dd>
          <strong>{when}</strong>{" "}
          <span className="candidate-quiet">{zoneName(startsAt, zone, "longGeneric")}</span>
        </dd>
        {movesFrom && state === "open" && (
          <>
            <dt>Instead of</dt>
            <dd>{whenWords(movesFrom, zone)}</dd>
          </>
        )}
        <dt>With</dt>
        <dd>{physician}</dd>
        <dt>Where</dt>
        <dd>
          {clinic}
          {address && <span className="offer-address">{address}</span>}
        </dd>
        {phone && (
          <>
            <dt>Call us</dt>
            <dd>
              <a href={`tel:${phone.replace(/[^+\d]/g, "")}`}>{phone}</a>
            </dd>
          </>
        )}
      </dl>
      {state === "open" && (
        <Form method="post" className="offer-answer" replace>
          <input type="hidden" name="token" value={token} />
          <Button variant="primary" size="large" name="answer" value="accept" busy={busy}>
            Yes, I take it
          </Button>
          <Button size="large" name="answer" value="decline" busy={busy}>
            No, thank you
          </Button>
          <p className="candidate-quiet">
            The first to confirm has it. Please answer by {whenWords(expiresAt, zone)}.
          </p>
        </Form>
      )}
    </>
  );
}
