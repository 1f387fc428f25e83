import { Form, useNavigation } from "@remix-run/react";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field } from "~/ui/field";
import type { Faults } from "~/words/faults";

interface CodeFormProps {
  back: string;
  faults: Faults;
  /** Else only recovery codes are left beside a passkey. */
  hasTotp: boolean;
  submit: string;
  intent?: string;
  action?: string;
}

/** The code of an authenticator app, or one for whoever lost it. */
export function CodeForm({ back, faults: { errors }, hasTotp, submit, intent, action }: CodeFormProps) {
  const busy = useNavigation().state !== "idle";
  return (
    <>
      <ErrorSummary errors={errors} />
      <Form method="post" {...(action && { action })} noValidate>
        <input type="hidden" name="back" value={back} />
        {intent && <input type="hidden" name="intent" value={intent} />}
        <Field
          label={hasTotp ? "Code" : "Recovery code"}
          name="code"
          autoComplete="one-time-code"
          inputMode={hasTotp ? "numeric" : "text"}
          autoCapitalize="none"
          spellCheck={false}
          maxLength={60}
          hint={
            hasTotp
              ? "The six digits that your authenticator app shows now, or one of your recovery codes."
              : "One of the codes that you kept when you set your passkey up."
          }
          errors={errors["code"]}
        />
        <Button variant="primary" size="large" busy={busy}>
          {submit}
        </Button>
      </Form>
    </>
  );
}
