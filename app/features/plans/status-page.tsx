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
      {move === "complete" && <EndsEarly plan={plan} />}
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
        {(reasonFor[move] !== "none" || move === "complete") && (
          <TextAreaField
            label={reasonFor[move] === "words" ? "Why?" : "Note"}
            optional={reasonFor[move] !== "words"}
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

/** A course of which less was done than planned is more often one that stopped. */
function EndsEarly({ plan }: Pick<StatusPageProps, "plan">) {
  const { performed, planned } = plan.course.counts;
  if (performed >= planned) return null;
  return (
    <Notice
      tone="warn"
      title={`${performed} of ${planned} planned sessions were performed.`}
      action={
        plan.status === "active" && (
          <LinkButton href={paths.planStatus(plan.id, { move: "stop" })}>Stop it instead</LinkButton>
        )
      }
    >
      Complete it if it did what it was for. If it ends for a reason, such as no response, stop it: the
      figures count that apart.
    </Notice>
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
