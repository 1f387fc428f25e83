import { Form, useNavigation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { contacts } from "~/domain/vocabulary";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { RadioCards } from "~/ui/choices";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, SelectField, TextAreaField } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { contactWords, refusalWords } from "~/words/en";
import type { SentRefusal } from "~/words/faults";
import { languages, languageWords, patientFieldWords } from "~/words/patients";
import "./patients.css";

type Values = Partial<Record<string, string | string[]>>;

interface PatientFormProps {
  /** What stands in the fields until somebody types: the record, or suggestions for a new one. */
  initial: Values;
  clinics: readonly { id: string; name: string }[];
  errors: Record<string, string[]>;
  /** What was typed before it was refused. */
  values: Values;
  refusal: RefusalSaid | null;
  suggestedNumber?: string | undefined;
  /** Hidden fields that go along. */
  kept?: Record<string, string | number>;
  submit: string;
  cancelHref: string;
}

/** A refusal as the browser gets it. */
export interface RefusalSaid extends Omit<SentRefusal, "reasons"> {
  reasons?: { id?: string | undefined; who?: string | undefined }[] | undefined;
}

const languageOptions = languages.map((value) => ({ value, label: languageWords[value] ?? value }));

export function PatientForm(props: PatientFormProps) {
  const {
    initial,
    clinics,
    errors: faults,
    values,
    refusal,
    kept = {},
    submit,
    cancelHref,
    suggestedNumber,
  } = props;
  const busy = useNavigation().state !== "idle";
  const version = useVersionSeen(kept["version"], refusal);
  const errors = withRefusal(faults, refusal);
  const isNew = (name: string) => refusal?.code === "stale" && refusal.changed?.fields.includes(name);
  const typed = (name: string) => String((isNew(name) ? null : values[name]) ?? initial[name] ?? "");
  const field = (name: string) => ({ name, defaultValue: typed(name), errors: errors[name] });
  return (
    <Form method="post" noValidate className="patient-form" key={version}>
      <ErrorSummary errors={errors} />
      {refusal?.code === "likely-double" && <LikelyDouble refusal={refusal} />}
      {refusal?.code === "stale" && <Stale {...props} refusal={refusal} />}
      {Object.entries(kept).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={name === "version" ? version : value} />
      ))}
      <div className="patient-pair">
        <Field label="Given name" autoComplete="off" maxLength={80} {...field("givenName")} />
        <Field label="Family name" autoComplete="off" maxLength={80} {...field("familyName")} />
      </div>
      <div className="patient-pair">
        <Field label="Birth date" type="date" min="1900-01-01" {...field("birthDate")} />
        <Field
          label="Record number"
          autoComplete="off"
          maxLength={20}
          hint={suggestedNumber && `The next free one is ${suggestedNumber}.`}
          {...field("recordNumber")}
        />
      </div>
      <SelectField
        label="Home clinic"
        options={clinics.map(({ id, name }) => ({ value: id, label: name }))}
        empty={typed("homeClinicId") ? undefined : "Choose a clinic"}
        {...field("homeClinicId")}
      />
      <div className="patient-pair">
        <Field label="Phone" type="tel" optional autoComplete="off" maxLength={40} {...field("phone")} />
        <Field label="E-mail" type="email" optional autoComplete="off" maxLength={254} {...field("email")} />
      </div>
      <RadioCards
        legend="Preferred contact"
        inline
        options={contacts.map((value) => ({ value, label: contactWords[value] }))}
        {...field("preferredContact")}
      />
      <SelectField
        label="Language"
        hint="Reports are asked for in English or Spanish; others get English."
        options={languageOptions}
        {...field("language")}
      />
      <TextAreaField
        label="Notes for the desk"
        optional
        hint="What helps with booking. Nothing medical: everybody at the desk reads it."
        maxLength={2000}
        {...field("deskNotes")}
      />
      <div className="patient-form-end">
        <Button variant="primary" size="large" busy={busy}>
          {submit}
        </Button>
        {refusal?.code === "likely-double" && (
          <Button size="large" name="anyway" value="yes">
            Save anyway: it is another person
          </Button>
        )}
        <LinkButton variant="quiet" size="large" href={cancelHref}>
          Cancel
        </LinkButton>
      </div>
    </Form>
  );
}

/**
 * The version the form was opened on, and after a refusal the one that now stands, with which its fields are filled in
 * anew. A live update brings newer ones while somebody types: nobody has seen those, and what is typed stays.
 */
function useVersionSeen(current: string | number | undefined, refusal: RefusalSaid | null) {
  const [seen, setSeen] = useState(current);
  const told = useRef(refusal);
  const { state } = useNavigation();
  useEffect(() => {
    if (!refusal || refusal === told.current || state !== "idle") return;
    told.current = refusal;
    setSeen(current);
  }, [current, refusal, state]);
  return seen;
}

function withRefusal(
  errors: Record<string, string[]>,
  refusal: RefusalSaid | null,
): Record<string, string[]> {
  if (!refusal || ["likely-double", "stale"].includes(refusal.code)) return errors;
  return { ...errors, [refusal.field ?? ""]: [refusalWords[refusal.code]] };
}

function LikelyDouble({ refusal }: { refusal: RefusalSaid }) {
  return (
    <Notice tone="warn" announce title="Perhaps this patient is here already.">
      {refusalWords["likely-double"]}
      <ul className="patient-lines">
        {refusal.reasons?.map(({ id = "", who }) => (
          <li key={id}>
            <a href={paths.patient(id)}>{who}</a>
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** What changed is filled in anew, so that nobody's change is taken back unseen; what was typed there is told. */
function Stale({
  refusal: { changed },
  initial,
  values,
  clinics,
}: PatientFormProps & { refusal: RefusalSaid }) {
  const said = (name: string, value: Values[string]) => {
    const text = [value].flat()[0] ?? "";
    if (name === "homeClinicId") return clinics.find(({ id }) => id === text)?.name ?? "another clinic";
    if (name === "language") return languageWords[text] ?? text;
    return text || "empty";
  };
  return (
    <Notice
      tone="warn"
      announce
      title={`${changed?.by ?? "Somebody"} changed this record while you had it open.`}
    >
      Nothing of yours was saved yet. What is new stands below, with what you typed elsewhere: check it, then
      save again.
      <ul className="patient-lines">
        {changed?.fields.map((name) => (
          <li key={name}>
            {capital(patientFieldWords[name] ?? name)}
            {formFields.includes(name)
              ? `: now ${said(name, initial[name])}, you had ${said(name, values[name])}`
              : ""}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

const formFields = Object.keys(patientFieldWords).filter(
  (name) => !["deactivatedAt", "deceasedOn"].includes(name),
);
const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);
