import { regions, screeningDecisions, screeningFindings, sides } from "~/domain/vocabulary";
import { Checkbox, Fieldset, RadioCards } from "~/ui/choices";
import { Field, SelectField } from "~/ui/field";
import { regionWords, sideWords } from "~/words/en";
import { textOf, ticksOf, type Faults } from "~/words/faults";
import { decisionWords, findingWords } from "~/words/records";
import { TimeField } from "./time-field";

interface PartProps {
  faults: Faults;
  /** The clock's minutes now, where today is the session's day. */
  nowMinute: () => number | null;
}

/** Before the needle: consent, time-out, screening. */
export function OpeningPart({ faults, nowMinute }: PartProps) {
  const { errors } = faults;
  return (
    <>
      <section className="record-part" aria-labelledby="consent">
        <h2 id="consent">Consent</h2>
        <div className="record-row">
          <TimeField label="Consent given at" name="consentTime" faults={faults} nowMinute={nowMinute} />
          <Field
            label="Version of the form"
            name="consentForm"
            maxLength={60}
            autoComplete="off"
            defaultValue={textOf(faults, "consentForm")}
            errors={errors["consentForm"]}
          />
          <Field
            label="Taken by"
            name="consentBy"
            maxLength={120}
            autoComplete="off"
            defaultValue={textOf(faults, "consentBy")}
            errors={errors["consentBy"]}
          />
        </div>
      </section>
      <section className="record-part" aria-labelledby="time-out">
        <h2 id="time-out">Time-out</h2>
        <div className="record-row">
          <TimeField label="Held at" name="timeOutTime" faults={faults} nowMinute={nowMinute} />
          <SelectField
            label="Region confirmed"
            name="region"
            empty="Choose a region"
            options={regions.map((value) => ({ value, label: regionWords[value] }))}
            defaultValue={textOf(faults, "region")}
            errors={errors["region"]}
          />
        </div>
        <RadioCards
          legend="Side confirmed with the patient"
          name="side"
          inline
          options={sides.map((value) => ({ value, label: capital(sideWords[value]) }))}
          defaultValue={textOf(faults, "side")}
          errors={errors["side"]}
        />
      </section>
      <section className="record-part" aria-labelledby="screening">
        <h2 id="screening">Screening</h2>
        <Fieldset
          legend="Found"
          id="findings"
          hint="Choose all that apply, or none."
          className="record-ticks"
        >
          {screeningFindings.map((value, index) => (
            <Checkbox
              key={value}
              name="findings"
              id={index === 0 ? "findings" : `findings-${value}`}
              value={value}
              label={findingWords[value]}
              defaultChecked={ticksOf(faults, "findings", []).includes(value)}
            />
          ))}
        </Fieldset>
        <RadioCards
          legend="Decision"
          name="decision"
          inline
          options={screeningDecisions.map((value) => ({ value, label: decisionWords[value] }))}
          defaultValue={textOf(faults, "decision")}
          errors={errors["decision"]}
        />
        <Field
          label="Reason to proceed"
          name="decisionReason"
          optional
          maxLength={500}
          autoComplete="off"
          defaultValue={textOf(faults, "decisionReason")}
          errors={errors["decisionReason"]}
        />
      </section>
    </>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
