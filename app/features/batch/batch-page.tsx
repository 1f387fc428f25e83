import { Form, useNavigation } from "@remix-run/react";
import { whenWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { RadioCards } from "~/ui/choices";
import { EmptyState } from "~/ui/empty-state";
import { ErrorSummary } from "~/ui/error-summary";
import { SelectField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { Tabs } from "~/ui/tabs";
import { scopeSentence, timeOffSentence } from "~/words/batch";
import { textOf, type Faults } from "~/words/faults";
import { countOf } from "~/words/patients";
import { RunTag } from "./run-tag";
import type { BatchChoices, RunRow } from "./view";
import "./batch.css";

interface BatchPageProps {
  choices: BatchChoices;
  clinics: readonly { id: string; name: string }[];
  runs: readonly RunRow[];
  faults: Faults;
}

/** Chooses which courses are planned together, and lists what was planned before. */
export function BatchPage({ choices, clinics, runs, faults }: BatchPageProps) {
  const { clinicId, courses, underWay } = choices;
  const [only] = clinics;
  return (
    <Page
      title="Plan many courses"
      meta={clinics.length === 1 ? only?.name : undefined}
      bands={
        clinics.length > 1 && (
          <Tabs
            label="Clinic"
            tabs={clinics.map(({ id, name }) => ({
              href: paths.batch({ clinic: id }),
              label: name,
              current: id === clinicId,
            }))}
          />
        )
      }
    >
      <ErrorSummary errors={faults.errors} title="Nothing was started" />
      {underWay ? (
        <Notice
          title="Courses of this clinic are being planned."
          action={<LinkButton href={paths.batchRun(underWay)}>See how far it is</LinkButton>}
        >
          Another run can be started when this one is over.
        </Notice>
      ) : courses === 0 ? (
        <EmptyState
          title="No course here lacks a session."
          action={<LinkButton href={paths.drift({ clinic: clinicId })}>Open the drift board</LinkButton>}
        >
          Active courses whose sessions are not all booked, or lost their place, can be planned together here.
        </EmptyState>
      ) : (
        <StartForm choices={choices} faults={faults} />
      )}
      {runs.length > 0 && (
        <Section title="Earlier runs">
          <ol className="batch-runs">
            {runs.map((run) => (
              <Run key={run.id} run={run} />
            ))}
          </ol>
        </Section>
      )}
    </Page>
  );
}

function StartForm({ choices, faults }: { choices: BatchChoices; faults: Faults }) {
  const { clinicId, courses, sessions, most, timeOffs, physicians } = choices;
  const busy = useNavigation().state !== "idle";
  const count = `${countOf(courses, "course")}, ${countOf(sessions, "session")}`;
  return (
    <Form method="post" className="batch-start" noValidate>
      <input type="hidden" name="clinicId" value={clinicId} />
      <RadioCards
        legend="Which courses?"
        name="which"
        defaultValue={textOf(faults, "which", "backlog")}
        errors={faults.errors["which"]}
        options={[
          { value: "backlog", label: "All that lack sessions, each with its own physician", hint: count },
          ...(physicians.length > 0
            ? [
                {
                  value: "physician",
                  label: "The same, rather with one physician",
                  hint: `${count}, for somebody new with time to give`,
                },
              ]
            : []),
          ...timeOffs.map((one) => ({
            value: one.id,
            label: timeOffSentence(one),
            hint: `${countOf(one.courses, "course")}, ${countOf(one.sessions, "session")} that lost their place`,
          })),
        ]}
      />
      {physicians.length > 0 && (
        <div className="batch-physician">
          <SelectField
            label="Which physician?"
            name="physicianId"
            empty="Choose a physician"
            defaultValue={textOf(faults, "physicianId")}
            options={physicians.map(({ id, name }) => ({ value: id, label: name }))}
            errors={faults.errors["physicianId"]}
          />
        </div>
      )}
      <Button variant="primary" size="large" busy={busy}>
        Plan these courses
      </Button>
      <p className="batch-quiet">
        It takes some ten seconds. Nothing is booked until you have looked at what it found.
        {courses > most && ` The ${String(most)} that have waited longest are planned first.`}
      </p>
    </Form>
  );
}

function Run({ run }: { run: RunRow }) {
  const { id, zone, askedAt, askedBy, clinic, courses, planned, booked, refused, status } = run;
  const isOver = status === "ready" || status === "applied";
  return (
    <li className="batch-run">
      <div>
        <p>
          <a href={paths.batchRun(id)}>{scopeSentence(run)}</a>
        </p>
        <p className="batch-quiet">
          {clinic}, {whenWords(askedAt, zone)}, {askedBy}
        </p>
      </div>
      <p className="batch-quiet">
        {isOver
          ? `${String(planned)} of ${countOf(courses, "course")} with a place`
          : countOf(courses, "course")}
        {booked + refused > 0 && `, ${String(booked)} booked`}
        {refused > 0 && `, ${String(refused)} refused`}
      </p>
      <RunTag status={status} />
    </li>
  );
}
