import { useState, type ChangeEvent, type FormEvent, type ReactNode } from "react";
import { guidances, regions, sides } from "~/domain/vocabulary";
import { Checkbox, Fieldset, RadioCards } from "~/ui/choices";
import { Field, SelectField, TextAreaField } from "~/ui/field";
import { guidanceWords, regionWords, sideWords } from "~/words/en";
import { textOf, type Faults } from "~/words/faults";
import { CourseOutlook, outlookOf } from "./course-outlook";
import type { Protocol } from "./form-data.server";
import { suggested, type PlanFields } from "./plan-fields";
import { StructureRows } from "./structure-rows";
import "./plan-form.css";

export interface PlanFormChoices {
  protocols: readonly Protocol[];
  physicians: readonly { id: string; name: string }[];
  clinics: readonly { id: string; name: string }[];
}

interface PlanFormFieldsProps extends PlanFormChoices {
  plan: PlanFields;
  faults: Faults;
  /** Once a session was performed, what is treated is a fact. */
  isBegun?: boolean;
  /** The button that fills in the protocol where there is no JavaScript. */
  useProtocol?: ReactNode;
  /** What must be ticked to go on all the same; asked only after a warning. */
  despite: string;
}

/** A plan's fields, of which a protocol fills in the most when a region is chosen. */
export function PlanFormFields(props: PlanFormFieldsProps) {
  const { plan, faults, protocols, physicians, clinics, isBegun = false, useProtocol, despite } = props;
  const [region, setRegion] = useState(textOf(faults, "region", plan.region));
  const protocol = protocols.find((known) => known.region === region);
  const [outlook, setOutlook] = useState(outlookOf((name) => textOf(faults, name, plan[name])));
  const standing = (name: keyof PlanFields) => {
    const value = plan[name];
    return {
      name,
      defaultValue: textOf(faults, name, Array.isArray(value) ? "" : value),
      errors: faults.errors[name],
    };
  };

  function followProtocol(event: ChangeEvent<HTMLSelectElement>) {
    const next = protocols.find((known) => known.region === event.target.value);
    if (next && event.target.form) {
      fillIn(event.target.form, protocol, next);
      lookAhead(event.target.form);
    }
    setRegion(event.target.value);
  }

  function lookAhead(form: HTMLFormElement) {
    setOutlook(
      outlookOf((name) => {
        const input = form.elements.namedItem(name);
        return input instanceof HTMLInputElement ? input.value : "";
      }),
    );
  }

  const followFigures = ({ currentTarget }: FormEvent<HTMLInputElement>) => {
    if (currentTarget.form) lookAhead(currentTarget.form);
  };

  return (
    <>
      {faults.errors["despite"] && (
        <Checkbox name="despite" value="yes" label={despite} errors={faults.errors["despite"]} />
      )}
      <FormPart
        title="What is treated"
        note={isBegun ? "Region and side stay as they are: sessions were performed." : undefined}
      >
        {isBegun ? (
          <>
            <input type="hidden" name="region" value={plan.region} />
            <input type="hidden" name="side" value={plan.side} />
          </>
        ) : (
          <div className="form-row">
            <SelectField
              label="Region"
              {...standing("region")}
              empty="Choose a region"
              options={regions.map((value) => ({ value, label: regionWords[value] }))}
              onChange={followProtocol}
            />
            <SelectField
              label="Side"
              {...standing("side")}
              empty="Choose a side"
              options={sides.map((value) => ({ value, label: capital(sideWords[value]) }))}
            />
            {useProtocol}
          </div>
        )}
        <RadioCards
          legend="Guidance"
          inline
          {...standing("guidance")}
          options={guidances.map((value) => ({ value, label: guidanceWords[value] }))}
        />
      </FormPart>
      <FormPart
        title="The course"
        note="A gap counts the days from one session to the next. Outside it, booking asks for a reason."
      >
        <Field
          label="Planned sessions"
          type="number"
          min={1}
          max={20}
          hint={protocol ? usualWords(protocol) : "Choose a region to see what is usual"}
          className="control-short"
          onInput={followFigures}
          {...standing("plannedSessions")}
        />
        <Fieldset legend="Gap between sessions" id="gaps">
          <div className="form-row form-row-three">
            {gapFields.map(([name, label]) => (
              <Field
                key={name}
                label={label}
                type="number"
                min={1}
                max={365}
                suffix="days"
                onInput={followFigures}
                {...standing(name)}
              />
            ))}
          </div>
        </Fieldset>
        <CourseOutlook fields={outlook} />
      </FormPart>
      <FormPart title="Who and where">
        <div className="form-row">
          <SelectField
            label="Physician"
            {...standing("physicianId")}
            empty="Choose a physician"
            options={physicians.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <SelectField
            label="Home clinic"
            {...standing("clinicId")}
            empty={clinics.length > 1 ? "Choose a clinic" : undefined}
            options={clinics.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </div>
      </FormPart>
      <FormPart title="Clinical" note="Read by physicians only.">
        <TextAreaField label="Diagnosis" optional maxLength={2000} {...standing("diagnosis")} />
        <StructureRows structures={plan.structures} faults={faults} />
        <TextAreaField
          label="Goal, in the patient’s words"
          optional
          maxLength={500}
          hint="Such as: sit through a film with my daughter"
          {...standing("goal")}
        />
        <Field
          label="Baseline pain"
          hint="0 is no pain, 10 the worst imaginable"
          optional
          type="number"
          min={0}
          max={10}
          className="control-short"
          suffix="of 10"
          {...standing("baselinePain")}
        />
        <Field
          label="Symptoms for"
          hint="How long it had hurt before the course, in months"
          optional
          type="number"
          min={0}
          max={1200}
          className="control-short"
          suffix="months"
          {...standing("symptomMonths")}
        />
        <TextAreaField
          label="Baseline function"
          optional
          maxLength={1000}
          {...standing("baselineFunction")}
        />
        <TextAreaField label="Notes" optional maxLength={4000} {...standing("notes")} />
      </FormPart>
    </>
  );
}

const gapFields = [
  ["gapMinDays", "Shortest"],
  ["gapTargetDays", "Target"],
  ["gapMaxDays", "Longest"],
] as const;

/** Some fields under one heading, which stands beside them where there is room. */
function FormPart({
  title,
  note,
  children,
}: {
  title: string;
  note?: string | undefined;
  children: ReactNode;
}) {
  return (
    <section className="form-part">
      <div className="form-part-head">
        <h2>{title}</h2>
        {note && <p className="form-aside">{note}</p>}
      </div>
      <div className="form-stack">{children}</div>
    </section>
  );
}

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

function usualWords({ region, sessionsMin, sessionsMax, assumed }: Protocol): string {
  const usual = `Usual for ${regionWords[region].toLowerCase()}: ${sessionsMin} to ${sessionsMax}`;
  return assumed ? `${usual}, assumed from the other limbs until the practice sets its own` : usual;
}

const filled = ["plannedSessions", "gapMinDays", "gapTargetDays", "gapMaxDays"] as const;

/** Another region's figures take the place of the last one's, and of nothing that was typed. */
function fillIn(form: HTMLFormElement, last: Protocol | undefined, next: Protocol) {
  const before = last && suggested(last);
  const after = suggested(next);
  for (const name of filled) {
    const input = form.elements.namedItem(name);
    const isUntouched =
      input instanceof HTMLInputElement && (input.value === "" || input.value === before?.[name]);
    if (isUntouched) input.value = after[name];
  }
  const chosen = form.elements.namedItem("guidance");
  if (chosen instanceof RadioNodeList && (chosen.value === "" || chosen.value === before?.guidance))
    chosen.value = after.guidance;
}
