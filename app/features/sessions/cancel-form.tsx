import { useEffect, useRef } from "react";
import type { SessionRefusal } from "~/domain/session";
import { Button } from "~/ui/button";
import { RadioCards } from "~/ui/choices";
import { TextAreaField } from "~/ui/field";
import { textOf, type Faults } from "~/words/faults";
import { sessionMoveWords, whyNotMoveWords } from "~/words/sessions";
import { StepForm, type StepFormProps } from "./step-form";

interface CancelFormProps extends Pick<StepFormProps, "session" | "fetcher" | "inPopover"> {
  id: string;
  open: boolean;
  onClose: () => void;
  faults: Faults | undefined;
  byPatientBarred: SessionRefusal | null;
}

/** Who cancels and why. Folded away until asked for; its address unfolds it where there is no JavaScript. */
export function CancelForm({ id, open, onClose, faults, byPatientBarred, ...form }: CancelFormProps) {
  const box = useRef<HTMLDetailsElement>(null);
  const busy = form.fetcher.state !== "idle";
  useEffect(() => {
    if (!open) return;
    box.current?.scrollIntoView({ block: "nearest" });
    box.current?.querySelector<HTMLElement>("input[type=radio]:not(:disabled)")?.focus();
  }, [open]);
  const given = faults ?? { errors: {}, values: {} };
  return (
    <details className="session-cancel" ref={box} open={open || undefined} id={id}>
      <summary className="visually-hidden">Cancel session</summary>
      <StepForm {...form}>
        <RadioCards
          legend="Who cancels?"
          name="move"
          id={`${id}-who`}
          inline
          defaultValue={textOf(given, "move")}
          errors={given.errors["move"]}
          options={[
            {
              value: "cancel-by-patient",
              label: sessionMoveWords["cancel-by-patient"],
              disabled: byPatientBarred !== null,
              hint: byPatientBarred && whyNotMoveWords[byPatientBarred],
            },
            { value: "cancel-by-clinic", label: sessionMoveWords["cancel-by-clinic"] },
          ]}
        />
        <TextAreaField
          label="Why?"
          name="reason"
          id={`${id}-reason`}
          hint="Stays with the session; the desk and the physicians read it."
          maxLength={500}
          rows={2}
          defaultValue={textOf(given, "reason")}
          errors={given.errors["reason"]}
        />
        <div className="session-cancel-end">
          <Button variant="danger" busy={busy}>
            Cancel session
          </Button>
          <Button variant="quiet" type="button" onClick={onClose}>
            Keep it
          </Button>
        </div>
      </StepForm>
    </details>
  );
}
