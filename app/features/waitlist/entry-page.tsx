import { Form, useNavigation } from "@remix-run/react";
import type { Day } from "~/domain/day";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { Checkbox } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, SelectField, TextAreaField } from "~/ui/field";
import { HalfDays } from "~/ui/half-days";
import { Page } from "~/ui/page";
import { weekdayShort } from "~/words/courses";
import { regionSide } from "~/words/en";
import { textOf, ticksOf, type Faults } from "~/words/faults";
import { noticeWords } from "~/words/waitlist";
import type { Region, Side } from "~/domain/vocabulary";
import "./waitlist.css";

interface EntryPageProps {
  plan: {
    id: string;
    patient: string;
    recordNumber: string;
    region: Region;
    side: Side;
    physician: string;
  };
  /** What they said; null where they are not on the list. */
  entry: {
    version: number;
    when: string[];
    noticeMinutes: number;
    notBefore: Day | null;
    notAfter: Day | null;
    samePhysician: boolean;
    note: string;
  } | null;
  notices: readonly number[];
  faults: Faults;
}

/** When a patient can come, how soon they can be there: what a freed place is held against. */
export function EntryPage({ plan, entry, notices, faults }: EntryPageProps) {
  const busy = useNavigation().state !== "idle";
  return (
    <Page
      title={entry ? "On the waitlist" : "Put on the waitlist"}
      meta={`${plan.patient}, ${regionSide(plan.region, plan.side).toLowerCase()}`}
      crumbs={
        <>
          <a href={paths.waitlist()}>Waitlist</a> /{" "}
          <a href={paths.plan(plan.id)}>Record {plan.recordNumber}</a>
        </>
      }
    >
      <ErrorSummary errors={faults.errors} title="Nothing was saved" />
      <Form method="post" className="waitlist-entry" noValidate>
        <input type="hidden" name="intent" value="save" />
        {entry && <input type="hidden" name="version" value={entry.version} />}
        <HalfDays
          legend="When can they come?"
          name="when"
          hint="Tick the half-days; none means any."
          errors={faults.errors["when"]}
          days={weekdayShort.map((label, index) => ({ number: index + 1, label }))}
          ticked={ticksOf(faults, "when", entry?.when ?? [])}
        />
        <SelectField
          label="How soon can they be there?"
          name="notice"
          options={notices.map((minutes) => ({
            value: String(minutes),
            label: `In ${noticeWords(minutes)}`,
          }))}
          defaultValue={textOf(faults, "notice", entry?.noticeMinutes ?? 120)}
          errors={faults.errors["notice"]}
        />
        <div className="waitlist-days">
          <Field
            label="Not before"
            name="notBefore"
            type="date"
            optional
            defaultValue={textOf(faults, "notBefore", entry?.notBefore)}
            errors={faults.errors["notBefore"]}
          />
          <Field
            label="Not after"
            name="notAfter"
            type="date"
            optional
            defaultValue={textOf(faults, "notAfter", entry?.notAfter)}
            errors={faults.errors["notAfter"]}
          />
        </div>
        <Checkbox
          label={`Only with ${plan.physician}`}
          name="samePhysician"
          value="yes"
          defaultChecked={ticksOf(faults, "samePhysician", entry?.samePhysician ? ["yes"] : []).includes(
            "yes",
          )}
        />
        <TextAreaField
          label="Note for the desk"
          name="note"
          optional
          hint="Nothing clinical: everybody at the desk reads it."
          rows={2}
          maxLength={500}
          defaultValue={textOf(faults, "note", entry?.note)}
          errors={faults.errors["note"]}
        />
        <div className="place-end">
          <Button variant="primary" size="large" busy={busy}>
            {entry ? "Save" : "Put on the waitlist"}
          </Button>
          <LinkButton variant="quiet" size="large" href={paths.plan(plan.id)}>
            Leave it
          </LinkButton>
        </div>
      </Form>
      {entry && (
        <Form method="post" className="waitlist-off">
          <input type="hidden" name="intent" value="withdraw" />
          <input type="hidden" name="version" value={entry.version} />
          <Button variant="danger" busy={busy}>
            Take off the waitlist
          </Button>
        </Form>
      )}
    </Page>
  );
}
