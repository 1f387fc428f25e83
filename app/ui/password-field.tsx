import { useEffect, useState } from "react";
import type { ComponentProps } from "react";
import { Field } from "./field";

type PasswordFieldProps = Omit<ComponentProps<typeof Field>, "type" | "suffix">;

/** A password that can be looked at; the button is there only when JavaScript is. */
export function PasswordField(props: PasswordFieldProps) {
  const [live, setLive] = useState(false);
  const [shown, setShown] = useState(false);
  useEffect(() => setLive(true), []);
  const toggle = live && (
    <button type="button" aria-pressed={shown} onClick={() => setShown(!shown)}>
      {shown ? "Hide" : "Show"}
      <span className="visually-hidden"> password</span>
    </button>
  );
  return (
    <Field
      {...props}
      type={shown ? "text" : "password"}
      suffix={toggle}
      spellCheck={false}
      autoCapitalize="none"
    />
  );
}
