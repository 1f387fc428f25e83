import { Form, useNavigation } from "@remix-run/react";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, SelectField, TextAreaField } from "~/ui/field";
import { textOf, type Faults } from "~/words/faults";
import "./time-off.css";

interface TimeOffFormProps {
  /** Nothing to choose for a physician: it is their own leave. */
  targets: readonly { value: string; label: string }[];
  ownTarget: string;
  /** What another page led here with. */
  chosen: string | null;
  faults: Faults;
}

export function TimeOffForm({ targets, ownTarget, chosen, faults }: TimeOffFormProps) {
  const { errors } = faults;
  const busy = useNavigation().formData?.get("intent") === "preview";
  return (
    <Form method="post" className="time-off-form" noValidate preventScrollReset>
      <ErrorSummary errors={errors} />
      <input type="hidden" name="intent" value="preview" />
      {targets.length > 0 ? (
        <SelectField
          label="Who or what is off"
          name="target"
          empty="Choose leave, a closure or maintenance"
          hint="Leave of a physician holds at all their clinics; a closure takes every room."
          options={targets}
          defaultValue={textOf(faults, "target", chosen)}
          errors={errors["target"]}
        />
      ) : (
        <input type="hidden" name="target" value={ownTarget} />
      )}
      <div className="time-off-ends">
        <Field
          label="First day"
          name="fromDay"
          type="date"
          defaultValue={textOf(faults, "fromDay")}
          errors={errors["fromDay"]}
        />
        <Field
          label="From"
          name="fromTime"
          type="time"
          optional
          defaultValue={textOf(faults, "fromTime")}
          errors={errors["fromTime"]}
        />
        <Field
          label="Last day"
          name="untilDay"
          type="date"
          optional
          defaultValue={textOf(faults, "untilDay")}
          errors={errors["untilDay"]}
        />
        <Field
          label="Until"
          name="untilTime"
          type="time"
          optional
          defaultValue={textOf(faults, "untilTime")}
          errors={errors["untilTime"]}
        />
      </div>
      <p className="time-off-hint">
        Without times, whole days. Times are on the clinic’s clock, which the next step names.
      </p>
      <TextAreaField
        label="Reason"
        name="reason"
        optional
        rows={2}
        maxLength={500}
        hint="Administrators read it, and the physician whose leave it is."
        defaultValue={textOf(faults, "reason")}
        errors={errors["reason"]}
      />
      <Button variant="primary" size="large" busy={busy}>
        See what it hits
      </Button>
    </Form>
  );
}
