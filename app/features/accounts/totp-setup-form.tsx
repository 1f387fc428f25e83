import { Form, useNavigation } from "@remix-run/react";
import { Button } from "~/ui/button";
import { CopyField } from "~/ui/copy-field";
import { ErrorSummary } from "~/ui/error-summary";
import { Field } from "~/ui/field";
import type { Faults } from "~/words/faults";

export interface ShownSetup {
  setup: string;
  secret: string;
  qr: { modules: number; path: string };
}

/** Scan, then prove it with the first code: until then nothing is kept. */
export function TotpSetupForm({ setup, faults }: { setup: ShownSetup; faults: Faults }) {
  const { errors } = faults;
  const busy = useNavigation().formData?.get("intent") === "add-totp";
  const { qr, secret } = setup;
  return (
    <Form method="post" className="totp-setup" noValidate preventScrollReset>
      <input type="hidden" name="intent" value="add-totp" />
      <input type="hidden" name="setup" value={setup.setup} />
      <svg
        className="totp-qr"
        viewBox={`-4 -4 ${qr.modules + 8} ${qr.modules + 8}`}
        role="img"
        aria-label="QR code to scan with an authenticator app; the same stands below as text"
      >
        <rect x="-4" y="-4" width={qr.modules + 8} height={qr.modules + 8} fill="#fff" />
        <path d={qr.path} fill="#000" shapeRendering="crispEdges" />
      </svg>
      <div>
        <ErrorSummary errors={errors} />
        <p>
          Scan this with an authenticator app on your phone, or type the key in. Then enter the six digits
          that the app shows.
        </p>
        <CopyField label="Key to type in" value={secret} />
        <Field
          label="Code"
          name="code"
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={12}
          errors={errors["code"]}
        />
        <Button variant="primary" size="large" busy={busy}>
          Set up the app
        </Button>
      </div>
    </Form>
  );
}
