import { Form, useNavigation } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button, LinkButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { TextAreaField } from "~/ui/field";
import { textOf } from "~/words/faults";
import { Alternatives } from "./alternatives";
import type { BookingFaults } from "./booking-errors";
import type { PlaceView } from "./place-view";
import { StartChoice } from "./start-choice";
import "./place-form.css";

interface PlaceFormProps {
  place: PlaceView;
  faults: BookingFaults;
  /** A time that the page was asked for, as the calendar's empty place does. */
  at: string | null;
  /** One command's idempotency key. */
  idempotencyKey: string;
  /** What is posted besides the place. */
  hidden: Readonly<Record<string, string | number>>;
  submit: string;
  failed: string;
  cancelHref: string;
  /** What else is asked between the time and the reason. */
  more?: ReactNode;
  /** Told of each answer that is given, by its field's name. */
  onAnswer?: ((name: string, value: string) => void) | undefined;
}

/** The free times of the chosen day, a reason where the gap needs one, and what could be had instead of a refused one. */
export function PlaceForm(props: PlaceFormProps) {
  const { place, faults, at, idempotencyKey, hidden, submit, failed, cancelHref, more, onAnswer } = props;
  const { wish } = place;
  const busy = useNavigation().state !== "idle";
  const asksReason =
    place.needsReason || Boolean(faults.errors["gapReason"]) || textOf(faults, "gapReason") !== "";
  const fields = {
    ...hidden,
    key: idempotencyKey,
    clinicId: place.clinic.id,
    day: place.day,
    physicianId: wish.physicianId ?? "any",
    roomId: wish.roomId ?? "any",
    deviceId: wish.deviceId ?? "any",
  };
  return (
    <Form
      method="post"
      noValidate
      className="place-form"
      preventScrollReset
      onChange={(event) => {
        const { target } = event;
        if (target instanceof HTMLInputElement) onAnswer?.(target.name, target.value);
      }}
    >
      <ErrorSummary errors={faults.errors} title={failed} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <Alternatives alternatives={faults.alternatives} zone={place.clinic.zone} />
      <StartChoice place={place} faults={faults} at={at} />
      {more}
      {asksReason && (
        <div className="place-reason">
          <TextAreaField
            label="Why outside the range?"
            name="gapReason"
            hint={`The plan allows ${place.range.min} to ${place.range.max} days between sessions. The reason stays with the session.`}
            maxLength={500}
            rows={2}
            defaultValue={textOf(faults, "gapReason")}
            errors={faults.errors["gapReason"]}
          />
        </div>
      )}
      {(faults.mayOverbook || textOf(faults, "overbookReason") !== "") && (
        <TextAreaField
          label="Put it over what is there: why?"
          name="overbookReason"
          optional
          hint="Overbooks physician, room or device. The reason stays with the session and is audited; nobody else gets in by it."
          maxLength={500}
          rows={2}
          defaultValue={textOf(faults, "overbookReason")}
          errors={faults.errors["overbookReason"]}
        />
      )}
      <div className="place-end">
        <Button variant="primary" size="large" busy={busy}>
          {submit}
        </Button>
        <LinkButton variant="quiet" size="large" href={cancelHref}>
          Leave it
        </LinkButton>
      </div>
    </Form>
  );
}
