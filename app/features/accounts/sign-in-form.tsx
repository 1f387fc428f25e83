import { Form, useNavigation } from "@remix-run/react";
import { paths } from "~/paths";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field } from "~/ui/field";
import { PasswordField } from "~/ui/password-field";
import { textOf, type Faults } from "~/words/faults";

export function SignInForm({ back, faults }: { back: string; faults: Faults }) {
  const { errors } = faults;
  const busy = useNavigation().state !== "idle";
  return (
    <>
      <ErrorSummary errors={errors} />
      <Form method="post" noValidate>
        <input type="hidden" name="back" value={back} />
        <Field
          label="Work e-mail"
          name="email"
          type="email"
          autoComplete="username"
          defaultValue={textOf(faults, "email")}
          errors={errors["email"]}
        />
        <PasswordField
          label="Password"
          name="password"
          autoComplete="current-password"
          aside={<a href={paths.forgotten()}>Forgotten?</a>}
          errors={errors["password"]}
        />
        <Button variant="primary" size="large" busy={busy}>
          Sign in
        </Button>
      </Form>
    </>
  );
}
