import { Form } from "@remix-run/react";
import type { GapRange } from "~/domain/gap";
import { dayWords } from "~/domain/words-of-time";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { bookWords, whyWords } from "~/words/courses";
import { textOf, type Faults } from "~/words/faults";
import type { ProposalView, ProposedSession } from "./view";

interface ProposalProps {
  proposal: ProposalView;
  index: number;
  range: GapRange;
  clinicShown: boolean;
  action: string;
  idempotencyKey: string;
  faults: Faults;
  busy: boolean;
}

/** One whole course: what is good about it, its sessions, and one button for all of them. */
export function Proposal({ proposal, index, range, clinicShown, action, ...form }: ProposalProps) {
  const { sessions, why } = proposal;
  const added = sessions.filter(({ value }) => value !== null);
  const heading = `proposal-${String(index)}`;
  return (
    <li className="proposal" aria-labelledby={heading}>
      <header className="proposal-head">
        <h2 id={heading}>Starts {dayWords(why.starts)}</h2>
        <p className="proposal-until">
          to {dayWords(why.ends)}
          {index === 0 && <span className="proposal-best">Best fit</span>}
        </p>
      </header>
      <ul className="proposal-why">
        {whyWords(why, range).map(({ words, isGood }) => (
          <li key={words} className={isGood ? "is-good" : undefined}>
            <Icon name={isGood ? "tick" : "info"} />
            {words}
          </li>
        ))}
      </ul>
      <ol className="proposal-course">
        {sessions.map((session) => (
          <Session key={session.ordinal} session={session} range={range} clinicShown={clinicShown} />
        ))}
      </ol>
      <Form method="post" action={action} className="proposal-book">
        <input type="hidden" name="intent" value="book" />
        <input type="hidden" name="key" value={form.idempotencyKey} />
        {added.map(({ value }) => (
          <input key={value} type="hidden" name="session" value={value ?? ""} />
        ))}
        {why.pastMaximum > 0 && (
          <Field
            label="Why is the gap so long?"
            name="gapReason"
            id={`gapReason-${String(index)}`}
            hint="It stays with the first session."
            required
            maxLength={500}
            defaultValue={textOf(form.faults, "gapReason")}
            errors={form.faults.errors["gapReason"]}
          />
        )}
        <Button variant={index === 0 ? "primary" : "secondary"} size="large" busy={form.busy}>
          {bookWords(added.length)}
        </Button>
      </Form>
    </li>
  );
}

function Session({
  session,
  range,
  clinicShown,
}: {
  session: ProposedSession;
  range: GapRange;
  clinicShown: boolean;
}) {
  const { ordinal, day, clock, physician, room, clinic, gapDays, value } = session;
  return (
    <li className={value === null ? "proposed is-standing" : "proposed"}>
      {gapDays !== null && <Gap days={gapDays} range={range} />}
      <span className="proposed-bead" aria-hidden="true">
        {ordinal}
      </span>
      <span className="proposed-words">
        <span className="visually-hidden">Session {ordinal}: </span>
        <span className="proposed-when">{value === null ? dayWords(day) : `${dayWords(day)}, ${clock}`}</span>
        <span className="proposed-where">
          {value === null
            ? "booked already"
            : [physician, room, clinicShown ? clinic : ""].filter(Boolean).join(", ")}
        </span>
      </span>
    </li>
  );
}

function Gap({ days, range }: { days: number; range: GapRange }) {
  const state = days < range.min ? "early" : days > range.max ? "late" : "in-range";
  return (
    <span className={`proposed-gap proposed-gap-${state}`}>
      {days} d{state !== "in-range" && ` ${state}`}
    </span>
  );
}
