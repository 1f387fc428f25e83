import { Form } from "@remix-run/react";
import { dayWords } from "~/domain/words-of-time";
import { reasonFor, releasesSessions, type PlanMove } from "~/domain/plan";
import { stopReasons } from "~/domain/vocabulary";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { RadioCards } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { TextAreaField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { regionSide, stopReasonWords } from "~/words/en";
import { textOf, type Faults } from "~/words/faults";
import { planMoveEffects, planMoveWords, planRefusalWords } from "~/words/plans";
import type { PlanRights, PlanSession, PlanView } from "./plan";
import "./plan-form.css";

interface StatusPageProps {
  plan: PlanView;
  rights: PlanRights;
  move: PlanMove | null;
  /** The future sessions that the move cancels. */
  released: PlanSession[];
  faults: Faults;
}

export function StatusPage(props: StatusPageProps) {
  const { plan, rights, move } = props;
  const chosen = rights.allMoves.find((known) => known.move === move);
  return (
    <Page
      title={move ? planMoveWords[move] : "Change the plan’s state"}
      meta={`${plan.patient.name}, ${regionSide(plan.region, plan.side)}`}
      crumbs={
        <>
          <a href={paths.plans()}>Plans</a> /{" "}
          <a href={paths.plan(plan.id)}>Record {plan.patient.recordNumber}</a>
        </>
      }
    >
      <div className="form-page">
        {chosen && chosen.whyNot === null ? (
          <MoveForm {...props} move={chosen.move} />
        ) : (
          <>
            {chosen?.whyNot && (
              <Notice tone="error" title={`${planMoveWords[chosen.move]} is not possible.`}>
                {planRefusalWords[chosen.whyNot]}
              </Notice>
            )}
            <Moves plan={plan} rights={rights} />
          </>
        )}
      </div>
    </Page>
  );
}

function Moves({ plan, rights }: Pick<StatusPageProps, "plan" | "rights">) {
  return (
    <ul className="move-choices">
      {rights.allMoves.map(({ move, whyNot }) => (
        <li key={move} className="move-choice">
          {whyNot === null ? (
            <a href={paths.planStatus(plan.id, { move })}>{planMoveWords[move]}</a>
          ) : (
            <span className="move-choice-barred">{planMoveWords[move]}</span>
          )}
          <p>{whyNot === null ? planMoveEffects[move] : planRefusalWords[whyNot]}</p>
        </li>
      ))}
    </ul>
  );
}

function MoveForm({ plan, move, released, faults }: StatusPageProps & { move: PlanMove }) {
  const gives = releasesSessions(move) && released.length > 0;
  return (
    <>
      <ErrorSummary errors={faults.errors} title="Nothing was changed" />
      <p>{planMoveEffects[move]}</p>
      {gives && <Released released={released} />}
      {!gives && releasesSessions(move) && <p>No session is booked ahead, so none is cancelled.</p>}
      <Form method="post" action={paths.planStatus(plan.id, { move })} className="form-stack" noValidate>
        <input type="hidden" name="move" value={move} />
        {releasesSessions(move) &&
          released.map(({ id }) => <input key={id} type="hidden" name="released" value={id} />)}
        {move === "stop" && (
          <RadioCards
            legend="Why is it stopped?"
            name="stopReason"
            defaultValue={textOf(faults, "stopReason")}
            errors={faults.errors["stopReason"]}
            options={stopReasons.map((value) => ({ value, label: stopReasonWords[value] }))}
            inline
          />
        )}
        {reasonFor[move] !== "none" && (
          <TextAreaField
            label={move === "stop" ? "Note" : "Why?"}
            optional={move === "stop"}
            name="reason"
            hint={move === "hold" ? "The desk reads this too: nothing clinical here." : undefined}
            maxLength={500}
            defaultValue={textOf(faults, "reason")}
            errors={faults.errors["reason"]}
          />
        )}
        <div className="form-actions">
          <Button variant={move === "stop" ? "danger" : "primary"} size="large">
            {planMoveWords[move]}
            {gives && ` and cancel ${released.length} ${released.length === 1 ? "session" : "sessions"}`}
          </Button>
          <LinkButton variant="quiet" size="large" href={paths.plan(plan.id)}>
            Leave it as it is
          </LinkButton>
        </div>
      </Form>
    </>
  );
}

/** What is cancelled, before it is. */
export function Released({ released }: { released: readonly PlanSession[] }) {
  return (
    <Notice
      tone="warn"
      title={
        released.length === 1
          ? "One booked session is cancelled, and the patient must be told:"
          : `${released.length} booked sessions are cancelled, and the patient must be told:`
      }
    >
      <ul>
        {released.map((session) => (
          <li key={session.id}>
            {dayWords(session.day)}, {session.clock}, {session.clinic}, {session.room}, {session.physician}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
