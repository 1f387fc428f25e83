import { useEffect, useState } from "react";
import { clock, dayWords } from "~/domain/words-of-time";
import { wallClock } from "~/domain/wall-clock";
import { Button, LinkButton } from "~/ui/button";
import { Notice } from "~/ui/notice";
import type { OfferLink, PlaceView } from "./view";

/** The one time these links are seen: to copy, or to send with the phone's or computer's own programs. */
export function OfferLinks({ links, place }: { links: readonly OfferLink[]; place: PlaceView }) {
  return (
    <Notice tone="good" icon="link" title="The offer stands. Hand each of them their link." announce>
      <p>The links are shown only now. Each is for one patient: whoever opens it can confirm.</p>
      <ul className="offer-links">
        {links.map((one) => (
          <Link key={one.planId} to={one} place={place} />
        ))}
      </ul>
    </Notice>
  );
}

function Link({ to, place }: { to: OfferLink; place: PlaceView }) {
  const [state, setState] = useState<"without-script" | "ready" | "copied">("without-script");
  useEffect(() => setState("ready"), [to.link]);
  const { startsAt, zone, clinic } = place;
  const when = `${dayWords(wallClock(startsAt, zone).day)}, ${clock(startsAt, zone)}`;
  const message = `A place is free at ${clinic}: ${when}. If you would like it, confirm here; the first to confirm has it: ${to.link}`;
  const number = to.phone.replace(/[^+\d]/g, "");
  return (
    <li>
      <strong>{to.patient}</strong>
      <input
        className="control handed-link"
        aria-label={`Link for ${to.patient}`}
        readOnly
        value={to.link}
        onFocus={(event) => event.currentTarget.select()}
      />
      <span className="offer-send">
        {state !== "without-script" && (
          <Button
            type="button"
            size="small"
            icon={state === "copied" ? "tick" : "copy"}
            onClick={() => void navigator.clipboard.writeText(to.link).then(() => setState("copied"))}
          >
            {state === "copied" ? "Copied" : "Copy"}
          </Button>
        )}
        {number && (
          <LinkButton
            size="small"
            icon="smartphone"
            href={`sms:${number}?body=${encodeURIComponent(message)}`}
          >
            Text
          </LinkButton>
        )}
        {to.email && (
          <LinkButton
            size="small"
            icon="mail"
            href={`mailto:${encodeURIComponent(to.email)}?subject=${encodeURIComponent(`A place at ${clinic}`)}&body=${encodeURIComponent(message)}`}
          >
            Mail
          </LinkButton>
        )}
      </span>
    </li>
  );
}
