import { Form, useSubmit } from "@remix-run/react";
import { useRef } from "react";
import { whenWords } from "~/domain/words-of-time";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field } from "~/ui/field";
import { Section } from "~/ui/page";
import { textOf, type Faults } from "~/words/faults";
import { PasskeyAdd } from "./passkey-button";

export interface ListedPasskey {
  id: string;
  name: string;
  backedUp: boolean;
  createdAt: Date;
  lastUsedAt: Date | null;
}

interface PasskeysSectionProps {
  passkeys: readonly ListedPasskey[];
  hasSite: boolean;
  zone: string;
  faults: Faults;
}

export function PasskeysSection({ passkeys, hasSite, zone, faults }: PasskeysSectionProps) {
  return (
    <Section title="Passkeys">
      {passkeys.length > 0 && (
        <ul className="sign-ins">
          {passkeys.map(({ id, name, backedUp, createdAt, lastUsedAt }) => (
            <li key={id}>
              <div>
                <strong>{name}</strong>
                <span className="sign-in-when">
                  {backedUp ? "On several devices" : "On one device"}, added {whenWords(createdAt, zone)},{" "}
                  {lastUsedAt ? `used ${whenWords(lastUsedAt, zone)}` : "not used yet"}
                </span>
              </div>
              <Form method="post" preventScrollReset>
                <input type="hidden" name="intent" value="remove-passkey" />
                <input type="hidden" name="passkey" value={id} />
                <Button size="small">
                  Remove<span className="visually-hidden"> the passkey {name}</span>
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <p className="account-note">
        A passkey signs you in with a fingerprint, a face or a PIN of your device, without a password. Nothing
        that could be stolen here opens it.
      </p>
      {hasSite ? (
        <AddPasskey faults={faults} />
      ) : (
        <p className="account-quiet">
          Browsers make passkeys only for an address with a name. Open Tendon under its name, or as
          http://localhost on this machine, to add one.
        </p>
      )}
    </Section>
  );
}

function AddPasskey({ faults }: { faults: Faults }) {
  const form = useRef<HTMLFormElement>(null);
  const submit = useSubmit();
  return (
    <Form
      ref={form}
      method="post"
      className="account-form"
      noValidate
      onSubmit={(event) => event.preventDefault()}
    >
      <ErrorSummary errors={faults.errors} />
      <Field
        label="Name of a new passkey"
        name="passkeyName"
        maxLength={60}
        hint="By which you know it again: “Clinic laptop”, “My phone”."
        defaultValue={textOf(faults, "passkeyName")}
        errors={faults.errors["passkeyName"]}
      />
      <noscript>
        <p className="account-quiet">Adding a passkey needs JavaScript. The authenticator app does not.</p>
      </noscript>
      <PasskeyAdd
        done={(answer) => {
          const typed = form.current && new FormData(form.current).get("passkeyName");
          const name = typeof typed === "string" ? typed.trim() : "";
          submit(
            { intent: "add-passkey", answer, passkeyName: name || "Passkey" },
            { method: "post", preventScrollReset: true },
          );
        }}
      >
        Add a passkey
      </PasskeyAdd>
    </Form>
  );
}
