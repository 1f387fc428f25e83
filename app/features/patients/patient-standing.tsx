import { Form } from "@remix-run/react";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { Section } from "~/ui/page";
import { refusalWords } from "~/words/en";
import { countOf } from "~/words/patients";
import type { Patient } from "./patient";
import type { RefusalSaid } from "./patient-form";

interface PatientStandingProps {
  patient: Patient;
  /** What stood against it, where it was one of these that was asked for. */
  refusal: RefusalSaid | null;
  errors: Record<string, string[]>;
}

/** Leaving the practice, coming back, and dying. */
export function PatientStanding({ patient, refusal, errors }: PatientStandingProps) {
  const version = <input type="hidden" name="version" value={patient.version} />;
  const isActive = !patient.inactiveSince;
  return (
    <div className="patient-leave">
      <Section title={isActive ? "No longer a patient here" : "A patient here again"}>
        {refusal && <StandingRefusal refusal={refusal} patientId={patient.id} />}
        {isActive ? (
          <Form method="post">
            {version}
            <p>Cannot be booked any more, and is still found in search. Can be taken back.</p>
            <p className="patient-more">
              <Button name="intent" value="deactivate">
                Make inactive
              </Button>
            </p>
          </Form>
        ) : (
          <Form method="post">
            {version}
            <p>
              Can be booked again.
              {patient.deceasedOn && " The date of death is taken back as well: for one entered by mistake."}
            </p>
            <p className="patient-more">
              <Button name="intent" value="reactivate">
                Make active again
              </Button>
            </p>
          </Form>
        )}
        {!patient.deceasedOn && (
          <Form method="post" noValidate>
            {version}
            <Field
              label="Date of death"
              name="deceasedOn"
              type="date"
              hint="Makes the record inactive; Tendon never contacts this patient again."
              errors={
                refusal?.field === "deceasedOn"
                  ? ["This date does not fit the birth date"]
                  : errors["deceasedOn"]
              }
            />
            <p className="patient-more">
              <Button variant="danger" name="intent" value="deceased">
                Record the death
              </Button>
            </p>
          </Form>
        )}
      </Section>
    </div>
  );
}

interface StandingRefusalProps {
  refusal: RefusalSaid;
  patientId: string;
}

function StandingRefusal({ refusal: { code, count = 0, reasons }, patientId }: StandingRefusalProps) {
  if (code !== "has-future-sessions") {
    return (
      <Notice tone="error" announce>
        {refusalWords[code]}
      </Notice>
    );
  }
  return (
    <Notice
      tone="error"
      announce
      title={`${countOf(count, "session is", "sessions are")} still to come, so nothing was changed.`}
    >
      <a href={paths.patient(patientId)}>Cancel {count === 1 ? "it" : "each of them"} first</a>, with the
      reason; then do this again.
      <ul className="patient-lines">
        {reasons?.map(({ who }) => (
          <li key={who}>{who}</li>
        ))}
      </ul>
    </Notice>
  );
}
