import { dayWords } from "~/domain/words-of-time";
import { RadioCards } from "~/ui/choices";
import { textOf } from "~/words/faults";
import { countOf } from "~/words/patients";
import { barredWords, consequenceWords, shiftWords } from "~/words/later";
import type { BookingFaults } from "./booking-errors";
import type { LaterMove, LaterOffer, LaterView } from "./later-view";
import "./later-choice.css";

/** What becomes of the later sessions: each answer with what it changes, before anything is changed. */
export function LaterChoice({ later, faults }: { later: LaterView; faults: BookingFaults }) {
  const { count, offers, best } = later;
  const quiet = offers.filter(({ needsReason }) => !needsReason).map(({ scope }) => `no-reason-${scope}`);
  return (
    <div className={["later", ...quiet].join(" ")}>
      {offers.flatMap(({ scope, moves }) =>
        moves.map(({ value }) => <input key={value} type="hidden" name={scope} value={value} />),
      )}
      <RadioCards
        legend={count === 1 ? "And the session after it?" : `And the ${countOf(count, "session")} after it?`}
        name="scope"
        defaultValue={textOf(faults, "scope", best)}
        errors={faults.errors["later"]}
        options={offers.map((offer) => ({
          value: offer.scope,
          label: titleOf(offer, later),
          hint: <Consequences offer={offer} />,
          disabled: offer.barred !== null,
        }))}
      />
    </div>
  );
}

function titleOf({ scope, moves }: LaterOffer, { days, count }: LaterView): string {
  if (scope === "only") return "Only this one moves";
  if (scope === "shift") return shiftWords(count, days);
  return `Re-space the rest: ${moves.length === 0 ? "none has to move" : `${countOf(moves.length, "session")} of ${count} ${moves.length === 1 ? "moves" : "move"}`}`;
}

function Consequences({ offer }: { offer: LaterOffer }) {
  if (offer.barred) return barredWords(offer.barred);
  return (
    <>
      {consequenceWords(offer.course)}
      {offer.moves.map((move) => (
        <Move key={move.value} {...move} />
      ))}
    </>
  );
}

function Move({ ordinal, before, after }: LaterMove) {
  const other = before.physician === after.physician ? "" : `, ${after.physician}`;
  return (
    <span className="later-move">
      <span className="later-ordinal">{ordinal}</span>
      <s>
        {dayWords(before.day)}, {before.clock}
      </s>
      <span aria-hidden="true">→</span>
      <span className="visually-hidden">to</span>
      <strong>
        {dayWords(after.day)}, {after.clock}
        {other}
      </strong>
    </span>
  );
}
