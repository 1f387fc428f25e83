import { Form } from "@remix-run/react";
import type { Zone } from "~/domain/wall-clock";
import { whenWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { Tag } from "~/ui/tag";
import { answerWords, offerStateWords } from "~/words/waitlist";
import type { OfferView } from "./view";

/** Whom a place was offered to, and what they answered. */
export function Offers({ offers, zone }: { offers: readonly OfferView[]; zone: Zone }) {
  return (
    <ul className="offers">
      {offers.map((offer) => (
        <li key={offer.id} className="offer">
          <div>
            <p>
              <Tag tone={offer.state === "open" ? "accent" : "neutral"}>{offerStateWords[offer.state]}</Tag>{" "}
              <span className="candidate-quiet">
                {offer.madeBy}, {whenWords(offer.madeAt, zone)}
                {offer.state === "open" && `; to answer until ${whenWords(offer.expiresAt, zone)}`}
              </span>
            </p>
            <ul className="offer-to">
              {offer.to.map(({ planId, patient, answer }) => (
                <li key={planId}>
                  <a href={paths.plan(planId)}>{patient}</a>{" "}
                  <span className="candidate-quiet">{answer ? answerWords[answer] : "no answer"}</span>
                </li>
              ))}
            </ul>
          </div>
          {offer.state === "open" && (
            <Form method="post" preventScrollReset>
              <input type="hidden" name="intent" value="withdraw" />
              <input type="hidden" name="offerId" value={offer.id} />
              <Button size="small" variant="quiet">
                Take back
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}
