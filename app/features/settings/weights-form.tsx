import { Form, useNavigation } from "@remix-run/react";
import { defaultWeights, WEIGHT_MOST, weightNames, type Weights } from "~/domain/composer/weights";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field } from "~/ui/field";
import { weightWords } from "~/words/settings";
import { textOf, type Faults } from "~/words/faults";
import "./settings.css";

/** How much each of what is less than ideal counts when a course is composed. */
export function WeightsForm({
  weights,
  version,
  faults,
}: {
  weights: Weights;
  version: number;
  faults: Faults;
}) {
  const busy = useNavigation().state !== "idle";
  return (
    <Form method="post" className="settings-form" noValidate key={version}>
      <ErrorSummary errors={faults.errors} title="Nothing was saved" />
      <p>
        Courses are composed, re-spaced and repaired so that the sum of these is least. The unit is one day
        off the target gap; 0 is no matter. What is booked already stays.
      </p>
      <input type="hidden" name="version" value={version} />
      {weightNames.map((name) => (
        <Field
          key={name}
          label={weightWords[name].label}
          name={name}
          type="number"
          inputMode="numeric"
          min={0}
          max={WEIGHT_MOST}
          step={1}
          hint={`${weightWords[name].hint} Usual: ${defaultWeights[name]}.`}
          defaultValue={textOf(faults, name, weights[name])}
          errors={faults.errors[name]}
        />
      ))}
      <Button variant="primary" size="large" busy={busy}>
        Save weights
      </Button>
    </Form>
  );
}
