import { PasswordField } from "~/ui/password-field";
import type { Faults } from "~/words/faults";

/** A new password, twice, with what makes a good one. */
export function PasswordPair({ errors, label = "Password" }: { errors: Faults["errors"]; label?: string }) {
  return (
    <>
      <PasswordField
        label={label}
        name="password"
        autoComplete="new-password"
        hint="At least 15 characters, spaces too. Four or five unrelated words are strong and easy to remember. Names, dates and known passwords are refused."
        errors={errors["password"]}
      />
      <PasswordField
        label={`${label}, once more`}
        name="again"
        autoComplete="new-password"
        errors={errors["again"]}
      />
    </>
  );
}
