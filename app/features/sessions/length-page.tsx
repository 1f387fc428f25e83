import { Form } from "@remix-run/react";
import { useState } from "react";
import { wallClock } from "~/domain/wall-clock";
import { clock, durationWords, whenWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { regionSide } from "~/words/en";
import { textOf } from "~/words/faults";
import { whyNotMoveWords } from "~/words/sessions";
import { PhaseBar } from "./phase-bar";
import { RefusalNotice, type BookingReply } from "./refusal-notice";
import type { SessionView } from "./view";
import "./length-page.css";

interface Props {
  session: SessionView;
  reply: BookingReply | undefined;
}

const minutesBetween = (from: Date, until: Date) => (until.getTime() - from.getTime()) / 60_000;

/** How long a session is treated and recovers, where it stands: its start and its place stay. */
export function LengthPage({ session, reply }: Props) {
  const { clinic, patient, plan } = session;
  const { day } = wallClock(session.startsAt, clinic.zone);
  const whyNot = session.moves.find(({ move }) => move === "change-length")?.whyNot;
  return (
    <Page
      title="Change its length"
      meta={`${patient.name}, ${regionSide(plan.region, plan.side).toLowerCase()}`}
      crumbs={
        <>
          <a href={paths.calendar("day", { clinic: clinic.id, date: day, session: session.id })}>Calendar</a>{" "}
          / <a href={paths.session(session.id)}>{whenWords(session.startsAt, clinic.zone)}</a>
        </>
      }
    >
      {whyNot === null ? (
        <LengthForm session={session} reply={reply} />
      ) : (
        <Notice
          tone="warn"
          title="Its length cannot be changed."
          action={<LinkButton href={paths.session(session.id)}>Open session</LinkButton>}
        >
          {whyNotMoveWords[whyNot ?? "wrong-status"]}
        </Notice>
      )}
    </Page>
  );
}

function LengthForm({ session, reply }: Props) {
  const { clinic, startsAt, treatFrom, treatTo, endsAt } = session;
  const { zone } = clinic;
  const was = { treat: minutesBetween(treatFrom, treatTo), recover: minutesBetween(treatTo, endsAt) };
  const refused = reply && !reply.ok && "refusal" in reply ? reply : null;
  const faults = reply && !reply.ok && "faults" in reply ? reply.faults : null;
  const given = faults ?? { errors: {}, values: refused?.values ?? {} };
  const [treat, setTreat] = useState(textOf(given, "treatMinutes", String(was.treat)));
  const [recover, setRecover] = useState(textOf(given, "recoverMinutes", String(was.recover)));
  const then = { treatTo: after(treatFrom, treat), endsAt: after(treatFrom, treat, recover) };
  const back = paths.calendar("day", {
    clinic: clinic.id,
    date: wallClock(startsAt, zone).day,
    session: session.id,
    done: "length",
    was: `${was.treat}-${was.recover}`,
  });
  return (
    <Form method="post" className="length-form" noValidate>
      {refused && <RefusalNotice refusal={refused.refusal} zone={zone} />}
      <p>
        {session.physician} and {session.device} are taken for the treatment, {session.room} and the patient
        for all of it. It starts at {clock(startsAt, zone)} as before.
      </p>
      <input type="hidden" name="version" value={session.version} />
      <input type="hidden" name="back" value={back} />
      <div className="length-fields">
        <Field
          label="Treatment"
          name="treatMinutes"
          type="number"
          suffix="min"
          step={5}
          min={5}
          max={240}
          value={treat}
          onChange={(event) => setTreat(event.currentTarget.value)}
          errors={faults?.errors["treatMinutes"]}
        />
        <Field
          label="Recovery"
          name="recoverMinutes"
          type="number"
          suffix="min"
          step={5}
          min={0}
          max={240}
          value={recover}
          onChange={(event) => setRecover(event.currentTarget.value)}
          errors={faults?.errors["recoverMinutes"]}
        />
      </div>
      <PhaseBar
        {...{ startsAt, treatFrom, ...(then.endsAt > treatFrom ? then : { treatTo, endsAt }) }}
        zone={zone}
        look="booked"
      />
      <p className="length-then" aria-live="polite">
        Until {clock(endsAt, zone)} now
        {then.endsAt.getTime() !== endsAt.getTime() &&
          `, then until ${clock(then.endsAt, zone)}: ${durationWords(minutesBetween(startsAt, then.endsAt))} in all`}
        .
      </p>
      <div className="length-end">
        <Button variant="primary" size="large">
          Change its length
        </Button>
        <LinkButton size="large" href={paths.session(session.id)}>
          Leave it
        </LinkButton>
      </div>
    </Form>
  );
}

/** What is no number that could be meant counts as none. */
const minutesIn = (text: string) => {
  const minutes = Number(text);
  return minutes >= 0 && minutes < 1440 ? minutes : 0;
};

const after = (from: Date, ...minutes: string[]) =>
  new Date(from.getTime() + minutes.reduce((sum, one) => sum + minutesIn(one), 0) * 60_000);
