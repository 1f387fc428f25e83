import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import type { Refusal } from "~/domain/refusals";
import { dayWords, whenWords } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { regionSide } from "~/words/en";
import { textOf, type Faults } from "~/words/faults";
import { planFieldWords } from "~/words/plans";
import type { PlanView } from "./plan";
import type { PlanFields } from "./plan-fields";
import { PlanFormFields, type PlanFormChoices } from "./plan-form";

interface AffectedSession {
  code: string;
  who?: string | undefined;
  from?: Date | undefined;
  days?: number | undefined;
}

interface EditPlanPageProps extends PlanFormChoices {
  plan: PlanView;
  fields: PlanFields;
  faults: Faults;
  /** What would no longer fit, where the last post was held up by that. */
  affected: readonly AffectedSession[];
  changed: Refusal["changed"] | null;
}

export function EditPlanPage(props: EditPlanPageProps) {
  const { plan, fields, faults, affected, changed, ...choices } = props;
  const ahead = plan.sessions.filter(({ isAhead }) => isAhead);
  const version = useVersionSeen(plan.version, changed);
  return (
    <Page
      title="Edit plan"
      meta={`${plan.patient.name}, ${regionSide(plan.region, plan.side)}`}
      crumbs={
        <>
          <a href={paths.plans()}>Plans</a> /{" "}
          <a href={paths.plan(plan.id)}>Record {plan.patient.recordNumber}</a>
        </>
      }
    >
      <div className="form-page">
        <ErrorSummary errors={faults.errors} title="The plan was not saved" />
        {changed && <Meanwhile changed={changed} fields={fields} faults={faults} />}
        {affected.length > 0 && <Affected affected={affected} zone={plan.clinic.zone} />}
        {ahead.length > 0 && affected.length === 0 && (
          <Notice
            title={
              ahead.length === 1
                ? "One session is booked ahead:"
                : `${ahead.length} sessions are booked ahead:`
            }
          >
            {ahead.map(({ day, clock }) => `${dayWords(day)}, ${clock}`).join("; ")}. Another guidance or
            other gaps move none of them: whatever would no longer fit is named before it is saved.
          </Notice>
        )}
        <Form method="post" action={paths.planEdit(plan.id)} className="form-stack" noValidate>
          <input type="hidden" name="version" value={version} />
          <PlanFormFields
            {...choices}
            plan={fields}
            faults={faults}
            isBegun={plan.course.counts.performed > 0}
            despite="Save it all the same, and rebook these sessions"
          />
          <div className="form-actions">
            <Button variant="primary" size="large">
              Save plan
            </Button>
            <LinkButton variant="quiet" size="large" href={paths.plan(plan.id)}>
              Leave it as it was
            </LinkButton>
          </div>
        </Form>
      </div>
    </Page>
  );
}

/**
 * The version that the person has seen: the one the form was opened on, and after they were told of a change the one
 * that made it. Live updates bring newer ones, which nobody has seen yet.
 */
function useVersionSeen(current: number, changed: EditPlanPageProps["changed"]): number {
  const [seen, setSeen] = useState(current);
  const told = useRef(changed);
  const { state } = useNavigation();
  useEffect(() => {
    if (!changed || changed === told.current || state !== "idle") return;
    told.current = changed;
    setSeen(current);
  }, [changed, current, state]);
  return seen;
}

/** What somebody else saved while this form was open, beside what was typed in it. */
function Meanwhile({
  changed,
  fields,
  faults,
}: {
  changed: NonNullable<EditPlanPageProps["changed"]>;
  fields: PlanFields;
  faults: Faults;
}) {
  const known = changed.fields.filter((field): field is keyof PlanFields => field in planFieldWords);
  if (known.length === 0) return null;
  return (
    <Notice tone="warn" title={`${changed.by} saved this meanwhile:`}>
      <ul>
        {known.map((field) => {
          const value = fields[field];
          const typed = textOf(faults, field);
          return (
            <li key={field}>
              {planFieldWords[field]}
              {!Array.isArray(value) && ` is now “${value ?? ""}”`}
              {typed && !Array.isArray(value) && typed !== String(value) && `; you have “${typed}”`}
            </li>
          );
        })}
      </ul>
      Saving again keeps what stands in the form below.
    </Notice>
  );
}

function Affected({ affected, zone }: { affected: EditPlanPageProps["affected"]; zone: string }) {
  return (
    <Notice
      tone="warn"
      title="These booked sessions would no longer fit the plan. They stay as they are until moved:"
    >
      <ul>
        {affected.map(({ code, who, from, days }) => (
          <li key={`${code} ${who}`}>
            Session {who}, {from && whenWords(from, zone)}: {affectedWords(code, days)}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function affectedWords(code: string, days: number | undefined): string {
  if (code === "other-guidance") return "booked with a device of the guidance so far";
  return code === "too-short"
    ? `${days} days after the one before: early`
    : `${days} days after the one before: late`;
}
