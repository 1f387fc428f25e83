import type { Zone } from "~/domain/wall-clock";
import { whenWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Tag, type TagTone } from "~/ui/tag";
import { regionSide } from "~/words/en";
import { gainWords, refillKindWords } from "~/words/waitlist";
import type { CandidateView } from "./view";

const tones: Record<CandidateView["kind"], TagTone> = {
  displaced: "danger",
  overdue: "late",
  asked: "accent",
  due: "nothing-booked",
  earlier: "late",
};

interface CandidateProps {
  candidate: CandidateView;
  zone: Zone;
  /** The place's physician. */
  place: string;
  ticked: boolean;
  first: boolean;
  busy: boolean;
}

/** One who could use the place: why, what it gains them, and what would be done. */
export function Candidate({ candidate, zone, place, ticked, first, busy }: CandidateProps) {
  const { planId, patient, recordNumber, phone, region, side, kind, inTime, movesFrom, note } = candidate;
  const what = movesFrom
    ? `moves from ${whenWords(movesFrom, zone)}`
    : `session ${candidate.ordinal} of ${candidate.plannedSessions}, new`;
  return (
    <li className={inTime ? "candidate" : "candidate is-late"}>
      <label className="candidate-tick">
        <input
          type="checkbox"
          className="checkbox"
          name="taker"
          id={first ? "taker" : undefined}
          value={candidate.value}
          defaultChecked={ticked && inTime}
        />
        <span className="visually-hidden">Offer it to {patient}</span>
      </label>
      <div className="candidate-who">
        <p>
          <a href={paths.plan(planId)}>{patient}</a> <span className="candidate-quiet">{recordNumber}</span>
        </p>
        <p className="candidate-quiet">
          {regionSide(region, side)}, {what}
          {candidate.otherPhysician && `, with ${place} instead of ${candidate.physician}`}
        </p>
        {note && <p className="candidate-quiet">“{note}”</p>}
      </div>
      <div className="candidate-why">
        <Tag tone={tones[kind]}>{refillKindWords[kind]}</Tag>
        <span>{gainWords(candidate)}</span>
        {!inTime && (
          <span className="candidate-short">
            <Icon name="clock" /> short notice
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
        <Button name="take" value={candidate.value} size="small" busy={busy}>
          {movesFrom ? "Move here" : "Book"}
          <span className="visually-hidden">: {patient}</span>
        </Button>
      </div>
    </li>
  );
}
