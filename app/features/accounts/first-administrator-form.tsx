import { Form, useNavigation } from "@remix-run/react";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field } from "~/ui/field";
import { textOf, type Faults } from "~/words/faults";
import { PasswordPair } from "./password-pair";

export function FirstAdministratorForm({ token, faults }: { token: string; faults: Faults }) {
  const { errors } = faults;
  const busy = useNavigation().state !== "idle";
  return (
    <>
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate>
        <input type="hidden" name="token" value={token} />
        <Field
          label="Name of the practice"
          name="practice"
          autoComplete="organization"
          maxLength={120}
          defaultValue={textOf(faults, "practice")}
          errors={errors["practice"]}
        />
        <Field
          label="Your name"
          name="name"
          autoComplete="name"
          maxLength={120}
          defaultValue={textOf(faults, "name")}
          errors={errors["name"]}
        />
        <Field
          label="Your work e-mail"
          name="email"
          type="email"
          autoComplete="username"
          hint="You sign in with it."
          defaultValue={textOf(faults, "email")}
          errors={errors["email"]}
        />
        <PasswordPair errors={errors} />
        <Button variant="primary" size="large" busy={busy}>
          Create the practice
        </Button>
      </Form>
    </>
  );
}
