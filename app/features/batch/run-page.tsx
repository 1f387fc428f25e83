import { Form, useNavigation } from "@remix-run/react";
import { isUnderWay } from "~/domain/batch-run";
import { whenWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { goodnessWords, scopeSentence } from "~/words/batch";
import type { Faults } from "~/words/faults";
import { countOf } from "~/words/patients";
import { Review } from "./review";
import { RunTag } from "./run-tag";
import type { RunView } from "./view";
import "./batch.css";

/** One run: how far it is, then what it found, then what became of it. */
export function RunPage({ run, faults }: { run: RunView; faults: Faults }) {
  const { clinicId, clinic, status, zone, askedAt, askedBy } = run;
  return (
    <Page
      title={scopeSentence(run)}
      meta={<RunTag status={status} />}
      crumbs={<a href={paths.batch({ clinic: clinicId })}>Plan many courses</a>}
    >
      <ErrorSummary errors={faults.errors} title="Nothing was booked" />
      <p className="batch-quiet">
        {clinic}, asked for by {askedBy} on {whenWords(askedAt, zone)}
        {run.appliedBy && `, booked by ${run.appliedBy}`}
      </p>
      {isUnderWay(status) && <Progress run={run} />}
      {status === "cancelled" && (
        <Notice title="This run was cancelled." action={<AnotherRun clinicId={clinicId} />}>
          Nothing was booked.
        </Notice>
      )}
      {status === "failed" && (
        <Notice tone="error" title="This run failed." action={<AnotherRun clinicId={clinicId} />}>
          Nothing was booked. It was tried several times; start it again, and tell your administrator if it
          fails once more.
        </Notice>
      )}
      {(status === "ready" || status === "applied") && <Found run={run} faults={faults} />}
    </Page>
  );
}

const AnotherRun = ({ clinicId }: { clinicId: string }) => (
  <LinkButton href={paths.batch({ clinic: clinicId })}>Start another</LinkButton>
);

function Progress({ run: { id, share, planned, courses, gap, status } }: { run: RunView }) {
  const busy = useNavigation().state !== "idle";
  const percent = Math.round(share * 100);
  return (
    <div className="batch-progress">
      <progress max={100} value={percent} aria-label="How far the planning is" />
      <p role="status">
        {status === "queued"
          ? "It begins in a moment."
          : `${String(planned)} of ${countOf(courses, "course")} have a place so far.`}{" "}
        {goodnessWords(gap)}
      </p>
      <p className="batch-quiet">
        You can leave this page; it goes on, and stands in the list when it is done.{" "}
        <a href={paths.batchRun(id)}>Look again</a>
      </p>
      <Form method="post">
        <Button name="intent" value="cancel" icon="cross" busy={busy}>
          Cancel the planning
        </Button>
      </Form>
    </div>
  );
}

function Found({ run, faults }: { run: RunView; faults: Faults }) {
  const { courses, planned, booked, refused, gap, zoneLabel } = run;
  return (
    <>
      <p className="batch-lead">
        {planned === courses
          ? `All ${countOf(courses, "course")} have a place.`
          : `${String(planned)} of ${countOf(courses, "course")} have a place.`}{" "}
        {goodnessWords(gap)}
        {booked > 0 && ` ${countOf(booked, "course")} booked.`}
        {refused > 0 && ` ${countOf(refused, "course")} refused: see below.`}
      </p>
      <Review run={run} faults={faults} />
      <p className="batch-quiet batch-foot">
        Times are those of the clinic, {zoneLabel}. Each course is booked whole or not at all; the places are
        not held until then.
      </p>
    </>
  );
}
