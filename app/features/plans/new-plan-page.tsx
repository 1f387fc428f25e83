import { Form } from "@remix-run/react";
import { dayAndMonth } from "~/domain/words-of-time";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { EmptyState } from "~/ui/empty-state";
import { ErrorSummary } from "~/ui/error-summary";
import { Notice } from "~/ui/notice";
import { Page } from "~/ui/page";
import { SearchField } from "~/ui/search-field";
import { planStatusWords, regionSide } from "~/words/en";
import type { Faults } from "~/words/faults";
import type { PatientChoice } from "./form-data.server";
import type { PlanFields } from "./plan-fields";
import "./cells.css";
import { PlanFormFields, type PlanFormChoices } from "./plan-form";

interface NewPlanPageProps extends PlanFormChoices {
  patient: PatientChoice | null;
  /** What was searched for, and who was found. */
  find: string;
  found: readonly { id: string; name: string; recordNumber: string; birthDate: string; active: boolean }[];
  plan: PlanFields;
  faults: Faults;
}

export function NewPlanPage({ patient, find, found, plan, faults, ...choices }: NewPlanPageProps) {
  return (
    <Page
      title="New plan"
      crumbs={<a href={paths.plans()}>Plans</a>}
      meta={patient && `${patient.name}, ${patient.recordNumber}`}
    >
      <div className="form-page">
        {!patient && <PatientSearch find={find} found={found} />}
        {patient && !patient.active && (
          <Notice
            tone="error"
            title={`${patient.name} is no longer active here.`}
            action={<LinkButton href={paths.planNew()}>Choose another patient</LinkButton>}
          >
            A plan needs an active patient. If this is wrong, make the patient active again first.
          </Notice>
        )}
        {patient?.active && (
          <>
            <UnderWay patient={patient} />
            <ErrorSummary errors={faults.errors} title="The plan was not made" />
            <Form
              method="post"
              action={paths.planNew({ patient: patient.id })}
              className="form-stack"
              noValidate
            >
              <input type="hidden" name="patientId" value={patient.id} />
              <PlanFormFields
                {...choices}
                key={JSON.stringify(faults.values)}
                plan={plan}
                faults={faults}
                despite="Make another plan for this region and side"
                useProtocol={
                  <div className="without-script">
                    <Button name="intent" value="use-protocol">
                      Use the region’s protocol
                    </Button>
                  </div>
                }
              />
              <div className="form-actions">
                <Button variant="primary" size="large" name="start" value="yes">
                  Start the plan, and book its course
                </Button>
                <Button size="large">Save as a draft</Button>
              </div>
            </Form>
          </>
        )}
      </div>
    </Page>
  );
}

function UnderWay({ patient }: { patient: PatientChoice }) {
  if (patient.plans.length === 0) return null;
  return (
    <Notice title="Under way for this patient:">
      <ul>
        {patient.plans.map(({ id, region, side, status }) => (
          <li key={id}>
            <a href={paths.plan(id)}>{regionSide(region, side)}</a>, {planStatusWords[status].toLowerCase()}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function PatientSearch({ find, found }: Pick<NewPlanPageProps, "find" | "found">) {
  return (
    <>
      <p>Who is the plan for?</p>
      <Form method="post" action={paths.search()} className="patient-search">
        <input type="hidden" name="where" value={paths.planNew()} />
        <SearchField label="Name or record number" name="find" defaultValue={find} maxLength={80} />
        <Button>Search</Button>
      </Form>
      {find && found.length === 0 && (
        <EmptyState
          title="Nobody by that name or number."
          action={<LinkButton href={paths.patientNew({ then: "plan" })}>New patient</LinkButton>}
        >
          Check the spelling, or make the patient’s record first.
        </EmptyState>
      )}
      {!find && (
        <p>
          <LinkButton href={paths.patientNew({ then: "plan" })}>New patient</LinkButton>
        </p>
      )}
      {!find && found.length > 0 && <h2 id="without-plan">No plan under way</h2>}
      {found.length > 0 && (
        <ul className="patient-results" aria-labelledby={find ? undefined : "without-plan"}>
          {found.map((patient) => (
            <li key={patient.id}>
              <span>
                <strong>{patient.name}</strong>{" "}
                <span className="cell-number numeric">{patient.recordNumber}</span>
                <span className="patient-born">
                  born {dayAndMonth(patient.birthDate)} {patient.birthDate.slice(0, 4)}
                </span>
              </span>
              {patient.active ? (
                <LinkButton href={paths.planNew({ patient: patient.id })}>Choose</LinkButton>
              ) : (
                <span className="cell-quiet">no longer active</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
