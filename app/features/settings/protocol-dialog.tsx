import { Form } from "@remix-run/react";
import { guidances } from "~/domain/vocabulary";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { RadioCards } from "~/ui/choices";
import { Dialog } from "~/ui/dialog";
import { ErrorSummary } from "~/ui/error-summary";
import { Field } from "~/ui/field";
import { Notice } from "~/ui/notice";
import { OpenedOn } from "~/ui/opened-on";
import { guidanceWords, regionWords } from "~/words/en";
import { textOf, type Faults } from "~/words/faults";
import { assumedWords } from "~/words/settings";
import type { ProtocolRow } from "./protocols-table";
import { useAnswer } from "./use-answer";
import "./settings.css";

const groups = [
  {
    legend: "Sessions a course usually takes",
    fields: [
      { name: "sessionsMin", label: "At least" },
      { name: "sessionsMax", label: "At most" },
    ],
  },
  {
    legend: "Days between two sessions",
    fields: [
      { name: "gapMinDays", label: "Shortest" },
      { name: "gapTargetDays", label: "Usual" },
      { name: "gapMaxDays", label: "Longest" },
    ],
  },
  {
    legend: "Minutes of a session",
    fields: [
      { name: "prepareMinutes", label: "Prepare" },
      { name: "treatMinutes", label: "Treat" },
      { name: "recoverMinutes", label: "Recover" },
    ],
  },
] as const;

export function ProtocolDialog({ protocol, faults }: { protocol: ProtocolRow; faults: Faults }) {
  const { errors } = faults;
  const answer = useAnswer();
  return (
    <Dialog title={`${regionWords[protocol.region]}: usual course`} closeHref={paths.protocols()}>
      {protocol.assumed && (
        <Notice tone="warn" title={`${assumedWords}.`}>
          Saving makes these figures the practice’s own, also unchanged.
        </Notice>
      )}
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate className="settings-form">
        <input type="hidden" name="region" value={protocol.region} />
        <OpenedOn name="version" value={textOf(faults, "version", protocol.version)} answer={answer} />
        {groups.map(({ legend, fields }) => (
          <fieldset key={legend} className="protocol-group">
            <legend className="protocol-legend">{legend}</legend>
            <div className="protocol-figures">
              {fields.map(({ name, label }) => (
                <Field
                  key={name}
                  label={label}
                  name={name}
                  type="number"
                  inputMode="numeric"
                  step={1}
                  autoComplete="off"
                  defaultValue={textOf(faults, name, protocol[name])}
                  errors={errors[name]}
                />
              ))}
            </div>
          </fieldset>
        ))}
        <div className="field-after">
          <RadioCards
            legend="Usual guidance"
            name="guidance"
            inline
            defaultValue={textOf(faults, "guidance", protocol.guidance)}
            errors={errors["guidance"]}
            options={guidances.map((guidance) => ({ value: guidance, label: guidanceWords[guidance] }))}
          />
          <Field
            label="Usual solution"
            name="solution"
            autoComplete="off"
            maxLength={200}
            defaultValue={textOf(faults, "solution", protocol.solution)}
            errors={errors["solution"]}
          />
        </div>
        <Button variant="primary" size="large">
          Save as the practice’s figures
        </Button>
      </Form>
      <p className="settings-quiet protocol-note">
        Plans already made keep theirs; booked sessions do not move.
      </p>
    </Dialog>
  );
}
