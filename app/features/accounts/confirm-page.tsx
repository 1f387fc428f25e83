import { Form, useNavigation, useSubmit } from "@remix-run/react";
import { paths } from "~/paths";
import { Button, LinkButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Notice } from "~/ui/notice";
import { Page, Section } from "~/ui/page";
import { PasswordField } from "~/ui/password-field";
import type { Faults } from "~/words/faults";
import { CodeForm } from "./code-form";
import { PasskeyProof } from "./passkey-button";
import "./accounts.css";

interface ConfirmPageProps {
  /** Where it leads on to; null where it was opened beside the page that asked for it. */
  back: string | null;
  isDone: boolean;
  hasTotp: boolean;
  hasPasskey: boolean;
  hasFactor: boolean;
  email: string;
  faults: Faults;
}

/** Before what is dangerous: a screen that was left open is not enough. */
export function ConfirmPage({ back, isDone, ...asked }: ConfirmPageProps) {
  if (isDone) {
    return (
      <Page title="Confirmed">
        <Section title={back ? "Your file is ready" : "It is you"}>
          {back ? (
            <div className="account-acts">
              <LinkButton variant="primary" icon="download" href={back} download>
                Download it
              </LinkButton>
            </div>
          ) : (
            <Notice tone="good">Close this tab, go back to the other one, and press again.</Notice>
          )}
        </Section>
      </Page>
    );
  }
  return (
    <Page title="Confirm that it is you">
      <Section title="This needs a fresh proof">
        <p className="account-note">
          What you are about to do changes accounts or takes data out of Tendon, and it is a while since you
          signed in.
        </p>
        <Ways back={back ?? paths.confirm()} {...asked} />
      </Section>
    </Page>
  );
}

function Ways({
  back,
  hasTotp,
  hasPasskey,
  hasFactor,
  email,
  faults,
}: Omit<ConfirmPageProps, "back" | "isDone"> & { back: string }) {
  const submit = useSubmit();
  const busy = useNavigation().state !== "idle";
  const here = back === paths.confirm() ? back : paths.confirm({ back });
  if (!hasFactor) {
    return (
      <>
        <ErrorSummary errors={faults.errors} />
        <Form method="post" action={here} className="account-form" noValidate>
          <input type="hidden" name="intent" value="password" />
          <input type="hidden" name="back" value={back} />
          <input type="hidden" autoComplete="username" value={email} readOnly />
          <PasswordField
            label="Password"
            name="password"
            autoComplete="current-password"
            errors={faults.errors["password"]}
          />
          <Button variant="primary" size="large" busy={busy}>
            Confirm
          </Button>
        </Form>
      </>
    );
  }
  return (
    <div className="account-form">
      {hasPasskey && (
        <PasskeyProof
          done={(answer) => submit({ intent: "passkey", answer, back }, { method: "post", action: here })}
        >
          Use a passkey
        </PasskeyProof>
      )}
      <CodeForm back={back} faults={faults} hasTotp={hasTotp} submit="Confirm" intent="code" action={here} />
    </div>
  );
}
