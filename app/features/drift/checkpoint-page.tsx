import { Form, useNavigation } from "@remix-run/react";
import { dayWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { RadioCards } from "~/ui/choices";
import { DefinitionList } from "~/ui/definition-list";
import { ErrorSummary } from "~/ui/error-summary";
import { TextAreaField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { Tag } from "~/ui/tag";
import { checkpointWords, decisionWords, responseWords } from "~/words/drift";
import { ratingWords, regionSide } from "~/words/en";
import { textOf, type Faults } from "~/words/faults";
import { countOf } from "~/words/patients";
import type { CheckpointView, Seen } from "./view";
import "./drift.css";

/** Has the course helped so far, and shall it go on: what is known, and the physician's decision. */
export function CheckpointPage({ checkpoint, faults }: { checkpoint: CheckpointView; faults: Faults }) {
  const busy = useNavigation().state !== "idle";
  const { plan, kind, due, performed, seen, next, ahead, earlier } = checkpoint;
  return (
    <Page
      title="Response checkpoint"
      meta={`${plan.patient}, ${regionSide(plan.region, plan.side).toLowerCase()}`}
      crumbs={
        <>
          <a href={paths.drift()}>Drift</a> / <a href={paths.plan(plan.id)}>Record {plan.recordNumber}</a>
        </>
      }
    >
      <div className="checkpoint">
        <ErrorSummary errors={faults.errors} title="Nothing was kept" />
        {kind === null && (
          <Notice tone="info" title="This course stands at no checkpoint now.">
            They come before its second session, and when half of it is done.
          </Notice>
        )}
        {kind !== null && (
          <p className="checkpoint-lead">
            {checkpointWords[kind]}: {performed} of {plan.plannedSessions} performed
            {next ? `, next ${dayWords(next)}.` : ", nothing booked."}{" "}
            <Tag tone={seen.response === "none" ? "late" : "neutral"}>{responseWords[seen.response]}</Tag>
          </p>
        )}
        <DefinitionList facts={factsOf(seen)} />
        {seen.response === "early" && (
          <p className="drift-quiet">
            No change in the first week is no failure: some feel nothing until later sessions.
          </p>
        )}
        {kind !== null && !due && (
          <Notice tone="good" title="This checkpoint is decided.">
            The next one comes with the course.
          </Notice>
        )}
        {due && (
          <Form method="post" className="checkpoint-form" noValidate>
            <RadioCards
              legend="How does the course go on?"
              name="decision"
              defaultValue={textOf(faults, "decision")}
              errors={faults.errors["decision"]}
              options={[
                { value: "continue", label: "Continue", hint: "As it is planned. The checkpoint is closed." },
                {
                  value: "review",
                  label: "Review",
                  hint: "Look at it again before the next session. It stays on the list.",
                },
              ]}
            />
            <TextAreaField
              label="Note"
              name="note"
              optional
              rows={3}
              maxLength={1000}
              defaultValue={textOf(faults, "note")}
              errors={faults.errors["note"]}
            />
            <div className="place-end">
              <Button variant="primary" size="large" busy={busy}>
                Keep the decision
              </Button>
              <LinkButton size="large" href={paths.planStatus(plan.id, { move: "stop" })}>
                Stop the plan…
              </LinkButton>
              <LinkButton variant="quiet" size="large" href={paths.plan(plan.id)}>
                Leave it
              </LinkButton>
            </div>
            <p className="drift-quiet">
              {ahead > 0
                ? `Stopping gives back ${countOf(ahead, "booked session")}: they are shown, and a reason is asked, before anything is done.`
                : "Stopping asks for a reason before anything is done."}
            </p>
          </Form>
        )}
        {earlier.length > 0 && (
          <Section title="Decided before">
            <ul className="drift">
              {earlier.map((one) => (
                <li key={`${one.kind} ${one.day} ${one.note} ${one.decision}`} className="drift-earlier">
                  {decisionWords[one.decision]}{" "}
                  <span className="drift-quiet">
                    {checkpointWords[one.kind].toLowerCase()}, {one.by}, {dayWords(one.day)}
                  </span>
                  {one.note && <p>“{one.note}”</p>}
                </li>
              ))}
            </ul>
          </Section>
        )}
      </div>
    </Page>
  );
}

function factsOf({ baselinePain, latest }: Seen) {
  const change = baselinePain !== null && latest ? latest.pain - baselinePain : null;
  const changed =
    change === null || change === 0 ? "no change" : change < 0 ? `${-change} less` : `${change} more`;
  return [
    { label: "Pain at the baseline", value: baselinePain ?? "Not taken" },
    {
      label: "Pain now",
      value: latest ? (
        <>
          <strong>{latest.pain}</strong> {change !== null && <span>({changed})</span>}{" "}
          <span className="drift-quiet">{dayWords(latest.day)}</span>
        </>
      ) : (
        "The patient has not said"
      ),
    },
    { label: "In the patient’s words", value: latest?.rating ? ratingWords[latest.rating] : "Not rated" },
  ];
}
